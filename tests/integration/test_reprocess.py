"""Old articles done once more by a later extractor: what would change is told, live articles go first, ids survive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ops.differences import Tally
from ops.reprocess import Choice, Difference, differences, is_known, request, tasks
from schemas.article import Priority
from schemas.block import CleanedPage, Kind, Span
from schemas.claim import Claim
from schemas.codec import data_of, encode
from schemas.event import Actor, ActorWords, DateRange, Event, EventWords, Extraction, FoundEvent
from schemas.identity import record_id, stream_of
from schemas.record import NoWords, ReprocessRequested, Stage
from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.events import EVENTS, EventRow
from schemas.rows.row import Row, Table
from schemas.rows.work import FAILURES, UNFINISHED, FailureRow, UnfinishedRow
from services.eventlog import Write
from services.eventlog.sqlite import SqliteLog
from services.readmodels import Query
from services.readmodels.sqlite import SqliteReadModels
from services.settings import Settings
from services.wiring import create_log
from tests.support.articles import append_received
from tests.support.commands import Newsfold, Told
from tests.support.histories import META
from tests.support.queues import FakeQueues
from workers.cleaning import clean_article
from workers.extraction import extract_article
from workers.failing import fail_article
from workers.faults import failure_of
from workers.feeder import Feeder
from workers.projections import FOLDS_VERSION
from workers.projector import Folding, fold_records

SENTENCE = "Peru thanked and later praised Chile on Monday."
TEXT = f"Peru Thanks Chile\n\n{SENTENCE}\n"


class Reader:
    """Finds an event of a type at each of these words, between these actors, on this day; breaks if told to."""

    def __init__(
        self,
        version: str,
        finds: dict[str, str],
        *,
        actors: tuple[str, str] = ("Peru", "Chile"),
        day: date | None = None,
        broken: bool = False,
    ) -> None:
        self.version = version
        self._finds = finds
        self._actors = actors
        self._day = day
        self._broken = broken

    def extract(self, page: CleanedPage) -> Extraction:
        if self._broken:
            raise ZeroDivisionError("this page cannot be read")
        events = [self._found(page.text, word, kind) for word, kind in self._finds.items() if word in page.text]
        return Extraction(events=tuple(events), sentences=1, covered=True)

    def _found(self, text: str, word: str, kind: str) -> FoundEvent:
        source, target = self._actors
        monday, day = _span(text, "Monday"), self._day
        event = Event(
            part=0,
            block=Kind.PARAGRAPH,
            type=kind,
            trigger=_span(text, word),
            sentence=_span(text, SENTENCE),
            source=(_actor(text, source),),
            target=(_actor(text, target),),
            date=DateRange(start=monday.start, end=monday.end, first=day, last=day) if day else None,
        )
        words = EventWords(
            trigger=word,
            sentence=SENTENCE,
            source=(ActorWords(source, source),),
            target=(ActorWords(target, target),),
        )
        return FoundEvent(event, words)


def _span(text: str, word: str) -> Span:
    start = text.index(word, text.index(SENTENCE))
    return Span(start, start + len(word))


def _actor(text: str, name: str) -> Actor:
    span = _span(text, name)
    return Actor(start=span.start, end=span.end)


OLD = Reader("old", {"thanked": "SUPPORT"})


class Plant:
    """A log, read models, queues and a feeder, and workers with one extractor."""

    def __init__(self, folder: Path) -> None:
        self.log = SqliteLog.open_or_create(folder / "log.sqlite")
        self.readmodels = SqliteReadModels(folder / "readmodels", FOLDS_VERSION)
        self.queues = FakeQueues()
        self.folding = Folding(self.readmodels.serving(), 0)
        self.extractor = OLD

    def fold(self) -> None:
        while records := self.log.read(self.folding.position):
            self.folding.fold(records)

    def turn(self, most: int = 100) -> list[Claim]:
        """Fold, feed, and do at most so many articles of what is queued, in the order of the queue."""
        self.fold()
        Feeder(self.log, self.readmodels, self.queues).tick()
        jobs = sorted(self.queues.take(), key=lambda job: not job.urgent)
        done = [(job.stage, claim) for job in jobs for claim in job.claims][:most]
        for stage, claim in done:
            self.queues.finish(stage, claim, self._step(stage, claim))
        self.fold()
        return [claim for _, claim in done]

    def finish(self) -> None:
        """Go on until nothing is left to do."""
        while self.turn():
            pass

    def _step(self, stage: Stage, claim: Claim) -> int:
        try:
            if stage is Stage.CLEAN:
                return clean_article(self.log, claim)
            return extract_article(self.log, self.extractor, claim)
        except ZeroDivisionError as error:
            return fail_article(self.log, stage, claim, failure_of(error))

    def reprocess(self, extractor: Reader, choice: Choice | None = None) -> int:
        self.fold()
        self.extractor = extractor
        chosen = tasks(self.readmodels.serving(), choice or Choice(), extractor.version)
        return request(self.log, chosen, lambda _count: None)

    def told(self, extractor: Reader) -> list[Difference]:
        (task,) = tasks(self.readmodels.serving(), Choice(), extractor.version)
        return differences(self.log, extractor, task)

    def events(self) -> list[EventRow]:
        return [row for row in self.rows(EVENTS) if isinstance(row, EventRow)]

    def rows(self, table: Table) -> list[Row]:
        return self.readmodels.serving().select(Query(table=table, order=table.key, limit=1000))[1]

    def unfinished(self) -> list[UnfinishedRow]:
        return [row for row in self.rows(UNFINISHED) if isinstance(row, UnfinishedRow)]

    def close(self) -> None:
        self.readmodels.close()
        self.log.close()


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    plant = Plant(tmp_path)
    yield plant
    plant.close()


@pytest.fixture
def article(plant: Plant) -> Claim:
    """An article that the old extractor has read."""
    claim = append_received(plant.log, TEXT)
    plant.finish()
    return claim


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (Reader("new", {"thanked": "SUPPORT"}), []),
        (Reader("new", {"thanked": "SUPPORT", "praised": "SUPPORT"}), ["added"]),
        (Reader("new", {}), ["removed"]),
        (Reader("new", {"praised": "SUPPORT"}), ["moved"]),
        (Reader("new", {"praised": "AID"}), ["removed", "added"]),
        (Reader("new", {"thanked": "CONSULT"}), ["type"]),
        (Reader("new", {"thanked": "SUPPORT"}, actors=("Chile", "Peru")), ["actors"]),
        (Reader("new", {"thanked": "SUPPORT"}, day=date(2026, 2, 2)), ["date"]),
        (Reader("new", {"thanked": "SUPPORT"}, actors=("Chile", "Peru"), day=date(2026, 2, 2)), ["actors", "date"]),
    ],
)
@pytest.mark.usefixtures("article")
def test_a_dry_run_tells_what_would_change_and_appends_nothing(plant: Plant, later: Reader, told: list[str]) -> None:
    head = plant.log.head()
    assert [each.kind for each in plant.told(later)] == told
    assert plant.log.head() == head


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_with_nothing_left_to_do_that_is_said_and_nothing_else(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    create_log(Settings.model_validate({"data": tmp_path})).close()
    monkeypatch.setattr("workers.extract.load_extractor", lambda *_: Reader("new", {}))
    newsfold = Newsfold(capsys, data=tmp_path)
    assert newsfold("replay").code == 0
    told = newsfold("reprocess", *options)
    assert told.out.startswith("Nothing is left to do")
    assert not told.err


@pytest.fixture
def typed(
    plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[Reader], Told]:
    """`newsfold reprocess --dry-run` as somebody types it, with another extractor."""

    def dry_run(later: Reader) -> Told:
        monkeypatch.setattr("workers.extract.load_extractor", lambda *_: later)
        head = plant.log.head()
        told = Newsfold(capsys, data=tmp_path)("reprocess", "--dry-run")
        assert plant.log.head() == head
        return told

    return dry_run


@pytest.mark.usefixtures("article")
def test_a_dry_run_shows_what_would_change_in_tables_with_examples(typed: Callable[[Reader], Told]) -> None:
    told = typed(Reader("new", {"thanked": "CONSULT"}))
    assert told.code == 0
    assert [word in told.out for word in ("By type", "other type", "Peru SUPPORT (thanked) Chile", SENTENCE)] == [
        True
    ] * 4
    assert told.out.endswith("1 of 1 article would change; nothing was appended.\n")


@pytest.mark.usefixtures("article")
def test_a_dry_run_that_changes_nothing_shows_no_empty_tables(typed: Callable[[Reader], Told]) -> None:
    told = typed(Reader("new", {"thanked": "SUPPORT"}))
    assert (told.code, told.out) == (0, "0 of 1 article would change; nothing was appended.\n")


@pytest.mark.usefixtures("article")
def test_an_article_that_cannot_be_done_is_named_and_the_others_are_told_all_the_same(
    plant: Plant, article: Claim, typed: Callable[[Reader], Told]
) -> None:
    append_received(plant.log, f"Once More: {TEXT}")
    plant.finish()
    told = typed(Reader("new", {}, broken=True))
    assert told.code == 1
    assert f"{article.article}: ZeroDivisionError" in told.err
    assert told.out == "0 of 0 articles would change; 2 articles could not be done. Nothing was appended.\n"


def test_only_sources_that_something_came_from_are_known(plant: Plant) -> None:
    append_received(plant.log, TEXT, source="nordia.example")
    plant.finish()
    generation = plant.readmodels.serving()
    assert is_known(generation, "nordia.example")
    assert not is_known(generation, "nobody.example")


@pytest.mark.usefixtures("article")
def test_differences_are_counted_by_type_and_by_source_with_examples(plant: Plant) -> None:
    tally = Tally()
    for later in (Reader("new", {}), Reader("new", {"thanked": "SUPPORT"}), Reader("new", {"thanked": "AID"})):
        tally.add(plant.told(later))
    report = tally.report()
    assert (report["articles"], report["changed"], report["removed"], report["type"]) == (3, 2, 1, 1)
    assert report["by_type"] == {"SUPPORT": {"removed": 1, "type": 1}}
    assert report["by_source"] == {"": {"removed": 1, "type": 1}}
    (example,) = tally.examples["removed"]
    assert (example.sentence, example.before, example.after) == (SENTENCE, "Peru SUPPORT (thanked) Chile", None)


def test_later_findings_take_the_place_of_older_ones_which_stay_in_the_log(plant: Plant, article: Claim) -> None:
    before, (event,) = plant.log.read_stream(stream_of(article.article)), plant.events()
    assert plant.reprocess(Reader("new", {"thanked": "SUPPORT", "praised": "AID"})) == 1
    plant.finish()
    records = plant.log.read_stream(stream_of(article.article))
    assert records[: len(before)] == before
    added = [record.type for record in records[len(before) :]]
    assert added == ["reprocess.requested", *["event.extracted"] * 2, "extraction.completed"]
    assert len({record.id for record in records}) == len(records)
    assert [(row.type, row.extractor) for row in plant.events() if row.id == event.id] == [("SUPPORT", "new")]
    assert len(plant.events()) == 2
    assert plant.unfinished() == []


@pytest.mark.usefixtures("article")
def test_a_rebuilt_generation_equals_the_one_that_saw_it_happen(plant: Plant) -> None:
    plant.reprocess(Reader("new", {"praised": "SUPPORT"}))
    plant.finish()
    rebuilt = plant.readmodels.create()
    fold_records(rebuilt, plant.log.read(), after=0)
    assert list(rebuilt.dump()) == list(plant.readmodels.serving().dump())


@pytest.mark.usefixtures("article")
def test_live_articles_go_first(plant: Plant) -> None:
    plant.reprocess(Reader("new", {}))
    plant.fold()
    (row,) = plant.unfinished()
    assert (row.stage, row.priority) == (Stage.EXTRACT, Priority.BULK)
    live = append_received(plant.log, TEXT + "Just in.\n")
    clean_article(plant.log, live)
    assert [claim.article for claim in plant.turn()] == [live.article, row.article]


def test_what_is_cleaned_once_more_stays_behind_live_articles_for_its_extraction(plant: Plant, article: Claim) -> None:
    ask(plant, article, Stage.CLEAN)
    assert plant.turn() == [article]
    (row,) = plant.unfinished()
    assert (row.stage, row.priority) == (Stage.EXTRACT, Priority.BULK)
    plant.finish()
    assert plant.unfinished() == []


def ask(plant: Plant, claim: Claim, stage: Stage) -> None:
    stream = stream_of(claim.article)
    version = plant.log.read_stream(stream)[-1].version
    identity = record_id(stream, revision=1, step="test", step_version="1", ordinal=version)
    record = encode(identity, ReprocessRequested(revision=1, stage=stage), NoWords(), META)
    plant.log.append([Write(stream=stream, expected_version=version, records=(record,))])


@pytest.mark.parametrize("stage", list(Stage))
def test_what_is_asked_for_is_done_even_by_the_same_version(plant: Plant, article: Claim, stage: Stage) -> None:
    for _ in range(2):
        ask(plant, article, stage)
        plant.finish()
    records = plant.log.read_stream(stream_of(article.article))
    assert [record.type for record in records].count("extraction.completed") == 3
    assert len({record.id for record in records}) == len(records)
    assert plant.unfinished() == []
    assert len(plant.events()) == 1


def test_a_reprocess_that_was_interrupted_goes_on(plant: Plant, tmp_path: Path) -> None:
    claims = [append_received(plant.log, f"{TEXT}Number {number}.\n") for number in range(5)]
    plant.finish()
    later = Reader("new", {"praised": "SUPPORT"})
    assert plant.reprocess(later) == 5
    assert len(plant.turn(most=2)) == 2
    plant.close()
    again = Plant(tmp_path)
    again.folding = Folding(again.readmodels.serving(), again.readmodels.serving().checkpoint())
    assert again.reprocess(later) == 0
    again.finish()
    assert {row.extractor for row in again.events()} == {"new"}
    assert len(again.events()) == len(claims)
    assert again.reprocess(later) == 0
    again.close()


def test_a_reprocess_that_fails_ends_as_a_failure_and_leaves_the_old_events(plant: Plant, article: Claim) -> None:
    plant.reprocess(Reader("new", {}, broken=True))
    plant.finish()
    (failure,) = [row for row in plant.rows(FAILURES) if isinstance(row, FailureRow)]
    assert (failure.article, failure.attempt, failure.permanent) == (article.article, 1, True)
    assert plant.unfinished() == []
    assert [row.extractor for row in plant.events()] == ["old"]


def test_articles_are_chosen_by_source_time_and_version(plant: Plant, article: Claim) -> None:
    now = datetime.now(UTC)
    generation = plant.readmodels.serving()

    def chosen(choice: Choice, extractor: str = "new") -> int:
        return len(list(tasks(generation, choice, extractor)))

    assert chosen(Choice()) == chosen(Choice(version="old")) == chosen(Choice(after=now - timedelta(hours=1))) == 1
    assert chosen(Choice(before=now + timedelta(hours=1), after=now - timedelta(hours=1), version="old")) == 1
    assert chosen(Choice(), extractor="old") == 0
    assert chosen(Choice(version="older")) == chosen(Choice(before=now - timedelta(hours=1))) == 0
    assert chosen(Choice(source="nobody.example")) == 0
    row = generation.get(ARTICLES, (article.article,))
    assert isinstance(row, ArticleRow)
    assert row.extractor == "old"


def test_more_articles_than_are_looked_up_at_once_are_all_asked_for(
    plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ops.reprocess.BATCH", 2)
    for number in range(5):
        append_received(plant.log, f"{TEXT}Number {number}.\n")
    plant.finish()
    looked = list[int]()
    plant.extractor = Reader("new", {})
    chosen = tasks(plant.readmodels.serving(), Choice(), "new")
    assert request(plant.log, chosen, looked.append) == 5
    assert looked == [2, 2, 1]
    kinds = [data_of(record) for record in plant.log.read() if record.type == "reprocess.requested"]
    assert len(kinds) == 5
