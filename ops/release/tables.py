"""The files of a release: a table each, written row by row, and hashed as they are written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from schemas.rows.actors import ACTOR_JOINS, ACTORS
from schemas.rows.articles import ARTICLES, PARTS
from schemas.rows.captions import CAPTIONS
from schemas.rows.events import EVENTS
from schemas.rows.figures import FIGURES
from schemas.rows.occurrences import OCCURRENCES, REPORTS
from schemas.rows.people import CORRECTIONS
from schemas.rows.quotes import QUOTES
from schemas.rows.row import Row, Table
from schemas.rows.sources import SOURCES
from services.formats import CSV, Format
from services.formats.codebook import CodebookRow, codebook, columns_of
from services.readmodels import Columns, Generation, Query
from services.readmodels.scan import length, scan

RELEASED = (
    EVENTS,
    ARTICLES,
    PARTS,
    OCCURRENCES,
    REPORTS,
    ACTORS,
    ACTOR_JOINS,
    CORRECTIONS,
    FIGURES,
    QUOTES,
    CAPTIONS,
    SOURCES,
)
"""What a release holds; the filters choose among the events, every other table is whole."""
NO_LIMIT = 2**62
Progress = Callable[[int], object]


class Written(Struct, frozen=True, kw_only=True):
    """A file of the release: its rows, its bytes and their hash (SHA-256, hexadecimal)."""

    file: str
    rows: int
    bytes: int
    sha256: str


class Versions(Struct, frozen=True):
    """How many articles each version cleaned and extracted."""

    cleaners: Counter[str]
    extractors: Counter[str]

    def see(self, articles: Columns) -> None:
        """Count these articles."""
        self.cleaners.update(filter(None, articles["cleaner"]))
        self.extractors.update(filter(None, articles["extractor"]))


def query_of(table: Table) -> Query:
    """All rows of a table, by key."""
    return Query(table=table, order=table.key, limit=NO_LIMIT)


def rows_of(generation: Generation, query: Query, position: int) -> Iterator[Columns]:
    """All rows that a query finds at a position, in batches; none before the first record."""
    return scan(generation, query, position) if position else iter(())


def write_table(folder: Path, table: Table, batches: Iterable[Columns], form: Format, progress: Progress) -> Written:
    """Write the rows of a table into a new file of the folder."""
    return _write(folder / f"{table.name}.{form.name}", table.row, batches, form, progress)


def write_codebook(folder: Path, tables: Iterable[Table]) -> Written:
    """Write what every column of these tables means."""
    names = {table.name for table in tables} | {f"{table.name}.csv" for table in tables}
    rows = [row for row in codebook() if row.table in names]
    return _write(folder / "codebook.csv", CodebookRow, [columns_of(rows)], CSV, lambda _: None)


def _write(path: Path, kind: type[Row], batches: Iterable[Columns], form: Format, progress: Progress) -> Written:
    hashed, size, count = hashlib.sha256(), 0, 0

    def counted() -> Iterator[Columns]:
        nonlocal count
        for columns in batches:
            count += length(columns)
            progress(count)
            yield columns

    with path.open("xb") as file:
        for piece in form.write(kind, counted(), None):
            file.write(piece)
            hashed.update(piece)
            size += len(piece)
    return Written(file=path.name, rows=count, bytes=size, sha256=hashed.hexdigest())
