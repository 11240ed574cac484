from __future__ import annotations

from contextlib import suppress

from hypothesis import given

from schemas.errors import LogError
from schemas.identity import article_of
from schemas.readmodel import TABLES
from schemas.rows.articles import ArticleRow
from tests.support.histories import History, Rows, histories


@given(histories(broken=False))
def test_no_row_of_an_erased_article_is_left(history: History) -> None:
    rows = Rows(history)
    for article in {article_of(record.stream) for record in history.records}:
        found = rows.find(TABLES[0], "id", article)
        current = [row.revision for row in found.values() if isinstance(row, ArticleRow)]
        history.erased(article, revision=max(current, default=1))
        with suppress(LogError):
            rows.fold(history.records[-1])
    left = {table.name: rows.all(table) for table in TABLES if rows.all(table)}
    assert left.keys() <= {"moments", "set_aside", "unknown_types", "watchlists"}, left
