"""Looking into the past: what a position or a time in a request means."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from pydantic import AfterValidator, Field

from schemas.moments import microseconds_of
from schemas.rows.work import MOMENTS, MomentRow
from services.eventlog import EventLog
from services.readmodels import Condition, Generation, Query
from services.web.problems import Fault, Problem

MINUTE = 60_000_000
"""Microseconds."""
LONGEST_POSITION = 18
NEITHER = "this is neither a position nor a time such as 2026-02-01T12:00:00Z"


def checked(as_of: str) -> str:
    """The text, if it is a position or a time; raises ValueError otherwise."""
    if not _is_position(as_of):
        _microseconds(as_of)
    return as_of


AsOf = Annotated[
    str | None,
    AfterValidator(checked),
    Field(description="how it was at a position of the log, or at a time (RFC 3339); without it, how it is"),
]


def position_of(as_of: str, log: EventLog, generation: Generation) -> int:
    """The position meant: of a time, the highest one folded up to which no record is later.

    Raises Problem for a position that the read models have not reached.
    """
    reached = generation.checkpoint()
    if not _is_position(as_of):
        return _before(_microseconds(as_of), log, generation, reached)
    if int(as_of) > reached:
        detail = f"the read models stand at position {reached}, before {as_of}: there is nothing to see there yet"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=[Fault(detail, parameter="as_of")])
    return int(as_of)


def _is_position(as_of: str) -> bool:
    return as_of.isascii() and as_of.isdigit() and len(as_of) <= LONGEST_POSITION


def _microseconds(as_of: str) -> int:
    try:
        moment = datetime.fromisoformat(as_of.replace(" ", "+"))  # a plus in an address is a space
    except ValueError:
        raise ValueError(NEITHER) from None
    if moment.tzinfo is None:
        raise ValueError(NEITHER)
    return microseconds_of(moment)


def _before(moment: int, log: EventLog, generation: Generation, reached: int) -> int:
    """The last position before the first record that is later; within its minute the log is read."""
    minute = moment // MINUTE
    later = _first_moment(generation, Condition("minute", ">", minute))
    end = later.position - 1 if later else reached
    same = _first_moment(generation, Condition("minute", "=", minute))
    at = same.position - 1 if same else end
    while at < end:
        for record in log.read(at, limit=1000):
            if record.recorded_at > moment or record.position > end:
                return record.position - 1
            at = record.position
    return end


def _first_moment(generation: Generation, where: Condition) -> MomentRow | None:
    _, rows = generation.select(Query(table=MOMENTS, where=(where,), order=("minute",), limit=1))
    return rows[0] if rows else None
