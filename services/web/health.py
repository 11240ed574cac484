"""Whether the service is alive, and whether it can do its work."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import structlog
from anyio import fail_after, to_thread
from fastapi import APIRouter, Response

from schemas.errors import NewsfoldError
from services.web.answers import Health, json_answer
from services.web.description import refuses, returns
from services.web.problems import AGAIN_SECONDS, Problem
from services.web.site import Site

LOGGER = structlog.get_logger("newsfold.web")
PATIENCE_SECONDS = 3.0


def routes(site: Site) -> APIRouter:
    """The addresses that supervisors and load balancers ask."""
    router = APIRouter(tags=["operating"])

    @router.get("/healthz", summary="Whether the process is alive", responses=returns(Health))
    async def alive() -> Response:
        return json_answer(Health("alive"))

    @router.get("/readyz", summary="Whether every part can be reached", responses=returns(Health) | refuses(503))
    async def ready() -> Response:
        found: dict[str, int] = {}
        asked: dict[str, Callable[[], int | None]] = {
            "log": site.log.head,
            "read_models": lambda: site.readmodels.serving().checkpoint(),
            "queue": site.queue.ping,
        }
        parts = {name: await _asked(name, ask, found) for name, ask in asked.items()}
        if away := [name for name, state in parts.items() if state != "ready"]:
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"cannot reach: {', '.join(away).replace('_', ' ')}",
                headers={"Retry-After": str(AGAIN_SECONDS)},
                parts=parts,
            )
        return json_answer(Health("ready", str(site.log.identity), found["log"], found["read_models"]))

    return router


async def _asked(name: str, ask: Callable[[], int | None], found: dict[str, int]) -> str:
    """Whether a part answers in time; the position it names is noted."""
    try:
        with fail_after(PATIENCE_SECONDS):
            position = await to_thread.run_sync(ask, abandon_on_cancel=True)
    except TimeoutError:
        return "slow"
    except NewsfoldError as error:
        LOGGER.warning("not ready", part=name, reason=str(error))
        return "away"
    if position is not None:
        found[name] = position
    return "ready"
