"""The HTTP service, put together."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import uvicorn
from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from services.eventlog import EventLog
from services.formats import PARQUET
from services.ingest.intake import Intake
from services.keys import Keys
from services.readmodels import ReadModels
from services.settings import Settings
from services.web import (
    actors,
    articles,
    captions,
    codebook,
    contents,
    corrections,
    duplicates,
    events,
    failures,
    figures,
    health,
    identities,
    joining,
    login,
    metrics,
    occurrences,
    pages,
    posting,
    problems,
    quotes,
    records,
    relations,
    search,
    sources,
    stats,
    watchlists,
)
from services.web.access import Access
from services.web.connection import LONGEST_HEAD, Connection
from services.web.description import describe, has_files
from services.web.door import Door
from services.web.heads import Heads
from services.web.live import routes as live
from services.web.live.routes import Live
from services.web.metrics.instruments import Instruments
from services.web.metrics.observed import Observed
from services.web.negotiation import Endings
from services.web.pages import faults
from services.web.pressure import Pressure
from services.web.query import check_query
from services.web.readers import Readers
from services.web.recognition import Recognition
from services.web.route import ListRoute
from services.web.site import Queue, Site
from services.web.waiting import Horizon

STATIC = Path(__file__).parent / "static"
KEEP_ALIVE_SECONDS = 75
"""Time that an idle connection stays open: longer than clients keep theirs, so that none is cut in mid-request."""
GRACE_SECONDS = 10
WORTH_COMPRESSING = 1_000
"""Bytes from which an answer is compressed, as quickly as can be: it is made for one reader only."""


def build(
    settings: Settings, log: EventLog, queue: Queue, readmodels: ReadModels, keys: Keys, readers: Readers | None = None
) -> FastAPI:
    """The application over these stores, which stay their owner's to close; it has `readers` make its lists."""
    instruments = Instruments()
    pressure = Pressure(settings, log, readmodels, instruments.refused)
    intake = Intake(log, queue, instruments.posted)
    site = Site(settings, log, queue, readmodels, keys, intake, pressure)
    recognition, horizon, readers = Recognition(keys), Horizon(site), readers or Readers()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with readers.running():
            yield
        intake.close()

    app = FastAPIOffline(
        title="newsfold",
        summary="Raw news articles in, who did what to whom out.",
        version=version("newsfold"),
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        dependencies=[Depends(check_query), Depends(horizon)],
    )
    app.state.horizon, app.state.readers = horizon, readers
    app.state.routes, app.state.lists, app.state.files = [], {}, []
    for part in (  # a request is compared with one route after the other: what is asked most stands first
        posting,
        events,
        occurrences,
        actors,
        relations,
        articles,
        search,
        figures,
        quotes,
        captions,
        sources,
        contents,
        corrections,
        records,
        stats,
        codebook,
        duplicates,
        failures,
        health,
        pages,
        joining,
        identities,
    ):
        _include(app, part.routes(site))
    listeners = Live(site)
    _include(app, live.routes(listeners))
    _include(app, watchlists.routes(site, listeners))
    _include(app, login.routes(site, recognition))
    _include(app, metrics.routes(site, instruments))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/docs", _docs, include_in_schema=False, response_class=HTMLResponse)
    app.add_middleware(Door, settings, recognition)
    problems.install(app)
    faults.install(app)
    app.add_middleware(Observed, instruments)
    describe(app)
    app.add_middleware(Endings, app.state.files)
    app.add_middleware(
        GZipMiddleware,
        minimum_size=WORTH_COMPRESSING,
        compresslevel=1,
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, PARQUET.media_type),
    )
    app.add_middleware(Heads)
    app.add_middleware(Access)
    return app


def _include(app: FastAPI, router: APIRouter) -> None:
    """Serve a router's addresses, and keep them, its lists to be found by name, and the paths that are had as files."""
    app.include_router(router)
    routes = [route for route in router.routes if isinstance(route, APIRoute)]
    app.state.routes += routes
    app.state.lists.update({route.unique_id: route for route in routes if isinstance(route, ListRoute)})
    app.state.files += [route.path_regex for route in routes if has_files(route.responses)]


def listen(app: FastAPI, settings: Settings) -> None:
    """Serve the application until SIGTERM or ^C; requests under way are finished first.

    What was made by now stays: a collection of garbage that looked through it all would hold every answer up.
    """
    gc.collect()
    gc.freeze()
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
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _docs() -> str:
    return (STATIC / "docs.html").read_text()
