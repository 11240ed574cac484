"""The four quads that PLOVER's types fall into (https://github.com/openeventdata/PLOVER)."""

from __future__ import annotations

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
UNKNOWN = "unknown"
_QUAD_OF = {kind: quad for quad, kinds in QUADS.items() for kind in kinds}


def quad_of(kind: str) -> str:
    """The type's quad; unknown for a type that PLOVER does not have."""
    return _QUAD_OF.get(kind, UNKNOWN)
