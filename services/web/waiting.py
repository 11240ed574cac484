"""Waiting for one's own post: an answer with `min_position` is given once the read models have reached it."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Annotated

from anyio import to_thread
from fastapi import Request
from pydantic import Field

from services.web.problems import Fault, Problem
from services.web.site import Site

PATIENCE_SECONDS = 10.0
POLL_SECONDS = 0.03
LAST = 2**63 - 1
LONGEST = 20
NAME = "min_position"

MinPosition = Annotated[
    int | None, Field(ge=0, le=LAST, description="wait until this position of the log is folded, at most 10 seconds")
]


class Horizon:
    """How far the read models are, asked at most every so often, however many requests wait."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._seen = 0
        self._asked_at = 0.0

    async def __call__(self, request: Request) -> None:
        """Let the request go on once its position is reached.

        Raises Problem if it is not within ten seconds, or is beyond the end of the log. What is no position is the
        parameters' validation to refuse.
        """
        given = request.query_params.get(NAME, "")
        if request.method != "GET" or not given.isascii() or not given.isdigit() or len(given) > LONGEST:
            return
        wanted = int(given)
        if wanted > self._seen and not await self._reaches(wanted, patience=0):
            head = await to_thread.run_sync(self._site.log.head)
            if wanted > head:
                detail = f"the log ends at position {head}, before {wanted}"
                raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=[Fault(detail, parameter=NAME)])
            if not await self._reaches(wanted, PATIENCE_SECONDS):
                detail = f"the read models stand at position {self._seen} and did not reach {wanted} in time"
                raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "5"})

    async def _reaches(self, wanted: int, patience: float) -> bool:
        """Whether the read models reach a position while one waits."""
        clock = asyncio.get_running_loop().time
        deadline = clock() + patience
        while True:
            if clock() >= self._asked_at + POLL_SECONDS or not patience:
                self._asked_at = clock()
                self._seen = await to_thread.run_sync(lambda: self._site.readmodels.serving().checkpoint())
            if self._seen >= wanted or clock() >= deadline:
                return self._seen >= wanted
            await asyncio.sleep(POLL_SECONDS)
