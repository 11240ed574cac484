"""`newsfold serve`: the HTTP service over the stores that the settings name, and the processes that make its lists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ops.port import check_port
from services import telemetry, tracing
from services.settings import Settings
from services.web.reader import read
from services.web.readers import Readers
from services.web.server import build, listen
from services.wiring import create_log, open_keys, open_queues, open_readmodels
from workers.projections import FOLDS_VERSION

if TYPE_CHECKING:
    from fastapi import FastAPI


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or ^C; raises ServiceError if the port is taken."""
    check_port(settings.host, settings.port)
    tracing.configure("serve")
    readers = Readers(settings.readers, partial(read, partial(_beside, settings)))
    listen(_application(settings, readers), settings)


def _beside(settings: Settings) -> FastAPI:
    """The application in a process of its own."""
    telemetry.configure(settings.log_level)
    return _application(settings)


def _application(settings: Settings, readers: Readers | None = None) -> FastAPI:
    log = create_log(settings)
    queues, readmodels = open_queues(settings, log), open_readmodels(settings, FOLDS_VERSION)
    return build(settings, log, queues, readmodels, open_keys(settings), readers)
