"""Whether reports of one happening are joined, and of two are not: over the whole way from posting to folding.

Pairs are those of labelled events of one story and one type as it was read. What was not read is left out of them, and
counted: it is the extractor's to answer for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ops.evaluate.actors import Json
from ops.evaluate.scores import Report, scores
from schemas.article import Article, Priority
from schemas.errors import InputError
from schemas.rows.events import EVENTS
from schemas.rows.occurrences import REPORTS
from services.eventlog import EventLog
from services.eventlog.sqlite import SqliteLog
from services.ingest.acceptance import Accepted, accept
from services.ingest.revisions import Post
from services.readmodels import Generation
from services.readmodels.sqlite import SqliteReadModels
from workers.cleaning import clean_article
from workers.extract import Extractor
from workers.extraction import extract_article
from workers.projections import FOLDS_VERSION
from workers.projector import fold_records

PAGE = 1_000


class Labelled(Struct, frozen=True, kw_only=True):
    """An event as it was read, with the happening that it is said to be of and the occurrence it was joined to."""

    where: str
    story: str
    type: str
    happening: str
    occurrence: str


def measure(rows: Mapping[str, Sequence[Json]], pages: Mapping[str, Article], extractor: Extractor) -> Report:
    """Precision and recall of joining; what was joined wrongly, or not, by the articles' names."""
    labels = [(row, label) for of_page in rows.values() for row in of_page for label in row["events"]]
    with tempfile.TemporaryDirectory() as folder:
        read = list(_read(rows, pages, extractor, Path(folder)))
    pairs = [
        (one, other)
        for one, other in combinations(read, 2)
        if (one.story, one.type) == (other.story, other.type) and one.where != other.where
    ]
    same = [pair for pair in pairs if pair[0].happening == pair[1].happening]
    joined = [pair for pair in pairs if pair[0].occurrence == pair[1].occurrence]
    right = [pair for pair in joined if pair in same]
    return {
        "Pairs of reports": {"joined": scores(len(right), len(joined), len(same))},
        "Events": {"labelled and read": {"labelled": len(labels), "read": len(read), "pairs": len(pairs)}},
        "Joined, but two": {_named(pair): {"pairs": 1} for pair in joined if pair not in same},
        "One, but not joined": {_named(pair): {"pairs": 1} for pair in same if pair not in joined},
    }


def _read(
    rows: Mapping[str, Sequence[Json]], pages: Mapping[str, Article], extractor: Extractor, folder: Path
) -> Iterator[Labelled]:
    """The labelled events that were read, with their occurrences once all articles were folded."""
    log, readmodels = SqliteLog.create(folder / "log.sqlite"), SqliteReadModels(folder, FOLDS_VERSION)
    try:
        articles = {name: _posted(log, name, pages[name], of_page[0], extractor) for name, of_page in rows.items()}
        generation = readmodels.serving()
        _fold(log, generation)
        for name, of_page in rows.items():
            for row in of_page:
                yield from _labelled(generation, articles[name], name, row)
    finally:
        readmodels.close()
        log.close()


def _posted(log: EventLog, name: str, page: Article, row: Json, extractor: Extractor) -> str:
    """The id of an article that was taken in, cleaned and extracted."""
    article = replace(page, url=f"https://labelled.example/{name}", source=row.get("publisher"))
    (accepted,) = accept([Post(article=article, priority=Priority.BULK)], log)
    if not isinstance(accepted, Accepted):
        raise InputError(f"{name}: {accepted}")
    clean_article(log, accepted.claim)
    extract_article(log, extractor, accepted.claim)
    return accepted.claim.article


def _fold(log: EventLog, generation: Generation) -> None:
    at = generation.checkpoint()
    while records := log.read(at, limit=PAGE):
        at = fold_records(generation, records, after=at)


def _labelled(generation: Generation, article: str, name: str, row: Json) -> Iterator[Labelled]:
    """Each label with the event whose trigger overlaps the labelled words, if there is one."""
    events = generation.find(EVENTS, "article", article)
    reports = {each.event: each for each in generation.find(REPORTS, "article", article)}
    for label in row["events"]:
        start = row["text"].index(label["trigger"])
        end = start + len(label["trigger"])
        found = [event for event in events if event.trigger_start < end and start < event.trigger_end]
        for event in found[:1]:
            yield Labelled(
                where=f"{name} at {start}",
                story=row["story"],
                type=event.type,
                happening=label["happening"],
                occurrence=reports[event.id].occurrence,
            )


def _named(pair: tuple[Labelled, Labelled]) -> str:
    return f"{pair[0].where} and {pair[1].where}"
