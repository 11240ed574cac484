"""Events in the columns of POLECAT, the event data set that uses PLOVER too, with newsfold's own after them.

So scripts for POLECAT's files read newsfold's. Columns that newsfold knows nothing for are there and empty.
https://doi.org/10.7910/DVN/AJGVIT
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import astuple

from services.readmodels import Columns

BETWEEN = "; "
NOTHING = "empty: newsfold does not tell"


class Column(Struct, frozen=True):
    """A column of the file: its name, what stands in it, and the event's field that does, if it is one as it is."""

    name: str
    description: str
    field: str | None = None


def _side(name: str, whose: str) -> tuple[Column, ...]:
    """The eight columns of one side; several actors are separated by semicolons."""
    return (
        Column(f"{name} Name", f"full names of {whose}"),
        Column(f"{name} Country", f"countries of {whose}, ISO 3166-1 alpha-3"),
        Column(f"{name} COW", NOTHING),
        Column(f"Primary {name} Sector", f"role of the first of {whose} that has one: GOV, MIL, …"),
        Column(f"{name} Sectors", f"roles of {whose}"),
        Column(f"{name} Title", NOTHING),
        Column(f"{name} Name Raw", f"{whose} as printed"),
        Column(f"Wikipedia {name} ID", NOTHING),
    )


class Named(Struct, frozen=True, gc=False):
    """What the columns tell of an actor, or of several."""

    text: str | None = None
    name: str | None = None
    country: str | None = None
    role: str | None = None


class Judged(Struct, frozen=True):
    """What a column tells of a correction."""

    verdict: str


_SIDES = msgspec.json.Decoder(list[tuple[Named, ...]])
_CORRECTION = msgspec.json.Decoder(Judged)


POLECAT = (
    Column("Event ID", "the event's public id, which outlives extractor versions", "id"),
    Column("Event Date", "the event's first day, else the day its part of the page was published", "day"),
    Column("Event Type", "PLOVER type", "type"),
    Column("Event Mode", "PLOVER mode", "mode"),
    Column("Intensity", "Goldstein's scale by type, -10 to 10", "goldstein"),
    Column("Quad Code", "quad in capitals, such as MATERIAL CONFLICT"),
    Column("Contexts", NOTHING),
    *_side("Actor", "who acts"),
    *_side("Recipient", "who is acted on"),
    Column("Placename", "full name of the place", "place"),
    Column("City", NOTHING),
    Column("District", NOTHING),
    Column("Province", NOTHING),
    Column("Country", "the place's country, ISO 3166-1 alpha-3", "place_country"),
    Column("Latitude", "degrees north", "latitude"),
    Column("Longitude", "degrees east", "longitude"),
    Column("GeoNames ID", NOTHING),
    Column("Raw Placename", NOTHING),
    Column("Feature Type", NOTHING),
    Column("Source", "who published the article, as posted", "publisher"),
    Column("Publication Date", "the day its part of the page was published", "published"),
    Column("Story People", NOTHING),
    Column("Story Organizations", NOTHING),
    Column("Story Locations", NOTHING),
    Column("Language", NOTHING),
    Column("Version", "version of the extractor that found it", "extractor"),
)
OWN = (
    Column("Modality", "actual, planned, possible or requested", "modality"),
    Column("Negated", "whether the sentence says that it did not happen", "negated"),
    Column("Historical", "whether it is told as background", "historical"),
    Column("Confidence", "the chance, 0 to 1, that the row is right", "confidence"),
    Column("CAMEO", "CAMEO root code", "cameo"),
    Column("First Day", "first day of the date that the text gives", "first_day"),
    Column("Last Day", "last day of the date that the text gives", "last_day"),
    Column("Date Text", "the date as printed", "date_text"),
    Column("Attribution", "who says so", "attribution"),
    Column("Trigger", "the words that tell of the event", "trigger"),
    Column("Sentence", "the sentence that tells of it", "sentence"),
    Column("Title", "title of its part of the page", "title"),
    Column("Article", "id of the article", "article"),
    Column("Revision", "revision of the article", "revision"),
    Column("Part", "part of the article's page, counted from 0", "part"),
    Column("Trigger Start", "where the trigger starts in the page text, in code points", "trigger_start"),
    Column("Trigger End", "where the trigger ends", "trigger_end"),
    Column("Sentence Start", "where the sentence starts", "sentence_start"),
    Column("Sentence End", "where the sentence ends", "sentence_end"),
    Column("Wrong", "whether somebody judged that nothing of the kind happened", "wrong"),
    Column(
        "Correction",
        "what was last said of it: right, wrong, changed or withdrawn",
    ),
    Column("Reported At", "when the article that tells of it was received", "reported_at"),
    Column("Position", "position in the log of the record that found it last", "position"),
)
COLUMNS = POLECAT + OWN
NAMES = tuple(column.name for column in COLUMNS)
_KNOWN = {column.name: column.field for column in COLUMNS if column.field}


def columns(events: Columns) -> list[Sequence[Any]]:
    """The columns of events, of which there is one at least, out of those of their rows."""
    nothing = (None,) * len(events["id"])
    told = {name: events[field] for name, field in _KNOWN.items()}
    told |= _columns_of_side("Actor", events["source"])
    told |= _columns_of_side("Recipient", events["target"])
    told["Quad Code"] = list(map(str.upper, events["quad"]))
    told["Correction"] = [each and _CORRECTION.decode(each).verdict for each in events["correction"]]
    return [told.get(name, nothing) for name in NAMES]


def _columns_of_side(name: str, sides: Sequence[Raw]) -> dict[str, Sequence[Any]]:
    """The columns of one side, each made at once: nearly every side is one actor, or none."""
    people = [side[0] if len(side) == 1 else _together(side) for side in _SIDES.decode(b"[%b]" % b",".join(sides))]
    texts, names, countries, roles = zip(*map(astuple, people), strict=True)
    return {
        f"{name} Name": names,
        f"{name} Country": countries,
        f"Primary {name} Sector": [role and role.partition(BETWEEN)[0] for role in roles],
        f"{name} Sectors": roles,
        f"{name} Name Raw": texts,
    }


def _together(side: Sequence[Named]) -> Named:
    """Several as one, or nobody: of each field what is known, in order, each once."""
    fields = zip(*map(astuple, side), strict=True)
    return Named(*(BETWEEN.join(dict.fromkeys(filter(None, each))) for each in fields))
