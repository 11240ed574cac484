"""The fold of the timeline."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from schemas.block import Kind, Span
from schemas.errors import LogError
from schemas.event import Actor, ActorWords, DateRange, Event, EventWords, Modality, Place, PlaceWords
from schemas.identity import event_id
from schemas.moments import moment_of
from schemas.rows.events import EVENT_TERMS, EVENTS, ActorCell, EventRow, EventTermRow
from schemas.rows.row import name_term
from tests.support.histories import BODY, MONDAY, TITLE, History, Rows, meeting, words_of


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    history.cleaned()
    return history


def events(history: History) -> list[EventRow]:
    return [row for row in Rows(history).all(EVENTS) if isinstance(row, EventRow)]


def terms(history: History) -> list[str]:
    return [row.term for row in Rows(history).all(EVENT_TERMS) if isinstance(row, EventTermRow)]


ADA = ["source country NOR", "source name ada", "source name ada lund"]
BOB = ["target country SWE", "target name bob", "target name bob berg"]
OTHERS = [
    "place nor",
    "place norway",
    "place oslo",
    "place oslo, norway",
    "publisher example.org",
    "reported 2026-02-02",
]


def test_an_event_is_shown_with_its_codes_and_its_words(history: History) -> None:
    history.extracted(events=[meeting()])
    (row,) = events(history)
    assert (row.type, row.quad, row.trigger, row.sentence) == ("CONSULT", "verbal cooperation", "met", BODY)
    assert [(cell.text, cell.name, cell.country, cell.role) for cell in row.source] == [
        ("Ada", "Ada Lund", "NOR", "GOV")
    ]
    assert (row.place, row.place_country, row.latitude, row.longitude) == ("Oslo, Norway", "NOR", 59.9, 10.75)


def test_every_column_of_an_event_says_what_its_name_says(history: History) -> None:
    event = Event(
        part=0,
        block=Kind.CAPTION,
        type="ASSAULT",
        trigger=Span(11, 12),
        sentence=Span(13, 14),
        source=(Actor(start=15, end=16, country="NOR", role="GOV"),),
        target=(Actor(start=17, end=18, country="SWE", role="MIL"),),
        mode="raid",
        cameo="190",
        goldstein=-9.0,
        date=DateRange(start=19, end=20, first=date(2026, 1, 1), last=date(2026, 1, 3)),
        place=Place(start=21, end=22, country="DNK", latitude=55.5, longitude=12.5),
        modality=Modality.PLANNED,
        negated=True,
        historical=False,
        confidence=0.7,
    )
    words = EventWords(
        trigger="raid",
        sentence="A raid is not planned.",
        source=(ActorWords("Ada", "Ada Lund"),),
        target=(ActorWords("Bob", "Bob Berg"),),
        date="at new year",
        place=PlaceWords("Copenhagen", "Copenhagen, Denmark"),
        attribution="a spokesman",
    )
    received, position = history.records[0].recorded_at, history.found(event=event, words=words)
    assert events(history) == [
        EventRow(
            id=event_id("a", event),
            article="a",
            revision=1,
            part=0,
            block=Kind.CAPTION,
            type="ASSAULT",
            quad="material conflict",
            source=(ActorCell(text="Ada", name="Ada Lund", start=15, end=16, country="NOR", role="GOV"),),
            target=(ActorCell(text="Bob", name="Bob Berg", start=17, end=18, country="SWE", role="MIL"),),
            trigger="raid",
            trigger_start=11,
            trigger_end=12,
            sentence="A raid is not planned.",
            sentence_start=13,
            sentence_end=14,
            modality=Modality.PLANNED,
            negated=True,
            historical=False,
            confidence=0.7,
            extractor="x1",
            position=position,
            found_at=position,
            reported_at=moment_of(received),
            publisher="example.org",
            title=TITLE,
            published=MONDAY,
            day=date(2026, 1, 1),
            first_day=date(2026, 1, 1),
            last_day=date(2026, 1, 3),
            date_text="at new year",
            mode="raid",
            cameo="190",
            goldstein=-9.0,
            place="Copenhagen, Denmark",
            place_country="DNK",
            latitude=55.5,
            longitude=12.5,
            attribution="a spokesman",
        )
    ]


def test_an_event_is_shown_under_the_title_of_its_part(history: History) -> None:
    history.extracted(events=[meeting()])
    assert [row.title for row in events(history)] == [TITLE]


def test_a_type_that_plover_does_not_have_is_in_no_quad(history: History) -> None:
    history.extracted(events=[meeting(kind="WHISPER")])
    assert [row.quad for row in events(history)] == ["unknown"]


def test_an_event_stands_on_the_first_of_its_own_days(history: History) -> None:
    history.extracted(events=[meeting(day=date(2026, 1, 30))])
    (row,) = events(history)
    assert (row.day, row.first_day, row.last_day, row.date_text) == (
        date(2026, 1, 30),
        date(2026, 1, 30),
        date(2026, 1, 30),
        "on Monday",
    )


def test_an_event_without_a_date_stands_on_the_day_its_part_was_published(history: History) -> None:
    history.extracted(events=[meeting(day=None)])
    (row,) = events(history)
    assert (row.day, row.first_day, row.date_text) == (MONDAY, None, None)


def test_an_event_of_a_part_that_is_not_known_stands_on_no_day(history: History) -> None:
    history.extracted(events=[meeting(part=5)])
    assert [row.day for row in events(history)] == [None]


def test_an_event_is_found_by_its_actors_countries_and_full_and_printed_names_in_any_case(history: History) -> None:
    position = history.found(event=meeting(targets=2, day=MONDAY))
    assert terms(history) == sorted(ADA + BOB + OTHERS)
    rows = [row for row in Rows(history).all(EVENT_TERMS) if isinstance(row, EventTermRow)]
    assert {(row.day, row.position) for row in rows} == {("2026-02-02", position)}


def test_an_event_of_no_day_is_found_by_its_actors_too(history: History) -> None:
    history.extracted(events=[meeting(part=5)])
    rows = [row for row in Rows(history).all(EVENT_TERMS) if isinstance(row, EventTermRow)]
    assert {row.day for row in rows} == {""}
    assert len(rows) == 12


def test_an_event_is_found_by_what_is_unusual_of_it(history: History) -> None:
    unusual = {"modality": Modality.PLANNED, "negated": True, "historical": True, "mode": "meet"}
    history.found(event=msgspec.structs.replace(meeting(targets=0), **unusual))
    assert terms(history) == sorted([*ADA, *OTHERS, "modality planned", "negated", "historical", "mode meet"])


def test_an_event_tells_who_published_it_when_and_when_it_came_here(history: History) -> None:
    history.extracted()
    (row,) = events(history)
    received = datetime.fromtimestamp(history.records[0].recorded_at / 1_000_000, UTC)
    assert (row.publisher, row.published, row.reported_at) == ("example.org", MONDAY, received)


def test_a_name_without_end_is_found_by_its_beginning() -> None:
    assert name_term("Ä" * 10_000) == name_term("ä" * 300)


def test_an_event_that_an_extraction_found_twice_is_shown_once(history: History) -> None:
    history.extracted(events=[meeting(), meeting()])
    assert len(events(history)) == 1


def test_a_newer_extraction_takes_the_place_of_the_older_one(history: History) -> None:
    history.extracted(extractor="x1", events=[meeting("met"), meeting("Ada")])
    history.extracted(extractor="x2", events=[meeting("met"), meeting("resume")])
    assert [(row.trigger, row.extractor) for row in sorted(events(history), key=lambda row: row.trigger)] == [
        ("met", "x2"),
        ("resume", "x2"),
    ]
    assert len(terms(history)) == 24


def test_an_older_extraction_is_shown_until_the_newer_one_is_complete(history: History) -> None:
    history.extracted(extractor="x1", events=[meeting("met")])
    history.found(extractor="x2", event=meeting("resume"))
    assert {row.trigger for row in events(history)} == {"met", "resume"}


def test_an_extraction_without_events_takes_all_events_away(history: History) -> None:
    history.extracted(extractor="x1", events=[meeting()])
    history.extracted(extractor="x2", events=[])
    assert events(history) == []
    assert terms(history) == []


def test_an_event_that_loses_an_actor_loses_it_in_the_search_too(history: History) -> None:
    history.extracted(extractor="x1", events=[meeting(targets=2)])
    history.extracted(extractor="x2", events=[meeting(targets=0)])
    assert terms(history) == sorted(ADA + OTHERS)


def test_a_new_revision_takes_the_events_of_the_old_one_away(history: History) -> None:
    history.extracted()
    history.received()
    assert events(history) == []
    assert terms(history) == []


def test_events_of_an_older_revision_are_never_shown(history: History) -> None:
    history.received()
    history.cleaned(revision=2)
    history.extracted(revision=2, events=[meeting("met")])
    history.extracted(revision=1, events=[meeting("Ada")])
    assert [(row.trigger, row.revision) for row in events(history)] == [("met", 2)]


def test_the_events_of_other_articles_are_left_alone(history: History) -> None:
    history.extracted()
    history.received("b")
    history.cleaned("b")
    history.extracted("b", events=[])
    assert [row.article for row in events(history)] == ["a"]


def test_an_event_whose_words_do_not_match_its_codes_cannot_be_folded(history: History) -> None:
    event = meeting(targets=2)
    words = msgspec.structs.replace(words_of(event), target=())
    assert isinstance(words, EventWords)
    history.found(event=event, words=words)
    with pytest.raises(LogError, match="2 actors on a side, and the words of 0"):
        events(history)
