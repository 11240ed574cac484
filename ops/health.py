"""Whether a process of this machine does its work: `python -m ops.health serve|clean|extract|projections`.

For container health checks: exit code 0 for well, 1 with a sentence for not. It asks what the process does, not
whether it exists: the service answers, a worker beats its heart, the projections catch up with the log.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from ops.trust import trusted
from schemas.errors import InputError, NewsfoldError, ServiceError
from schemas.record import Stage
from services.settings import Settings, read_settings
from services.wiring import open_log, open_queues, open_readmodels
from workers.projections import FOLDS_VERSION

SILENCE = timedelta(seconds=30)
"""A worker that waits for jobs beats its heart every 15 seconds, one at work every second."""
CATCH_UP_SECONDS = 10.0
POLL_SECONDS = 0.1


def check_service(settings: Settings) -> None:
    """Raises ServiceError unless the service of this machine says that it is ready."""
    url = f"http://127.0.0.1:{settings.port}/readyz"
    try:
        answer = httpx.get(url, timeout=5, verify=trusted(url))
    except httpx.TransportError as error:
        raise ServiceError(f"Nothing answers at {url} ({error}).") from error
    if not answer.is_success:
        raise ServiceError(f"{url} answers {answer.status_code}: {answer.text[:500]}")


def check_worker(settings: Settings, stage: Stage) -> None:
    """Raises ServiceError unless a worker of this stage on this machine was alive within the last 30 seconds."""
    queues = open_queues(settings, open_log(settings))
    from rq import Worker  # noqa: PLC0415  # RQ reads its key prefix, which open_queues sets, when it is imported

    workers = Worker.all(queue=queues.queue(stage))
    beats = [worker.last_heartbeat for worker in workers if worker.hostname == socket.gethostname()]
    if not any(beat and datetime.now(UTC) - beat < SILENCE for beat in beats):
        raise ServiceError(f"No {stage} worker of this machine was heard of within {SILENCE.seconds} seconds.")


def check_projections(settings: Settings) -> None:
    """Raises ServiceError unless all that is in the log now is folded within ten seconds."""
    readmodels = open_readmodels(settings, FOLDS_VERSION)
    head, deadline = open_log(settings).head(), time.monotonic() + CATCH_UP_SECONDS
    while (folded := readmodels.serving().checkpoint()) < head:
        if time.monotonic() > deadline:
            raise ServiceError(f"The read models stand at {folded} and do not come to {head}, where the log was.")
        time.sleep(POLL_SECONDS)


CHECKS: dict[str, Callable[[Settings], None]] = {
    "serve": check_service,
    "clean": lambda settings: check_worker(settings, Stage.CLEAN),
    "extract": lambda settings: check_worker(settings, Stage.EXTRACT),
    "projections": check_projections,
}


def main(arguments: list[str]) -> int:
    """The exit code of the check that is asked for."""
    try:
        if len(arguments) != 1 or arguments[0] not in CHECKS:
            raise InputError(f"Say what to check: {', '.join(CHECKS)}.")
        CHECKS[arguments[0]](read_settings())
    except NewsfoldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
