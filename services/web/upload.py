"""Many articles in one request: NDJSON in, NDJSON out, one outcome a line, in order, in bounded memory.

Lines are taken in as they come, and no more is read while they are, or while there is too much to do already. Outcomes
are sent as they come too, but wait in memory for a client that reads them only after it has sent everything: they are
small, and the lines are counted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import NoReturn

import msgspec
from fastapi import Request, Response
from msgspec import UNSET
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from schemas.article import Priority
from services import tracing
from services.ingest.document import read_document
from services.ingest.intake import Reception, Submission
from services.ingest.lines import Lines
from services.web.answers import LineAccepted, LineRefused
from services.web.bodies import pieces, too_slow
from services.web.pressure import Hand
from services.web.problems import Problem, problem_of
from services.web.site import Site

GROUP_LINES = 100
"""Lines that are taken in together at most, so that a live post never waits long behind them."""


class Upload(Response):
    """The answer to an NDJSON upload, which reads the request while it is being sent."""

    media_type = "application/x-ndjson"

    def __init__(self, request: Request, site: Site) -> None:
        super().__init__()
        del self.headers["content-length"]
        self._request = request
        self._site = site
        self._outbox: asyncio.Queue[bytes | Problem | None] = asyncio.Queue()
        self._traceparent: str | None = None
        self._line = 0
        self._taken = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read and answer until the request ends, or the client goes away."""
        reading = asyncio.create_task(self._read())
        try:
            await self._send_outcomes(scope, receive, send)
        finally:
            reading.cancel()
            scope["state"]["lines"] = self._line

    async def _send_outcomes(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is in the outbox; a problem with the whole upload is the answer if it comes first."""
        first = await self._outbox.get()
        if isinstance(first, Problem):
            await first.response(scope["path"])(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": self.raw_headers})
        outcome: bytes | Problem | None = first
        while outcome is not None:
            body = _refused(self._line + 1, outcome) if isinstance(outcome, Problem) else outcome
            await send({"type": "http.response.body", "body": body, "more_body": True})
            outcome = await self._outbox.get()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _read(self) -> None:
        """Take lines in and put their outcomes into the outbox; a problem with the whole upload ends it."""
        try:
            self._site.pressure.check(Priority.BULK)
            with (
                self._site.pressure.hand(Priority.BULK) as hand,
                tracing.span("accept", self._request.state.traceparent) as self._traceparent,
            ):
                await self._read_lines(hand)
            if not self._taken:
                self._outbox.put_nowait(Problem(HTTPStatus.BAD_REQUEST, "the upload holds no article"))
        except TimeoutError:
            self._outbox.put_nowait(too_slow(self._site.settings))
        except ClientDisconnect:
            pass
        except Exception as error:  # noqa: BLE001  # whatever it is, the client is told
            self._outbox.put_nowait(problem_of(error))
        self._outbox.put_nowait(None)

    async def _read_lines(self, hand: Hand) -> None:
        """Take in every line as it is complete; raises TimeoutError if one takes too long to arrive."""
        settings, clock = self._site.settings, asyncio.get_running_loop().time
        lines = Lines(settings.max_article_bytes)
        async with asyncio.timeout(settings.upload_seconds) as patience:
            async for piece in pieces(self._request, settings.max_upload_bytes):
                hand.hold(lines.size + len(piece))
                if complete := list(lines.feed(piece)):
                    patience.reschedule(None)
                    await self._site.pressure.wait()
                    await self._take_in(complete)
                    patience.reschedule(clock() + settings.upload_seconds)
        await self._take_in(list(lines.rest()))

    async def _take_in(self, lines: Sequence[bytes | None]) -> None:
        """Take in lines, some at a time; raises Problem at the first line that is too many."""
        most = self._site.settings.max_upload_lines
        allowed = lines[: most - self._line]
        for first in range(0, len(allowed), GROUP_LINES):
            await self._take_in_group(allowed[first : first + GROUP_LINES])
        if len(allowed) < len(lines):
            detail = f"there are more than {most} lines, the limit here; send the rest in another request"
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)

    async def _take_in_group(self, lines: Sequence[bytes | None]) -> None:
        """Take in lines together; blank ones count, and have no outcome."""
        numbered = [(number, line) for number, line in enumerate(lines, self._line + 1) if line is None or line.strip()]
        self._line += len(lines)
        self._taken += len(numbered)
        receptions = await self._site.intake.take_in([self._submission(line) for _, line in numbered])
        if numbered:
            outcomes = (
                _outcome(number, reception) for (number, _), reception in zip(numbered, receptions, strict=True)
            )
            self._outbox.put_nowait(b"".join(outcomes))

    def _submission(self, line: bytes | None) -> Submission:
        read = partial(read_document, line) if line is not None else self._refuse_length
        return Submission(read=read, priority=Priority.BULK, traceparent=self._traceparent)

    def _refuse_length(self) -> NoReturn:
        limit = self._site.settings.max_article_bytes
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the line is longer than {limit} bytes, the limit here")


def _outcome(line: int, reception: Reception) -> bytes:
    if isinstance(reception, Exception):
        return _refused(line, problem_of(reception))
    claim = reception.claim
    accepted = LineAccepted(line, claim.article, claim.revision, reception.verdict, reception.position)
    return msgspec.json.encode(accepted) + b"\n"


def _refused(line: int, problem: Problem) -> bytes:
    refused = LineRefused(
        line=line,
        status=problem.status,
        title=problem.title,
        detail=problem.detail,
        pointer=problem.faults[0].pointer if problem.faults else UNSET,
    )
    return msgspec.json.encode(refused) + b"\n"
