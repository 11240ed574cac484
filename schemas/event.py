"""An event the news reports: its structure (offsets, codes, dates) apart from its words.

The two halves are kept apart all the way to the log, where words can be sealed and erased.
Types, modes, quads and CAMEO roots are those of PLOVER 0.8 (https://github.com/openeventdata/PLOVER).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from schemas.block import Kind, Span


class EventType(StrEnum):
    """PLOVER 0.8's types of events."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Modality(StrEnum):
    """Whether the event took place, is planned, is merely possible, or is asked for."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    REQUESTED = "requested"


class Actor(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A mention of an actor: where it stands, its country (ISO 3166-1 alpha-3) and its role (GOV, MIL, …)."""

    start: int
    end: int
    country: str | None = None
    role: str | None = None


class ActorWords(Struct, frozen=True, gc=False):
    """The mention as printed and the actor's full name."""

    text: str
    name: str


class DateRange(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A date expression and the days it means, both ends included."""

    start: int
    end: int
    first: date
    last: date


class Place(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where a place is named, and its country (ISO 3166-1 alpha-3) and coordinates (degrees) where known."""

    start: int
    end: int
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class PlaceWords(Struct, frozen=True, gc=False):
    """The place as printed and its full name."""

    text: str
    name: str


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who did what to whom, when and where, as codes and offsets into the page text.

    `type` is one of PLOVER's 16; `part` and `block` (the block's kind) say where it was read; `confidence` is
    the chance, 0 to 1, that the row is right.
    """

    part: int
    block: Kind
    type: str
    trigger: Span
    sentence: Span
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    mode: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    date: DateRange | None = None
    place: Place | None = None
    modality: Modality = Modality.ACTUAL
    negated: bool = False
    historical: bool = False
    attribution: Span | None = None
    confidence: float = 0.5


class EventWords(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The words of an event, in the same order as the event's codes."""

    trigger: str
    sentence: str
    source: tuple[ActorWords, ...]
    target: tuple[ActorWords, ...]
    date: str | None = None
    place: PlaceWords | None = None
    attribution: str | None = None


class FoundEvent(Struct, frozen=True):
    """An event with its words, as the extractor hands it over."""

    event: Event
    words: EventWords


class Quotation(Struct, frozen=True, kw_only=True):
    """Words that somebody is said to have said: whose, the words that say so, and what was said."""

    content: Span
    cue: Span
    source: Span | None = None


class Figure(Struct, frozen=True, kw_only=True):
    """A number that is claimed: where it stands, its value, of what, in which clause, and whose claim it is."""

    start: int
    end: int
    value: float
    unit: Span
    about: Span | None = None
    claimed_by: Span | None = None


class Extraction(Struct, frozen=True, kw_only=True):
    """All that was found on a page.

    `covered` is False when the model does not read the page's language: then nothing was looked for, which is
    not the same as nothing found. `notes` tell what was cut or skipped, in fixed phrases without article text.
    """

    events: tuple[FoundEvent, ...]
    sentences: int
    covered: bool
    language: str | None = None
    notes: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateRange, ...] = ()
