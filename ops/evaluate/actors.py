"""When a labelled and a found actor are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ops.evaluate.naming import content_words, likeness
from ops.evaluate.spans import shared, span_of
from workers.extract.vocabulary import words

Json = dict[str, Any]

ALIKE = 0.5
"""From which likeness on two names mean the same."""
PRONOUNS = words("i we you he she it they me us him her them who which that this these those")
OTHER_CODES = {
    "JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "PAL": "PSE", "BUR": "MMR",
    "GER": "DEU", "SPN": "ESP", "SUD": "SDN", "YUG": "SRB", "SCG": "SRB", "KSV": "XKX", "RKS": "XKX", "UNK": "XKX",
}  # fmt: skip
"""Codes of older event data → ISO 3166-1 alpha-3."""
NO_COUNTRIES = frozenset({"IGO", "NGO", "INT", "EUR", "UNO", "IMG", "ISM", "MNC", "NGM"})
"""Codes of older event data that stand where a country would and are none."""


def actors_of(event: Json, side: str) -> list[Json]:
    """The actors of a side; a bare string is an actor of that name, one that stands alone a list of one."""
    value = event.get(side) or []
    listed = value if isinstance(value, list) else [value]
    return [{"text": actor} if isinstance(actor, str) else actor for actor in listed if actor]


def country_of(place: Json | None) -> str | None:
    """The country of an actor or a place (ISO 3166-1 alpha-3)."""
    code = str((place or {}).get("country") or "").strip().upper()
    code = OTHER_CODES.get(code, code)
    return code if re.fullmatch("[A-Z]{3}", code) and code not in NO_COUNTRIES else None


def countries_of(actors: Sequence[Json]) -> set[str]:
    """The countries of these actors."""
    return {code for actor in actors if (code := country_of(actor))}


def same_actor(one: Json, other: Json) -> bool:
    """By country where both have one, else by name, else by where they stand."""
    mine, theirs = country_of(one), country_of(other)
    if mine and theirs:
        return mine == theirs
    names, others = _names(one), _names(other)
    if names and others:
        return any(likeness(name, known) >= ALIKE for name in names for known in others)
    return shared(span_of(one), span_of(other)) > 0


def _names(actor: Json) -> list[str]:
    said = [actor.get("name"), actor.get("text"), *actor.get("or", ())]
    return [name for name in said if name and not content_words(name) <= PRONOUNS]


def same_actors(some: Sequence[Json], others: Sequence[Json]) -> bool:
    """Whether everybody on one side is on the other too."""
    return all(any(same_actor(a, b) for b in others) for a in some) and all(
        any(same_actor(a, b) for a in some) for b in others
    )
