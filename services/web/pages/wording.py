"""Values as readers want them: days, moments, numbers, names of languages and countries, long texts cut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from schemas.counting import counted
from schemas.moments import moment_of

LONGEST_HINT = 1_000
"""Characters of a cut text that its hint shows."""


def cut(text: str | None, length: int = 160) -> str:
    """The beginning of a text, with an ellipsis if there is more."""
    text = (text or "").strip()
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def hint(text: str | None, length: int = 160) -> str:
    """What a text's hint says: more of it where it was cut, else nothing."""
    text = (text or "").strip()
    return cut(text, LONGEST_HINT) if len(text) > length else ""


def long_day(day: date) -> str:
    """A day as 8 March 2026."""
    return f"{day.day} {day:%B} {day.year}"


def weekday(day: date) -> str:
    """A day of the week as Sunday."""
    return f"{day:%A}"


def short_day(day: date | None) -> str:
    """A day as 8 Mar 2026."""
    return f"{day.day} {day:%b} {day.year}" if day else "not known"


def moment(microseconds: int | datetime | None) -> str:
    """A moment, or microseconds since 1970, as 8 Mar 2026, 14:05:09 UTC."""
    if microseconds is None:
        return "not known"
    at = _moment(microseconds)
    return f"{at.day} {at:%b} {at.year}, {at:%H:%M:%S} UTC"


def iso(moment: int | datetime | date) -> str:
    """A day or moment in ISO 8601, for machines."""
    if isinstance(moment, date) and not isinstance(moment, datetime):
        return moment.isoformat()
    return _moment(moment).isoformat().replace("+00:00", "Z")


def span(microseconds: int | None) -> str:
    """A length of time as 0.42 s, 12 s, 3 min, 5 h or 2 days."""
    if microseconds is None:
        return "—"
    seconds = microseconds / 1_000_000
    for limit, divisor, unit in ((100, 1, "s"), (6_000, 60, "min"), (172_800, 3_600, "h")):
        if seconds < limit:
            return f"{seconds / divisor:.2f} {unit}" if seconds < 10 else f"{seconds / divisor:.0f} {unit}"  # noqa: PLR2004
    return f"{seconds / 86_400:.0f} days"


def number(value: float | None) -> str:
    """A number with commas, 1,234; nothing for none."""
    if value is None:
        return "—"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def percent(share: float) -> str:
    """A share of 1 as 82%."""
    return f"{share:.0%}"


FILTERS: dict[str, Callable[..., str]] = {
    "cut": cut,
    "hint": hint,
    "long_day": long_day,
    "weekday": weekday,
    "short_day": short_day,
    "moment": moment,
    "iso": iso,
    "span": span,
    "number": number,
    "percent": percent,
    "count_of": counted,
}


def _moment(value: int | datetime | date) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, int):
        return moment_of(value)
    return datetime(value.year, value.month, value.day, tzinfo=UTC)
