"""Verbs whose event depends on the event they govern: to refuse to release is REJECT, to lift a ban is CONCEDE."""

from __future__ import annotations

from msgspec import Struct

from workers.extract.vocabulary import words

COOPERATIVE = words("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT")
HOSTILE_DEEDS = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
THREATENING = HOSTILE_DEEDS - {"MOBILIZE"}
"""Deeds that are threatened by who announces them; an announced deployment is one that is planned."""
YIELDING = frozenset({"RETREAT", "CONCEDE"})
HELPING = frozenset({"AID", "COOPERATE", "SUPPORT"})
THREAT_MODES = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "COERCE": "restrict",
    "SANCTION": "relations",
    "PROTEST": "relations",
}


COMPLETE = frozenset({"threaten", "warn"})
"""Operators that tell of an event whatever they govern."""


class Coding(Struct, frozen=True):
    """A type and mode, and whether the event is still to come."""

    type: str
    mode: str | None = None
    planned: bool = False


def governed(operator: str, inner: Coding | None, alone: str | None) -> Coding | None:
    """The event of a governing verb over the event it governs; `alone` is its type where it governs none."""
    if inner is None and alone is None and operator not in COMPLETE:
        return Coding("CONCEDE") if operator == "allow" else None
    match operator:
        case "intend" | "plan" if inner is not None:
            return intended(inner)
        case "intend" | "plan" | "consent":
            return Coding("AGREE", None, planned=inner is not None and inner.type in COOPERATIVE)
        case "request" | "refuse":
            return Coding("REQUEST" if operator == "request" else "REJECT", request_mode(inner))
        case "threaten" | "warn":
            return Coding("THREATEN", _threat(inner) if inner else None)
        case _:
            return _of_inner(operator, inner) if inner else None


def _of_inner(operator: str, inner: Coding) -> Coding | None:
    """The event of a verb that tells of one only with certain events below it."""
    match operator:
        case "allow":
            return Coding("CONCEDE")
        case "ease":
            return Coding("CONCEDE") if inner.type in HOSTILE_DEEDS | {"ACCUSE", "THREATEN"} else None
        case "fail":
            return Coding("REJECT", request_mode(inner)) if inner.type in COOPERATIVE else None
        case "stop":
            return _stopped(inner)
        case "allege":
            return Coding("ACCUSE", "allege") if inner.type in HOSTILE_DEEDS | {"THREATEN", "AID"} else None
        case _:
            return inner


def _stopped(inner: Coding) -> Coding | None:
    """The event of no longer doing something: what helped is cut off, what hurt is left off."""
    if inner.type in HELPING:
        return Coding("SANCTION", "discontinue")
    if inner.type in {"CONSULT", "AGREE"}:
        return Coding("SANCTION", "withdraw")
    return Coding("RETREAT", "ceasefire") if inner.type in HOSTILE_DEEDS - {"SANCTION"} else None


def intended(coding: Coding) -> Coding:
    """The event of announcing a deed: a cooperative one is agreed to, a hostile one threatened."""
    if coding.type in THREATENING:
        return Coding("THREATEN", _threat(coding))
    if coding.type in COOPERATIVE - {"AGREE"}:
        return Coding("AGREE", None, planned=True)
    return coding


def _threat(inner: Coding) -> str | None:
    """PLOVER's mode of a threat, by what is threatened."""
    return inner.mode if inner.mode in {"arrest", "expel"} else THREAT_MODES.get(inner.type)


def request_mode(inner: Coding | None) -> str | None:
    """PLOVER's mode of a request, or of its refusal, by what is asked for."""
    if inner is None:
        return "change"
    if inner.type in YIELDING:
        return "yield"
    if inner.type in HELPING:
        return "assist"
    return "meet" if inner.type in {"CONSULT", "AGREE"} else "change"
