"""Subheadings that look like buttons."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, kinds, page

TITLE = "Nordia Reopens Marfa Harbour after Strike"
SHOWN = "Dockers walk back to the quay of Marfa on Monday."
BELOW = "Two officials of the ministry were named by the prosecutors, who want to know who signed the papers."
LAST = "The next ship is due on Friday, the harbour master said."


@pytest.mark.parametrize(
    ("above", "between"),
    [
        (("Become a member",), ()),
        ((), ("View image in fullscreen",)),
        ((), ("Image source, EPA",)),
        (("Related", "Growers count what the strike has cost all of them"), ()),
    ],
)
def test_a_subheading_above_a_picture_that_was_shown_before_stays(
    above: tuple[str, ...], between: tuple[str, ...]
) -> None:
    heading = "A break with the mayor"
    head = (TITLE, "By Ada Lorn", "May 5, 2031", f"{SHOWN} (Olaf Reed/AFP)")
    found = kinds(page(*head, LEDE, MORE, *above, heading, *between, SHOWN, BELOW, LAST))
    assert found[heading] == "heading"


@pytest.mark.parametrize("heading", ["Growers count what the strike has cost them all", "Watch"])
def test_the_last_of_a_list_and_a_line_printed_twice_head_no_picture(heading: str) -> None:
    above = ("Related", "Ferry fares rise again in June") if " " in heading else ("Watch",)
    head = (TITLE, "By Ada Lorn", "May 5, 2031", f"{SHOWN} (Olaf Reed/AFP)")
    found = kinds(page(*head, LEDE, MORE, *above, heading, SHOWN, BELOW, LAST))
    assert found[heading] == "widget"
