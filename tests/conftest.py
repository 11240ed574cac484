"""The servers that tests run against. One that cannot be had skips its tests, and fails them where CI=true."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import count
from typing import TypeVar

import pytest
from hypothesis import settings

from tests.support.identity import LOG_ID

os.environ["RQ_KEY_PREFIX"] = f"newsfold:{LOG_ID}:rq"  # RQ reads it once, when it is imported
for name in ("REDIS_URL", *(name for name in os.environ if name.startswith("NEWSFOLD_"))):
    os.environ.pop(name, None)  # a foreign server or data folder is none of the tests' business

from ops.postgres import PostgresServer  # noqa: E402
from schemas.errors import ServiceError  # noqa: E402
from tests.support.servers import postgres_server, redis_server  # noqa: E402

settings.register_profile("newsfold", deadline=None)
settings.load_profile("newsfold")

Server = TypeVar("Server")
DATABASES = count(1)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis or Valkey of the tests' own, which any test may flush."""
    yield from _served(redis_server())


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL of the tests' own."""
    yield from _served(postgres_server())


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """A fresh database, dropped after the test."""
    with postgres.database(f"test_{next(DATABASES)}") as url:
        yield url


@pytest.fixture
def stoppable_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL that a test may stop and start."""
    yield from _served(postgres_server())


def _served(starting: AbstractContextManager[Server]) -> Iterator[Server]:
    try:
        with starting as server:
            yield server
    except ServiceError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
