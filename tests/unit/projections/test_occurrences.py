"""The fold of occurrences: which reports are of one happening, and what is kept of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from schemas.event import Modality
from schemas.identity import event_id
from schemas.rows.occurrences import (
    OCCURRENCE_BLOCKS,
    OCCURRENCES,
    REPORTS,
    OccurrenceRow,
)
from tests.support.happenings import DAY, TUESDAY, Told, article, cleaned, extracted, received
from tests.support.histories import MONDAY, History, Rows
from workers.clean.fingerprints import fingerprint
from workers.projections.ledger import MOST_IN_BLOCK

STRIKE = Told(sentence="Norwegian jets struck a Swedish radar station on Monday.")
AGAIN = Told(sentence="A radar station in Sweden was struck by jets from Norway on Monday.")
BERG, LUND = ("Sergey Berg", "NOR", "GOV"), ("Ada Lund", "NOR", "GOV")
SWEDEN, NORWAY, DENMARK = ("Sweden", "SWE", None), ("Norway", "NOR", None), ("Denmark", "DNK", None)


def occurrences(history: History) -> list[OccurrenceRow]:
    return Rows(history).all(OCCURRENCES)


def joined(one: Told, other: Told, **articles: Any) -> bool:  # noqa: ANN401  # passed on
    """Whether two articles that say so report one happening."""
    return len(occurrences(article(article(History(), "a", one), "b", other, **articles))) == 1


def test_two_articles_report_one_happening() -> None:
    (row,) = occurrences(article(article(History(), "a", STRIKE), "b", AGAIN, published=TUESDAY))
    assert (row.type, row.quad, row.status, row.day) == ("ASSAULT", "material conflict", "actual", MONDAY)
    assert (row.reports, row.articles, row.sources) == (2, 2, 2)
    assert (row.first_reported, row.last_reported) == (MONDAY, TUESDAY)
    assert (row.id, row.event) == (event_id("a", STRIKE.event), event_id("a", STRIKE.event))
    assert row.sentence == STRIKE.sentence


def test_of_what_may_be_meant_only_the_latest_are_looked_at() -> None:
    history = History()
    for number in range(MOST_IN_BLOCK + 3):
        article(history, f"a{number}", Told(mode=f"mode {number}"))
    rows = Rows(history)
    positions = [row.position for row in rows.all(OCCURRENCES)]
    kept = {row.position for row in rows.all(OCCURRENCE_BLOCKS)}
    assert len(positions) == MOST_IN_BLOCK + 3
    assert kept == set(sorted(positions)[-MOST_IN_BLOCK:])


def test_articles_of_one_publisher_are_one_voice() -> None:
    history = article(History(), "a", STRIKE, publisher="The Wire")
    (row,) = occurrences(article(history, "b", AGAIN, publisher="the wire"))
    assert (row.articles, row.sources) == (2, 1)


def test_a_copy_is_the_voice_of_its_original() -> None:
    history, text = History(), fingerprint(0, "The same words, printed by two. " * 9)
    for name in ("a", "b"):
        received(history, name)
        cleaned(history, name, fingerprints=(text,) if text else ())
        extracted(history, name, [STRIKE])
    (row,) = occurrences(history)
    assert (row.reports, row.articles, row.sources) == (2, 2, 1)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"type": "COERCE"}, False),
        ({"source": (DENMARK,)}, False),
        ({"target": (DENMARK,)}, False),
        ({"first": TUESDAY}, False),
        ({"first": MONDAY - 2 * DAY, "last": MONDAY + 2 * DAY}, True),
        ({"first": None}, True),
        ({"modality": Modality.PLANNED}, False),
        ({"negated": True}, False),
        ({"historical": True}, True),
        ({"historical": True, "first": None}, False),
        ({"source": (("Norwegian soldiers", "NOR", "MIL"),)}, True),
        ({"source": (("Norwegian protesters", "NOR", "CVL"),)}, False),
        ({"source": (("Norway", "NOR", "GOV"), DENMARK)}, True),
    ],
)
def test_a_report_is_of_the_same_happening_if_nothing_speaks_against_it(change: dict[str, Any], same: bool) -> None:  # noqa: FBT001  # a parameter of the test
    assert joined(STRIKE, replace(AGAIN, **change)) is same


def test_other_modes_are_other_happenings() -> None:
    assert not joined(replace(STRIKE, mode="firearms"), replace(AGAIN, mode="explosives"))


def test_places_far_apart_are_of_other_happenings() -> None:
    assert joined(replace(STRIKE, place="Kalmar, Sweden"), replace(AGAIN, place="Kalmar"))
    assert not joined(replace(STRIKE, place="Kalmar"), replace(AGAIN, place="Visby"))


def test_two_persons_of_a_country_are_two_but_each_may_be_its_government() -> None:
    meeting = Told(type="CONSULT", source=(BERG,), target=(SWEDEN,), sentence="They talked.")
    assert not joined(meeting, replace(meeting, source=(LUND,)))
    assert joined(meeting, replace(meeting, source=(NORWAY,), sentence="Both talked."))


def test_who_met_whom_makes_no_difference() -> None:
    meeting = Told(type="CONSULT", source=(BERG,), target=(SWEDEN,), sentence="They talked.")
    assert joined(meeting, replace(meeting, source=(SWEDEN, BERG), target=(SWEDEN, BERG)))
    assert not joined(
        replace(meeting, type="ASSAULT"), replace(meeting, type="ASSAULT", source=(SWEDEN,), target=(BERG,))
    )


def test_words_decide_where_the_same_two_may_say_several_things_a_day() -> None:
    one = Told(type="ACCUSE", first=None, sentence="Norway accused Sweden of jamming its radars in the north.")
    assert joined(one, replace(one, sentence="Sweden was accused by Norway of jamming northern radars."))
    assert not joined(one, replace(one, sentence="Norway accused Sweden of subsidising its shipyards."))


def test_what_happened_in_some_month_is_joined_only_by_just_that_month() -> None:
    year = {"first": date(2022, 1, 1), "last": date(2022, 12, 31)}
    assert joined(replace(STRIKE, **year), replace(AGAIN, **year))
    assert not joined(replace(STRIKE, **year), replace(AGAIN, first=date(2022, 3, 3)))


def test_a_heading_and_its_body_tell_of_one_happening() -> None:
    heading = Told(at=0, first=None, sentence="Norway Strikes Radar Station")
    body = Told(at=1, sentence="Norwegian jets struck a radar station in Sweden on Monday.")
    (row,) = occurrences(article(History(), "a", replace(heading, target=()), body))
    assert (row.reports, row.articles, row.day) == (2, 1, MONDAY)
    assert [party.name for party in row.target] == ["Sweden"]


def test_a_sentence_never_tells_of_one_happening_twice() -> None:
    meeting = Told(type="CONSULT", sentence="They met for an hour, and later met again.")
    assert len(occurrences(article(History(), "a", meeting, replace(meeting, trigger=9)))) == 2
    assert len(occurrences(article(History(), "a", meeting, replace(meeting, at=1)))) == 1


def test_contradicting_days_and_places_stand_side_by_side() -> None:
    week = {"first": MONDAY - 3 * DAY, "last": MONDAY + 3 * DAY}
    history = article(article(History(), "a", replace(STRIKE, place="Kalmar")), "b", replace(AGAIN, **week))
    (row,) = occurrences(article(history, "c", replace(AGAIN, first=MONDAY)))
    assert [(each.first, each.last, each.reports) for each in row.dates] == [
        (MONDAY, MONDAY, 2),
        (week["first"], week["last"], 1),
    ]
    assert [(each.place.name, each.reports) for each in row.places] == [("Kalmar", 1)]


def test_a_new_revision_takes_its_reports_away() -> None:
    history = article(article(History(), "a", STRIKE), "b", AGAIN, published=TUESDAY)
    received(history, "a", revision=2)
    (row,) = occurrences(history)
    assert (row.reports, row.articles, row.sources, row.first_reported) == (1, 1, 1, TUESDAY)
    assert (row.id, row.event, row.sentence) == (
        event_id("a", STRIKE.event),
        event_id("b", AGAIN.event),
        AGAIN.sentence,
    )
    received(history, "b", revision=2)
    assert occurrences(history) == []


def test_an_extraction_that_reads_the_same_changes_nothing() -> None:
    history = article(History(), "a", STRIKE)
    before = occurrences(history)
    extracted(history, "a", [STRIKE], extractor="2")
    rows = Rows(History())
    for record in history.records[:-1]:
        rows.fold(record)
    changed = {change.table.name for change in rows.fold(history.records[-1])}
    assert occurrences(history) == before
    assert not changed & {"occurrences", "reports", "actors", "relations", "relation_days", "occurrence_terms"}


def test_an_event_that_is_read_otherwise_keeps_its_occurrence_if_it_is_the_only_report() -> None:
    history = article(History(), "a", STRIKE)
    extracted(history, "a", [replace(STRIKE, first=MONDAY + timedelta(9))], extractor="2")
    (row,) = occurrences(history)
    assert (row.id, row.day) == (event_id("a", STRIKE.event), MONDAY + timedelta(9))


def test_an_event_that_is_read_otherwise_leaves_the_occurrence_that_it_founded_to_the_others() -> None:
    history = article(article(History(), "a", STRIKE), "b", AGAIN)
    extracted(history, "a", [replace(STRIKE, first=MONDAY + timedelta(9))], extractor="2")
    first, second = sorted(occurrences(history), key=lambda row: row.position)
    assert (first.id, first.event, first.day) == (event_id("a", STRIKE.event), event_id("b", AGAIN.event), MONDAY)
    assert second.id.startswith(f"{event_id('a', STRIKE.event)}-")


def test_an_event_whose_trigger_moved_stays_with_its_occurrence() -> None:
    history = article(History(), "a", STRIKE)
    extracted(history, "a", [replace(STRIKE, at=1)], extractor="2")
    (row,) = occurrences(history)
    assert (row.id, row.reports) == (event_id("a", STRIKE.event), 1)


def test_a_report_tells_of_which_occurrence_it_is() -> None:
    reports = Rows(article(article(History(), "a", STRIKE), "b", AGAIN)).all(REPORTS)
    assert {report.occurrence for report in reports} == {event_id("a", STRIKE.event)}
