"""PostgreSQL, where it holds the log and the read models."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psycopg

from ops.doctor.clock import drift
from ops.doctor.finding import Finding, fault, ok, warning
from schemas.errors import ServiceError
from services.settings import Settings

OLDEST = 140_000
SCHEMAS = ("newsfold_log", "readmodels", "newsfold_keys")
FACTS = """SELECT current_setting('server_version_num')::int, current_setting('server_version'),
    current_setting('server_encoding'), current_setting('fsync'), current_setting('full_page_writes'),
    pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on',
    has_database_privilege(current_database(), 'CREATE'), current_user, current_database(),
    extract(epoch FROM clock_timestamp())::float8"""
OWNED = (
    "SELECT n, has_schema_privilege(n, 'USAGE, CREATE') FROM unnest(%s::text[]) n WHERE to_regnamespace(n) IS NOT NULL"
)


def check(settings: Settings) -> Iterator[Finding]:
    """Version, encoding, durability, rights and clock."""
    if not settings.database_url:
        return
    try:
        with psycopg.connect(settings.database_url, autocommit=True, connect_timeout=10) as connection:
            facts = connection.execute(FACTS).fetchone()
            schemas: dict[str, bool] = dict(connection.execute(OWNED, (list(SCHEMAS),)).fetchall())
    except psycopg.Error as error:
        told = str(error).strip().splitlines()[0]
        raise ServiceError(
            f"PostgreSQL cannot be reached: {told}. Is it running, and are NEWSFOLD_DATABASE_URL and PGPASSWORD right?"
        ) from error
    yield from _findings(*(facts or ()), schemas=schemas)


def _findings(  # noqa: PLR0913, PLR0917  # one parameter per column of FACTS
    number: int,
    version: str,
    encoding: str,
    fsync: str,
    full_pages: str,
    is_read_only: bool,  # noqa: FBT001  # as the database tells it
    may_create: bool,  # noqa: FBT001  # the same
    user: str,
    database: str,
    clock: float,
    *,
    schemas: dict[str, bool],
) -> Iterator[Finding]:
    if number < OLDEST:
        yield fault("PostgreSQL", f"PostgreSQL is {version}.", "Upgrade it to 14 or newer.")
    if encoding != "UTF8":
        mend = "Make the database anew: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0."
        yield fault("PostgreSQL", f"The database {database} is in {encoding}, which cannot hold every article.", mend)
    if fsync == "off":
        mend = "Set fsync = on in postgresql.conf and reload."
        yield fault("PostgreSQL", "fsync is off: what was acknowledged is lost in a power cut.", mend)
    if full_pages == "off":
        mend = "Set full_page_writes = on, unless the file system writes whole pages."
        yield warning("PostgreSQL", "full_page_writes is off: a power cut may damage the log.", mend)
    if is_read_only:
        mend = "Name the primary server in NEWSFOLD_DATABASE_URL; look at default_transaction_read_only."
        yield fault("PostgreSQL", f"The database {database} may only be read.", mend)
    yield from _rights(user, database, schemas, may_create=may_create)
    yield drift("PostgreSQL", clock - time.time())
    yield ok("PostgreSQL", f"PostgreSQL {version}, database {database} as {user}.")


def _rights(user: str, database: str, schemas: dict[str, bool], *, may_create: bool) -> Iterator[Finding]:
    """Whether this user may use the schemas that are there, and make those that are not."""
    closed = [name for name, may_use in schemas.items() if not may_use]
    if closed:
        mend = "; ".join(f"GRANT USAGE, CREATE ON SCHEMA {name} TO {user}" for name in closed)
        yield fault("PostgreSQL", f"The user {user} may not use the schema {', '.join(closed)}.", mend)
    if not may_create:
        mend = f"GRANT CREATE ON DATABASE {database} TO {user}: each generation of read models has a schema of its own."
        yield fault("PostgreSQL", f"The user {user} may make no schemas in {database}.", mend)
