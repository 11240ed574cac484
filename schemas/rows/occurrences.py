"""The rows of happenings and of the reports they are joined from."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from schemas.rows.row import Row, Table


class Party(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody who takes part in an occurrence; `actor` is the id of the actor meant, where it is known to be one.

    `kind` is state, named (a person or a body by its name) or described ("two sailors").
    """

    name: str
    kind: str
    actor: str | None = None
    country: str | None = None
    role: str | None = None


class PlaceCell(Struct, frozen=True, kw_only=True, gc=False):
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


class ReportRow(Row, frozen=True, kw_only=True):
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


class OccurrenceRow(Row, frozen=True, kw_only=True):
    """A happening with all that was reported of it, at most one row for any number of reports.

    `status` is the events' modality, with "not " before it where they are negated. `sources` counts independent
    voices. Days, place and sides are those that most reports name, the more specific ones first; what else was said
    stands beside it with its number of reports, and `sides` only where they differ. `event` is the report that founded
    it, else the first that is left, whose sentence is shown; `position` is that of the record that founded it, which
    no other did.
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
    """Where an occurrence is looked for when another report comes: its type, status, sides and week.

    `position` is the occurrence's; of each block the latest ones are kept.
    """

    block: str
    position: int
    occurrence: str


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


OCCURRENCE_BLOCKS = Table(
    name="occurrence_blocks", row=OccurrenceBlockRow, key=("block", "position", "occurrence"), history=False
)
