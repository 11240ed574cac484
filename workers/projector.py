"""The projector: folds the log into a generation of read models, live or from the beginning.

Rows and checkpoint move in one transaction, and only from where this projector read them. So any number of projectors
may run: one is active, the others see that the checkpoint moves and stand by; one that wakes up late writes nothing.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress

import structlog
from msgspec import Struct

from schemas.codec import NUL, REPLACEMENT, known, meta_of
from schemas.errors import FenceError, LogError, ReadModelError, ServiceError
from schemas.identity import article_of
from schemas.record import Record
from schemas.rows.row import Change, Delete, Put
from schemas.rows.work import MOMENTS, SET_ASIDE, UNFINISHED, UNKNOWN_TYPES, MomentRow, SetAsideRow
from services import tracing
from services.eventlog import EventLog
from services.readmodels import Generation, Query, ReadModels
from services.readmodels.batch import Batch
from workers.projections import FOLDS, FOLDS_VERSION, Folds, are_newer, fold

LOGGER = structlog.get_logger("newsfold.projector")
BATCH = 1000
"""Records folded in one transaction at most."""
BATCH_BYTES = 16_000_000
"""Bytes of stored records, content compressed, after which a batch takes no further page."""
PAGE = 50
"""Records read at once: few, as each may be a large article."""
PATIENCE_SECONDS = 1.0
"""How long a projector waits before it looks again at what it waits for."""
LONGEST_ERROR = 500
"""Characters kept of the error for which a stream is set aside."""
MICROSECONDS_A_MINUTE = 60_000_000
NEVER = threading.Event()


class Projector:
    """Follows the log and folds it into the serving generation."""

    def __init__(self, log: EventLog, readmodels: ReadModels) -> None:
        self._log = log
        self._readmodels = readmodels

    def run(self, stop: threading.Event, on_batch: Callable[[], None]) -> None:
        """Fold until stopped; `on_batch` is called after every batch. A store that is away is waited for."""
        while not stop.is_set():
            try:
                self._take_part(stop, on_batch)
            except (LogError, ReadModelError, ServiceError) as error:
                LOGGER.warning("projections wait", reason=str(error))
                stop.wait(PATIENCE_SECONDS)

    def _take_part(self, stop: threading.Event, on_batch: Callable[[], None]) -> None:
        """Fold, or stand by if another projector does."""
        generation = current_generation(self._log, self._readmodels, stop)
        try:
            self._follow(generation, stop, on_batch)
        except FenceError:
            self._stand_by(generation, stop)

    def _follow(self, generation: Generation, stop: threading.Event, on_batch: Callable[[], None]) -> None:
        """Fold into a generation as long as it serves; raises FenceError if another projector is active."""
        folding = Folding(generation, generation.checkpoint())
        with closing(self._log.subscribe(folding.position, limit=min(PAGE, BATCH), patience=PATIENCE_SECONDS)) as pages:
            for records in _batches(pages):
                if stop.is_set() or self._readmodels.serving().number != generation.number:
                    return
                if records:
                    _fold_traced(folding, records)
                    on_batch()

    def _stand_by(self, generation: Generation, stop: threading.Event) -> None:
        """Wait until the checkpoint no longer moves although there is something to fold."""
        LOGGER.info("another projector is active", generation=generation.number)
        seen = -1
        while not stop.is_set() and self._readmodels.serving().number == generation.number:
            at = generation.checkpoint()
            if at == seen and self._log.head() > at:
                return
            seen = at
            stop.wait(PATIENCE_SECONDS)


def current_generation(log: EventLog, readmodels: ReadModels, stop: threading.Event = NEVER) -> Generation:
    """The serving generation, built anew if it comes from older folds or is ahead of the log.

    Raises ReadModelError if it comes from newer folds.
    """
    serving = readmodels.serving()
    if are_newer(serving.folds_version):
        raise ReadModelError(
            f"Generation {serving.number} was built by folds {serving.folds_version}, but this program has "
            f"{FOLDS_VERSION}: stop it, or run `newsfold replay` with the version that is to serve."
        )
    if serving.folds_version == FOLDS_VERSION and serving.checkpoint() <= log.head():
        return serving
    LOGGER.info("read models are built anew", generation=serving.number, folds=serving.folds_version)
    return replay(log, readmodels, lambda _done, _total: None, stop)


def replay(
    log: EventLog, readmodels: ReadModels, progress: Callable[[int, int], None], stop: threading.Event = NEVER
) -> Generation:
    """Fold the whole log into a generation beside the serving one, and let it serve once it has caught up.

    `progress` is told the position folded and the log's head. One that was interrupted is taken up again. The
    generation that served before is kept, older ones are dropped. When stopped, the serving one goes on serving.
    """
    serving = readmodels.serving()
    generation = readmodels.under_way()
    _catch_up(log, generation, progress, stop)
    if not stop.is_set():
        readmodels.switch(generation)
        _drop_others(readmodels, serving, generation)
    return generation


class Storing(Struct, frozen=True):
    """Records that were folded and are being stored; `wait` waits until they are, and raises what the store raises."""

    records: Sequence[Record]
    wait: Callable[[], None]


class Folding:
    """Folds records into a generation, each batch in one transaction, from where the generation stands.

    `position` tells up to where all is stored.
    """

    def __init__(self, generation: Generation, position: int, folds: Folds = FOLDS) -> None:
        self.position = position
        self._generation = generation
        self._folds = folds
        self._storing: Storing | None = None
        self._begin_anew()

    def fold(self, records: Sequence[Record]) -> None:
        """Fold records that follow the position, and store what they change.

        One that cannot be folded is found by halving, and set aside with its stream: what waits for it is called off,
        and all later records of the stream are passed over. Raises FenceError if another projector has moved the
        checkpoint.
        """
        self.fold_ahead(records)
        self.settle()

    def fold_ahead(self, records: Sequence[Record]) -> None:
        """The same while the records before are stored, which this waits for; it does not wait for its own."""
        try:
            with _without_collection():
                prepared, position = self._generation.prepare(self._changes(records)), records[-1].position
                self._wait()
                wait = self._generation.storing(prepared, after=self.position, position=position)
                self._storing = Storing(records, wait)
        except Exception as error:  # noqa: BLE001  # whatever a fold or a row is refused for
            self._recover(records, error)

    def settle(self) -> None:
        """Wait until all is stored."""
        try:
            self._wait()
        except Exception as error:  # noqa: BLE001  # the same
            self._recover((), error)

    def _wait(self) -> None:
        """Wait for the records that are being stored; if that raises, they are not."""
        if self._storing:
            self._storing.wait()
            records, self._storing = self._storing.records, None
            self.position = records[-1].position
            self._tell_new_types(records)

    def _recover(self, records: Sequence[Record], error: Exception) -> None:
        """Fold once more, by halves, what is not stored, and these records; a single one is set aside."""
        with suppress(Exception):  # they will fail again, or the fence will
            self._wait()
        left = (*self._storing.records, *records) if self._storing else records
        self._storing = None
        self._begin_anew()
        if isinstance(error, FenceError | ServiceError):
            raise error
        if len(left) > 1:
            half = len(left) // 2
            self.fold(left[:half])
            self.fold(left[half:])
        else:
            self._leave_out(left[0], error)

    def _leave_out(self, record: Record, error: Exception) -> None:
        """Keep the record from changing anything, and whatever follows it in its stream."""
        changes = [*((record.position, change) for change in self._moment(record)), *_set_aside(record, error)]
        self._generation.commit(changes, after=self.position, position=record.position)
        self.position = record.position

    def _begin_anew(self) -> None:
        """Forget what is known of the generation's rows: they may not be as they were to be."""
        self._batch = Batch(self._generation)
        self._minute: int | None = None

    def _changes(self, records: Sequence[Record]) -> Sequence[tuple[int, Change]]:
        """What the records change, one after the other, without those of streams that were set aside."""
        streams, batch = {record.stream for record in records}, self._batch
        batch.begin(hints=(streams, {article_of(stream) for stream in streams}))
        aside = {stream for stream in streams if batch.find(SET_ASIDE, "stream", stream)}
        for record in records:
            if moment := self._moment(record):
                batch.change(record.position, moment)
            if record.stream not in aside:
                batch.change(record.position, fold(record, batch, self._folds))
        return batch.changes

    def _moment(self, record: Record) -> Sequence[Change]:
        """The record's minute, if none before was as late."""
        minute = record.recorded_at // MICROSECONDS_A_MINUTE
        if self._minute is None:
            self._minute = _latest_minute(self._generation)
        if minute <= self._minute:
            return ()
        self._minute = minute
        return (Put(MOMENTS, MomentRow(minute=minute, position=record.position)),)

    def _tell_new_types(self, records: Iterable[Record]) -> None:
        """Say of which types records were passed over for the first time."""
        for record in records:
            if not known(record):
                row = self._batch.find(UNKNOWN_TYPES, "type", record.type).get((record.type,))
                if row and row.first == record.position:
                    LOGGER.warning(
                        "records of an unknown type are passed over", type=record.type, position=record.position
                    )


def _fold_traced(folding: Folding, records: Sequence[Record]) -> None:
    """Fold, and tell the traces of the records how long it took, if somebody wants to know."""
    began = time.time_ns()
    folding.fold(records)
    if tracing.is_on():
        tracing.tell_folded(_traces(records), began, time.time_ns())


@contextmanager
def _without_collection() -> Iterator[None]:
    """Leave cyclic garbage alone: folds make none, and to look for it is to walk all rows that are kept each time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _traces(records: Sequence[Record]) -> set[str]:
    """The traces that records belong to."""
    return {traceparent for record in records if (traceparent := meta_of(record).traceparent)}


def _latest_minute(generation: Generation) -> int:
    _, rows = generation.select(Query(table=MOMENTS, order=("minute",), descending=True, limit=1))
    return rows[0].minute if rows else -1


def fold_records(generation: Generation, records: Sequence[Record], *, after: int) -> int:
    """Fold one batch of records that follow position `after`; the position of the last."""
    folding = Folding(generation, after)
    folding.fold(records)
    return folding.position


def _set_aside(record: Record, error: Exception) -> Sequence[tuple[int, Change]]:
    LOGGER.error("record set aside", position=record.position, stream=record.stream, reason=type(error).__name__)
    told = f"{type(error).__name__}: {error}"[:LONGEST_ERROR].replace(NUL, REPLACEMENT)
    row = SetAsideRow(stream=record.stream, position=record.position, error=told)
    return [
        (record.position, Put(SET_ASIDE, row)),
        (record.position, Delete(UNFINISHED, (article_of(record.stream),))),
    ]


def _catch_up(
    log: EventLog, generation: Generation, progress: Callable[[int, int], None], stop: threading.Event
) -> None:
    """Fold until the log has no more."""
    while not stop.is_set():
        folding = Folding(generation, generation.checkpoint())
        with suppress(FenceError):  # somebody else builds the same generation: all the better
            for records in _batches(_pages(log, folding.position)):
                folding.fold_ahead(records)
                progress(records[-1].position, max(records[-1].position, log.head()))
                if stop.is_set():
                    break
            folding.settle()
            return


def _pages(log: EventLog, after: int) -> Iterator[list[Record]]:
    """Every record after a position, a page at a time, until the log has no more."""
    while page := log.read(after, limit=min(PAGE, BATCH)):
        yield page
        after = page[-1].position


def _batches(pages: Iterable[list[Record]]) -> Iterator[list[Record]]:
    """Pages put together, bounded in records and in bytes; a page that is not full makes a batch with those before."""
    batch, size = list[Record](), 0
    for page in pages:
        batch += page
        size += sum(len(record.data) + len(record.content) for record in page)
        if len(page) < PAGE or len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _drop_others(readmodels: ReadModels, before: Generation, serving: Generation) -> None:
    """Drop what is older than the serving generation, but for the one that served before."""
    for number in readmodels.numbers():
        if number < serving.number and number != before.number:
            with suppress(ReadModelError):  # somebody else was quicker
                readmodels.drop(number)
