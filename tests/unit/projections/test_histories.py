"""What is drawn at random for other tests is worth folding."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings

from schemas.readmodel import TABLES
from schemas.rows.work import MOMENTS, SET_ASIDE
from tests.support.histories import History, Rows, histories

SEEN = {table.name: 0 for table in TABLES if table not in {MOMENTS, SET_ASIDE}}
"""In how many histories there are rows of a table; moments and what is set aside are the projector's."""


@settings(
    max_examples=200,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(histories(broken=False))
def look_into(history: History) -> None:
    rows = Rows(history)
    for table in TABLES:
        if table.name in SEEN and rows.all(table):
            SEEN[table.name] += 1


def test_histories_come_to_rows_of_every_table() -> None:
    look_into()
    assert [name for name, count in SEEN.items() if not count] == []
