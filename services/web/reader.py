"""What a reader does: it makes lists in a process of its own until the service hangs up."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

import msgspec
import structlog
from fastapi import FastAPI, Request, Response

from schemas.errors import NewsfoldError
from services.web.frames import LENGTH_BYTES, Asked, Made, framed
from services.web.problems import problem_of
from services.web.route import ListRoute

LOGGER = structlog.get_logger("newsfold.readers")


def read(build: Callable[[], FastAPI], line: socket.socket) -> None:
    """Make the lists of an application until the service hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C reaches the service too, which ends its readers
    try:
        app = build()
    except NewsfoldError as error:
        LOGGER.warning("a reader cannot begin", reason=str(error))
        return
    gc.collect()
    gc.freeze()
    with line, line.makefile("rb") as questions, suppress(OSError):
        line.sendall(framed(b""))
        while frame := _next(questions):
            asked = msgspec.msgpack.decode(frame, type=Asked)
            line.sendall(framed(msgspec.msgpack.encode(_made(asked, app, app.state.lists[asked.route]))))


def _next(questions: BinaryIO) -> bytes:
    """The next frame, empty at the end."""
    return questions.read(int.from_bytes(questions.read(LENGTH_BYTES)))


def _made(asked: Asked, app: FastAPI, route: ListRoute) -> Made:
    scope = {
        "type": "http",
        "app": app,
        "method": "GET",
        "path": asked.path,
        "query_string": asked.query,
        "headers": asked.headers,
        "path_params": asked.parameters,
        "state": dict(asked.state),
    }
    request = Request(scope)
    try:
        with structlog.contextvars.bound_contextvars(**asked.logged):
            response = route.make(request)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is answered
        response = problem_of(error).response(asked.path)
    if type(response) is not Response:
        return Made()
    return Made(
        response.status_code, response.raw_headers, bytes(response.body), getattr(request.state, "article", None)
    )
