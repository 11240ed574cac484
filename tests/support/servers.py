"""Servers of the tests' own: a Redis or Valkey and a PostgreSQL, on loopback or a socket, gone when the tests end."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from ops import postgres, valkey
from ops.postgres import PostgresServer
from services.settings import REDIS_ADDRESS

SETTINGS = {
    "fsync": "off",  # the tests' machine does not lose power; synchronous_commit stays on
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
}


@contextmanager
def redis_server() -> Iterator[str]:
    """The address of an empty Redis or Valkey; raises ServiceError if there is none to start."""
    with tempfile.TemporaryDirectory(prefix="newsfold-redis-") as name:
        folder = Path(name)
        with (folder / "output").open("wb") as output:
            server = valkey.start_server(valkey.write_configuration(folder), output.fileno())
        try:
            url = (folder / REDIS_ADDRESS).read_text().strip()
            valkey.wait_until_ready(url)
            yield url
        finally:
            server.kill()
            server.wait()


def postgres_server() -> AbstractContextManager[PostgresServer]:
    """A running PostgreSQL; raises ServiceError if there is none to start."""
    return postgres.postgres_server(SETTINGS)
