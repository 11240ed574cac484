"""What a form of a page sends, and the correction that it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from urllib.parse import parse_qs

import msgspec
from fastapi import Request

from schemas.rows.events import ActorCell, EventRow
from services.ingest.corrections import Correction
from services.ingest.requests import LONGEST, read_request
from services.web.bodies import read_whole
from services.web.characters import refuse_control
from services.web.problems import Problem
from services.web.site import Site

MOST_FIELDS = 40
CODE = re.compile(r"[A-Z]{3}")


async def fields_of(request: Request, site: Site) -> dict[str, str]:
    """The fields of a short form without those that are blank; raises Problem if it is none."""
    return {name: values[-1] for name, values in (await values_of(request, site)).items()}


async def values_of(request: Request, site: Site) -> dict[str, list[str]]:
    """All values of each field of a short form, but for those that are blank; raises Problem if it is none."""
    body = await read_whole(request, site.settings, LONGEST)
    try:
        fields = parse_qs(body.decode(), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "this is not the form of the page") from error
    refuse_control((name, value) for name, values in fields.items() for value in values)
    stripped = {name: [value.strip() for value in values if value.strip()] for name, values in fields.items()}
    return {name: values for name, values in stripped.items() if values}


def correction_of(fields: Mapping[str, str], row: EventRow) -> Correction:
    """The correction that a form asks for: changes are what it has other than the row, or that it happened apart.

    Raises ArticleError with the field that is wrong.
    """
    verdict = fields.get("verdict", "")
    document: dict[str, object] = {"by": fields.get("by", ""), "verdict": verdict}
    if why := fields.get("why"):
        document["why"] = why
    if verdict == "changed":
        document["changes"] = {"same_as": None} if "apart" in fields else _changes(fields, row)
    if withdraws := fields.get("withdraws"):
        document["withdraws"] = withdraws
    return read_request(msgspec.json.encode(document), Correction)


def sameness_of(fields: Mapping[str, str]) -> dict[str, str | None]:
    """Who says, and why, that what a page shows is the same as another, whose id is the end of its page's address."""
    said: dict[str, str | None] = {name: fields[name] for name in ("by", "why") if name in fields}
    return said | {"same_as": fields.get("same_as", "").partition("?")[0].rstrip("/").rpartition("/")[2]}


def written(cells: tuple[ActorCell, ...]) -> str:
    """Actors as the form has them: Name, COUNTRY, ROLE; Name."""
    return "; ".join(", ".join(filter(None, (cell.name, cell.country, cell.role))) for cell in cells)


def _changes(fields: Mapping[str, str], row: EventRow) -> dict[str, object]:
    changes: dict[str, object] = {}
    if (kind := fields.get("type", row.type)) != row.type:
        changes["type"] = kind
    for side, cells in (("source", row.source), ("target", row.target)):
        if (names := fields.get(side, "")) != written(cells):
            changes[side] = [_actor(each) for each in names.split(";") if each.strip()]
    first, last = fields.get("first"), fields.get("last")
    if (first, last) != (_iso(row.first_day), _iso(row.last_day)):
        changes["date"] = {"first": first or last, "last": last or first} if first or last else None
    if (place := fields.get("place")) != row.place:
        changes["place"] = {"name": place} if place else None
    if (modality := fields.get("modality", row.modality.value)) != row.modality.value:
        changes["modality"] = modality
    if (negated := "negated" in fields) != row.negated:
        changes["negated"] = negated
    return changes


def _actor(text: str) -> dict[str, str]:
    """An actor out of its name and up to two codes at the end: COUNTRY, ROLE."""
    *names, last = [part.strip() for part in text.split(",")]
    codes = [last] if names and CODE.fullmatch(last) else []
    if codes and len(names) > 1 and CODE.fullmatch(names[-1]):
        codes.insert(0, names.pop())
    name = ", ".join(names if codes else [*names, last])
    return {"name": name} | dict(zip(("country", "role"), codes, strict=False))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
