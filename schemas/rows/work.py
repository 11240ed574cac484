"""The rows of what is to be done, what failed, and when: how the work stands."""

from __future__ import annotations

from schemas.article import Priority
from schemas.record import Stage
from schemas.rows.row import Row, Table


class UnfinishedRow(Row, frozen=True, kw_only=True):
    """What is still to be done for an article; `cost` counts characters, `attempts` those that failed."""

    article: str
    revision: int
    stage: Stage
    priority: Priority
    cost: int
    attempts: int
    position: int


class FailureRow(Row, frozen=True, kw_only=True):
    """A step that could not be done for an article's current revision, why, and where in the program.

    Permanent means that it is not tried again by itself. `retry_position` is that of the record that asked to try it
    again, `resolved_position` and `resolved_at` are those of the record that tells of the stage's success.
    """

    article: str
    stage: Stage
    revision: int
    reason: str
    detail: str
    attempt: int
    permanent: bool
    failed_at: int
    position: int
    traceback: str | None = None
    retry_position: int | None = None
    resolved: bool = False
    resolved_position: int | None = None
    resolved_at: int | None = None


class SetAsideRow(Row, frozen=True, kw_only=True):
    """A stream whose records are passed over since one of them could not be folded."""

    stream: str
    position: int
    error: str


class UnknownTypeRow(Row, frozen=True, kw_only=True):
    """A type of record that these folds do not know: how many were passed over, the first and the last of them."""

    type: str
    records: int
    first: int
    last: int


class MomentRow(Row, frozen=True, kw_only=True):
    """The first record of a minute later than that of every record before, so that a time leads to a position.

    `minute` counts since 1970 in UTC. A clock that was set back makes no rows until it has caught up.
    """

    minute: int
    position: int


UNFINISHED = Table(
    name="unfinished",
    row=UnfinishedRow,
    key=("article",),
    indexes=(("stage", "priority", "attempts", "position"),),
    history=False,
)


FAILURES = Table(
    name="failures",
    row=FailureRow,
    key=("article", "stage"),
    indexes=(("resolved", "position"), ("resolved", "reason", "position")),
    positions=("position",),
)


SET_ASIDE = Table(name="set_aside", row=SetAsideRow, key=("stream",))


UNKNOWN_TYPES = Table(name="unknown_types", row=UnknownTypeRow, key=("type",), history=False)


MOMENTS = Table(name="moments", row=MomentRow, key=("minute",), history=False)
