"""After an erasure nothing is known of the article, in the rows that saw it and in those that are folded anew."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from msgspec.structs import replace

from schemas.codec import ERASED
from schemas.errors import LogError
from schemas.identity import STREAM_PREFIX, article_of
from schemas.readmodel import TABLES
from schemas.rows.actors import ACTOR_JOINS, ACTORS
from schemas.rows.articles import ArticleRow
from tests.support.histories import History, Rows, histories

KEPT = {"moments", "set_aside", "unknown_types", "watchlists"}
"""Tables whose rows tell of no article."""


def filled(rows: Rows) -> set[str]:
    return {table.name for table in TABLES if rows.all(table)} - KEPT


@given(histories(broken=False))
def test_no_row_of_an_erased_article_is_left(history: History) -> None:
    """But those who people say are one stay so, until the fold anew with which an erasure ends."""
    rows = Rows(history)
    for article in {article_of(record.stream) for record in history.records}:
        found = rows.find(TABLES[0], "id", article)
        current = [row.revision for row in found.values() if isinstance(row, ArticleRow)]
        history.erased(article, revision=max(current, default=1))
        with suppress(LogError):
            rows.fold(history.records[-1])
    joined = {actor for join in rows.all(ACTOR_JOINS) for actor in (join.actor, join.same_as)}
    assert {actor.id for actor in rows.all(ACTORS)} <= joined
    assert filled(rows) <= {"actors", "actor_joins"}


@given(histories(broken=False))
def test_nothing_is_left_of_erased_articles_where_the_log_is_folded_anew(history: History) -> None:
    rows = Rows()
    for record in history.records:
        is_erased = record.stream.startswith(STREAM_PREFIX) and record.content
        rows.fold(replace(record, content=ERASED) if is_erased else record)
    assert not filled(rows)
