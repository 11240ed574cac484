"""The present cleaner and extractor over old articles: what would change, and asking for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from schemas.claim import Claim
from schemas.codec import data_of, encode, words_of
from schemas.errors import LogError
from schemas.event import Event, EventWords, FoundEvent
from schemas.identity import event_id, record_id, stream_of
from schemas.record import EventExtracted, NoWords, ReprocessRequested, Stage
from schemas.rows.articles import ARTICLES, ArticleRow
from services.eventlog import Appended, EventLog, Write
from services.provenance import caused_by
from services.readmodels import Condition, Generation, Query
from workers.clean import CLEANER_VERSION, clean
from workers.history import History
from workers.projections.articles import PROJECTED
from workers.projections.moved import Place, successor
from workers.steps import Extractor, cleaned_page, posted

BATCH = 100
"""Articles looked up, and requests appended, at once."""
ADDED, REMOVED, MOVED, TYPE, ACTORS, DATE = "added", "removed", "moved", "type", "actors", "date"
NOBODY, NEVER = "nobody", "no date"
KINDS = (ADDED, REMOVED, MOVED, TYPE, ACTORS, DATE)


class Choice(Struct, frozen=True, kw_only=True):
    """Which articles: of a source, received within some times (UTC unless they say), done by a version; else all."""

    source: str | None = None
    after: datetime | None = None
    before: datetime | None = None
    version: str | None = None


class Task(Struct, frozen=True):
    """An article to do once more, from a stage on: the revision that was done, and who published it."""

    claim: Claim
    stage: Stage
    source: str | None


class Difference(Struct, frozen=True, kw_only=True):
    """How an event would change: `before` and `after` say what was and what would be, None where it is not there."""

    kind: str
    article: str
    source: str | None
    id: str
    type: str
    sentence: str
    before: str | None
    after: str | None


def tasks(generation: Generation, choice: Choice, extractor: str) -> Iterator[Task]:
    """The chosen articles that are done, but not by the present cleaner and extractor, oldest first."""
    for article in _articles(generation, choice):
        if choice.version in {None, article.cleaner, article.extractor}:
            stage = Stage.CLEAN if article.cleaner != CLEANER_VERSION else Stage.EXTRACT
            if stage is Stage.CLEAN or article.extractor != extractor:
                yield Task(Claim(article.id, article.revision), stage, article.source)


def is_known(generation: Generation, source: str) -> bool:
    """Whether any article of a source has been done."""
    return next(_articles(generation, Choice(source=source)), None) is not None


def differences(log: EventLog, extractor: Extractor, task: Task) -> list[Difference]:
    """How the article's events would change; appends nothing.

    Raises LogError if the article is not in the log as the read models say.
    """
    history = History.read(log, task.claim)
    received, cleaned = history.received(), history.cleaned()
    if received is None or cleaned is None:
        raise LogError(f"article {task.claim.article} has changed since it was folded; try again")
    page = clean(posted(received)) if task.stage is Stage.CLEAN else cleaned_page(cleaned)
    found = {event_id(task.claim.article, each.event): each for each in extractor.extract(page).events}
    return list(compare(task, dict(_found_before(history)), found))


def compare(task: Task, before: Mapping[str, FoundEvent], after: Mapping[str, FoundEvent]) -> Iterator[Difference]:
    """What tells two extractions of an article apart, event by event. Pure."""
    gone = {name: found for name, found in before.items() if name not in after}
    came = {name: found for name, found in after.items() if name not in before}
    arrived = set[str]()
    for name, found in gone.items():
        kind, place = _became(name, found, came)
        if place:
            arrived.add(place)
        yield _difference(task, kind, name, found, came[place] if place else None)
    for name, found in came.items():
        if name not in arrived:
            yield _difference(task, ADDED, name, None, found)
    for name in [name for name in before if name in after]:
        for kind, told in ((ACTORS, _actors), (DATE, _date)):
            if told(before[name]) != told(after[name]):
                yield _difference(task, kind, name, before[name], after[name])


def request(log: EventLog, chosen: Iterable[Task], progress: Callable[[int], object]) -> int:
    """Ask for the articles to be done once more, behind all that is live; how many were asked for.

    An article that is asked for already, or was written to meanwhile, is passed over. `progress` is told how many were
    looked at since it was told last.
    """
    asked, waiting = 0, iter(chosen)
    while some := list(islice(waiting, BATCH)):
        writes = [write for task in some if (write := _write(log, task))]
        asked += sum(isinstance(outcome, Appended) for outcome in log.append(writes)) if writes else 0
        progress(len(some))
    return asked


def _articles(generation: Generation, choice: Choice) -> Iterator[ArticleRow]:
    wanted = [
        ("state", "=", PROJECTED),
        ("source", "=", choice.source),
        ("received_at", ">=", _microseconds(choice.after)),
        ("received_at", "<", _microseconds(choice.before)),
    ]
    where = tuple(Condition(column, operator, value) for column, operator, value in wanted if value is not None)
    query = Query(table=ARTICLES, where=where, order=("received_position",), limit=BATCH)
    while True:
        _, rows = generation.select(query)
        articles = rows
        yield from articles
        if len(articles) < BATCH:
            return
        query = replace(query, after=(articles[-1].received_position,))


def _microseconds(moment: datetime | None) -> int | None:
    return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() * 1_000_000) if moment else None


def _write(log: EventLog, task: Task) -> Write | None:
    """The request, unless the article is at another revision or asked for already."""
    history, claim = History.read(log, task.claim), task.claim
    received, completed = history.received(), history.extracted()
    if received is None or completed is None or history.asked() > completed.version:
        return None
    stream = stream_of(claim.article)
    identity = record_id(
        stream, revision=claim.revision, step=f"reprocess {task.stage}", step_version="1", ordinal=history.version
    )
    data = ReprocessRequested(revision=claim.revision, stage=task.stage)
    record = encode(identity, data, NoWords(), caused_by(completed))
    return Write(stream=stream, expected_version=history.version, records=(record,))


def _found_before(history: History) -> Iterator[tuple[str, FoundEvent]]:
    for record in history.events():
        data, words = data_of(record), words_of(record)
        if isinstance(data, EventExtracted) and isinstance(words, EventWords):
            yield data.event_id, FoundEvent(data.event, words)


def _became(name: str, gone: FoundEvent, came: Mapping[str, FoundEvent]) -> tuple[str, str | None]:
    """What became of an event that was not found again, and the id of the one in its place."""
    for other, found in came.items():
        if (found.event.part, found.event.trigger) == (gone.event.part, gone.event.trigger):
            return TYPE, other
    place = successor(_place(name, gone.event), [_place(other, found.event) for other, found in came.items()])
    return (MOVED, place) if place else (REMOVED, None)


def _place(name: str, event: Event) -> Place:
    return Place(
        id=name,
        part=event.part,
        type=event.type,
        trigger=event.trigger.start,
        start=event.sentence.start,
        end=event.sentence.end,
    )


def _difference(task: Task, kind: str, name: str, before: FoundEvent | None, after: FoundEvent | None) -> Difference:
    known = cast("FoundEvent", before or after)
    told = {ACTORS: _actors, DATE: _date}.get(kind, _coded)
    return Difference(
        kind=kind,
        article=task.claim.article,
        source=task.source,
        id=name,
        type=known.event.type,
        sentence=known.words.sentence,
        before=told(before) if before else None,
        after=told(after) if after else None,
    )


def _coded(found: FoundEvent) -> str:
    return f"{_names(found, 'source')} {found.event.type} ({found.words.trigger}) {_names(found, 'target')}"


def _actors(found: FoundEvent) -> str:
    return f"{_names(found, 'source')} → {_names(found, 'target')}"


def _names(found: FoundEvent, side: str) -> str:
    actors, words = getattr(found.event, side), getattr(found.words, side)
    told = [
        " ".join(filter(None, (said.name, actor.country, actor.role)))
        for actor, said in zip(actors, words, strict=True)
    ]
    return ", ".join(told) or NOBODY


def _date(found: FoundEvent) -> str:
    date = found.event.date
    return f"{date.first}/{date.last}" if date else NEVER
