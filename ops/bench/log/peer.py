"""The library to compare with: `eventsourcing`, as its documentation uses it.

Its recorders store events that its mapper has encoded, its notification log is read in pages and decoded by the same
mapper, and a timeline of the same rows and words is projected with its tracking, which commits every event by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from eventsourcing import postgres, sqlite
from eventsourcing.domain import DomainEvent
from eventsourcing.persistence import ApplicationRecorder, DatetimeAsISO, JSONTranscoder, Mapper, Tracking
from psycopg.conninfo import conninfo_to_dict

from ops.bench.log.contender import PAGE
from ops.bench.log.sample import Sample
from schemas.search import searched
from services.readmodels.cells import LAYOUTS
from services.readmodels.sqlite import WORDS
from services.readmodels.statements import quoted
from services.settings import Settings

EVENTS = LAYOUTS["events"]
KINDS = {"text": "text", "integer": "bigint", "real": "double precision", "boolean": "boolean"}
TERMS = ("term", "day", "position")
POSTGRES_WORDS = (
    "CREATE TABLE words (position bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX words_words ON words USING gin (words)",
)
ADD_WORDS = "INSERT INTO words VALUES (%s, to_tsvector('simple', %s))"
DEFAULTS = {"modality": "actual", "negated": False, "historical": False}
"""What an event's structure leaves out."""


@dataclass(frozen=True)
class EventFound(DomainEvent):
    """The news reports an event: the same facts as a record's data and content."""

    data: dict[str, Any]
    words: dict[str, Any]


class Peer:
    """An application's recorder and mapper, and a projection's view."""

    name = "eventsourcing"
    recorder: ApplicationRecorder

    def __init__(self) -> None:
        transcoder = JSONTranscoder()
        transcoder.register(DatetimeAsISO())
        self._mapper = Mapper[UUID](transcoder)

    def begin(self, articles: Sequence[str]) -> None:
        """Nothing: an event needs no article."""

    def appending(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What inserts the events."""
        return partial(self.recorder.insert_events, list(map(self._mapper.to_stored_event, map(_event, samples))))

    def saving(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What encodes and inserts the events."""
        events = list(map(_event, samples))
        return lambda: self.recorder.insert_events(list(map(self._mapper.to_stored_event, events)))

    def replay(self, after: int = 0) -> int:
        """Read and decode every notification after one."""
        return sum(1 for _ in self._events(after))

    def _events(self, after: int) -> Iterator[tuple[int, EventFound]]:
        while page := self.recorder.select_notifications(after + 1, PAGE):
            for notification in page:
                yield notification.id, self._mapper.to_domain_event(notification)  # type: ignore[misc]  # the only kind there is
            after = page[-1].id


class SqlitePeer(Peer):
    """In SQLite, as durable as the library makes it: write-ahead log, synchronous=FULL."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._folder = settings.data
        self._datastore = sqlite.SQLiteDatastore(str(settings.data / "peer.sqlite"), lock_timeout=60)
        self.recorder = sqlite.SQLiteApplicationRecorder(self._datastore)
        self.recorder.create_table()

    def folding(self, commit: int) -> Callable[[int], object]:  # noqa: ARG002  # the library commits each
        """What projects the next into a database of their own."""
        view = SqliteTimeline(_relaxed(str(self._folder / "timeline.sqlite")))
        view.create_table()
        return partial(_project, view, self._events(0))

    def close(self) -> None:
        """Let go of the pool."""
        self._datastore.close()


class SqliteTimeline(sqlite.SQLiteTrackingRecorder):
    """The rows of the timeline beside the library's tracking."""

    def construct_create_table_statements(self) -> list[str]:
        """The library's statements and the timeline's own."""
        words = f"CREATE VIRTUAL TABLE searched USING {WORDS}"
        return [*super().construct_create_table_statements(), *_tables(), words]

    def put(self, event: EventFound, tracking: Tracking) -> None:
        """An event's rows and the tracking of it, in one transaction."""
        row, terms = _rows(event, tracking.notification_id)
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(_insert("events", EVENTS.names, "?"), row)
            cursor.executemany(_insert("terms", TERMS, "?"), terms)
            cursor.execute(
                "INSERT INTO searched (rowid, words) VALUES (?, ?)", (tracking.notification_id, _words(event))
            )


class PostgresPeer(Peer):
    """In PostgreSQL."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        parts = conninfo_to_dict(settings.database_url or "")
        self._datastore = postgres.PostgresDatastore(
            str(parts["dbname"]), str(parts["host"]), "", str(parts["user"]), "", pool_size=1, lock_timeout=60
        )
        self.recorder = postgres.PostgresApplicationRecorder(self._datastore)
        with psycopg.connect(settings.database_url or "") as turn:  # the library's statements fail beside themselves
            turn.execute("SELECT pg_advisory_xact_lock(2)")
            self.recorder.create_table()

    def folding(self, commit: int) -> Callable[[int], object]:  # noqa: ARG002  # the library commits each
        """What projects the next into tables beside the events."""
        view = PostgresTimeline(self._datastore)
        view.create_table()
        return partial(_project, view, self._events(0))

    def close(self) -> None:
        """Let go of the pool."""
        self._datastore.close()


class PostgresTimeline(postgres.PostgresTrackingRecorder):
    """The rows of the timeline beside the library's tracking."""

    def create_table(self) -> None:
        """The library's table and the timeline's own."""
        super().create_table()
        with self.datastore.transaction(commit=True) as cursor:
            for statement in (*_tables(), *POSTGRES_WORDS):
                cursor.execute(statement)

    def put(self, event: EventFound, tracking: Tracking) -> None:
        """An event's rows and the tracking of it, in one transaction."""
        row, terms = _rows(event, tracking.notification_id)
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(_insert("events", EVENTS.names, "%s"), row)
            cursor.executemany(_insert("terms", TERMS, "%s"), terms)
            cursor.execute(ADD_WORDS, (tracking.notification_id, _words(event)))


def _project(view: SqliteTimeline | PostgresTimeline, events: Iterator[tuple[int, EventFound]], count: int) -> None:
    """Project the next so many."""
    for number, event in islice(events, count):
        view.put(event, Tracking("log", number))


def _relaxed(path: str) -> sqlite.SQLiteDatastore:
    """A datastore whose commits are no more durable than those of newsfold's read models: synchronous=NORMAL."""
    datastore = sqlite.SQLiteDatastore(path)
    connect = datastore.pool._create_connection  # noqa: SLF001  # the library has no setting for it

    def connect_relaxed() -> sqlite.SQLiteConnection:
        connection = connect()
        connection.cursor().execute("PRAGMA synchronous = NORMAL")
        return connection

    datastore.pool._create_connection = connect_relaxed  # type: ignore[method-assign]  # noqa: SLF001  # the same
    return datastore


def _tables() -> list[str]:
    """The timeline as newsfold has it, with its keys and indexes, and the terms that events are found by."""
    columns = ", ".join(f'"{column.name}" {KINDS[column.kind]}' for column in EVENTS.columns)
    return [
        f"CREATE TABLE events ({columns}, PRIMARY KEY ({quoted(EVENTS.table.key)}))",
        *(f"CREATE INDEX events_{'_'.join(names)} ON events ({quoted(names)})" for names in EVENTS.table.indexes),
        "CREATE TABLE terms (term text, day text, position bigint, PRIMARY KEY (term, day, position))",
    ]


def _insert(table: str, names: Sequence[str], mark: str) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join([mark] * len(names))})"  # noqa: S608  # constants only


def _rows(event: EventFound, position: int) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
    """The event's row, and a row for each name and country of its actors."""
    found, words = event.data["event"], event.words
    cells = {
        **DEFAULTS,
        **found,
        "id": event.data["event_id"],
        "article": str(event.originator_id),
        "revision": event.data["revision"],
        "extractor": event.data["extractor"],
        "position": position,
        "quad": "verbal cooperation",
        "trigger": words["trigger"],
        "trigger_start": found["trigger"]["start"],
        "trigger_end": found["trigger"]["end"],
        "sentence": words["sentence"],
        "sentence_start": found["sentence"]["start"],
        "sentence_end": found["sentence"]["end"],
        "attribution": None,
    }
    names = set()
    for side in ("source", "target"):
        together = [actor | said for actor, said in zip(found[side], words[side], strict=True)]
        cells[side] = json.dumps(together)
        names |= {name for actor in together for name in (actor["name"].casefold(), actor.get("country")) if name}
    return tuple(cells.get(name) for name in EVENTS.names), [(name, "", position) for name in names]


def _words(event: EventFound) -> str:
    """What the event is searched by."""
    sentence, names = event.words["sentence"], [each["name"] for each in event.words["source"] + event.words["target"]]
    return searched([sentence, *(name for name in names if name not in sentence)])


def _event(sample: Sample) -> EventFound:
    return EventFound(
        originator_id=_uuid(sample.article),
        originator_version=sample.version,
        timestamp=datetime.now(UTC),
        data=msgspec.to_builtins(sample.data),
        words=msgspec.to_builtins(sample.words),
    )


def _uuid(article: str) -> UUID:
    return UUID(int=int(article[1:]) + (ord(article[0]) << 100))
