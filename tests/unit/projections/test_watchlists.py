"""The fold of watchlists."""

from __future__ import annotations

from schemas.rows.people import WATCHLISTS, WatchlistRow
from tests.support.histories import History, Rows


def kept(history: History) -> list[tuple[str, str, int]]:
    rows = [row for row in Rows(history).all(WATCHLISTS) if isinstance(row, WatchlistRow)]
    return [(row.id, row.filters, row.position) for row in rows]


def test_a_watchlist_is_kept_as_it_was_asked_for_last() -> None:
    history = History()
    history.watched("w", anew=True)
    history.watched("v", anew=True)
    history.watched("w", filters='{"actor":"Ada"}')
    assert kept(history) == [("v", "{}", 2), ("w", '{"actor":"Ada"}', 3)]


def test_a_watchlist_that_was_removed_is_kept_no_longer_until_it_is_asked_for_again() -> None:
    history = History()
    history.watched(anew=True)
    history.watched(filters=None)
    assert kept(history) == []
    history.watched(anew=True)
    assert kept(history) == [("w", "{}", 3)]
