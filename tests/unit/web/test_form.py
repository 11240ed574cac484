"""The form that corrects an event asks for what differs from the row, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import UNSET

from schemas.correction import Days, Judgement, NamedActor
from schemas.errors import ArticleError
from schemas.event import EventType
from schemas.rows.events import ActorCell
from services.web.pages.form import correction_of, written
from tests.unit.web.test_marks import event

CHAD = ActorCell(text="Chad", name="Chad", start=0, end=4, country="TCD", role="GOV")
ROW = event(source=(CHAD,), target=(), first_day=date(2026, 3, 1), last_day=date(2026, 3, 1))
SAME = {
    "by": "r.diaz",
    "verdict": "changed",
    "type": "CONSULT",
    "source": "Chad, TCD, GOV",
    "first": "2026-03-01",
    "last": "2026-03-01",
    "place": "Oslo, Norway",
    "modality": "actual",
}


def test_what_was_left_as_it_was_is_no_change() -> None:
    changes = correction_of(SAME | {"type": "REJECT"}, ROW).changes
    assert (changes.type, changes.source, changes.date, changes.place) == (EventType.REJECT, UNSET, UNSET, UNSET)


def test_actors_are_read_with_their_codes_and_a_name_may_hold_commas() -> None:
    changes = correction_of(
        SAME | {"source": "Egypt, EGY; Ministry of Trade, Industry and Labour, GOV, XYZ;"}, ROW
    ).changes
    assert changes.source == (
        NamedActor(name="Egypt", country="EGY"),
        NamedActor(name="Ministry of Trade, Industry and Labour", country="GOV", role="XYZ"),
    )
    assert written((CHAD, CHAD)) == "Chad, TCD, GOV; Chad, TCD, GOV"


def test_what_was_emptied_is_to_say_nothing() -> None:
    fields = {name: value for name, value in SAME.items() if name not in {"first", "last", "place", "source"}}
    changes = correction_of(fields, ROW).changes
    assert (changes.date, changes.place, changes.source) == (None, None, ())


def test_one_day_alone_is_both_ends() -> None:
    fields = {name: value for name, value in SAME.items() if name != "last"} | {"first": "2026-03-09"}
    assert correction_of(fields, ROW).changes.date == Days(first=date(2026, 3, 9), last=date(2026, 3, 9))


def test_a_verdict_alone_changes_nothing() -> None:
    correction = correction_of(SAME | {"verdict": "wrong", "why": "no"}, ROW)
    assert (correction.verdict, correction.why, correction.changes.type) == (Judgement.WRONG, "no", UNSET)


@pytest.mark.parametrize("fields", [{}, {"by": "a"}, {"by": "a", "verdict": "perhaps"}, SAME | {"first": "soon"}])
def test_what_makes_no_correction_is_refused_in_a_sentence(fields: dict[str, str]) -> None:
    with pytest.raises(ArticleError):
        correction_of(fields, ROW)
