"""Whether a report tells of the same happening as others do.

Type and status have to be the same, and nothing may speak against it: no other actor, day, place or mode. What speaks
for it is weighed, and has to weigh enough: most where the same two may well do the like several times a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from math import asin, cos, radians, sin, sqrt

from schemas.countries import COUNTRIES
from schemas.names import plain
from schemas.rows.occurrences import OccurrenceRow, Party, PlaceCell, ReportRow
from workers.projections.naming import Kind, listed
from workers.projections.wording import MOST, common

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types of which it makes no difference who did it to whom."""
VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that the same two may well do several times a day."""
STATE_ROLES = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Roles in which somebody acts for the state."""
GENERAL = listed("officials authorities government governments administration leaders leadership regime")
"""Last words of descriptions that may mean anybody in government."""
BUCKET_DAYS = 7
LONGEST_PRECISE_DAYS = 10
"""Days beyond which a date is vague: it then is the same only as the very same days."""
BEFORE_PRINT = timedelta(days=2)
"""How long before it is printed something happened of which no day is told."""
NEAR_KILOMETRES = 50.0
EARTH_KILOMETRES = 6371.0
MOST_ACTORS = 4
"""Actors of a side by which an occurrence is looked for."""
SAME_PERSON, SAME_ACTOR, SAME_COUNTRY, SAME_PLACE = 3, 2, 1, 2
SAME_DAY, OVERLAPPING, ABOUT_THEN = 3, 2, 1
ENOUGH, ENOUGH_IF_VERBAL = 6, 7
RETOLD = 2
"""How much less is enough on one page, which tells its own story again and again."""


def likeness(report: ReportRow, sentence: str, occurrence: OccurrenceRow, *, same_part: bool) -> int | None:
    """The weight of what speaks for the report telling of the occurrence; None if it is too little."""
    if (report.type, report.status) != (occurrence.type, occurrence.status):
        return None
    if report.mode and occurrence.mode and report.mode != occurrence.mode:
        return None
    told = 0
    for weigh in (_days, _sides, _places):
        weight = weigh(report, occurrence)
        if weight is None:
            return None
        told += weight
    enough = (ENOUGH_IF_VERBAL if report.type in VERBAL else ENOUGH) - RETOLD * same_part
    if told + MOST < enough:
        return None
    names = {party.name for party in report.source + report.target + occurrence.source + occurrence.target}
    told += common(sentence, occurrence.sentence, names)
    return told if told >= enough else None


def blocks(of: ReportRow | OccurrenceRow) -> Iterator[str]:
    """Under what an occurrence is kept, so that a report that may be of it finds it."""
    days = _span(of)
    for sides, bucket in product(_anchors(of), _buckets(*days, slack=0) if days else ()):
        yield f"{of.type} {of.status} {sides} {bucket}"


def blocks_asked(report: ReportRow) -> Iterator[str]:
    """Under what the occurrences are kept that a report may be of: told as fully, or with one side only."""
    days = _span(report)
    if days is None:
        return
    anchors = list(_anchors(report))
    if report.source and report.target and report.type not in MUTUAL:
        anchors += [_pair(one, "?") for one in _ends(report.source)] + [_pair("?", one) for one in _ends(report.target)]
    for sides, bucket in product(anchors, _buckets(*days, slack=1)):
        yield f"{report.type} {report.status} {sides} {bucket}"


def _sides(report: ReportRow, occurrence: OccurrenceRow) -> int | None:
    """How well those who take part agree, None if they cannot be the same."""
    if report.type in MUTUAL:
        ours, theirs = _together(report), _together(occurrence)
        agreed = _side(ours, theirs)
        return None if agreed is None else agreed * min(2, len(ours), len(theirs))
    source, target = _side(report.source, occurrence.source), _side(report.target, occurrence.target)
    return None if source is None or target is None else source + target


def _side(ours: Sequence[Party], theirs: Sequence[Party]) -> int | None:
    """How well two sides agree: everybody of the shorter one has to be found in the longer one."""
    fewer, more = sorted((ours, theirs), key=len)
    if not more:
        return SAME_COUNTRY
    best = 0
    for one in fewer:
        found = [weight for other in more if (weight := _party(one, other)) is not None]
        if not found:
            return None
        best = max(best, *found)
    return best


def _party(one: Party, other: Party) -> int | None:
    """How well two parties agree, None if they are not the same."""
    if one.actor and one.actor == other.actor:
        return SAME_PERSON if Kind.NAMED in {one.kind, other.kind} else SAME_ACTOR
    if one.actor is None or other.actor is None:
        return _described(one, other)
    if one.country != other.country or one.country is None:
        return None
    kinds = {one.kind, other.kind}
    if Kind.STATE in kinds:
        acting = other if one.kind == Kind.STATE else one
        return SAME_COUNTRY if acting.role in STATE_ROLES else None
    if one.role != other.role or kinds == {Kind.NAMED}:
        return None
    general = kinds != {Kind.DESCRIBED} or _last(one) == _last(other) or {_last(one), _last(other)} & GENERAL
    return SAME_COUNTRY if general else None


def _described(one: Party, other: Party) -> int | None:
    """How well somebody who is only described agrees with another."""
    if Kind.STATE in {one.kind, other.kind} or Kind.NAMED in {one.kind, other.kind}:
        return None
    if one.country and other.country and one.country != other.country:
        return None
    if _last(one) == _last(other):
        return SAME_COUNTRY
    return 0 if one.role == other.role else None


def _last(party: Party) -> str:
    """The last word of a description, in the singular if that takes no more than an s away, unless it is general."""
    word = plain(party.name).rpartition(" ")[2]
    return word if word in GENERAL else word.removesuffix("s")


def _days(report: ReportRow, occurrence: OccurrenceRow) -> int | None:
    """How well the days agree, None if they are others."""
    ours, theirs = _span(report), _span(occurrence)
    if ours is None or theirs is None:
        return 0 if ours == theirs else None
    if _vague(*ours) or _vague(*theirs):
        return OVERLAPPING if ours == theirs else None
    if ours[0] > theirs[1] or theirs[0] > ours[1]:
        return None
    if not (report.told and occurrence.told):
        return ABOUT_THEN
    return SAME_DAY if ours == theirs else OVERLAPPING


def _span(of: ReportRow | OccurrenceRow) -> tuple[date, date] | None:
    """The days between which it happened; of what no day is told, those before it was printed."""
    first, last = (of.first_day, of.last_day) if isinstance(of, ReportRow) else (of.day, of.last_day)
    if first is None or last is None:
        return None
    return (first, last) if of.told else (first - BEFORE_PRINT, last)


def _vague(first: date, last: date) -> bool:
    return (last - first).days > LONGEST_PRECISE_DAYS


def _buckets(first: date, last: date, *, slack: int) -> list[str]:
    """The weeks that days fall into; vague days are a bucket of their own."""
    if _vague(first, last):
        return [f"{first}/{last}"]
    weeks = range((first.toordinal() - slack) // BUCKET_DAYS, (last.toordinal() + slack) // BUCKET_DAYS + 1)
    return [str(week) for week in weeks]


def _anchors(of: ReportRow | OccurrenceRow) -> Iterator[str]:
    """The pairs of sides that somebody may ask for."""
    if of.type in MUTUAL:
        ends = sorted(_ends(_together(of)))
        pairs = [(one, other) for at, one in enumerate(ends) for other in ends[at + 1 :]] or [(ends[0], "?")]
        yield from (_pair(one, other) for one, other in pairs)
        return
    yield from (_pair(one, other) for one, other in product(_ends(of.source), _ends(of.target)))


def _ends(parties: Sequence[Party]) -> list[str]:
    """What the actors of a side are looked for by: their countries, else themselves; ? for those not named."""
    ends = {party.country or party.actor or "?": None for party in parties}
    return list(ends)[:MOST_ACTORS] or ["?"]


def _pair(one: str, other: str) -> str:
    return f"{one} {other}"


def _together(of: ReportRow | OccurrenceRow) -> tuple[Party, ...]:
    """Everybody who takes part, once."""
    return tuple(dict.fromkeys(of.source + of.target))


def _places(report: ReportRow, occurrence: OccurrenceRow) -> int | None:
    """How well the places agree, None if they are others."""
    ours, theirs = report.place, occurrence.place
    if ours is None or theirs is None:
        return 0
    if _town(ours) == _town(theirs) or _near(ours, theirs):
        return SAME_PLACE
    if ours.country and ours.country == theirs.country and COUNTRIES.get(ours.country) in {ours.name, theirs.name}:
        return 0
    return None


def _town(place: PlaceCell) -> str:
    return plain(place.name.partition(",")[0])


def _near(one: PlaceCell, other: PlaceCell) -> bool:
    """Whether less than NEAR_KILOMETRES lie between two places (haversine formula)."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    north, south = radians(one.latitude), radians(other.latitude)
    across, along = radians(other.longitude - one.longitude) / 2, (south - north) / 2
    chord = sin(along) ** 2 + cos(north) * cos(south) * sin(across) ** 2
    return 2 * EARTH_KILOMETRES * asin(sqrt(min(1.0, chord))) <= NEAR_KILOMETRES
