"""The rows that people read, and the tables they stand in.

A table is a Struct per row with the names of its key. Every row also carries, in the store, the position since
which it holds and until which it held; the rows here do not know of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, force_setattr

from schemas.article import Priority
from schemas.block import Kind
from schemas.correction import Changed, Judgement
from schemas.event import Modality, Qualifier
from schemas.record import Stage

NUL, REPLACEMENT = "\0", "\ufffd"
LONGEST_NAME = 200
"""Characters of a name that it is found by: an index holds short keys only."""


class Legible(Struct, frozen=True, kw_only=True, gc=False):
    """Holds no U+0000 in its text, which PostgreSQL cannot store: U+FFFD stands in its place, in either store."""

    def __post_init__(self) -> None:
        names, texts_of = _texts(type(self))
        if NUL in "".join(filter(None, texts_of(self))):
            for name in names:
                if value := getattr(self, name):
                    force_setattr(self, name, value.replace(NUL, REPLACEMENT))


@cache
def _texts(kind: type[Struct]) -> tuple[list[str], Callable[[Struct], tuple[str | None, ...]]]:
    """The fields that hold text, of which there are at least two, and what takes them out of a Struct."""
    names = [field.name for field in fields(kind) if field.type in (str, str | None)]
    return names, attrgetter(*names)


class Row(Struct, frozen=True, kw_only=True, gc=False):
    """The root of all rows."""


class TextRow(Row, Legible, frozen=True, kw_only=True):
    """A row with words of articles or of their senders."""


class Table(Struct, frozen=True, kw_only=True):
    """A read model's table: its rows' type, its key and the columns that are searched.

    Without history only the present rows are kept: for tables that say what is still to do. `positions` names columns
    that hold a position no later than the one since which the row holds; in `since` it is that very one. A table with
    such a column can be searched for words in the texts that `search` takes out of a row.
    """

    name: str
    row: type[Row]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    history: bool = True
    positions: tuple[str, ...] = ()
    since: str | None = None
    search: Callable[[Any], Iterable[str | None]] | None = None


class Put(Struct, frozen=True, gc=False):
    """This row now holds under its key; a fresh one is the first there, so that none before it has to be ended."""

    table: Table
    row: Row
    fresh: bool = False


class Delete(Struct, frozen=True, gc=False):
    """No row holds under this key any more."""

    table: Table
    key: tuple[str | int, ...]


Change = Put | Delete


class ArticleRow(TextRow, frozen=True, kw_only=True):
    """An article at its current revision and how far it has come.

    `state` is received, cleaned, projected (its events are here) or failed (for good); `size` counts the bytes of the
    body, `kept` the characters of body text that cleaning kept. `title` is what the sender calls it, `page_title` the
    first title printed on the page. `first_received_at` is when its first revision came.
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
    first_received_at: int | None = None


class PartRow(TextRow, frozen=True, kw_only=True):
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


class Machine(Legible, frozen=True, kw_only=True):
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


class CorrectionCell(Legible, frozen=True, kw_only=True):
    """The last word on an event: the correction that says it, whose, why and when, and what the extractor read."""

    id: str
    verdict: Judgement
    by: str
    at: int
    machine: Machine
    why: str | None = None


class EventRow(TextRow, frozen=True, kw_only=True):
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


class CorrectionRow(TextRow, frozen=True, kw_only=True):
    """A person's judgement of an event.

    `asked` is the id that the event went by then, `event` the one it was last seen by; `lost` says that no such event
    is on the timeline at present, `withdrawn` that the judgement was taken back. Type, trigger and sentence are the
    extractor's, of revision `revision`: an event that reads the same in a later revision is taken for the same.
    """

    id: str
    article: str
    event: str
    asked: str
    verdict: Judgement
    by: str
    changes: Changed
    revision: int
    position: int
    at: int
    why: str | None = None
    withdraws: str | None = None
    withdrawn: bool = False
    lost: bool = False
    type: str | None = None
    trigger: str | None = None
    sentence: str | None = None


class WatchlistRow(TextRow, frozen=True, kw_only=True):
    """Events that somebody wants to be told of; `filters` is a JSON object of those of `/v1/events`.

    `position` is that of the record that says so, `at` its time in microseconds since 1970 in UTC.
    """

    id: str
    by: str
    name: str
    filters: str
    position: int
    at: int


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


class CaptionRow(TextRow, frozen=True, kw_only=True):
    """A caption kept beside the body, with its credit and the number of its copies on the page.

    `caption` is the id of the picture in the catalogue. `number` follows the order of the log, then of the page.
    """

    article: str
    part: int
    start: int
    end: int
    revision: int
    text: str
    copies: int
    number: int
    seen_at: datetime
    caption: str | None = None
    credit: str | None = None
    agency: str | None = None
    day: date | None = None
    place: str | None = None


class PictureRow(TextRow, frozen=True, kw_only=True):
    """A picture in the catalogue of captions, as the first caption with a credit describes it.

    `articles` counts those that show it, of which `first_articles` are the ten earliest; `seen_at` and `number` are
    those of the earliest.
    """

    id: str
    number: int
    text: str
    articles: int
    first_articles: tuple[str, ...]
    repeated: bool
    seen_at: datetime
    credit: str | None = None
    agency: str | None = None
    day: date | None = None
    place: str | None = None


class PictureTermRow(Row, frozen=True, kw_only=True):
    """What a picture can be found by: a word of its caption, or its agency."""

    term: str
    number: int


class Likeness(StrEnum):
    """How a part's body is like those before it.

    It is the first of its group, has the same text as another, stands for the most part in another, or holds the better
    part of another and more of its own.
    """

    FIRST = "first"
    EXACT = "exact"
    NEAR = "near"
    HOLDS = "holds"


class CopyRow(TextRow, frozen=True, kw_only=True):
    """A part of an article, the group of copies that its body belongs to, and whose words they are.

    `id` names the part's text as long as it stands, `group` and `origin` are ids of this kind: parts of one group are
    linked, parts of one origin say the same words, so reports of a thing have as many independent sources as origins.
    A part that is like no other, or is a source of its own, is its own origin. `resemblance` (Jaccard) is to the copy
    that it is most like, `contained` the share of its own words there, `contains` the share of that one's words here;
    they are estimated out of sketches. `position` and `seen_at` are those of the record that brought the text.
    """

    article: str
    part: int
    revision: int
    id: str
    group: str
    origin: str
    likeness: Likeness
    position: int
    seen_at: datetime
    title: str | None = None
    source: str | None = None
    resemblance: float | None = None
    contained: float | None = None
    contains: float | None = None


class DuplicateRow(TextRow, frozen=True, kw_only=True):
    """A group of two copies or more, with the first of them; it keeps its id when that one goes.

    `independent` counts the sources: the articles whose bodies are copies of each other are one.
    """

    id: str
    copies: int
    articles: int
    independent: int
    article: str
    part: int
    position: int
    seen_at: datetime
    title: str | None = None
    source: str | None = None


class PrintRow(Row, frozen=True, kw_only=True):
    """The fingerprint of a part, by the id of its text."""

    id: str
    article: str
    part: int
    text: bytes
    shingles: int
    keys: tuple[int, ...]
    sketch: bytes


class PrintKeyRow(Row, frozen=True, kw_only=True):
    """A key that a text is found by, and the id of the text."""

    key: int
    id: str


class FigureRow(TextRow, frozen=True, kw_only=True):
    """A number that is claimed: of which subject, on which day, by whom, and in which sentence.

    `subject_id` is that of the subject in its unit; `value` to `high` where it lies between two numbers. `day` is the
    first day that it is said of, else the day its part was published, else received. `stance` names the subject and
    whose claim it is: the claimant's, else the publisher's.
    """

    id: str
    article: str
    revision: int
    part: int
    subject_id: str
    subject: str
    unit: str
    value: float
    qualifier: Qualifier
    number: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    stance: str
    day: date
    extractor: str
    position: int
    high: float | None = None
    first_day: date | None = None
    last_day: date | None = None
    country: str | None = None
    topic: str | None = None
    claimant: str | None = None
    claimant_country: str | None = None
    claimant_role: str | None = None
    publisher: str | None = None
    title: str | None = None


class StanceCell(Legible, frozen=True, kw_only=True):
    """The latest figure that somebody holds of a subject: a claimant or, where nobody is named, a publisher.

    `first` to `last` are the days it is said of, else, not `told`, the day it was published or received.
    """

    by: str
    figure: str
    article: str
    value: float
    qualifier: Qualifier
    first: date
    last: date
    told: bool
    position: int
    high: float | None = None


class SubjectRow(TextRow, frozen=True, kw_only=True):
    """Figures in one unit that speak of the same, with who holds which of them.

    `lowest` and `highest` are those that somebody holds; `claims` counts all figures, `claimants` who hold one, of whom
    `stances` has those with the latest. `contradictions` counts the pairs of these that cannot both be right.
    `first_seen` is the position of the record that first made a claim.
    """

    id: str
    subject: str
    unit: str
    claims: int
    claimants: int
    lowest: float
    highest: float
    contradictions: int
    stances: tuple[StanceCell, ...]
    first_day: date
    last_day: date
    first_seen: int
    position: int
    country: str | None = None
    topic: str | None = None


class SubjectTermRow(Row, frozen=True, kw_only=True):
    """A word of a subject that it can be found by, in the order in which subjects are listed."""

    term: str
    contradictions: int
    first_seen: int
    id: str


class QuoteRow(TextRow, frozen=True, kw_only=True):
    """Words that somebody is said to have said; `direct` if they stand in quotation marks.

    `source` is the speaker as printed, `speaker` the full name. `day` is when the part was published, else received.
    """

    id: str
    article: str
    revision: int
    part: int
    content: str
    content_start: int
    content_end: int
    cue: str
    cue_start: int
    cue_end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    direct: bool
    day: date
    extractor: str
    position: int
    source: str | None = None
    speaker: str | None = None
    country: str | None = None
    role: str | None = None
    publisher: str | None = None
    title: str | None = None


class QuoteTermRow(Row, frozen=True, kw_only=True):
    """What a quotation can be found by: its speaker, a word of it, who published it; the day is in ISO 8601."""

    term: str
    day: str
    position: int
    id: str


class LanguageCell(Struct, frozen=True, kw_only=True):
    """How many of a publisher's articles are in a language, and in how many of them nothing could be looked for."""

    language: str
    articles: int
    uncovered: int


class SourceRow(TextRow, frozen=True, kw_only=True):
    """A publisher: its articles, how many are in a language that is read, and when they came.

    The name is that posted, else the host of the articles' address. Moments count microseconds since 1970 in UTC;
    `recent` are those of the latest articles, in order. `delayed` articles tell when they were published, together
    `delay` seconds before they came. `latest` is the id of the last one.
    """

    name: str
    articles: int
    covered: int
    uncovered: int
    events: int
    delayed: int
    delay: int
    first_received_at: int
    last_received_at: int
    recent: tuple[int, ...]
    languages: tuple[LanguageCell, ...]
    latest: str


class SourceDayRow(Row, frozen=True, kw_only=True):
    """How many articles of a publisher came on a day (UTC), how many of them are read, and the events in them."""

    id: str
    source: str
    day: date
    articles: int
    covered: int
    uncovered: int
    events: int


class UnfinishedRow(Row, frozen=True, kw_only=True):
    """What is still to be done for an article; `cost` counts characters, `attempts` those that failed."""

    article: str
    revision: int
    stage: Stage
    priority: Priority
    cost: int
    attempts: int
    position: int


class FailureRow(TextRow, frozen=True, kw_only=True):
    """A step that could not be done for an article's current revision, why, and where in the program.

    Permanent means that it is not tried again by itself. `retry_position` is that of the record that asked to try it
    again, `resolved_position` and `resolved_at` are those of the record that tells of the stage's success.
    """

    article: str
    stage: Stage
    revision: int
    reason: str
    detail: str
    attempt: int
    permanent: bool
    failed_at: int
    position: int
    traceback: str | None = None
    retry_position: int | None = None
    resolved: bool = False
    resolved_position: int | None = None
    resolved_at: int | None = None


class SetAsideRow(TextRow, frozen=True, kw_only=True):
    """A stream whose records are passed over since one of them could not be folded."""

    stream: str
    position: int
    error: str


class MomentRow(Row, frozen=True, kw_only=True):
    """The first record of a minute later than that of every record before, so that a time leads to a position.

    `minute` counts since 1970 in UTC. A clock that was set back makes no rows until it has caught up.
    """

    minute: int
    position: int


class Party(Legible, frozen=True, kw_only=True):
    """Somebody who takes part in an occurrence; `actor` is the id of the actor meant, where it is known to be one.

    `kind` is state, named (a person or a body by its name) or described ("two sailors").
    """

    name: str
    kind: str
    actor: str | None = None
    country: str | None = None
    role: str | None = None


class PlaceCell(Legible, frozen=True, kw_only=True):
    """A place with its country (ISO 3166-1 alpha-3) and coordinates (degrees), where known."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class DateTally(Struct, frozen=True, kw_only=True):
    """How many reports say these days; not `told` where they name none, and it is the days before they were printed."""

    first: date
    last: date
    told: bool
    reports: int


class PlaceTally(Struct, frozen=True, kw_only=True):
    """How many reports name this place."""

    place: PlaceCell
    reports: int


class SidesTally(Struct, frozen=True, kw_only=True):
    """How many reports say that these did it to those."""

    source: tuple[Party, ...]
    target: tuple[Party, ...]
    reports: int


class ReportRow(TextRow, frozen=True, kw_only=True):
    """An event as a report of an occurrence: what it says of it, and whose voice it is.

    `voice` names the occurrence and who speaks: the publisher of the article, or of the article that it is a copy of.
    `reported` is the day the part was published, else received; `aliases` are the keys of the names it uses.
    """

    article: str
    event: str
    occurrence: str
    voice: str
    part: int
    type: str
    status: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    position: int
    reported: date
    sentence_start: int
    aliases: tuple[str, ...]
    told: bool = False
    mode: str | None = None
    goldstein: float | None = None
    first_day: date | None = None
    last_day: date | None = None
    place: PlaceCell | None = None


class OccurrenceRow(TextRow, frozen=True, kw_only=True):
    """A happening with all that was reported of it, at most one row for any number of reports.

    `status` is the events' modality, with "not " before it where they are negated. `sources` counts independent
    voices. Days, place and sides are those that most reports name, the more specific ones first; what else was said
    stands beside it with its number of reports. `event` is the report that founded it, else the first that is left,
    whose sentence is shown; `position` is that of the record that founded it, which no other did.
    """

    id: str
    type: str
    quad: str
    status: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    reports: int
    articles: int
    sources: int
    dates: tuple[DateTally, ...]
    places: tuple[PlaceTally, ...]
    sides: tuple[SidesTally, ...]
    first_reported: date
    last_reported: date
    event: str
    sentence: str
    position: int
    mode: str | None = None
    goldstein: float | None = None
    day: date | None = None
    last_day: date | None = None
    told: bool = False
    place: PlaceCell | None = None


class OccurrenceTermRow(Row, frozen=True, kw_only=True):
    """What an occurrence can be found by: an actor or a country; day and position are the occurrence's."""

    term: str
    day: str
    position: int


class OccurrenceBlockRow(Row, frozen=True, kw_only=True):
    """Where an occurrence is looked for when another report comes: its type, status, sides and week."""

    block: str
    occurrence: str


class TypeTally(Struct, frozen=True, kw_only=True):
    """How many reports say that an actor did something of a type, and that it was done to it."""

    type: str
    source: int
    target: int


class ActorRow(TextRow, frozen=True, kw_only=True):
    """An actor across articles, by its fullest name; counts are of reports."""

    id: str
    name: str
    kind: str
    mentions: int
    as_source: int
    as_target: int
    types: tuple[TypeTally, ...]
    country: str | None = None
    role: str | None = None


class AliasRow(TextRow, frozen=True, kw_only=True):
    """A name that an actor goes by, with the evidence that it is the actor's, and the number of reports that use it.

    `alias` is the name without case, accents and points. Evidence is name (the first one), country (the same name,
    with and without a country), spelling, surname, or printed (so an article calls whom it names in full elsewhere).
    """

    id: str
    actor: str
    alias: str
    name: str
    evidence: str
    mentions: int
    country: str | None = None


class ActorKeyRow(Row, frozen=True, kw_only=True):
    """How an actor is recognised: by a name, a spelling or a surname, with its country."""

    key: str
    actor: str


class Balance(Row, frozen=True, kw_only=True):
    """What passed between two: occurrences that took place, by quad, and the reports of them.

    `goldstein` is the sum of the Goldstein values of those that are `scaled`.
    """

    occurrences: int = 0
    reports: int = 0
    verbal_cooperation: int = 0
    material_cooperation: int = 0
    verbal_conflict: int = 0
    material_conflict: int = 0
    scaled: int = 0
    goldstein: float = 0.0


class RelationRow(Balance, Legible, frozen=True, kw_only=True):
    """Who did how much to whom; both are actors, by their ids, or both countries, by their codes, as `level` says."""

    id: str
    level: str
    source: str
    target: str
    source_name: str
    target_name: str


class RelationDayRow(Balance, frozen=True, kw_only=True):
    """The same on one day; `id` is the relation's with the day behind it."""

    id: str
    day: date


class CoverageRow(Row, frozen=True, kw_only=True):
    """How many articles (parts of pages) were published on a day."""

    day: str
    articles: int


def event_texts(row: EventRow) -> Iterator[str | None]:
    """What an event is searched by: its sentence, its title, its place, and its actors' full names."""
    yield row.sentence
    yield row.title
    yield row.place
    for cell in row.source + row.target:
        yield None if cell.name in row.sentence else cell.name


ARTICLES = Table(
    name="articles",
    row=ArticleRow,
    key=("id",),
    indexes=(("received_position",), ("source", "received_position")),
    positions=("received_position",),
)
PARTS = Table(name="parts", row=PartRow, key=("article", "part"))
EVENTS = Table(
    name="events",
    row=EventRow,
    key=("id",),
    indexes=(("position",), ("article",), ("day", "position"), ("type", "day", "position")),
    positions=("position",),
    since="position",
    search=event_texts,
)
EVENT_TERMS = Table(
    name="event_terms",
    row=EventTermRow,
    key=("term", "day", "position"),
    positions=("position",),
    since="position",
)
EVENT_MOVES = Table(name="event_moves", row=EventMoveRow, key=("article", "id"))
WATCHLISTS = Table(
    name="watchlists",
    row=WatchlistRow,
    key=("id",),
    indexes=(("position",),),
    positions=("position",),
    since="position",
)
CORRECTIONS = Table(
    name="corrections",
    row=CorrectionRow,
    key=("article", "id"),
    indexes=(("position",),),
    positions=("position",),
)
CAPTIONS = Table(name="captions", row=CaptionRow, key=("article", "part", "start"), indexes=(("caption", "number"),))
PICTURES = Table(name="pictures", row=PictureRow, key=("id",), indexes=(("number",), ("repeated", "number")))
PICTURE_TERMS = Table(name="picture_terms", row=PictureTermRow, key=("term", "number"))
COPIES = Table(
    name="copies",
    row=CopyRow,
    key=("article", "part"),
    indexes=(("group", "position", "part"),),
    positions=("position",),
)
DUPLICATES = Table(
    name="duplicates", row=DuplicateRow, key=("id",), indexes=(("position", "part"),), positions=("position",)
)
PRINTS = Table(name="prints", row=PrintRow, key=("id",), history=False)
PRINT_KEYS = Table(name="print_keys", row=PrintKeyRow, key=("key", "id"), history=False)
FIGURES = Table(
    name="figures",
    row=FigureRow,
    key=("id",),
    indexes=(("article",), ("stance",), ("subject_id", "day", "position", "id")),
    positions=("position",),
    since="position",
)
SUBJECTS = Table(
    name="subjects",
    row=SubjectRow,
    key=("id",),
    indexes=(("contradictions", "first_seen", "id"), ("unit", "contradictions", "first_seen", "id")),
    positions=("first_seen",),
)
SUBJECT_TERMS = Table(
    name="subject_terms",
    row=SubjectTermRow,
    key=("term", "contradictions", "first_seen", "id"),
    positions=("first_seen",),
)
QUOTES = Table(
    name="quotes",
    row=QuoteRow,
    key=("id",),
    indexes=(("article",), ("day", "position", "id")),
    positions=("position",),
    since="position",
)
QUOTE_TERMS = Table(
    name="quote_terms",
    row=QuoteTermRow,
    key=("term", "day", "position", "id"),
    positions=("position",),
    since="position",
)
SOURCES = Table(name="sources", row=SourceRow, key=("name",))
SOURCE_DAYS = Table(name="source_days", row=SourceDayRow, key=("id",), indexes=(("source", "day"),))
UNFINISHED = Table(
    name="unfinished",
    row=UnfinishedRow,
    key=("article",),
    indexes=(("stage", "priority", "attempts", "position"),),
    history=False,
)
FAILURES = Table(
    name="failures",
    row=FailureRow,
    key=("article", "stage"),
    indexes=(("resolved", "position"), ("resolved", "reason", "position")),
    positions=("position",),
)
SET_ASIDE = Table(name="set_aside", row=SetAsideRow, key=("stream",))

MOMENTS = Table(name="moments", row=MomentRow, key=("minute",), history=False)

REPORTS = Table(
    name="reports",
    row=ReportRow,
    key=("article", "event"),
    indexes=(("occurrence", "position"), ("voice",)),
    positions=("position",),
)
OCCURRENCES = Table(
    name="occurrences",
    row=OccurrenceRow,
    key=("id",),
    indexes=(("position",), ("day", "position"), ("type", "day", "position")),
    positions=("position",),
)
OCCURRENCE_TERMS = Table(
    name="occurrence_terms", row=OccurrenceTermRow, key=("term", "day", "position"), positions=("position",)
)
OCCURRENCE_BLOCKS = Table(name="occurrence_blocks", row=OccurrenceBlockRow, key=("block", "occurrence"), history=False)
ACTORS = Table(
    name="actors",
    row=ActorRow,
    key=("id",),
    indexes=(("mentions", "id"), ("country", "mentions", "id"), ("role", "mentions", "id")),
)
ACTOR_ALIASES = Table(name="actor_aliases", row=AliasRow, key=("actor", "id"), indexes=(("alias", "actor"),))
ACTOR_KEYS = Table(name="actor_keys", row=ActorKeyRow, key=("key", "actor"), history=False)
RELATIONS = Table(
    name="relations",
    row=RelationRow,
    key=("id",),
    indexes=(
        ("level", "occurrences", "id"),
        ("source", "occurrences", "id"),
        ("target", "occurrences", "id"),
    ),
)
RELATION_DAYS = Table(name="relation_days", row=RelationDayRow, key=("id",))
COVERAGE = Table(name="coverage", row=CoverageRow, key=("day",))

TABLES = (
    ARTICLES,
    PARTS,
    EVENTS,
    EVENT_TERMS,
    EVENT_MOVES,
    CORRECTIONS,
    WATCHLISTS,
    CAPTIONS,
    PICTURES,
    PICTURE_TERMS,
    COPIES,
    DUPLICATES,
    PRINTS,
    PRINT_KEYS,
    FIGURES,
    SUBJECTS,
    SUBJECT_TERMS,
    QUOTES,
    QUOTE_TERMS,
    SOURCES,
    SOURCE_DAYS,
    UNFINISHED,
    FAILURES,
    SET_ASIDE,
    MOMENTS,
    REPORTS,
    OCCURRENCES,
    OCCURRENCE_TERMS,
    OCCURRENCE_BLOCKS,
    ACTORS,
    ACTOR_ALIASES,
    ACTOR_KEYS,
    RELATIONS,
    RELATION_DAYS,
    COVERAGE,
)


def name_term(name: str) -> str:
    """What is found by an actor's name, full or as printed, in any case."""
    return f"name {shortened(name)}"


def country_term(country: str) -> str:
    """What is found by an actor's country (ISO 3166-1 alpha-3)."""
    return f"country {country}"


def shortened(name: str) -> str:
    """A name as far as it is looked at, in any case."""
    return name.casefold()[:LONGEST_NAME]


def actor_term(actor: str) -> str:
    """What occurrences are found by in which an actor of this id takes part."""
    return f"actor {actor}"
