"""How often somebody may come: a token bucket each, in memory (draft-ietf-httpapi-ratelimit-headers)."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct

KNOWN = 10_000
"""Visitors that are remembered at most; who came longest ago is forgotten, and begins with a full bucket."""


class Bucket(Struct):
    """What somebody has left, as of a time."""

    left: float
    at: float


class Allowance(Struct, frozen=True):
    """Whether somebody may come now, how often still, and the seconds until one more time, and until all."""

    granted: bool
    left: int
    next_seconds: int
    full_seconds: int


class Rates:
    """Lets each visitor come `quota` times in `window` seconds, at any pace."""

    def __init__(self, quota: int, window: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._quota = quota
        self._window = window
        self._clock = clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, visitor: str) -> Allowance:
        """Take one from the visitor's bucket, if it holds one."""
        bucket = self._bucket(visitor)
        granted = bucket.left >= 1
        if granted:
            bucket.left -= 1
        return self._allowance(bucket, granted=granted)

    def look(self, visitor: str) -> Allowance:
        """Whether the visitor could come now, without counting it."""
        bucket = self._bucket(visitor)
        return self._allowance(bucket, granted=bucket.left >= 1)

    def headers(self, allowance: Allowance) -> dict[str, str]:
        """What the visitor is told of it."""
        told = {
            "RateLimit-Policy": f'"requests";q={self._quota};w={self._window:.0f}',
            "RateLimit": f'"requests";r={allowance.left};t={allowance.full_seconds}',
        }
        return told if allowance.granted else told | {"Retry-After": str(allowance.next_seconds)}

    def _bucket(self, visitor: str) -> Bucket:
        """The visitor's bucket, filled up for the time that has passed."""
        now = self._clock()
        bucket = self._buckets.setdefault(visitor, Bucket(self._quota, now))
        bucket.left = min(self._quota, bucket.left + (now - bucket.at) * self._quota / self._window)
        bucket.at = now
        self._buckets.move_to_end(visitor)
        if len(self._buckets) > KNOWN:
            self._buckets.popitem(last=False)
        return bucket

    def _allowance(self, bucket: Bucket, *, granted: bool) -> Allowance:
        each = self._window / self._quota
        missing, all_missing = max(0.0, 1 - bucket.left), self._quota - bucket.left
        return Allowance(granted, int(bucket.left), max(1, math.ceil(missing * each)), math.ceil(all_missing * each))
