"""What the reports of a happening do not agree on."""

from __future__ import annotations

from datetime import date

from schemas.rows.occurrences import DateTally, Party, SidesTally
from services.web.pages.differing import differing_days, differing_sides


def sides(source: str, target: str, reports: int, role: str | None = None) -> SidesTally:
    """A tally of sides whose parties are the letters."""
    named = [tuple(Party(name=name, kind="named", role=role) for name in side) for side in (source, target)]
    return SidesTally(source=named[0], target=named[1], reports=reports)


def test_reports_that_name_the_same_in_another_order_or_role_agree() -> None:
    assert differing_sides([sides("ab", "c", 2), sides("ba", "c", 1), sides("ab", "c", 1, "GOV")]) == []
    found = differing_sides([sides("ab", "c", 2), sides("ba", "c", 1), sides("ab", "c", 1, "GOV"), sides("a", "c", 1)])
    assert found == [sides("ab", "c", 4), sides("a", "c", 1)]


def test_who_is_named_by_most_comes_first() -> None:
    found = differing_sides([sides("a", "c", 1), sides("ab", "c", 2), sides("ba", "c", 1), sides("c", "a", 1)])
    assert found == [sides("ab", "c", 3), sides("a", "c", 1), sides("c", "a", 1)]


def test_a_report_that_names_nobody_on_a_side_contradicts_none_that_does() -> None:
    assert differing_sides([sides("a", "c", 1), sides("a", "", 1)]) == []
    assert differing_sides([sides("a", "c", 1), sides("a", "d", 1), sides("", "d", 4)]) == [
        sides("a", "c", 1),
        sides("a", "d", 1),
    ]


def test_the_day_of_a_report_is_nothing_that_reports_disagree_about() -> None:
    eighth, ninth = date(2026, 3, 8), date(2026, 3, 9)
    said, printed = (DateTally(first=eighth, last=eighth, told=told, reports=1) for told in (True, False))
    later = DateTally(first=ninth, last=ninth, told=True, reports=1)
    assert differing_days([said, printed]) == ()
    assert differing_days([said, later, printed]) == [said, later, printed]
