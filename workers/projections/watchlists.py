"""The events that people want to be told of."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.record import WatchlistRemoved, WatchlistWords
from schemas.rows.people import WATCHLISTS, WatchlistRow
from schemas.rows.row import Change, Delete, Put
from workers.projections.entry import Notice


def fold(notice: Notice) -> Iterator[Change]:
    """A watchlist as it is kept after the record."""
    watchlist = notice.data.watchlist
    match notice.data, notice.words:
        case WatchlistRemoved(), _:
            yield Delete(WATCHLISTS, (watchlist,))
        case _, WatchlistWords(by=by, name=name, filters=filters):
            row = WatchlistRow(
                id=watchlist, by=by, name=name, filters=filters, position=notice.position, at=notice.recorded_at
            )
            yield Put(WATCHLISTS, row)
