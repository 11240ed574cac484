"""Whose key a request shows."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from anyio import to_thread
from msgspec import Struct

from schemas.errors import ServiceError
from services.keys import Key, Keys, id_of, is_genuine

LOGGER = structlog.get_logger("newsfold.keys")
KNOWN_SECONDS = 5.0
"""How long a key that was looked up is taken for what it was: so soon a revoked one is refused."""
KNOWN = 10_000
"""Keys that are remembered at most."""
NOTED = timedelta(hours=1)
"""How exactly the last use of a key is noted: requests write nothing in between."""


class _Known(Struct, frozen=True):
    """A key as it was when looked up."""

    key: Key
    looked_up: float


class Recognition:
    """Looks keys up, each once in a few seconds, and notes their use."""

    def __init__(self, keys: Keys, now: Callable[[], datetime] | None = None) -> None:
        self._keys = keys
        self._now = now or partial(datetime.now, UTC)
        self._known: dict[str, _Known] = {}

    def is_known(self, shown: str) -> bool:
        """Whether the key with this id was looked up just now, so that recognising it costs nothing."""
        known = self._known.get(id_of(shown) or "")
        return known is not None and time.monotonic() - known.looked_up < KNOWN_SECONDS

    async def recognise(self, shown: str) -> Key | None:
        """The key, if it is one that was handed out and holds; raises ServiceError if the store is away."""
        identity = id_of(shown)
        if identity is None:
            return None
        key = self._known[identity].key if self.is_known(shown) else await self._look_up(identity)
        now = self._now()
        if not is_genuine(shown, key) or key is None or not key.holds(now):
            return None
        if key.used_at is None or now - key.used_at >= NOTED:
            await self._note_use(key, now)
        return key

    async def _look_up(self, identity: str) -> Key | None:
        key = await to_thread.run_sync(self._keys.find, identity)
        if key is not None:
            self._remember(key)
        return key

    def _remember(self, key: Key) -> None:
        if len(self._known) >= KNOWN:
            self._known.clear()
        self._known[key.id] = _Known(key, time.monotonic())

    async def _note_use(self, key: Key, now: datetime) -> None:
        """Note it; a store that cannot is no reason to turn somebody away."""
        try:
            await to_thread.run_sync(self._keys.note_use, key.id, now)
        except ServiceError as error:
            LOGGER.warning("the use of a key was not noted", key=key.id, reason=str(error))
            return
        await self._look_up(key.id)
