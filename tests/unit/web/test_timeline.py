"""Events as cards by day: a sentence once, a happening once."""

from __future__ import annotations

from datetime import date

from schemas.rows.events import EventRow
from schemas.rows.occurrences import OccurrenceRow
from services.web.pages.timeline import days
from tests.unit.web.test_marks import event

MONDAY, TUESDAY = date(2026, 2, 2), date(2026, 2, 3)


def happening(identity: str) -> OccurrenceRow:
    return OccurrenceRow(
        id=identity,
        type="CONSULT",
        quad="verbal cooperation",
        status="actual",
        source=(),
        target=(),
        reports=2,
        articles=2,
        sources=1,
        dates=(),
        places=(),
        sides=(),
        first_reported=MONDAY,
        last_reported=MONDAY,
        event=identity,
        sentence="",
        position=1,
    )


def shown(rows: list[EventRow], occurrences: dict[str, OccurrenceRow]) -> list[tuple[date | None, list[list[str]]]]:
    return [(day.day, [[row.id for row in card.events] for card in day.cards]) for day in days(rows, occurrences)]


def test_events_of_a_sentence_share_a_card_in_the_order_of_the_page() -> None:
    second = event(id="2", day=TUESDAY, trigger_start=110, trigger_end=113)
    rows = [second, event(id="1", day=TUESDAY), event(id="3", day=MONDAY, article="b")]
    assert shown(rows, {}) == [(TUESDAY, [["1", "2"]]), (MONDAY, [["3"]])]


def test_a_happening_that_was_shown_is_not_shown_again() -> None:
    rows = [event(id="1", day=TUESDAY), event(id="2", article="b", day=TUESDAY), event(id="3", article="c", day=MONDAY)]
    same = happening("1")
    assert shown(rows, {"1": same, "2": same, "3": same}) == [(TUESDAY, [["1"]])]


def test_a_sentence_that_also_reports_something_new_is_shown_whole() -> None:
    new = event(id="3", article="b", day=TUESDAY, trigger_start=110, trigger_end=113)
    rows = [event(id="1", day=TUESDAY), event(id="2", article="b", day=TUESDAY), new]
    same = happening("1")
    assert shown(rows, {"1": same, "2": same}) == [(TUESDAY, [["1"], ["2", "3"]])]
