"""Redis or Valkey: reachable, new enough, never throwing jobs away, and not open to everybody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from redis import Redis
from redis.exceptions import RedisError

from ops.doctor.clock import drift
from ops.doctor.finding import Finding, fault, ok, warning
from schemas.errors import NewsfoldError, ServiceError
from services.settings import REDIS_ADDRESS, Settings, is_loopback
from services.wiring import open_log

OLDEST = (6, 2)
"""The first version with BLMOVE, by which no job is lost."""
LOOKED_AT = 1_000
"""Keys that are looked at for whose they are."""
Info = dict[str, Any]


def check(settings: Settings) -> Iterator[Finding]:
    """Version, role, what it does when it is full or cannot save, who can reach it, whose queues it holds, clock."""
    if not settings.redis_url and not (settings.data / REDIS_ADDRESS).exists():
        mend = "`newsfold up` starts one of its own; otherwise set REDIS_URL."
        yield warning("queue", "No Redis is known.", mend)
        return
    url = settings.redis_address()
    try:
        with closing(Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5)) as connection:
            info = connection.info()
            seconds, microseconds = connection.time()
            owners = {key.split(b":")[1].decode(errors="replace") for key in _newsfold_keys(connection)}
    except RedisError as error:
        raise ServiceError(
            f"Redis cannot be used: {error}. Is it running, and is REDIS_URL right, its password too?"
        ) from error
    yield from about(info)
    yield from transport(url)
    yield from ownership(settings, owners)
    yield drift("queue", seconds + microseconds / 1e6 - time.time())


def about(info: Info) -> Iterator[Finding]:
    """What the server tells of itself."""
    name, version = str(info.get("server_name", "redis")), str(info["redis_version"])
    if tuple(map(int, version.split(".")[:2])) < OLDEST:
        yield fault("queue", f"{name} {version} is too old.", "Upgrade it to 6.2 or newer, or use Valkey.")
    if info.get("role") != "master":
        yield fault("queue", "It is a replica and takes no writes.", "Name the primary server in REDIS_URL.")
    policy = info.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        told = f"When it is full it throws keys away ({policy}), and jobs with them."
        yield fault("queue", told, "CONFIG SET maxmemory-policy noeviction, and in redis.conf.")
    if info.get("rdb_last_bgsave_status", "ok") != "ok":
        told = "It could not save to its disk and may refuse writes."
        yield fault("queue", told, "Make room on its disk; newsfold needs no saving: CONFIG SET save ''.")
    if not info.get("maxmemory"):
        yield warning("queue", "Its memory is not bounded.", "CONFIG SET maxmemory 256mb; newsfold needs little.")
    yield ok("queue", f"{name} {version} answers.")


def transport(url: str) -> Iterator[Finding]:
    """Whether what is sent to it can be read on the way."""
    parts = urlsplit(url)
    if parts.scheme == "redis" and not is_loopback(parts.hostname or "localhost"):
        told = f"The password of the Redis at {parts.hostname} goes over the network in the clear."
        yield warning("queue", told, "Use TLS (rediss://), or a network of its own as Compose does.")


def ownership(settings: Settings, owners: set[str]) -> Iterator[Finding]:
    """Whether the queues in it are those of this log."""
    try:
        with closing(open_log(settings)) as log:
            ours = str(log.identity)
    except NewsfoldError:
        return
    if owners and ours not in owners:
        told = f"It holds queues of another log, {min(owners)}, and none of this one, {ours}."
        yield warning("queue", told, "Look whether NEWSFOLD_DATA, NEWSFOLD_DATABASE_URL and REDIS_URL go together.")
    elif owners:
        yield ok("queue", "It holds the queues of this log.")


def _newsfold_keys(connection: Redis) -> Iterator[bytes]:
    return islice(connection.scan_iter("newsfold:*", count=LOOKED_AT), LOOKED_AT)
