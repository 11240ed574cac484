"""An exported log, worked through by Dask: what the workers would append is put behind it, in another export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from dask.distributed import Client, as_completed
from msgspec import Struct
from msgspec.structs import replace

from ops.bulk.articles import Reader, do
from ops.bulk.tasks import Task, tasks_in
from ops.log.files import files_of, read_files, write_export
from ops.log.parquet import read_identity, read_records
from schemas.errors import InputError
from schemas.record import Record
from services.eventlog.chain import Head, origin
from services.settings import Settings

RETRIES = 2
"""How often a task is given to another process when its own has died."""


class Outcome(Struct, frozen=True):
    """How many articles were worked on, and the head of the export that holds all."""

    articles: int
    head: Head


def work_through(
    source: Path, target: Path, parts: Path, client: Client, settings: Settings, progress: Callable[[int, int], object]
) -> Outcome:
    """Work through an export in Parquet and write it anew, with what was appended behind it.

    What each row group gave is kept in the folder `parts`: a run that was interrupted goes on there. `progress` is
    told the articles done and all. Raises InputError for an export that is not in Parquet, or is encrypted.
    """
    files = files_of(source)
    if any(path.suffix != ".parquet" for path in files):
        raise InputError(f"{source} is not in Parquet; export the log with a name that ends in .parquet.")
    parts.mkdir(parents=True, exist_ok=True)
    identity, tasks = read_identity(files[0]), tasks_in(files)
    articles = sum(len(task.streams) for task in tasks)
    reader = Reader(settings.model, settings.actors, settings.models)
    doing = partial(do, identity=identity, folder=parts.resolve(), reader=reader)
    done = 0
    for future in as_completed(client.map(doing, tasks, pure=False, retries=RETRIES)):  # type: ignore[no-untyped-call]  # dask's own
        done += future.result()
        progress(done, articles)
    head = write_export(target, identity, _together(files, tasks, parts), Head(0, origin(identity)))
    return Outcome(articles, head)


def _together(files: Sequence[Path], tasks: Sequence[Task], parts: Path) -> Iterator[Record]:
    """The records of the export, and behind them those of the tasks, in order."""
    position, begin = 0, Head(0, origin(read_identity(files[0])))
    for record in read_files(files, begin):
        position = record.position
        yield record
    for task in tasks:
        for record in read_records(parts / f"{task.name}.parquet", begin):
            position += 1
            yield replace(record, position=position)
