"""The names of streams, kept by their keys, so that reading need not join them to every record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

MOST = 100_000
"""Names kept at once: some 20 MB."""


class Names:
    """Looks each key up once, as a stream's name never changes; threads may share it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: dict[int, str] = {}

    def of(
        self, keys: Collection[int], look_up: Callable[[Collection[int]], Iterable[tuple[int, str]]]
    ) -> Mapping[int, str]:
        """The names of these streams, and perhaps of others; `look_up` gives those that are not known yet."""
        known = self._known
        if missing := {key for key in keys if key not in known}:
            if len(known) + len(missing) > self._most:
                known, missing = {}, set(keys)
            known.update(look_up(missing))
            self._known = known
        return known
