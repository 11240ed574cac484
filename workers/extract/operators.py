"""Verbs whose event depends on the event they govern: to refuse to release is REJECT, to lift a ban is CONCEDE."""

from __future__ import annotations

from msgspec import Struct

from workers.extract.vocabulary import words

COOPERATIVE = words("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT")
HOSTILE_DEEDS = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
YIELDING = frozenset({"RETREAT", "CONCEDE"})
HELPING = frozenset({"AID", "COOPERATE", "SUPPORT"})
THREAT_MODES = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "COERCE": "restrict",
    "SANCTION": "relations",
    "PROTEST": "relations",
}


class Coding(Struct, frozen=True):
    """A type and mode, and whether the event is still to come."""

    type: str
    mode: str | None = None
    planned: bool = False


def governed(operator: str, inner: Coding | None, alone: str | None) -> Coding | None:  # noqa: PLR0911 one per operator
    """The event of a governing verb over the event it governs; `alone` is its type where it governs none."""
    match operator:
        case "intend" | "plan":
            return _intended(inner, alone)
        case "request":
            return Coding("REQUEST", request_mode(inner)) if inner or alone else None
        case "refuse":
            return Coding("REJECT", request_mode(inner)) if inner or alone else None
        case "threaten":
            return Coding("THREATEN", THREAT_MODES.get(inner.type) if inner else None)
        case "warn":
            return Coding("THREATEN", THREAT_MODES.get(inner.type) if inner else None)
        case "ease":
            return Coding("CONCEDE") if inner and inner.type in HOSTILE_DEEDS | {"ACCUSE", "THREATEN"} else None
        case "allow":
            return Coding("CONCEDE")
        case "fail":
            return Coding("REJECT", request_mode(inner)) if inner and inner.type in COOPERATIVE else None
        case "allege":
            return Coding("ACCUSE", "allege") if inner and inner.type in HOSTILE_DEEDS | {"THREATEN"} else None
        case _:
            return inner


def _intended(inner: Coding | None, alone: str | None) -> Coding | None:
    if inner is None:
        return Coding(alone) if alone else None
    return intended(inner)


def intended(coding: Coding) -> Coding:
    """The event of announcing a deed: a cooperative one is agreed to, a hostile one threatened."""
    if coding.type in HOSTILE_DEEDS:
        return Coding("THREATEN", THREAT_MODES[coding.type])
    if coding.type in COOPERATIVE - {"AGREE"}:
        return Coding("AGREE", None, planned=True)
    return coding


def request_mode(inner: Coding | None) -> str | None:
    """PLOVER's mode of a request, or of its refusal, by what is asked for."""
    if inner is None:
        return "change"
    if inner.type in YIELDING:
        return "yield"
    if inner.type in HELPING:
        return "assist"
    return "meet" if inner.type in {"CONSULT", "AGREE"} else "change"
