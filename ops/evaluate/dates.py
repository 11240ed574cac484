"""Dates: expressions with the days they mean, held against TIMEX3 labels of type DATE (ISO-TimeML values).

An expression that no day is known of ("recently", PAST_REF) counts as found or not, but has no right value; what is
found on a TIME only counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from ops.evaluate.actors import Json
from ops.evaluate.pairing import best_pairs
from ops.evaluate.scores import Report, scores, share
from ops.evaluate.spans import shared, span_of

Days = tuple[date, date]
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
"""The first month of each."""
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PERIOD = re.compile(r"(\d{4})-(?:(\d\d)|Q([1-4])|H([12])|(SP|SU|FA|AU|WI))")


class Match(Struct, frozen=True):
    """What a labelled and a found expression mean; None for no day."""

    wanted: Days | None
    got: Days | None
    same_span: bool


class Counts(Struct):
    """Matches, and the numbers that scores divide by."""

    matches: list[Match]
    found: int = 0
    labelled: int = 0
    labelled_with_days: int = 0


def measure(rows: Sequence[tuple[Json, Sequence[Json]]]) -> Report:
    """Scores of labelled rows with the dates found in their texts."""
    counts = Counts([])
    for row, found in rows:
        _count(counts, row["timex"], [each for each in found if span_of(each)])
    known = [match for match in counts.matches if match.wanted is not None]
    vague = len(counts.matches) - len(known)
    right = sum(match.wanted == match.got for match in known)
    first = sum(
        match.got is not None and match.wanted is not None and match.got[0] == match.wanted[0] for match in known
    )
    found_days = counts.found - vague
    left_open = sum(match.wanted is None and match.got is None for match in counts.matches)
    return {
        "dates": {
            "found": scores(len(counts.matches), counts.found, counts.labelled),
            "found exactly": scores(sum(m.same_span for m in counts.matches), counts.found, counts.labelled),
            "found, of those with days": scores(len(known), found_days, counts.labelled_with_days),
            "found with the right days": scores(right, found_days, counts.labelled_with_days),
        },
        "accuracy": {
            "days right": {"share": share(right, len(known)), "of": len(known)},
            "first day right": {"share": share(first, len(known)), "of": len(known)},
            "left open where no day is known": {"share": share(left_open, vague), "of": vague},
        },
    }


def _count(counts: Counts, labels: Sequence[Json], found: Sequence[Json]) -> None:
    gold = [label for label in labels if label["type"] == "DATE" and span_of(label)]
    times = [span_of(label) for label in labels if label["type"] == "TIME"]
    partners = best_pairs({(g, f): _weight(a, b) for g, a in enumerate(gold) for f, b in enumerate(found)})
    paired = {f for _, f in partners}
    on_times = sum(
        any(shared(span_of(each), time) for time in times) for f, each in enumerate(found) if f not in paired
    )
    counts.found += len(found) - on_times
    counts.labelled += len(gold)
    counts.labelled_with_days += sum(days_of(label.get("value")) is not None for label in gold)
    for g, f in partners:
        same = span_of(gold[g]) == span_of(found[f])
        counts.matches.append(Match(days_of(gold[g].get("value")), _found_days(found[f]), same))


def _weight(gold: Json, found: Json) -> int:
    common = shared(span_of(gold), span_of(found))
    same = span_of(gold) == span_of(found)
    return 1000 * common + 10 * same + (days_of(gold.get("value")) == _found_days(found)) if common else 0


def _found_days(found: Json) -> Days | None:
    first = days_of(found.get("start_date"))
    last = days_of(found.get("end_date")) or first
    return (first[0], last[1]) if first and last else None


def days_of(value: object) -> Days | None:
    """The first and the last day that a TIMEX3 value means; None where it means no certain days."""
    text = str(value or "").strip().partition("T")[0]
    try:
        return _days(text)
    except (ValueError, OverflowError):
        return None


def _days(text: str) -> Days | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = date.fromisoformat(text)
        return day, day
    if week := _WEEK.fullmatch(text):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday + timedelta(5 if week[3] else 0), monday + timedelta(6)
    if period := _PERIOD.fullmatch(text):
        return _months(int(period[1]), *_period(period))
    if re.fullmatch(r"\d{2,4}", text):
        years = 10 ** (4 - len(text))
        return _months(int(text) * years, 1, 12 * years)
    return None


def _period(match: re.Match[str]) -> tuple[int, int]:
    """The first month of a month, quarter, half or season, and how many months it has."""
    _, month, quarter, half, season = match.groups()
    if month:
        return int(month), 1
    if quarter:
        return 3 * int(quarter) - 2, 3
    return (6 * int(half) - 5, 6) if half else (SEASONS[season], 3)


def _months(year: int, month: int, count: int) -> Days:
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
