"""`newsfold export`: a folder with the data, their codebook, the manifest and the citation."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ops.release.manifest import Manifest
from ops.release.tables import (
    NO_LIMIT,
    RELEASED,
    Versions,
    Written,
    query_of,
    rows_of,
    write_codebook,
    write_table,
)
from schemas.errors import InputError
from schemas.moments import moment_of
from schemas.rows.articles import ARTICLES
from schemas.rows.events import EVENTS
from schemas.rows.row import Table
from services.eventlog import EventLog
from services.eventlog.encrypted import stored_log
from services.eventlog.sealing import head_at
from services.formats import Format
from services.readmodels import Columns, Generation
from services.web.filters import EventFilters
from services.web.sameness import widened
from services.web.selection import plain

MANIFEST, CITATION, SUMS = "manifest.json", "CITATION.txt", "SHA256SUMS"

Progress = Callable[[int, int], object]
"""Is told how many rows are written, and of how many."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What a release is to hold: the tables at a position, of the events those that meet the filters."""

    position: int
    filters: EventFilters
    form: Format
    tables: Sequence[Table] = RELEASED


class Course:
    """Tells how many rows are written, and of how many: as many as each table holds now, until it is written."""

    def __init__(self, expected: Counter[str], progress: Progress) -> None:
        self._expected = expected
        self._written = Counter[str]()
        self._progress = progress

    def tell(self, table: Table, written: int, *, whole: bool = False) -> None:
        """Tell that so many rows of a table are written, and whether that is the whole table."""
        self._written[table.name] = written
        self._expected[table.name] = written if whole else max(written, self._expected[table.name])
        self._progress(self._written.total(), self._expected.total())


def chosen_tables(names: Collection[str]) -> Sequence[Table]:
    """The tables of these names, all if none is named; raises InputError for a name that there is not."""
    known = {table.name: table for table in RELEASED}
    if unknown := [name for name in names if name not in known]:
        raise InputError(f"A release has no table {unknown[0][:60]}; it has {', '.join(known)}.")
    return [table for table in RELEASED if table.name in names] or RELEASED


def release(log: EventLog, generation: Generation, wanted: Wanted, target: Path, progress: Progress) -> Manifest:
    """Write the release into a new folder, which appears once it is whole; its manifest.

    Raises InputError if there is something in the folder, or the read models have not reached the position.
    """
    reached = generation.checkpoint()
    if wanted.position > reached:
        raise InputError(f"The read models stand at position {reached}, before {wanted.position}.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{target} is there already; export into a new folder.")
    unfinished = target.with_name(f"{target.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        manifest = _fill(unfinished, log, generation, wanted, progress)
        unfinished.replace(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def _fill(folder: Path, log: EventLog, generation: Generation, wanted: Wanted, progress: Progress) -> Manifest:
    versions = Versions(Counter(), Counter())
    filters = widened(generation, wanted.position, wanted.filters)
    files = list[Written]()
    course = Course(Counter({table.name: generation.count(table) for table in wanted.tables}), progress)
    for table in wanted.tables:
        query = replace(filters.query(), limit=NO_LIMIT) if table is EVENTS else query_of(table)
        batches = rows_of(generation, query, wanted.position)
        if table is ARTICLES:
            batches = _seen(batches, versions)
        files.append(write_table(folder, table, batches, wanted.form, partial(course.tell, table)))
        course.tell(table, files[-1].rows, whole=True)
    files.append(write_codebook(folder, wanted.tables))
    manifest = _manifest(log, generation, wanted, versions, files)
    (folder / MANIFEST).write_bytes(manifest.render())
    (folder / CITATION).write_text(manifest.citation())
    (folder / SUMS).write_text("".join(f"{each.sha256}  {each.file}\n" for each in files))
    return manifest


def _seen(batches: Iterator[Columns], versions: Versions) -> Iterator[Columns]:
    for batch in batches:
        versions.see(batch)
        yield batch


def _manifest(
    log: EventLog, generation: Generation, wanted: Wanted, versions: Versions, files: Sequence[Written]
) -> Manifest:
    last = log.read(wanted.position - 1, limit=1) if wanted.position else []
    return Manifest(
        log=str(log.identity),
        position=wanted.position,
        time=moment_of(last[0].recorded_at).isoformat() if last else None,
        head=str(head_at(stored_log(log), wanted.position)),
        newsfold=version("newsfold"),
        folds=generation.folds_version,
        cleaners=dict(versions.cleaners),
        extractors=dict(versions.extractors),
        filters=msgspec.json.decode(plain(wanted.filters), type=dict[str, object]),
        format=wanted.form.name,
        files=tuple(files),
    )
