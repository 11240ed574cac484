"""The rows that people read, and the tables they stand in.

A table is a Struct per row with the names of its key. Every row also carries, in the store, the position since
which it holds and until which it held; the rows here do not know of it.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import force_setattr

from schemas.article import Priority
from schemas.block import Kind
from schemas.event import Modality
from schemas.record import Stage

NUL, REPLACEMENT = "\0", "\ufffd"


class Legible(Struct, frozen=True, kw_only=True):
    """Holds no U+0000 in its text, which PostgreSQL cannot store: U+FFFD stands in its place, in either store."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if type(value) is str and NUL in value:
                force_setattr(self, name, value.replace(NUL, REPLACEMENT))


class Row(Legible, frozen=True, kw_only=True):
    """The root of all rows."""


class Table(Struct, frozen=True, kw_only=True):
    """A read model's table: its rows' type, its key and the columns that are searched.

    Without history only the present rows are kept: for tables that say what is still to do.
    """

    name: str
    row: type[Row]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    history: bool = True


class Put(Struct, frozen=True):
    """This row now holds under its key."""

    table: Table
    row: Row


class Delete(Struct, frozen=True):
    """No row holds under this key any more."""

    table: Table
    key: tuple[str | int, ...]


Change = Put | Delete


class ArticleRow(Row, frozen=True, kw_only=True):
    """An article at its current revision and how far it has come.

    `state` is received, cleaned, projected (its events are here) or failed (for good); `size` counts the bytes of the
    body, `kept` the characters of body text that cleaning kept. `title` is what the sender calls it, `page_title` the
    first title printed on the page.
    """

    id: str
    revision: int
    state: str
    media_type: str
    priority: Priority
    received_position: int
    received_at: int
    size: int
    url: str | None = None
    source: str | None = None
    title: str | None = None
    page_title: str | None = None
    published_at: datetime | None = None
    fetched_at: datetime | None = None
    language: str | None = None
    cleaner: str | None = None
    extractor: str | None = None
    parts: int | None = None
    kept: int | None = None
    events: int | None = None
    sentences: int | None = None
    covered: bool | None = None


class PartRow(Row, frozen=True, kw_only=True):
    """A part of an article's page, with the day it was published and what says so."""

    article: str
    part: int
    revision: int
    start: int
    end: int
    title: str | None = None
    published: date | None = None
    evidence: str | None = None


class ActorCell(Legible, frozen=True, kw_only=True):
    """An actor as a row of the timeline shows it."""

    text: str
    name: str
    start: int
    end: int
    country: str | None = None
    role: str | None = None


class EventRow(Row, frozen=True, kw_only=True):
    """An event on the timeline; `day` is the event's first day, else the day its part was published.

    `title` is that of its part.
    """

    id: str
    article: str
    revision: int
    part: int
    block: Kind
    type: str
    quad: str
    source: tuple[ActorCell, ...]
    target: tuple[ActorCell, ...]
    trigger: str
    trigger_start: int
    trigger_end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    modality: Modality
    negated: bool
    historical: bool
    confidence: float
    extractor: str
    position: int
    title: str | None = None
    day: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    date_text: str | None = None
    mode: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    place: str | None = None
    place_country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    attribution: str | None = None


class EventActorRow(Row, frozen=True, kw_only=True):
    """A name of an actor of an event, to search by: its full name or the one printed there, case-folded.

    `side` is source or target.
    """

    event: str
    side: str
    ordinal: int
    name: str
    country: str | None = None
    role: str | None = None


class CaptionRow(Row, frozen=True, kw_only=True):
    """A caption kept beside the body, with its credit and the number of its copies on the page."""

    article: str
    part: int
    start: int
    end: int
    revision: int
    text: str
    copies: int
    credit: str | None = None


class UnfinishedRow(Row, frozen=True, kw_only=True):
    """What is still to be done for an article; `cost` counts characters, `attempts` those that failed."""

    article: str
    revision: int
    stage: Stage
    priority: Priority
    cost: int
    attempts: int
    position: int


class FailureRow(Row, frozen=True, kw_only=True):
    """A step that could not be done for an article's current revision, and why."""

    article: str
    stage: Stage
    revision: int
    reason: str
    detail: str
    attempt: int
    permanent: bool
    failed_at: int
    position: int


class SetAsideRow(Row, frozen=True, kw_only=True):
    """A stream whose records are passed over since one of them could not be folded."""

    stream: str
    position: int
    error: str


ARTICLES = Table(name="articles", row=ArticleRow, key=("id",), indexes=(("received_position",), ("source",)))
PARTS = Table(name="parts", row=PartRow, key=("article", "part"))
EVENTS = Table(name="events", row=EventRow, key=("id",), indexes=(("article",), ("day", "id"), ("type", "day", "id")))
EVENT_ACTORS = Table(
    name="event_actors",
    row=EventActorRow,
    key=("event", "side", "ordinal", "name"),
    indexes=(("country", "event"), ("name", "event")),
)
CAPTIONS = Table(name="captions", row=CaptionRow, key=("article", "part", "start"))
UNFINISHED = Table(
    name="unfinished",
    row=UnfinishedRow,
    key=("article",),
    indexes=(("stage", "priority", "position"),),
    history=False,
)
FAILURES = Table(name="failures", row=FailureRow, key=("article", "stage"), indexes=(("position",),))
SET_ASIDE = Table(name="set_aside", row=SetAsideRow, key=("stream",))

TABLES = (ARTICLES, PARTS, EVENTS, EVENT_ACTORS, CAPTIONS, UNFINISHED, FAILURES, SET_ASIDE)
