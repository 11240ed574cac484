"""What the reports of a happening do not agree on."""

from __future__ import annotations

from schemas.rows.occurrences import Party, SidesTally
from services.web.pages.occurrences import differing


def sides(source: str, target: str, reports: int, role: str | None = None) -> SidesTally:
    """A tally of sides whose parties are the letters."""
    named = [tuple(Party(name=name, kind="named", role=role) for name in side) for side in (source, target)]
    return SidesTally(source=named[0], target=named[1], reports=reports)


def test_reports_that_name_the_same_in_another_order_or_role_agree() -> None:
    assert differing([sides("ab", "c", 2), sides("ba", "c", 1), sides("ab", "c", 1, "GOV")]) == [sides("ab", "c", 4)]


def test_who_is_named_by_most_comes_first() -> None:
    found = differing([sides("a", "c", 1), sides("ab", "c", 2), sides("ba", "c", 1), sides("c", "a", 1)])
    assert found == [sides("ab", "c", 3), sides("a", "c", 1), sides("c", "a", 1)]
