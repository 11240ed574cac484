"""Taking in corrections: each once, however often and by however many it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from schemas.codec import data_of, meta_of, words_of
from schemas.correction import Changed, Days, EventCorrected, EventCorrectedWords, Judgement, NamedActor
from schemas.errors import ArticleError
from schemas.event import EventType
from schemas.identity import event_id
from services.eventlog.sqlite import SqliteLog
from services.ingest.corrections import Correction, correct
from tests.support.histories import History, meeting

ARTICLE = "a" * 26
EVENT = event_id(ARTICLE, meeting())
WRONG = Correction(by="Eve", verdict=Judgement.WRONG, why="It never took place.")
THREAT = Correction(by="Eve", verdict=Judgement.CHANGED, changes=Changed(type=EventType.THREATEN))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    history = History()
    history.received(ARTICLE)
    history.cleaned(ARTICLE)
    history.extracted(ARTICLE)
    history.append_to(log)
    yield log
    log.close()


def ids(log: SqliteLog) -> list[str]:
    data = [data_of(record) for record in log.read(types=["event.corrected"])]
    return [each.correction for each in data if isinstance(each, EventCorrected)]


def test_a_correction_is_a_record_of_the_article_that_names_the_event(log: SqliteLog) -> None:
    found = log.read(types=["event.extracted"])[0]
    done = correct(EVENT, WRONG, log)
    assert done
    assert (done.id, done.position, done.is_new) == (f"{EVENT}-1", 5, True)
    (record,) = log.read(4)
    assert record.stream == found.stream
    assert meta_of(record).causation_id == found.id.hex()
    assert words_of(record) == EventCorrectedWords(by="Eve", why="It never took place.")


def test_names_are_words_and_codes_are_structure(log: SqliteLog) -> None:
    carl = NamedActor(name="Carl Dahl", country="DNK")
    correct(EVENT, Correction(by="Eve", verdict=Judgement.CHANGED, changes=Changed(source=(carl,))), log)
    (record,) = log.read(4)
    assert b"DNK" in record.data
    assert b"Carl" not in record.data + record.meta
    assert b"Eve" not in record.data + record.meta


def test_the_same_correction_twice_is_one(log: SqliteLog) -> None:
    first, again = correct(EVENT, THREAT, log), correct(EVENT, THREAT, log)
    assert first
    assert again
    assert (again.id, again.position, again.is_new) == (first.id, first.position, False)
    assert len(ids(log)) == 1


def test_what_is_said_again_after_something_else_is_new(log: SqliteLog) -> None:
    for correction in (THREAT, WRONG, THREAT):
        correct(EVENT, correction, log)
    assert ids(log) == [f"{EVENT}-{number}" for number in (1, 2, 3)]


def test_ten_who_say_the_same_at_once_have_said_it_once(log: SqliteLog) -> None:
    with ThreadPoolExecutor(10) as threads:
        done = list(threads.map(lambda _: correct(EVENT, WRONG, log), range(10)))
    assert {each.id for each in done if each} == {f"{EVENT}-1"}
    assert len(ids(log)) == 1


def test_ten_who_say_different_things_at_once_are_all_heard(log: SqliteLog) -> None:
    said = [Correction(by=f"reader {number}", verdict=Judgement.RIGHT) for number in range(10)]
    with ThreadPoolExecutor(10) as threads:
        assert all(threads.map(lambda each: correct(EVENT, each, log), said))
    assert len(set(ids(log))) == 10


def test_a_correction_is_withdrawn_once(log: SqliteLog) -> None:
    correct(EVENT, WRONG, log)
    back = Correction(by="Finn", verdict=Judgement.WITHDRAWN, withdraws=f"{EVENT}-1")
    first, again = correct(EVENT, back, log), correct(EVENT, back, log)
    assert first
    assert again
    assert (first.is_new, again.is_new, again.id) == (True, False, first.id)


def test_an_event_that_never_was_cannot_be_corrected(log: SqliteLog) -> None:
    assert correct(event_id(ARTICLE, meeting("Ada")), WRONG, log) is None
    assert correct(event_id("b" * 26, meeting()), WRONG, log) is None


def test_an_event_whose_article_was_erased_cannot_be_corrected(log: SqliteLog) -> None:
    correct(EVENT, WRONG, log)
    history = History(log.read())
    history.erased(ARTICLE)
    history.append_to(log)
    assert correct(EVENT, THREAT, log) is None


@pytest.mark.parametrize(
    ("correction", "pointer"),
    [
        (Correction(by="Eve", verdict=Judgement.CHANGED), "/changes"),
        (Correction(by="Eve", verdict=Judgement.WRONG, changes=Changed(negated=True)), "/changes"),
        (Correction(by="Eve", verdict=Judgement.CHANGED, changes=Changed(same_as=EVENT)), "/changes/same_as"),
        (
            Correction(by="Eve", verdict=Judgement.CHANGED, changes=Changed(same_as="b" * 36)),
            "/changes/same_as",
        ),
        (Correction(by=" ", verdict=Judgement.WRONG), "/by"),
        (Correction(by="Eve", verdict=Judgement.WITHDRAWN), "/withdraws"),
        (Correction(by="Eve", verdict=Judgement.WRONG, withdraws=f"{EVENT}-1"), "/withdraws"),
        (Correction(by="Eve", verdict=Judgement.WITHDRAWN, withdraws=f"{EVENT}-7"), "/withdraws"),
        (
            Correction(
                by="Eve",
                verdict=Judgement.CHANGED,
                changes=Changed(date=Days(first=date(2026, 2, 2), last=date(2026, 2, 1))),
            ),
            "/changes/date/last",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_with_the_field(
    log: SqliteLog, correction: Correction, pointer: str
) -> None:
    with pytest.raises(ArticleError) as refused:
        correct(EVENT, correction, log)
    assert refused.value.pointer == pointer
    assert ids(log) == []
