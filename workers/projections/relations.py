"""Relations: how much each did to each, actors and countries, in all and on each known day.

What counts is what took place, once however often it was reported; who met whom did it to one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Any

from msgspec.structs import replace

from schemas.countries import COUNTRIES
from schemas.event import Modality
from schemas.plover import UNKNOWN
from schemas.rows.actors import ACTORS
from schemas.rows.occurrences import OccurrenceRow, Party
from schemas.rows.relations import RELATION_DAYS, RELATIONS, Balance, RelationDayRow, RelationRow
from workers.projections.draft import Draft
from workers.projections.sameness import MUTUAL

ACTOR, COUNTRY = "actor", "country"
GOLDSTEIN, TENTHS = "goldstein", 10
"""Goldstein values have one decimal: tenths add up exactly, and are taken away again without a trace."""
MOST_PARTIES = 6
"""Parties of a side that are counted: a list of thirty states is no relation between each two of them."""
Relation = tuple[str, str, str]
"""Level, source and target."""
Figures = defaultdict[str, int]
"""What is added to the columns of a balance."""


def follow(draft: Draft, occurrences: Iterable[tuple[OccurrenceRow | None, OccurrenceRow | None]]) -> None:
    """Count occurrences as they are now, instead of as they were."""
    added: defaultdict[tuple[Relation, date | None], Figures] = defaultdict(_nothing)
    signed = [(row, sign) for pair in occurrences for row, sign in zip(pair, (-1, 1), strict=True) if row]
    parties = {party.actor for row, _ in signed for party in row.source + row.target if party.actor}
    draft.foresee(ACTORS, "id", parties)
    for row, sign in signed:
        if row.status == Modality.ACTUAL:
            figures = _figures(row)
            for relation in dict.fromkeys(_relations(draft, row)):
                for name, count in figures.items():
                    added[relation, row.day][name] += sign * count
    changed = {at: figures for at, figures in added.items() if any(figures.values())}
    of_days = {(relation, day): figures for (relation, day), figures in changed.items() if day}
    in_all: defaultdict[Relation, Figures] = defaultdict(_nothing)
    for (relation, day), figures in changed.items():
        for name, count in figures.items():
            in_all[relation][name] += count
        if day is None:
            in_all[relation]["undated"] += figures["occurrences"]
    draft.foresee(RELATIONS, "id", {relation_id(source, target) for _, source, target in in_all})
    draft.foresee(RELATION_DAYS, "id", {day_id(source, target, day) for (_, source, target), day in of_days})
    for (level, source, target), figures in in_all.items():
        _add_in_all(draft, level, source, target, figures)
    for ((_, source, target), day), figures in of_days.items():
        _add_on_a_day(draft, source, target, day, figures)


def rename(draft: Draft, actor: str, name: str) -> None:
    """Let every relation of an actor call it by this name."""
    for side in ("source", "target"):
        for key, row in draft.find(RELATIONS, side, actor).items():
            draft.put(RELATIONS, key, replace(row, **{f"{side}_name": name}))


def relation_id(source: str, target: str) -> str:
    """The key of a relation."""
    return f"{source} {target}"


def day_id(source: str, target: str, day: date) -> str:
    """The key of what passed on a day; those of a relation follow one another by day."""
    return f"{source} {target} {day}"


def _nothing() -> Figures:
    """What adds nothing; a Counter would say the same in many times the time."""
    return defaultdict(int)


def _figures(row: OccurrenceRow) -> dict[str, int]:
    """What an occurrence adds to a balance."""
    figures = {"occurrences": 1, "reports": row.reports}
    if row.quad != UNKNOWN:
        figures[row.quad.replace(" ", "_")] = 1
    if row.goldstein is not None:
        figures["scaled"], figures[GOLDSTEIN] = 1, round(row.goldstein * TENTHS)
    return figures


def _add_in_all(draft: Draft, level: str, source: str, target: str, figures: Figures) -> None:
    key = relation_id(source, target)
    before = draft.get(RELATIONS, key)
    row = before or RelationRow(id=key, level=level, source=source, target=target, source_name="", target_name="")
    row = replace(row, **_sum(row, figures))
    if row.occurrences:
        named = replace(row, source_name=_name(draft, level, source), target_name=_name(draft, level, target))
        draft.put(RELATIONS, (key,), named)
    else:
        draft.delete(RELATIONS, (key,))


def _add_on_a_day(draft: Draft, source: str, target: str, day: date, figures: Figures) -> None:
    key = day_id(source, target, day)
    row = draft.get(RELATION_DAYS, key) or RelationDayRow(id=key, day=day)
    row = replace(row, **_sum(row, figures))
    if row.occurrences:
        draft.put(RELATION_DAYS, (key,), row)
    else:
        draft.delete(RELATION_DAYS, (key,))


def _name(draft: Draft, level: str, identity: str) -> str:
    """By what a country or an actor is called."""
    if level == COUNTRY:
        return COUNTRIES.get(identity, identity)
    return draft.known(ACTORS, identity).name


def _sum(row: Balance, figures: Figures) -> dict[str, Any]:
    """The figures on top of the row's; a sum of tenths is kept exact."""
    sums: dict[str, Any] = {name: getattr(row, name) + count for name, count in figures.items() if name != GOLDSTEIN}
    return sums | {GOLDSTEIN: (round(row.goldstein * TENTHS) + figures[GOLDSTEIN]) / TENTHS}


def _meant(draft: Draft, party: Party) -> str | None:
    """Which actor takes part: the one that somebody says it is, else the one that was recognised."""
    row = draft.get(ACTORS, party.actor) if party.actor else None
    return row.same_as or row.id if row else party.actor


def _relations(draft: Draft, row: OccurrenceRow) -> Iterator[Relation]:
    """Between whom it passed: actors, and their countries."""
    if row.type in MUTUAL:
        source = target = tuple(dict.fromkeys(row.source + row.target))[:MOST_PARTIES]
    else:
        source, target = row.source[:MOST_PARTIES], row.target[:MOST_PARTIES]
    for one, other in product(source, target):
        yield from _between(draft, one, other)


def _between(draft: Draft, one: Party, other: Party) -> Iterator[Relation]:
    source, target = _meant(draft, one), _meant(draft, other)
    if source and source == target:
        return
    if source and target:
        yield ACTOR, source, target
    if one != other and one.country and other.country:
        yield COUNTRY, one.country, other.country
