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


class Quotation(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Words that somebody is said to have said: what was said, the words that say so, and whose words they are.

    `speaker` is the source as an actor, where it is one. `direct` says that the content stands in quotation marks.
    """

    part: int
    sentence: Span
    content: Span
    cue: Span
    source: Span | None = None
    speaker: Actor | None = None
    direct: bool = False


class QuotationWords(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The words of a quotation; `speaker` is the full name of whoever speaks."""

    content: str
    cue: str
    sentence: str
    source: str | None = None
    speaker: str | None = None


class FoundQuotation(Struct, frozen=True):
    """A quotation with its words, as the extractor hands it over."""

    quotation: Quotation
    words: QuotationWords


class Qualifier(StrEnum):
    """How near to a claimed number the true one is said to be."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"


class Figure(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A number that is claimed, as codes and offsets into the page text.

    `unit` is one of workers/extract/lexicon/figures.toml (killed, dollars, …) or "other"; `counted` is where it is
    printed, `about` the verb of the clause. Between two numbers `value` is the lower and `high` the upper one. `date`
    are the days the number is said of, `country` (ISO 3166-1 alpha-3) where, `topic` in what kind of happening.
    `claimed_by` is whoever says so, `claimant` the same as an actor, where it is one.
    """

    part: int
    sentence: Span
    start: int
    end: int
    value: float
    unit: str
    counted: Span
    high: float | None = None
    qualifier: Qualifier = Qualifier.EXACT
    about: Span | None = None
    date: DateRange | None = None
    country: str | None = None
    topic: str | None = None
    claimed_by: Span | None = None
    claimant: Actor | None = None


class FigureWords(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The words of a figure.

    `unit` is what is counted, in the singular, where the unit is "other", else its code; `subject` is what figures
    have in common that speak of the same; `claimant` is the full name of whoever says so.
    """

    number: str
    unit: str
    subject: str
    counted: str
    sentence: str
    about: str | None = None
    date: str | None = None
    claimed_by: str | None = None
    claimant: str | None = None


class FoundFigure(Struct, frozen=True):
    """A figure with its words, as the extractor hands it over."""

    figure: Figure
    words: FigureWords


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
    quotations: tuple[FoundQuotation, ...] = ()
    figures: tuple[FoundFigure, ...] = ()
    dates: tuple[DateRange, ...] = ()
