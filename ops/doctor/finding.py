"""What the doctor found."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Level(StrEnum):
    """How bad it is: well, better mended, or something will not work."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


class Finding(Struct, frozen=True):
    """What was looked at, how it is, and what to do if it is not well."""

    subject: str
    level: Level
    told: str
    mend: str = ""


def ok(subject: str, told: str) -> Finding:
    """All is well."""
    return Finding(subject, Level.OK, told)


def warning(subject: str, told: str, mend: str = "") -> Finding:
    """It works, and had better be mended."""
    return Finding(subject, Level.WARNING, told, mend)


def fault(subject: str, told: str, mend: str = "") -> Finding:
    """It does not work, or not safely."""
    return Finding(subject, Level.FAULT, told, mend)
