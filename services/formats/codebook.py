"""What stands in every column of what is handed out: made from the types that make the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import inspect

from schemas.readmodel import TABLES
from schemas.rows.actors import ACTOR_KEYS, ACTORS
from schemas.rows.articles import ARTICLES
from schemas.rows.captions import CAPTIONS
from schemas.rows.events import EVENT_MOVES, EVENT_TERMS, EVENTS
from schemas.rows.occurrences import OCCURRENCE_BLOCKS, OCCURRENCE_TERMS, OCCURRENCES, REPORTS
from schemas.rows.relations import RELATIONS
from schemas.rows.row import Row, Table
from schemas.rows.work import FAILURES, MOMENTS, SET_ASIDE, UNFINISHED
from services.formats import polecat
from services.readmodels import Columns
from services.readmodels.cells import Layout

INTERNAL = (
    EVENT_TERMS,
    EVENT_MOVES,
    OCCURRENCE_TERMS,
    OCCURRENCE_BLOCKS,
    ACTOR_KEYS,
    UNFINISHED,
    SET_ASIDE,
    MOMENTS,
)
"""Tables that serve others, or tell of the work, and are never handed out."""
DESCRIBED = (ARTICLES, EVENTS, CAPTIONS, FAILURES, OCCURRENCES, REPORTS, ACTORS, RELATIONS)
"""Tables whose every column is described."""
FIELDS = {
    "agency": "the agency that the credit names",
    "aliases": "keys of the names that it uses",
    "article": "id of the article",
    "articles": "how many articles report it",
    "as_source": "reports in which it acts",
    "as_target": "reports in which it is acted on",
    "at": "when it was said, in microseconds since 1970, UTC",
    "attempt": "how often the step was tried",
    "attribution": "who says so, as printed",
    "block": "kind of the block of the page that it was read in",
    "cameo": "CAMEO root code",
    "caption": "id of the picture in the catalogue",
    "cleaner": "version of the cleaner that took the page apart",
    "confidence": "the chance, 0 to 1, that the row is right",
    "copies": "how often the caption stands on the page",
    "correction": "the last that somebody said of it, and what the extractor read",
    "country": "its country, ISO 3166-1 alpha-3",
    "covered": "whether the page's language is one that the model reads",
    "credit": "the photo's credit, as printed",
    "date_text": "the date, as printed",
    "dates": "the days that reports tell, each with the number of these",
    "day": "the event's first day, else the day its part was published",
    "detail": "the error's own sentence",
    "end": "where it ends in the page text, in code points",
    "event": "id of the event",
    "events": "events found",
    "evidence": "what says on which day the part was published",
    "extractor": "version of the extractor that found it",
    "failed_at": "when it failed, in microseconds since 1970, UTC",
    "fetched_at": "when the sender fetched the page",
    "first_day": "first day of the date that the text gives",
    "first_received_at": "when its first revision was received, in microseconds since 1970, UTC",
    "first_reported": "the first day on which it was reported",
    "found_at": "position in the log of the record that found it first",
    "goldstein": "Goldstein's scale by type, -10 to 10",
    "historical": "whether it is told as background",
    "id": "its public id",
    "kept": "characters of body text that cleaning kept",
    "kind": "state, named, or only described",
    "language": "the page's language, ISO 639-1",
    "last_day": "last day of the date that the text gives",
    "last_reported": "the last day on which it was reported",
    "latitude": "degrees north",
    "level": "between countries or between actors",
    "longitude": "degrees east",
    "material_conflict": "how many of the occurrences are material conflict",
    "material_cooperation": "how many of the occurrences are material cooperation",
    "media_type": "media type of the body",
    "mentions": "reports that mention it",
    "modality": "whether it took place, is planned, merely possible, or asked for",
    "mode": "PLOVER mode of the type",
    "name": "its fullest name",
    "negated": "whether the sentence says that it did not happen",
    "number": "its place in the order of the log, then of the page",
    "occurrence": "id of the occurrence that it reports",
    "occurrences": "happenings that took place, each counted once",
    "page_title": "the first title printed on the page",
    "part": "part of the article's page, counted from 0",
    "parts": "parts of the page",
    "permanent": "whether the step is not tried again by itself",
    "place": "full name of the place",
    "place_country": "the place's country, ISO 3166-1 alpha-3",
    "places": "the places that reports tell, each with the number of these",
    "position": "position in the log of the record that says so",
    "priority": "whether somebody waited for it, or it was one of many",
    "published": "the day its part of the page was published",
    "published_at": "when it was published, as posted",
    "publisher": "who published the article, as posted",
    "quad": "the quad of its PLOVER type",
    "reason": "the error's class",
    "received_at": "when it was received, in microseconds since 1970, UTC",
    "received_position": "position in the log of the record that received it",
    "reported": "the day its part was published, else received",
    "reported_at": "when the article that tells of it was received",
    "reports": "how often it was reported",
    "resolved": "whether the step has succeeded since",
    "resolved_at": "when it succeeded, in microseconds since 1970, UTC",
    "resolved_position": "position in the log of the record that tells of its success",
    "retry_position": "position in the log of the record that asked to try it again",
    "revision": "revision of the article",
    "role": "its role, such as GOV or MIL",
    "same_as": "what somebody says it is: the event that reports the same happening (itself, if apart), or the actor",
    "scaled": "how many of the occurrences have a Goldstein value; their sum is that of a relation",
    "seen_at": "when it was received",
    "sentence": "the sentence that tells of it",
    "sentence_end": "where the sentence ends in the page text, in code points",
    "sentence_start": "where the sentence starts in the page text, in code points",
    "sentences": "sentences read",
    "sides": "who did it to whom, where reports differ in it, each with the number of these",
    "size": "bytes of the body",
    "source": "who acts; of an article: who published it, as posted",
    "source_name": "what the source is called",
    "sources": "independent sources: publishers, a copy counted as its original",
    "stage": "the step",
    "start": "where it starts in the page text, in code points",
    "state": "received, cleaned, projected or failed",
    "status": "the modality, with not before it where it is negated",
    "target": "who is acted on",
    "target_name": "what the target is called",
    "text": "its words, as printed",
    "title": "title of its part of the page; of an article: as posted",
    "told": "whether the days are told, not only supposed from the day of publication",
    "traceback": "where in the program it failed",
    "trigger": "the words that tell of the event",
    "trigger_end": "where the trigger ends in the page text, in code points",
    "trigger_start": "where the trigger starts in the page text, in code points",
    "type": "PLOVER type",
    "types": "reports by PLOVER type, in which it acts and is acted on",
    "undated": "how many of the occurrences are on no known day",
    "url": "the page's address, as posted",
    "verbal_conflict": "how many of the occurrences are verbal conflict",
    "verbal_cooperation": "how many of the occurrences are verbal cooperation",
    "voice": "the occurrence, and who speaks: the publisher, or that of the article that this is a copy of",
    "wrong": "whether somebody judged that nothing of the kind happened",
}
"""What the fields of rows mean; a name means the same in every table, but where it says otherwise."""
PLAIN = {
    inspect.IntType: "integer",
    inspect.FloatType: "number",
    inspect.BoolType: "true or false",
    inspect.DateType: "day",
    inspect.DateTimeType: "time",
    inspect.StrType: "text",
    inspect.EnumType: "text",
}


class CodebookRow(Row, frozen=True, kw_only=True):
    """A column: the table or file that it is of, its type, whether it may be empty, and the values it is limited to."""

    table: str
    column: str
    type: str
    optional: bool
    description: str
    values: tuple[str, ...] = ()


CODEBOOK = Table(name="codebook", row=CodebookRow, key=("table", "column"))


def codebook() -> list[CodebookRow]:
    """Every column of every table, then those of a CSV of events."""
    tables = [row for table in TABLES if table not in INTERNAL for row in _of_table(table)]
    return [*tables, *_of_polecat()]


def columns_of(rows: Sequence[CodebookRow]) -> Columns:
    """Rows of the codebook, to be written."""
    layout = Layout(CODEBOOK)
    return layout.columns_told(list(zip(*layout.cells(rows), strict=True)))


def _of_table(table: Table) -> Iterator[CodebookRow]:
    for field in inspect.type_info(table.row).fields:  # type: ignore[attr-defined]  # a Struct's info has fields
        options = [each for each in _options(field.type) if not isinstance(each, inspect.NoneType)]
        yield CodebookRow(
            table=table.name,
            column=field.name,
            type=PLAIN.get(type(options[0]), "JSON") if len(options) == 1 else "JSON",
            optional=len(options) < len(_options(field.type)),
            description=FIELDS.get(field.name, ""),
            values=_values(options[0]),
        )


def _of_polecat() -> Iterator[CodebookRow]:
    for column in polecat.COLUMNS:
        yield CodebookRow(
            table="events.csv", column=column.name, type="text", optional=True, description=column.description
        )


def _options(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    return kind.types if isinstance(kind, inspect.UnionType) else (kind,)


def _values(kind: Any) -> tuple[str, ...]:  # noqa: ANN401  # one of msgspec's descriptions of a type
    return tuple(str(each.value) for each in kind.cls) if isinstance(kind, inspect.EnumType) else ()
