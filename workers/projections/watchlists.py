"""The events that people want to be told of."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.record import WatchlistChanged, WatchlistCreated, WatchlistRemoved, WatchlistWords
from schemas.rows.people import WATCHLISTS, WatchlistRow
from schemas.rows.row import Change, Delete, Put
from workers.projections.entry import Notice


def fold(notice: Notice) -> Iterator[Change]:
    """A watchlist as it is kept after the record."""
    match notice.data, notice.words:
        case WatchlistRemoved(watchlist=watchlist), _:
            yield Delete(WATCHLISTS, (watchlist,))
        case WatchlistCreated(watchlist=watchlist) | WatchlistChanged(watchlist=watchlist), WatchlistWords() as words:
            row = WatchlistRow(
                id=watchlist,
                by=words.by,
                name=words.name,
                filters=words.filters,
                position=notice.position,
                at=notice.recorded_at,
            )
            yield Put(WATCHLISTS, row)
