"""The projection worker process: folds the log into the serving generation and feeds the queues."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import structlog

from services.eventlog import EventLog
from services.eventlog.encrypted import stored_log
from services.eventlog.sealing import keep_sealed
from services.queues import Queues
from services.readmodels import ReadModels
from workers.feeder import Feeder
from workers.projector import Projector

LOGGER = structlog.get_logger("newsfold.projections")


def project(log: EventLog, readmodels: ReadModels, queues: Queues) -> None:
    """Fold, feed and seal until SIGTERM or ^C; the batch in hand is committed first."""
    stop = _stop_on_signal()
    feeder = Feeder(log, readmodels, queues)
    feeding = threading.Thread(target=feeder.run, args=(stop,), name="feeder", daemon=True)
    feeding.start()
    threading.Thread(target=keep_sealed, args=(stored_log(log), stop), name="sealer", daemon=True).start()
    LOGGER.info("projections ready", log=str(log.identity))
    try:
        Projector(log, readmodels).run(stop, on_batch=feeder.wake)
    finally:
        stop.set()
        feeder.wake()
        feeding.join(timeout=5)


def _stop_on_signal() -> threading.Event:
    stop = threading.Event()

    def request(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, request)
    signal.signal(signal.SIGINT, request)
    return stop
