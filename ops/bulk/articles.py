"""Doing a task: the workers' own steps, on a log of its own that is thrown away."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from ops.bulk.tasks import Task
from ops.log.parquet import read_group, write_file
from schemas.claim import Claim
from schemas.codec import ENCRYPTED, data_of
from schemas.errors import InputError, NewsfoldError
from schemas.identity import article_of
from schemas.record import ArticleReceived, NewRecord, Record, Stage
from services.eventlog import EventLog, Write
from services.eventlog.chain import Head, origin
from services.eventlog.sqlite import SqliteLog
from workers.cleaning import clean_article
from workers.extract import Extractor, load_extractor
from workers.extraction import extract_article
from workers.failing import fail_article
from workers.faults import failure_of


class Reader(NamedTuple):
    """What the articles are read with, as the settings name it."""

    model: str
    actors: Path | None
    models: str


def do(task: Task, identity: UUID, folder: Path, reader: Reader) -> int:
    """Clean and extract the task's articles and write what that appends into a file; how many articles.

    A task whose file is there was done before. Positions in the file count from 1.
    """
    done = folder / f"{task.name}.parquet"
    if not done.exists():
        streams = frozenset(task.streams)
        received = [record for record in read_group(Path(task.file), task.group) if record.stream in streams]
        if any(record.content.startswith(ENCRYPTED) for record in received):
            raise InputError("The export is of an encrypted log, which only its own workers can read.")
        unfinished = done.with_suffix(".part")
        write_file(unfinished, identity, appended(received, identity, reader), Head(0, origin(identity)))
        unfinished.rename(done)
    return len(task.streams)


def appended(received: Sequence[Record], identity: UUID, reader: Reader) -> list[Record]:
    """The records that the workers append to the streams of these receptions, with positions from 1."""
    with TemporaryDirectory(prefix="newsfold-bulk-") as name:
        log = SqliteLog.create(Path(name) / "log.sqlite", identity)
        before = _put(log, received)
        for claim in _claims(received):
            _work(log, claim, _extractor(reader))
        records = _read(log, before)
        log.close()
    return records


@cache
def _extractor(reader: Reader) -> Extractor:
    return load_extractor(*reader)


def _put(log: EventLog, received: Sequence[Record]) -> int:
    """Put the receptions into the log; its head then."""
    by_stream = groupby(sorted(received, key=attrgetter("stream", "version")), key=attrgetter("stream"))
    log.append(
        [Write(stream=stream, expected_version=0, records=tuple(map(_new, records))) for stream, records in by_stream]
    )
    return log.head()


def _claims(received: Iterable[Record]) -> list[Claim]:
    """The newest revision of each article."""
    newest: dict[str, int] = {}
    for record in received:
        data = data_of(record)
        if isinstance(data, ArticleReceived):
            newest[article_of(record.stream)] = data.revision
    return [Claim(article, revision) for article, revision in newest.items()]


def _work(log: EventLog, claim: Claim, extractor: Extractor) -> None:
    """Both steps of an article; one that cannot be done is recorded as failed, and harms no other."""
    for stage in Stage:
        try:
            clean_article(log, claim) if stage is Stage.CLEAN else extract_article(log, extractor, claim)
        except (NewsfoldError, ValueError, ArithmeticError, LookupError, TypeError, MemoryError) as error:
            fail_article(log, stage, claim, failure_of(error))
            return


def _read(log: EventLog, after: int) -> list[Record]:
    now = time.time_ns() // 1000
    return [
        replace(record, position=record.position - after, recorded_at=now)
        for record in log.read(after, limit=log.head())
    ]


def _new(record: Record) -> NewRecord:
    return NewRecord(
        id=record.id,
        type=record.type,
        schema_version=record.schema_version,
        data=record.data,
        content=record.content,
        meta=record.meta,
    )
