"""Actors whom people say to be one: counted as one from then on, and apart again when that is taken back.

Each is still recognised by its own names and keeps its own counts; what is counted for both is kept by the one that
the other is the same as, so an actor is the same as one at most, and none is the same as it then.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from schemas.correction import ActorCorrected, ActorCorrectedWords
from schemas.rows.actors import ACTOR_JOINS, ACTORS, ActorRow, JoinRow
from schemas.rows.occurrences import OCCURRENCE_TERMS, OCCURRENCES, OccurrenceRow
from schemas.rows.row import Change, actor_term
from workers.projections import relations
from workers.projections.actors import added, forget_idle
from workers.projections.draft import Draft
from workers.projections.entry import Notice
from workers.projections.view import View


def fold(notice: Notice, view: View) -> Iterator[Change]:
    """An actor as somebody says who it is; nothing if one of the two is not spoken of, or they cannot be one."""
    draft = Draft(view)
    match notice.data, notice.words:
        case ActorCorrected(actor=actor, same_as=None), _:
            _move(draft, actor, None)
        case ActorCorrected(actor=actor, same_as=str(other)), ActorCorrectedWords(by=by, why=why):
            if _may_join(draft, actor, other):
                at, position = notice.recorded_at, notice.position
                join = JoinRow(actor=actor, same_as=other, by=by, why=why, position=position, at=at)
                _move(draft, actor, join)
    yield from draft.changes()


def _may_join(draft: Draft, actor: str, other: str) -> bool:
    row, same = _actor(draft, actor), _actor(draft, other)
    has_others = bool(draft.find(ACTOR_JOINS, "same_as", actor))
    return bool(row and same and row != same and same.same_as is None and not has_others)


def _move(draft: Draft, actor: str, join: JoinRow | None) -> None:
    """Count an actor as the other of the join, or to itself, instead of as before."""
    row = _actor(draft, actor)
    if row is None or (join is None and row.same_as is None):
        return
    happenings = _happenings(draft, actor)
    relations.follow(draft, ((each, None) for each in happenings))
    _add(draft, row.same_as, row, sign=-1)
    now = join.same_as if join else None
    draft.put(ACTORS, (actor,), replace(row, same_as=now))
    if join:
        draft.put(ACTOR_JOINS, (actor,), join)
    else:
        draft.delete(ACTOR_JOINS, (actor,))
    _add(draft, now, row, sign=1)
    relations.follow(draft, ((None, each) for each in happenings))
    for each in filter(None, (actor, row.same_as)):
        forget_idle(draft, each)


def _add(draft: Draft, other: str | None, row: ActorRow, *, sign: int) -> None:
    """Count the reports of an actor for the one that it is the same as, or no longer."""
    same = _actor(draft, other) if other else None
    if other and same:
        counted = added(
            same,
            mentions=row.mentions,
            as_source=row.as_source,
            as_target=row.as_target,
            types=row.types,
            sign=sign,
        )
        draft.put(ACTORS, (other,), counted)


def _happenings(draft: Draft, actor: str) -> list[OccurrenceRow]:
    """What the actor takes part in."""
    terms = list(draft.find(OCCURRENCE_TERMS, "term", actor_term(actor)).values())
    positions = [row.position for row in terms]
    draft.foresee(OCCURRENCES, "position", positions)
    return [row for position in positions for row in draft.find(OCCURRENCES, "position", position).values()]


def _actor(draft: Draft, actor: str) -> ActorRow | None:
    return draft.get(ACTORS, actor)
