"""The ledger sees what is lost, doubled or skipped, and nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ops.chaos.ledger import Account, Views, settle
from schemas.identity import digest
from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.events import EVENTS, EventRow
from tests.support.histories import A, History, Rows, meeting

BODY = digest(b"body")
"""What every article of a history says."""


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    history.cleaned()
    history.extracted(events=[meeting("met"), meeting("resume")])
    return history


def views(history: History) -> Views:
    rows = Rows(history)
    articles = [row for row in rows.all(ARTICLES) if isinstance(row, ArticleRow)]
    events = [row for row in rows.all(EVENTS) if isinstance(row, EventRow)]
    return Views(
        articles=articles,
        events=events,
        listed_articles=[row.id for row in articles],
        listed_events=[row.id for row in events],
        unfinished=[],
    )


def settled(
    history: History, seen: Views | None = None, *, poisoned: bool = False, gaps: tuple[int, ...] = ()
) -> Account:
    return settle({A: BODY}, {A} if poisoned else set(), history.records, gaps, seen or views(history))


def test_an_account_in_order_is_clean(history: History) -> None:
    assert settled(history).clean


def test_an_acknowledged_article_that_is_not_in_the_log_is_lost(history: History) -> None:
    account = settle({A: BODY, "b": BODY}, set(), history.records, (), views(history))
    assert account.lost == ["b was acknowledged and is not in the log"]


def test_another_body_than_the_acknowledged_one_is_lost(history: History) -> None:
    assert len(settle({A: digest(b"other")}, set(), history.records, (), views(history)).lost) == 1


def test_an_article_that_a_view_lacks_is_lost(history: History) -> None:
    seen = views(history)
    assert settled(history, replace(seen, articles=[])).lost
    assert settled(history, replace(seen, listed_articles=[])).lost


def test_events_that_a_view_lacks_are_lost(history: History) -> None:
    seen = views(history)
    assert settled(history, replace(seen, events=seen.events[:1])).lost
    assert settled(history, replace(seen, listed_events=seen.listed_events[:1])).lost


def test_an_article_that_is_not_projected_is_lost() -> None:
    history = History()
    history.received()
    assert settled(history).lost == [f"{A} is received, not projected"]


def test_poison_has_to_have_failed(history: History) -> None:
    assert settled(history, poisoned=True).lost
    failed = History()
    failed.received()
    failed.failed(permanent=True)
    assert settled(failed, poisoned=True).clean
    assert settled(failed).lost


def test_what_is_unfinished_is_lost(history: History) -> None:
    assert settled(history, replace(views(history), unfinished=[A])).lost


def test_a_step_done_twice_by_one_version_is_doubled(history: History) -> None:
    history.extracted(extractor="x2", events=[meeting("met"), meeting("resume")])
    assert settled(history).clean
    history.extracted(extractor="x2", events=[meeting("met"), meeting("resume")])
    assert settled(history).doubled == [f"{A} was extracted twice by one version"]


def test_an_article_received_twice_is_doubled(history: History) -> None:
    history.received(revision=1)
    assert settled(history).doubled == [f"{A} was received 2 times"]


def test_a_record_that_is_there_twice_is_doubled(history: History) -> None:
    last = history.records[-1]
    history.records.append(replace(last, position=last.position + 1))
    assert any("is there 2 times" in sentence for sentence in settled(history).doubled)


def test_a_row_that_is_listed_twice_is_doubled(history: History) -> None:
    seen = views(history)
    assert settled(history, replace(seen, listed_articles=[A, A])).doubled
    assert settled(history, replace(seen, listed_events=[*seen.listed_events, seen.listed_events[0]])).doubled


def test_a_position_that_a_reader_passed_over_is_skipped(history: History) -> None:
    assert settled(history, gaps=(3,)).skipped == ["position 3 was passed over"]


def test_a_hole_in_the_log_is_skipped(history: History) -> None:
    del history.records[2]
    assert settled(history).skipped == ["position 4 follows 2 in the log"]
