"""What the reports of a happening do not agree on: a report that does not say something contradicts none that does."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from schemas.rows.occurrences import DateTally, Party, SidesTally

Named = tuple[frozenset[str], frozenset[str]]
"""Who acts, and on whom."""


def differing_days(dates: Sequence[DateTally]) -> Sequence[DateTally]:
    """When it happened, where reports name different days; none where they do not.

    The day on which a report was printed is not what it says, and is listed beside what others say.
    """
    return dates if sum(tally.told for tally in dates) > 1 else ()


def differing_sides(sides: Sequence[SidesTally]) -> list[SidesTally]:
    """Who did it to whom, as reports differ in it: in whom they name, not in whose role they tell, or in what order."""
    told: dict[Named, SidesTally] = {}
    for each in sides:
        named = (_named(each.source), _named(each.target))
        before = told.get(named)
        told[named] = replace(before, reports=before.reports + each.reports) if before else each
    differ = [each for named, each in told.items() if not any(_says_less(named, other) for other in told)]
    return sorted(differ, key=lambda each: -each.reports) if len(differ) > 1 else []


def _named(side: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.actor or party.name for party in side)


def _says_less(named: Named, other: Named) -> bool:
    """Whether it is what the other says, but for a side of which it names nobody."""
    return named != other and all(not mine or mine == theirs for mine, theirs in zip(named, other, strict=True))
