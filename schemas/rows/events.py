"""The rows of the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from schemas.block import Kind
from schemas.correction import Judgement
from schemas.event import Modality
from schemas.rows.row import Row, Table


class ActorCell(Struct, frozen=True, gc=False):
    """An actor as a row of the timeline shows it."""

    text: str
    name: str
    start: int
    end: int
    country: str | None = None
    role: str | None = None


class Machine(Struct, frozen=True, kw_only=True, gc=False):
    """What the extractor read, where a person says otherwise; `position` is that of its record."""

    type: str
    quad: str
    source: tuple[ActorCell, ...]
    target: tuple[ActorCell, ...]
    modality: Modality
    negated: bool
    position: int
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


class CorrectionCell(Struct, frozen=True, kw_only=True, gc=False):
    """The last word on an event: the correction that says it, whose, why and when, and what the extractor read."""

    id: str
    verdict: Judgement
    by: str
    at: int
    machine: Machine
    why: str | None = None


class EventRow(Row, frozen=True):
    """An event on the timeline; `day` is the event's first day, else the day its part was published.

    `title` is that of its part, `position` that of the record that found or corrected the event last, `found_at` of the
    first one. Where somebody corrected it, the row says what they say; `wrong` that nothing of the kind happened,
    `same_as` which event reports the same happening, or its own id if it reports one apart from all others.
    `publisher` is the article's source as posted, `reported_at` when the article was received.
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
    found_at: int
    reported_at: datetime
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
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
    wrong: bool = False
    same_as: str | None = None
    correction: CorrectionCell | None = None


class EventTermRow(Row, frozen=True, kw_only=True):
    """What an event can be found by: one of its actors, its place, its mode, who published it, and what is unusual.

    `day` and `position` are the event's, so that all events under a term stand in the timeline's order; a day that is
    not known is empty.
    """

    term: str
    day: str
    position: int


class EventMoveRow(Row, frozen=True, kw_only=True):
    """An event's id of before, and the one it goes by since its trigger was found elsewhere in the sentence."""

    article: str
    id: str
    to: str


def event_texts(row: EventRow) -> Iterator[str | None]:
    """What an event is searched by: its sentence, its title, its place, and its actors' full names."""
    yield row.sentence
    yield row.title
    yield row.place
    for cell in row.source + row.target:
        yield None if cell.name in row.sentence else cell.name


EVENTS = Table(
    name="events",
    row=EventRow,
    key=("id",),
    indexes=(("position",), ("article",), ("day", "position"), ("type", "day", "position")),
    positions=("position",),
    since="position",
    search=event_texts,
    common=(("wrong", False),),
)


EVENT_TERMS = Table(
    name="event_terms",
    row=EventTermRow,
    key=("term", "day", "position"),
    positions=("position",),
    since="position",
)


EVENT_MOVES = Table(name="event_moves", row=EventMoveRow, key=("article", "id"))
