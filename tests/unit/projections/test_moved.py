"""Ids that an event goes by no more."""

from __future__ import annotations

import pytest

from schemas.event import Event
from schemas.identity import event_id
from schemas.rows.events import EVENT_MOVES, EventMoveRow
from tests.support.histories import History, Rows, meeting

MET, ADA, BOB, ELSEWHERE = meeting("met"), meeting("Ada"), meeting("Bob"), meeting("met", part=1)


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    history.cleaned()
    return history


def moves(history: History) -> dict[str, str]:
    rows = [row for row in Rows(history).all(EVENT_MOVES) if isinstance(row, EventMoveRow)]
    return {row.id: row.to for row in rows}


def name(event: Event) -> str:
    return event_id("a", event)


def test_an_event_whose_trigger_moved_within_its_sentence_leads_to_where_it_is(history: History) -> None:
    history.extracted(extractor="x1", events=[MET])
    history.extracted(extractor="x2", events=[ADA])
    assert moves(history) == {name(MET): name(ADA)}


@pytest.mark.parametrize("other", [[], [meeting("Ada", kind="AID")], [ELSEWHERE]])
def test_an_event_that_is_gone_leads_to_none_of_another_type_or_part(history: History, other: list[Event]) -> None:
    history.extracted(extractor="x1", events=[MET])
    history.extracted(extractor="x2", events=other)
    assert moves(history) == {}


def test_an_event_that_was_there_before_is_not_taken_for_another(history: History) -> None:
    history.extracted(extractor="x1", events=[MET, ADA])
    history.extracted(extractor="x2", events=[ADA])
    assert moves(history) == {}


def test_of_several_the_nearest_is_taken(history: History) -> None:
    history.extracted(extractor="x1", events=[MET])
    history.extracted(extractor="x2", events=[meeting("Monday"), ADA])
    assert moves(history) == {name(MET): name(ADA)}


def test_an_event_that_moves_twice_leads_from_either_place_to_the_last(history: History) -> None:
    for number, event in enumerate((MET, ADA, BOB)):
        history.extracted(extractor=f"x{number}", events=[event])
    assert moves(history) == {name(MET): name(BOB), name(ADA): name(BOB)}


def test_an_event_that_comes_back_leads_nowhere_else(history: History) -> None:
    for number, event in enumerate((MET, ADA, MET)):
        history.extracted(extractor=f"x{number}", events=[event])
    assert moves(history) == {name(ADA): name(MET)}


def test_what_leads_to_an_event_goes_with_it(history: History) -> None:
    history.extracted(extractor="x1", events=[MET])
    history.extracted(extractor="x2", events=[ADA])
    history.extracted(extractor="x3", events=[])
    assert moves(history) == {}


def test_a_new_revision_leads_nowhere(history: History) -> None:
    history.extracted(extractor="x1", events=[MET])
    history.extracted(extractor="x2", events=[ADA])
    history.received()
    assert moves(history) == {}
