"""The door: where the service listens, and who can come in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import httpx

from ops.doctor.finding import Finding, fault, ok, warning
from ops.port import check_port
from ops.trust import trusted
from schemas.errors import ServiceError
from services.keys import Key
from services.settings import Settings
from services.wiring import open_keys

SOON = timedelta(days=7)
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}  # noqa: S104  # looked up, nothing is bound


def check(settings: Settings) -> Iterator[Finding]:
    """Whether the port is free or the service's own, and whether somebody has a key where one is asked for."""
    yield port(settings)
    if settings.asks_for_keys:
        yield from keys_at(_keys(settings), datetime.now(UTC))


def port(settings: Settings) -> Finding:
    """Whether the service can listen, or does."""
    try:
        check_port(settings.host, settings.port)
    except ServiceError as error:
        if _answers(settings):
            return ok("door", f"newsfold answers on port {settings.port}.")
        return fault("door", str(error), "Choose another with NEWSFOLD_PORT, or stop what uses it.")
    return ok("door", f"Port {settings.port} on {settings.host} is free.")


def keys_at(keys: list[Key], now: datetime) -> Iterator[Finding]:
    """Whether there are keys, and which end soon."""
    holding = [key for key in keys if key.holds(now)]
    if not holding:
        mend = "`newsfold keys create NAME --scope ingest --scope read` makes one."
        yield warning("door", "A key is asked for and there is none: nobody can come in.", mend)
    else:
        yield ok("door", f"{len(holding)} API keys hold.")
    for key in holding:
        if key.ends_at and key.ends_at - now < SOON:
            told = f"The key {key.id} of {key.name} ends on {key.ends_at:%Y-%m-%d}."
            yield warning("door", told, f"`newsfold keys rotate {key.id}` makes its successor.")


def _keys(settings: Settings) -> list[Key]:
    if not settings.database_url and not settings.keys_path.exists():
        return []
    with closing(open_keys(settings)) as keys:
        return keys.all()


def _answers(settings: Settings) -> bool:
    """Whether it is newsfold that listens there."""
    url = f"http://{ANYWHERE.get(settings.host, settings.host)}:{settings.port}/healthz"
    try:
        answer = httpx.get(url, timeout=5, verify=trusted(url))
        return bool(answer.json() == {"status": "alive"})
    except (httpx.HTTPError, ValueError):
        return False
