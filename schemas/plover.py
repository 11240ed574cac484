"""PLOVER 0.8's types of events and the four quads that they fall into (https://github.com/openeventdata/PLOVER)."""

from __future__ import annotations

from enum import StrEnum

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
UNKNOWN = "unknown"


class Quad(StrEnum):
    """The four quads of PLOVER's types: what is said or done, with or against somebody."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"


_QUAD_OF = {kind: quad for quad, kinds in QUADS.items() for kind in kinds}


def quad_of(kind: str) -> str:
    """The type's quad; unknown for a type that PLOVER does not have."""
    return _QUAD_OF.get(kind, UNKNOWN)
