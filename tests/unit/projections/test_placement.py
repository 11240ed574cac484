"""Which happening an event is of, where people say so."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from schemas.correction import Changed
from schemas.identity import event_id
from schemas.rows.events import EVENTS
from schemas.rows.occurrences import OCCURRENCES, REPORTS
from tests.support.happenings import Told, article, extracted
from tests.support.histories import History, Rows

STRIKE = Told(sentence="Norwegian jets struck a Swedish radar station on Monday.")
AGAIN = Told(sentence="A radar station in Sweden was struck by jets from Norway on Monday.")
OTHER = replace(STRIKE, type="AID", sentence="Norway sent tents to Sweden on Monday.")


def happenings(history: History) -> list[set[str]]:
    """The articles that report each happening."""
    reports = Rows(history).all(REPORTS)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        found[report.occurrence].add(report.article)
    assert {row.id for row in Rows(history).all(OCCURRENCES)} == found.keys()
    return sorted(found.values(), key=sorted)


def say(history: History, name: str, told: Told, same_as: str | None) -> None:
    history.corrected(name, event=told.event, changes=Changed(same_as=same_as), revision=1)


def test_two_events_that_people_say_are_one_happening_are_one() -> None:
    history = article(article(History(), "a", STRIKE), "b", OTHER)
    assert happenings(history) == [{"a"}, {"b"}]
    say(history, "b", OTHER, event_id("a", STRIKE.event))
    assert happenings(history) == [{"a", "b"}]


def test_an_event_that_people_say_is_apart_stands_alone_even_if_it_founded_the_happening() -> None:
    for apart, told in (("a", STRIKE), ("b", AGAIN)):
        history = article(article(History(), "a", STRIKE), "b", AGAIN)
        assert happenings(history) == [{"a", "b"}]
        say(history, apart, told, None)
        assert happenings(history) == [{"a"}, {"b"}]
        positions = [row.position for row in Rows(history).all(OCCURRENCES)]
        assert len(set(positions)) == 2


def test_what_people_say_of_a_happening_survives_another_extraction() -> None:
    history = article(article(History(), "a", STRIKE), "b", AGAIN)
    say(history, "b", AGAIN, None)
    changed = replace(AGAIN, sentence=AGAIN.sentence.replace("radar", "old radar"))
    extracted(history, "b", [changed], extractor="x2")
    assert happenings(history) == [{"a"}, {"b"}]
    (row,) = [each for each in Rows(history).all(EVENTS) if each.article == "b"]
    assert row.same_as == row.id


def test_once_it_is_withdrawn_the_event_is_where_it_was_read_to_be() -> None:
    history = article(article(History(), "a", STRIKE), "b", AGAIN)
    say(history, "b", AGAIN, None)
    history.corrected("b", event=AGAIN.event, withdraws=1, revision=1)
    assert happenings(history) == [{"a", "b"}]


def test_an_event_that_is_to_be_of_a_happening_that_nobody_reports_is_where_it_was_read_to_be() -> None:
    history = article(article(History(), "a", STRIKE), "b", AGAIN)
    say(history, "b", AGAIN, event_id("c", STRIKE.event))
    assert happenings(history) == [{"a", "b"}]
