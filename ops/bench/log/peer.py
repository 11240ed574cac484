"""The library to compare with: `eventsourcing`, as its documentation uses it, with its own settings.

An application saves events, whose values it transcodes; its notifications are read as many at a time as it does, and
decoded to the same typed values; a timeline of the same rows and words is projected with its tracking, which commits
every event by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from uuid import UUID

import msgspec
import psycopg
from eventsourcing import postgres, sqlite
from eventsourcing.application import Application
from eventsourcing.domain import DomainEvent
from eventsourcing.persistence import JSONTranscoder, Tracking, Transcoding
from msgspec import Struct
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from ops.bench.log.sample import Sample
from schemas.event import Actor, ActorWords, EventWords
from schemas.plover import quad_of
from schemas.record import EventExtracted
from schemas.search import searched
from schemas.terms import reported_term
from services.readmodels.cells import LAYOUTS
from services.readmodels.sql.statement import quoted
from services.readmodels.sqlite import WORDS
from services.settings import Settings

EVENTS = LAYOUTS["events"]
KINDS = {"text": "text", "integer": "bigint", "real": "double precision", "boolean": "boolean"}
TERMS = ("term", "day", "position")
THOUSAND = 1000
POSTGRES_WORDS = (
    "CREATE TABLE words (position bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX words_words ON words USING gin (words)",
)
SERVER = ("dbname", "host", "port", "user", "password")
UNSYNCED = "unsynced"
ADD_WORDS = "INSERT INTO words VALUES (%s, to_tsvector('simple', %s))"
PLAIN = ("part", "type", "negated", "historical", "mode", "cameo", "goldstein", "confidence")
"""What the row says in the event's own words for it."""


@dataclass(frozen=True)
class EventFound(DomainEvent):
    """The news reports an event: the same typed values as a record's data and words."""

    data: EventExtracted
    words: EventWords


class Plainly(Transcoding):
    """A value as plain JSON, there and back by msgspec, which takes less time than code written for it would."""

    def __init__(self, kind: type[Struct]) -> None:
        self.type, self.name = kind, kind.__name__

    def encode(self, obj: object) -> object:
        """What JSON can hold."""
        return msgspec.to_builtins(obj)

    def decode(self, data: object) -> object:
        """The value."""
        return msgspec.convert(data, self.type)


class Findings(Application[UUID]):
    """The application."""

    def register_transcodings(self, transcoder: JSONTranscoder) -> None:
        """The library's own transcodings, and those of an event's values."""
        super().register_transcodings(transcoder)
        for kind in (EventExtracted, EventWords):
            transcoder.register(Plainly(kind))


class Peer:
    """An application, and a projection's view."""

    name = "eventsourcing"
    section: int
    """Notifications that the library reads at a time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._application = Findings(environment)
        self._mapper, self._recorder = self._application.mapper, self._application.recorder

    def begin(self, articles: Sequence[str]) -> None:
        """Nothing: an event needs no article."""

    def appending(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What inserts the events."""
        return partial(self._recorder.insert_events, list(map(self._mapper.to_stored_event, map(_event, samples))))

    def saving(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What saves the events."""
        return partial(self._application.save, *map(_event, samples))

    def replay(self, after: int = 0) -> int:
        """Read and decode every notification after one."""
        return sum(1 for _ in self._events(after, self.section))

    def replay_by_thousands(self) -> int:
        """Read and decode every notification, many at a time."""
        return sum(1 for _ in self._events(0, THOUSAND))

    def close(self) -> None:
        """Let go of the pool."""
        self._application.close()

    def _events(self, after: int, section: int) -> Iterator[tuple[int, EventFound]]:
        while page := self._recorder.select_notifications(after + 1, section):
            for notification in page:
                yield notification.id, self._mapper.to_domain_event(notification)  # type: ignore[misc]  # the only kind there is
            after = page[-1].id


class SqlitePeer(Peer):
    """In SQLite, as durable as the library makes it, events and projections: write-ahead log, synchronous=FULL.

    It is read by its notification log, as there are no subscriptions to it.
    """

    section = Findings.log_section_size

    def __init__(self, settings: Settings) -> None:
        path = settings.data / "peer.sqlite"
        super().__init__(
            {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path), "SQLITE_LOCK_TIMEOUT": "60"}
        )
        self._folder = settings.data

    def folding(self, commit: int) -> Callable[[int], object]:  # noqa: ARG002  # the library commits each
        """What projects the next into a database of their own."""
        return self._projecting(sqlite.SQLiteDatastore(str(self._folder / "timeline.sqlite")))

    def folding_unsynced(self) -> Callable[[int], object]:
        """The same with synchronous=NORMAL."""
        return self._projecting(_unsynced(str(self._folder / "unsynced.sqlite")))

    def _projecting(self, datastore: sqlite.SQLiteDatastore) -> Callable[[int], object]:
        view = SqliteTimeline(datastore)
        view.create_table()
        return partial(_project, view, self._events(0, THOUSAND))


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
    """In PostgreSQL, with its defaults, read as by a subscription."""

    section = 500

    def __init__(self, settings: Settings) -> None:
        parts = conninfo_to_dict(settings.database_url or "")
        self._server = tuple(str(parts.get(name) or "") for name in SERVER)
        names = {f"POSTGRES_{name.upper()}": value for name, value in zip(SERVER, self._server, strict=True)}
        with psycopg.connect(settings.database_url or "") as turn:  # the library's statements fail beside themselves
            turn.execute("SELECT pg_advisory_xact_lock(2)")
            super().__init__(
                names
                | {
                    "PERSISTENCE_MODULE": "eventsourcing.postgres",
                    "POSTGRES_POOL_SIZE": "1",
                    "POSTGRES_LOCK_TIMEOUT": "60",
                }
            )

    def folding(self, commit: int) -> Callable[[int], object]:  # noqa: ARG002  # the library commits each
        """What projects the next into tables beside the events."""
        return self._projecting(postgres.PostgresDatastore(*self._server))

    def folding_unsynced(self) -> Callable[[int], object]:
        """The same with synchronous_commit=off, in a schema of its own."""
        datastore = postgres.PostgresDatastore(*self._server, schema=UNSYNCED)
        connection = dict(zip(SERVER, self._server, strict=True))
        options = f"-c synchronous_commit=off -c search_path={UNSYNCED}"
        datastore.pool.kwargs = {**connection, "options": options, "row_factory": dict_row}
        with datastore.transaction(commit=True) as cursor:
            cursor.execute(f"CREATE SCHEMA {UNSYNCED}")
        return self._projecting(datastore)

    def _projecting(self, datastore: postgres.PostgresDatastore) -> Callable[[int], object]:
        view = PostgresTimeline(datastore)
        view.create_table()
        return partial(_project, view, self._events(0, THOUSAND))


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


def _unsynced(path: str) -> sqlite.SQLiteDatastore:
    """A datastore whose commits wait for the disk no more than those of newsfold's read models."""
    datastore = sqlite.SQLiteDatastore(path)
    connect = datastore.pool._create_connection  # noqa: SLF001  # the library has no setting for it

    def connect_unsynced() -> sqlite.SQLiteConnection:
        connection = connect()
        connection.cursor().execute("PRAGMA synchronous = NORMAL")
        return connection

    datastore.pool._create_connection = connect_unsynced  # type: ignore[method-assign]  # noqa: SLF001  # the same
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


def _rows(found: EventFound, position: int) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
    """The event's row, and a row for the day it was reported and for each name and country of its actors."""
    event, words = found.data.event, found.words
    cells: dict[str, object] = {name: getattr(event, name) for name in PLAIN}
    cells |= {
        "id": found.data.event_id,
        "article": str(found.originator_id),
        "revision": found.data.revision,
        "extractor": found.data.extractor,
        "position": position,
        "found_at": position,
        "reported_at": found.timestamp.isoformat(),
        "block": event.block.value,
        "modality": event.modality.value,
        "quad": quad_of(event.type),
        "trigger": words.trigger,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "sentence": words.sentence,
        "sentence_start": event.sentence.start,
        "sentence_end": event.sentence.end,
    }
    names = {reported_term(found.timestamp.date())}
    for side in ("source", "target"):
        actors = list(zip(getattr(event, side), getattr(words, side), strict=True))
        cells[side] = json.dumps([_cell(actor, said) for actor, said in actors])
        names |= {name for actor, said in actors for name in (said.name.casefold(), actor.country) if name}
    return tuple(map(cells.get, EVENTS.names)), [(name, "", position) for name in names]


def _cell(actor: Actor, said: ActorWords) -> dict[str, object]:
    return {
        "text": said.text,
        "name": said.name,
        "start": actor.start,
        "end": actor.end,
        "country": actor.country,
        "role": actor.role,
    }


def _words(found: EventFound) -> str:
    """What the event is searched by."""
    sentence, names = found.words.sentence, [each.name for each in found.words.source + found.words.target]
    return searched([sentence, *(name for name in names if name not in sentence)])


def _event(sample: Sample) -> EventFound:
    return EventFound(
        originator_id=_uuid(sample.article),
        originator_version=sample.version,
        timestamp=datetime.now(UTC),
        data=sample.data,
        words=sample.words,
    )


def _uuid(article: str) -> UUID:
    return UUID(int=int(article[1:]) + (ord(article[0]) << 100))
