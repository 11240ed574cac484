"""Posts quoted in an article: who wrote them and when, from the signature line under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from schemas.block import Block, Kind, Span
from workers.extract.dates import expressions

_SIGNATURE = re.compile(r"[—–-]\s*(?P<author>[^()@—–\n]{1,80}?)\s*\(@\w{1,30}\)\s*(?P<day>[^\n]{0,40})")  # noqa: RUF001 dashes


class Post(Struct, frozen=True):
    """A quoted post's author, where the name stands, and its day."""

    author: Span | None
    day: date | None


UNSIGNED = Post(None, None)


def posts(text: str, blocks: Sequence[Block]) -> Mapping[int, Post]:
    """The post that each embed block belongs to, by the block's start; those without a signature are left out."""
    found: dict[int, Post] = {}
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind is Kind.EMBED:
            found.update(_signed(text, list(run)))
    return found


def _signed(text: str, run: Sequence[Block]) -> Iterator[tuple[int, Post]]:
    """Every block of a run up to and including a signature is of that signature's post."""
    waiting: list[Block] = []
    for block in run:
        waiting.append(block)
        if match := _SIGNATURE.search(text, block.start, block.end):
            days = expressions(match["day"], None)
            post = Post(Span(*match.span("author")), days[0].first if days else None)
            yield from ((each.start, post) for each in waiting)
            waiting = []
