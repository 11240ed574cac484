"""What could not be folded, so that the views are incomplete and say so."""

from __future__ import annotations

from schemas.rows.work import SET_ASIDE
from services.readmodels import Generation, Query

MOST = 1000
"""Streams that are counted in the past."""


def set_aside(generation: Generation, as_of: int | None) -> int:
    """How many streams were set aside, now or as of a position."""
    if as_of is None:
        return generation.count(SET_ASIDE)
    return len(generation.select(Query(table=SET_ASIDE, order=("stream",), limit=MOST, as_of=as_of))[1])
