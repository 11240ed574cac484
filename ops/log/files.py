"""Exporting the log into files and importing it from them: one file, or a folder with a file for each period."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol
from uuid import UUID

from ops.log import jsonlines, parquet
from schemas.codec import ENCRYPTED
from schemas.errors import InputError, LogError
from schemas.moments import moment_of
from schemas.record import Record
from services.eventlog import EventLog
from services.eventlog.chain import Head, origin, read_head
from services.eventlog.pages import records_between
from services.eventlog.sealing import seal
from services.eventlog.transfer import transfer

Progress = Callable[[int], object]
Opening = Callable[[UUID, bool], EventLog]
"""What gives the log of an identity, made, encrypted or not, if there is none."""


class Format(Protocol):
    """A way to write records into a file and to read them from it."""

    def write_file(self, path: Path, identity: UUID, records: Iterable[Record], head: Head) -> Head:
        """Write the records that follow a head; the head after them."""

    def read_identity(self, path: Path) -> UUID:
        """The identity of the log that was exported."""

    def read_end(self, path: Path) -> Head:
        """The head after the file's records, as it says itself."""

    def read_records(self, path: Path, head: Head) -> Generator[Record, None, Head]:
        """The records that follow a head; in the end the head after them."""


FORMATS: dict[str, Format] = {".jsonl": jsonlines, ".parquet": parquet}
"""By the ending of a file's name."""
PERIODS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
HEAD_FILE = "head.txt"


def export_log(
    log: EventLog, target: Path, progress: Progress, *, by: str | None = None, suffix: str = ".jsonl"
) -> Head:
    """Write every record into a file, or into a folder with a file for each of PERIODS; the head that it comes to.

    A file's ending names its format, `suffix` that of a folder's files. A file appears under its name once it is whole
    and on disk. Raises InputError if there is one already.
    """
    check_target(target, by=by)
    head = Head(0, origin(log.identity))
    records = _told(records_between(log, 0, log.head()), progress)
    if by is None:
        return write_export(target, log.identity, records, head)
    target.mkdir(parents=True, exist_ok=True)
    for period, of_period in groupby(records, _period_of(by)):
        head = write_export(target / f"{period}{suffix}", log.identity, of_period, head)
    (target / HEAD_FILE).write_text(f"{head}\n")
    return head


def check_target(target: Path, *, by: str | None) -> None:
    """Raises InputError unless an export may be made there: a new file of a known format, or an empty folder."""
    if by is None:
        _check_new(target)
    elif target.is_dir() and any(target.iterdir()):
        raise InputError(f"The folder {target} is not empty; export into a new one.")


def import_log(source: Path, open_log: Opening, progress: Progress) -> Head:
    """Restore an export into the log that `open_log` gives for it, and seal it; the head that it comes to.

    Raises LogError if anything on the way, or what is read back from the log in the end, is not as it was exported.
    """
    files = files_of(source)
    identity, end = _format(files[0]).read_identity(files[0]), _end(source, files)
    log = open_log(identity, _is_encrypted(files, identity))
    try:
        transfer(read_files(files, Head(0, origin(identity))), log, progress)
        head = seal(log)
    finally:
        log.close()
    if head != end:
        raise LogError(f"The log now comes to the head {head}, but what was exported comes to {end}.")
    return head


def length_of(source: Path) -> int:
    """Up to which position an export goes; raises InputError or LogError if there is none, or not the whole of it."""
    return _end(source, files_of(source)).position


def write_export(path: Path, identity: UUID, records: Iterable[Record], head: Head) -> Head:
    """Write records that follow a head into a file, which appears once it is whole; the head after them."""
    form = _check_new(path)
    unfinished = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        head = form.write_file(unfinished, identity, records, head)
        _sync(unfinished)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return head


def _check_new(path: Path) -> Format:
    """The format of a file that is to be written; raises InputError if it is there already or has no known ending."""
    if path.exists():
        raise InputError(f"The file {path} exists already; export into another.")
    return _format(path)


def _format(path: Path) -> Format:
    try:
        return FORMATS[path.suffix]
    except KeyError:
        raise InputError(f"{path} has no known ending; a log is exported as {' or '.join(FORMATS)}.") from None


def _sync(path: Path) -> None:
    """Wait until the file is on disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _told(records: Iterable[Record], progress: Progress) -> Iterator[Record]:
    for record in records:
        yield record
        progress(record.position)


def _period_of(by: str) -> Callable[[Record], str]:
    """The period of each record in turn: that of its time, or the one before if the clock was set back."""
    latest = ""

    def period(record: Record) -> str:
        nonlocal latest
        latest = max(latest, f"{moment_of(record.recorded_at):{PERIODS[by]}}")
        return latest

    return period


def files_of(source: Path) -> Sequence[Path]:
    """The files of an export, in the order of their records; raises InputError if there are none."""
    inside = (path for path in source.iterdir() if path.suffix in FORMATS) if source.is_dir() else [source]
    files = sorted(inside)
    if not files or not files[0].exists():
        raise InputError(f"There is no export at {source}.")
    return files


def read_files(files: Sequence[Path], head: Head) -> Iterator[Record]:
    """Every record of an export's files, which follow a head."""
    for path in files:
        head = yield from _format(path).read_records(path, head)


def _end(source: Path, files: Sequence[Path]) -> Head:
    """The head that the whole export comes to; raises LogError if a file is cut off or the last ones are missing."""
    end = _format(files[-1]).read_end(files[-1])
    if source.is_dir() and (told := _told_head(source)) != end:
        raise LogError(f"The files in {source} end at position {end.position}, but the export went to {told.position}.")
    return end


def _is_encrypted(files: Sequence[Path], identity: UUID) -> bool:
    """Whether the first words of the export are encrypted, as then all are."""
    contents = (record.content for record in read_files(files, Head(0, origin(identity))))
    return next((content.startswith(ENCRYPTED) for content in contents if content), False)


def _told_head(folder: Path) -> Head:
    try:
        return read_head((folder / HEAD_FILE).read_text())
    except FileNotFoundError as error:
        raise LogError(f"The folder {folder} has lost its {HEAD_FILE}, which says where the export ends.") from error
