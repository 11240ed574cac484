"""The HTTP service, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline

from services.eventlog import EventLog
from services.ingest.intake import Intake
from services.readmodels import ReadModels
from services.settings import Settings
from services.web import articles, captions, events, failures, health, pages, posting, problems
from services.web.access import Access
from services.web.connection import Connection
from services.web.description import describe
from services.web.site import Queue, Site

STATIC = Path(__file__).parent / "static"
KEEP_ALIVE_SECONDS = 75
"""Time that an idle connection stays open: longer than clients keep theirs, so that none is cut in mid-request."""
GRACE_SECONDS = 10


def build(settings: Settings, log: EventLog, queue: Queue, readmodels: ReadModels) -> FastAPI:
    """The application over these stores, which stay their owner's to close."""
    intake = Intake(log, queue)
    site = Site(settings, log, queue, readmodels, intake)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        intake.close()

    app = FastAPIOffline(
        title="newsfold",
        summary="Raw news articles in, who did what to whom out.",
        version=version("newsfold"),
        redoc_url=None,
        lifespan=lifespan,
    )
    for part in (posting, events, articles, captions, failures, health, pages):
        app.include_router(part.routes(site))
    app.mount("/static", StaticFiles(directory=STATIC))
    problems.install(app)
    describe(app)
    app.add_middleware(Access)
    return app


def listen(app: FastAPI, settings: Settings) -> None:
    """Serve the application until SIGTERM or ^C; requests under way are finished first."""
    uvicorn.Server(configuration(app, settings)).run()


def configuration(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How the application is served."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=Connection,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
