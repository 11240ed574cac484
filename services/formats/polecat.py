"""Events in the columns of POLECAT, the event data set that uses PLOVER too, with newsfold's own after them.

So scripts for POLECAT's files read newsfold's. Columns that newsfold knows nothing for are there and empty.
https://doi.org/10.7910/DVN/AJGVIT
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from schemas.readmodel import ActorCell, EventRow

BETWEEN = "; "
NOTHING = "empty: newsfold does not tell"


class Column(Struct, frozen=True):
    """A column of the file: its name, what stands in it, and how it comes out of an event."""

    name: str
    description: str
    value: Callable[[EventRow], object] = lambda _row: None


def _joined(values: Iterable[str | None]) -> str:
    """The values that are known, in order, each once."""
    return BETWEEN.join(dict.fromkeys(value for value in values if value))


def _side(name: str, whose: str, cells: Callable[[EventRow], tuple[ActorCell, ...]]) -> tuple[Column, ...]:
    """The eight columns of one side; several actors are separated by semicolons."""

    def first_role(row: EventRow) -> str | None:
        return next((cell.role for cell in cells(row) if cell.role), None)

    return (
        Column(f"{name} Name", f"full names of {whose}", lambda row: _joined(cell.name for cell in cells(row))),
        Column(
            f"{name} Country",
            f"countries of {whose}, ISO 3166-1 alpha-3",
            lambda row: _joined(cell.country for cell in cells(row)),
        ),
        Column(f"{name} COW", NOTHING),
        Column(f"Primary {name} Sector", f"role of the first of {whose} that has one: GOV, MIL, …", first_role),
        Column(f"{name} Sectors", f"roles of {whose}", lambda row: _joined(cell.role for cell in cells(row))),
        Column(f"{name} Title", NOTHING),
        Column(f"{name} Name Raw", f"{whose} as printed", lambda row: _joined(cell.text for cell in cells(row))),
        Column(f"Wikipedia {name} ID", NOTHING),
    )


POLECAT = (
    Column("Event ID", "the event's public id, which outlives extractor versions", lambda row: row.id),
    Column("Event Date", "the event's first day, else the day its part of the page was published", lambda row: row.day),
    Column("Event Type", "PLOVER type", lambda row: row.type),
    Column("Event Mode", "PLOVER mode", lambda row: row.mode),
    Column("Intensity", "Goldstein's scale by type, -10 to 10", lambda row: row.goldstein),
    Column("Quad Code", "quad in capitals, such as MATERIAL CONFLICT", lambda row: row.quad.upper()),
    Column("Contexts", NOTHING),
    *_side("Actor", "who acts", lambda row: row.source),
    *_side("Recipient", "who is acted on", lambda row: row.target),
    Column("Placename", "full name of the place", lambda row: row.place),
    Column("City", NOTHING),
    Column("District", NOTHING),
    Column("Province", NOTHING),
    Column("Country", "the place's country, ISO 3166-1 alpha-3", lambda row: row.place_country),
    Column("Latitude", "degrees north", lambda row: row.latitude),
    Column("Longitude", "degrees east", lambda row: row.longitude),
    Column("GeoNames ID", NOTHING),
    Column("Raw Placename", NOTHING),
    Column("Feature Type", NOTHING),
    Column("Source", "who published the article, as posted", lambda row: row.publisher),
    Column("Publication Date", "the day its part of the page was published", lambda row: row.published),
    Column("Story People", NOTHING),
    Column("Story Organizations", NOTHING),
    Column("Story Locations", NOTHING),
    Column("Language", NOTHING),
    Column("Version", "version of the extractor that found it", lambda row: row.extractor),
)
OWN = (
    Column("Modality", "actual, planned, possible or requested", lambda row: row.modality),
    Column("Negated", "whether the sentence says that it did not happen", lambda row: row.negated),
    Column("Historical", "whether it is told as background", lambda row: row.historical),
    Column("Confidence", "the chance, 0 to 1, that the row is right", lambda row: row.confidence),
    Column("CAMEO", "CAMEO root code", lambda row: row.cameo),
    Column("First Day", "first day of the date that the text gives", lambda row: row.first_day),
    Column("Last Day", "last day of the date that the text gives", lambda row: row.last_day),
    Column("Date Text", "the date as printed", lambda row: row.date_text),
    Column("Attribution", "who says so", lambda row: row.attribution),
    Column("Trigger", "the words that tell of the event", lambda row: row.trigger),
    Column("Sentence", "the sentence that tells of it", lambda row: row.sentence),
    Column("Title", "title of its part of the page", lambda row: row.title),
    Column("Article", "id of the article", lambda row: row.article),
    Column("Revision", "revision of the article", lambda row: row.revision),
    Column("Part", "part of the article's page, counted from 0", lambda row: row.part),
    Column("Trigger Start", "where the trigger starts in the page text, in code points", lambda row: row.trigger_start),
    Column("Trigger End", "where the trigger ends", lambda row: row.trigger_end),
    Column("Sentence Start", "where the sentence starts", lambda row: row.sentence_start),
    Column("Sentence End", "where the sentence ends", lambda row: row.sentence_end),
    Column("Wrong", "whether somebody judged that nothing of the kind happened", lambda row: row.wrong),
    Column(
        "Correction",
        "what was last said of it: right, wrong, changed or withdrawn",
        lambda row: row.correction.verdict if row.correction else None,
    ),
    Column("Reported At", "when the article that tells of it was received", lambda row: row.reported_at),
    Column("Position", "position in the log of the record that found it last", lambda row: row.position),
)
COLUMNS = POLECAT + OWN
NAMES = tuple(column.name for column in COLUMNS)
_VALUES = tuple(column.value for column in COLUMNS)


def values(row: Any) -> list[object]:  # noqa: ANN401  # an EventRow, of the rows that can be written
    """The event's values, in the order of the columns."""
    return [value(row) for value in _VALUES]
