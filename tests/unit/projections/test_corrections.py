"""What people say of events, laid over what was read."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from schemas.correction import Changed, Days, Judgement, NamedActor, NamedPlace
from schemas.event import Event, EventType, Modality
from schemas.identity import event_id
from schemas.rows.events import EVENT_TERMS, EVENTS, EventRow, EventTermRow
from schemas.rows.people import CORRECTIONS, CorrectionRow
from tests.support.histories import BODY, MONDAY, TEXT, History, Rows, meeting, words_of

MET, ADA, ELSEWHERE = meeting("met"), meeting("Ada"), meeting("met", part=1)
THREAT = Changed(type=EventType.THREATEN)
TUESDAY = date(2026, 2, 3)


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    history.cleaned()
    history.extracted(events=[MET])
    return history


def events(history: History) -> list[EventRow]:
    return [row for row in Rows(history).all(EVENTS) if isinstance(row, EventRow)]


def the_event(history: History) -> EventRow:
    (row,) = events(history)
    return row


def corrections(history: History) -> list[CorrectionRow]:
    return [row for row in Rows(history).all(CORRECTIONS) if isinstance(row, CorrectionRow)]


def terms(history: History) -> set[str]:
    return {row.term for row in Rows(history).all(EVENT_TERMS) if isinstance(row, EventTermRow)}


def test_a_row_says_what_a_person_says_and_what_the_machine_read(history: History) -> None:
    position = history.corrected(changes=THREAT)
    row = the_event(history)
    assert (row.type, row.quad, row.position, row.wrong) == ("THREATEN", "verbal conflict", position, False)
    assert row.correction
    assert (row.correction.machine.type, row.correction.machine.quad) == ("CONSULT", "verbal cooperation")
    assert (row.correction.by, row.correction.why, row.correction.verdict) == ("Eve", "I was there.", Judgement.CHANGED)
    assert (row.correction.machine.position, row.correction.at) == (3, history.records[-1].recorded_at)


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        (Changed(mode="meet"), {"mode": "meet"}),
        (Changed(modality=Modality.PLANNED, negated=True), {"modality": Modality.PLANNED, "negated": True}),
        (
            Changed(date=Days(first=TUESDAY, last=TUESDAY)),
            {"day": TUESDAY, "first_day": TUESDAY, "last_day": TUESDAY, "date_text": None},
        ),
        (Changed(date=None), {"day": MONDAY, "first_day": None, "last_day": None}),
        (
            Changed(place=NamedPlace(name="Bergen", country="NOR", latitude=60.4, longitude=5.3)),
            {"place": "Bergen", "place_country": "NOR", "latitude": 60.4, "longitude": 5.3},
        ),
        (Changed(place=None), {"place": None, "place_country": None, "latitude": None, "longitude": None}),
        (Changed(source=()), {"source": ()}),
    ],
)
def test_each_part_of_an_event_can_be_corrected(history: History, changes: Changed, columns: dict[str, object]) -> None:
    history.corrected(changes=changes)
    row = the_event(history)
    assert {name: getattr(row, name) for name in columns} == columns
    assert row.type == "CONSULT"


def test_a_corrected_actor_is_found_by_its_name_and_the_one_before_no_more(history: History) -> None:
    history.corrected(changes=Changed(source=(NamedActor(name="Carl Dahl", country="DNK"),)))
    found = terms(history)
    assert {"source name carl dahl", "source country DNK", "target name bob berg"} <= found
    assert not {"source name ada lund", "source country NOR"} & found


def test_a_named_actor_stands_where_it_was_read_or_where_its_name_is_printed_or_nowhere(history: History) -> None:
    named = (NamedActor(name="Bob Berg"), NamedActor(name="Oslo"), NamedActor(name="Carl"))
    history.corrected(changes=Changed(source=named))
    spans = [(cell.text, TEXT[cell.start : cell.end]) for cell in the_event(history).source]
    assert spans == [("Bob", "Bob"), ("Oslo", "Oslo"), ("Carl", "")]


def test_an_event_judged_wrong_is_marked_so_and_keeps_what_was_read(history: History) -> None:
    history.corrected(verdict=Judgement.WRONG)
    row = the_event(history)
    assert (row.wrong, row.type) == (True, "CONSULT")


def test_the_last_word_counts_field_by_field(history: History) -> None:
    history.corrected(changes=THREAT)
    history.corrected(verdict=Judgement.WRONG)
    history.corrected(changes=Changed(negated=True), by="Finn")
    row = the_event(history)
    assert (row.type, row.negated, row.wrong) == ("THREATEN", True, False)
    assert row.correction
    assert row.correction.by == "Finn"


def test_what_goes_with_the_type_that_was_read_does_not_go_with_another(history: History) -> None:
    event = msgspec.structs.replace(MET, mode="meet", cameo="036", goldstein=4.0)
    history.extracted(events=[event])
    history.corrected(changes=THREAT)
    row = the_event(history)
    assert (row.mode, row.cameo, row.goldstein) == (None, None, None)
    history.corrected(changes=Changed(type=EventType.CONSULT))
    row = the_event(history)
    assert (row.mode, row.cameo, row.goldstein) == ("meet", "036", 4.0)


def test_a_withdrawn_correction_leaves_what_the_others_say(history: History) -> None:
    history.corrected(changes=THREAT)
    history.corrected(changes=Changed(negated=True))
    history.corrected(withdraws=1)
    row = the_event(history)
    assert (row.type, row.negated) == ("CONSULT", True)
    assert [each.withdrawn for each in corrections(history)] == [True, False, False]


def test_once_all_is_withdrawn_the_row_is_as_it_was_read(history: History) -> None:
    before = the_event(history)
    history.corrected(verdict=Judgement.WRONG)
    position = history.corrected(withdraws=1)
    row = the_event(history)
    assert row.correction
    assert row.correction.verdict is Judgement.WITHDRAWN
    assert msgspec.structs.replace(row, correction=None) == msgspec.structs.replace(before, position=position)


@pytest.mark.parametrize("extractor", ["x1", "x2"])
def test_a_correction_survives_another_extraction(history: History, extractor: str) -> None:
    history.corrected(changes=THREAT)
    history.reprocessed()
    history.cleaned(cleaner="2")
    history.extracted(extractor=extractor, events=[ADA, MET])
    rows = {row.trigger: (row.type, row.extractor) for row in events(history)}
    assert rows == {"met": ("THREATEN", extractor), "Ada": ("CONSULT", extractor)}


def test_a_correction_follows_an_event_whose_trigger_moved(history: History) -> None:
    history.corrected(changes=THREAT)
    history.extracted(extractor="x2", events=[ADA])
    row = the_event(history)
    assert (row.trigger, row.type) == ("Ada", "THREATEN")
    (correction,) = corrections(history)
    assert (correction.event, correction.asked, correction.lost) == (event_id("a", ADA), event_id("a", MET), False)


def test_a_correction_of_an_id_that_an_event_went_by_is_about_that_event(history: History) -> None:
    history.extracted(extractor="x2", events=[ADA])
    history.corrected(event=MET, verdict=Judgement.WRONG)
    row = the_event(history)
    assert (row.trigger, row.wrong) == ("Ada", True)


def test_two_corrected_events_may_move_in_one_extraction(history: History) -> None:
    history.extracted(events=[MET, meeting("Bob", kind="AID")])
    history.corrected(changes=THREAT)
    history.corrected(event=meeting("Bob", kind="AID"), verdict=Judgement.WRONG)
    history.extracted(extractor="x2", events=[ADA, meeting("Oslo", kind="AID")])
    rows = [(row.trigger, row.type, row.wrong) for row in sorted(events(history), key=lambda row: row.position)]
    assert rows == [("Ada", "THREATEN", False), ("Oslo", "AID", True)]


@pytest.mark.parametrize("found", [[], [ELSEWHERE]])
def test_a_correction_whose_event_vanished_is_kept_until_it_is_found_again(
    history: History, found: list[Event]
) -> None:
    history.corrected(changes=THREAT)
    history.extracted(extractor="x2", events=found)
    assert [row.lost for row in corrections(history)] == [True]
    assert [row.type for row in events(history)] == ["CONSULT"] * len(found)
    history.extracted(extractor="x3", events=[MET])
    assert the_event(history).type == "THREATEN"
    assert [row.lost for row in corrections(history)] == [False]


def test_a_new_revision_that_says_the_same_is_corrected_too(history: History) -> None:
    history.corrected(changes=THREAT)
    history.received()
    assert [row.lost for row in corrections(history)] == [True]
    shifted = ELSEWHERE
    history.cleaned(revision=2, parts=2)
    history.extracted(revision=2, events=[shifted])
    assert the_event(history).type == "THREATEN"
    (correction,) = corrections(history)
    assert (correction.event, correction.revision, correction.lost) == (event_id("a", shifted), 2, False)


def test_a_new_revision_that_says_something_else_in_the_same_place_is_not_corrected(history: History) -> None:
    history.corrected(changes=THREAT)
    history.received()
    history.cleaned(revision=2)
    words = msgspec.structs.replace(words_of(MET), sentence=BODY.replace("Oslo", "Bonn"))
    history.found(revision=2, event=MET, words=words)
    assert the_event(history).type == "CONSULT"
    assert [row.lost for row in corrections(history)] == [True]


def test_a_correction_of_what_is_not_on_the_timeline_is_kept(history: History) -> None:
    history.corrected(event=ADA, verdict=Judgement.WRONG)
    assert [(row.event, row.lost) for row in corrections(history)] == [(event_id("a", ADA), True)]
    history.extracted(events=[ADA])
    assert the_event(history).wrong


def test_a_correction_that_is_lost_can_be_withdrawn(history: History) -> None:
    history.corrected(event=ADA, verdict=Judgement.WRONG)
    history.corrected(event=ADA, withdraws=1)
    history.extracted(events=[ADA])
    assert not the_event(history).wrong
