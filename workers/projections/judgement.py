"""A row of the timeline with what people say of it on top of what the extractor read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import UNSET
from msgspec.structs import asdict, replace

from schemas.correction import Changed, Days, Judgement, NamedActor, NamedPlace
from schemas.plover import quad_of
from schemas.rows.events import ActorCell, CorrectionCell, EventRow, Machine
from schemas.rows.people import CorrectionRow

OF_TYPE = ("mode", "cameo", "goldstein")
"""Columns that say more of the event's type."""


def machine_of(row: EventRow) -> Machine:
    """What the extractor read."""
    if row.correction:
        return row.correction.machine
    return Machine(**{name: getattr(row, name) for name in Machine.__struct_fields__})


def judged(row: EventRow, corrections: Sequence[CorrectionRow], published: date | None) -> EventRow:
    """The row as the last of these corrections, in their order, leave it; at the row's own position.

    Each field is that of the last correction that speaks of it; `published` is the day of an event that has none.
    """
    if not corrections:
        return row
    machine = machine_of(row)
    valid = [each for each in corrections if not each.withdrawn and each.verdict is not Judgement.WITHDRAWN]
    plain = {name: value for name, value in asdict(machine).items() if name != "position"}
    fields = plain | {"same_as": None} | _fields(valid, row, machine, published)
    latest = (valid or corrections)[-1]
    cell = CorrectionCell(
        id=latest.id,
        verdict=latest.verdict if valid else Judgement.WITHDRAWN,
        by=latest.by,
        at=latest.at,
        why=latest.why,
        machine=machine,
    )
    return replace(row, **fields, wrong=bool(valid) and latest.verdict is Judgement.WRONG, correction=cell)


def _fields(valid: Sequence[CorrectionRow], row: EventRow, machine: Machine, published: date | None) -> dict[str, Any]:
    """The columns that corrections set, the later ones over the earlier."""
    fields: dict[str, Any] = {}
    for each in valid:
        fields |= _columns(each.changes, row, machine, published)
    return fields


def _columns(changed: Changed, row: EventRow, machine: Machine, published: date | None) -> dict[str, Any]:
    """The columns that a change sets; what goes with the type that was read stays with that type."""
    columns: dict[str, Any] = {}
    if changed.type is not UNSET:
        columns |= {"type": str(changed.type), "quad": quad_of(changed.type)}
        columns |= {name: getattr(machine, name) if changed.type == machine.type else None for name in OF_TYPE}
    given = {name: getattr(changed, name) for name in ("mode", "modality", "negated")}
    columns |= {name: value for name, value in given.items() if value is not UNSET}
    for side in ("source", "target"):
        actors = getattr(changed, side)
        if actors is not UNSET:
            columns[side] = tuple(_cell(actor, row, machine) for actor in actors)
    if changed.same_as is not UNSET:
        columns["same_as"] = changed.same_as or row.id
    return columns | _when(changed, published) | _where(changed)


def _when(changed: Changed, published: date | None) -> dict[str, Any]:
    days = changed.date
    if isinstance(days, Days):
        return {"day": days.first, "first_day": days.first, "last_day": days.last, "date_text": None}
    return {} if days is UNSET else {"day": published, "first_day": None, "last_day": None, "date_text": None}


def _where(changed: Changed) -> dict[str, Any]:
    place = changed.place
    if place is UNSET:
        return {}
    named = place if isinstance(place, NamedPlace) else None
    return {
        "place": named.name if named else None,
        "place_country": named.country if named else None,
        "latitude": named.latitude if named else None,
        "longitude": named.longitude if named else None,
    }


def _cell(actor: NamedActor, row: EventRow, machine: Machine) -> ActorCell:
    """The actor where the extractor read it, else where its name stands in the sentence, else nowhere in it."""
    known = next((cell for cell in machine.source + machine.target if actor.name in {cell.name, cell.text}), None)
    if known:
        return replace(known, country=actor.country, role=actor.role)
    at = row.sentence.find(actor.name)
    start = row.sentence_start + max(at, 0)
    end = start + len(actor.name) if at >= 0 else start
    return ActorCell(text=actor.name, name=actor.name, start=start, end=end, country=actor.country, role=actor.role)
