"""The read models: of this program's folds, and of this log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import psycopg

from ops.doctor.finding import Finding, fault, ok, warning
from schemas.counting import counted
from schemas.errors import ServiceError
from schemas.identity import stream_of
from schemas.rows.articles import ARTICLES
from schemas.rows.work import SET_ASIDE
from services.eventlog import EventLog
from services.readmodels import Generation, Query
from services.settings import Settings
from services.wiring import READMODELS, open_log, open_readmodels
from workers.projections import FOLDS_VERSION

REPLAY = "Run `newsfold replay`; the log has everything."


def check(settings: Settings) -> Iterator[Finding]:
    """Whether those that serve fit the program and the log."""
    if not _are_there(settings):
        yield warning("read models", "There are no read models yet.", "`newsfold work projections` builds them.")
        return
    with closing(open_log(settings)) as log, closing(open_readmodels(settings, FOLDS_VERSION)) as readmodels:
        generation = readmodels.serving()
        yield folds(generation.number, int(generation.folds_version), int(FOLDS_VERSION))
        if int(generation.folds_version) == int(FOLDS_VERSION):
            yield from _contents(log, generation)


def folds(number: int, built_by: int, ours: int) -> Finding:
    """Whether the generation that serves was built by these folds."""
    told = f"Generation {number} was built by folds {built_by}, this program has {ours}"
    if built_by > ours:
        return fault("read models", f"{told}.", "Run the newer program, or `newsfold replay` with this one.")
    if built_by < ours:
        mend = "The projection worker builds them anew when it starts; until then the old ones serve."
        return warning("read models", f"{told}.", mend)
    return ok("read models", f"Generation {number} was built by this program's folds.")


def _contents(log: EventLog, generation: Generation) -> Iterator[Finding]:
    checkpoint, head = generation.checkpoint(), log.head()
    if checkpoint > head:
        yield fault("read models", f"They stand at {checkpoint}, the log ends at {head}: it is not theirs.", REPLAY)
        return
    if not _are_of(log, generation):
        yield fault("read models", "They were folded from another log.", REPLAY)
        return
    yield ok("read models", f"They are of this log, at position {checkpoint} of {head}.")
    if aside := generation.count(SET_ASIDE):
        told = f"{counted(aside, 'stream')} could not be folded, so the views are incomplete."
        yield warning("read models", told, "The page /pipeline says which and why; after a fix, `newsfold replay`.")


def _are_of(log: EventLog, generation: Generation) -> bool:
    """Whether the article received last stands in the log where the read models say."""
    query = Query(table=ARTICLES, order=("received_position",), descending=True, limit=1)
    _, rows = generation.select(query)
    return all(
        [record.stream for record in log.read(row.received_position - 1, limit=1)] == [stream_of(row.id)]
        for row in rows
    )


def _are_there(settings: Settings) -> bool:
    """Whether anybody has built any; looking for them must not make them."""
    if not settings.database_url:
        return settings.log_path.exists() and (settings.data / READMODELS / "generations.sqlite").exists()
    try:
        with psycopg.connect(settings.database_url, autocommit=True, connect_timeout=10) as connection:
            found = connection.execute("SELECT to_regclass('readmodels.generations') IS NOT NULL").fetchone()
    except psycopg.Error as error:
        raise ServiceError("PostgreSQL cannot be reached.") from error
    return found == (True,)
