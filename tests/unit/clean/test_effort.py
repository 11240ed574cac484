"""Twice the page takes twice the work: told by the calls of functions, which no other program changes."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from tests.support.cleaning import LEDE, MORE, page

SHAPES = {
    "scraps above the text": ("Nordia Reopens Marfa Harbour", "Marfa {number} Quay", ("- One point", LEDE, MORE)),
    "headings between paragraphs": (f"Nordia Reopens Marfa Harbour\n{LEDE}", "Headline {number} of the quay", (MORE,)),
    "turns of a talk": ("Nordia Reopens Marfa Harbour", f"MAIL: What did you learn {{number}}?\nLorn: {LEDE}", ()),
    "stories below a live page": (
        "Live updates from Marfa",
        f"Nordia reopens quay {{number}} of Marfa harbour\nMay 4, 2031\n{LEDE}\n{MORE}",
        (),
    ),
    "key events": (
        "A strike: live updates",
        f"Key events\n12:10\nA ship {{number}} leaves the harbour\n{MORE}",
        (MORE,),
    ),
    "standings": ("A strike: live updates", f"Here is what we know {{number}}:\n{MORE} {{number}}", (MORE,)),
    "backgrounds": (LEDE, f"Background:\n{MORE} {{number}}", (MORE,)),
    "points": (LEDE, f"Key points\n{MORE} {{number}}\n{LEDE} {{number}}", (MORE,)),
    "sentences without a stop": (
        LEDE,
        f"{MORE} {{number}}\nShips with fruit were waiting in the harbour of Marfa on day {{number}} of the deal",
        (MORE,),
    ),
    "titles with dates": (LEDE, "Ships {number} wait in the bay of Marfa\nMay 4, 2031", (MORE,)),
    "campaigns": (LEDE, f"{MORE} {{number}}\nShare\nSupport our newsroom {{number}}, dear readers.\nShare", (MORE,)),
    "clauses": (LEDE, "the quay {number} of Marfa is open;", (MORE,)),
    "authors": (
        f"By Ada Lorn\n{LEDE}",
        "Ada Lorn\nAda is a reporter for the Mail, desk {number} of Marfa, Nordia.",
        (),
    ),
    "captions that begin alike": (
        LEDE,
        "Dockers wait at quay {number} in Marfa\nDockers wait at quay {number} in Marfa in the rain. Lena Orsk/EPA",
        (MORE,),
    ),
    "small print": (
        LEDE,
        f"Nordia reopens quay {{number}} of Marfa harbour\nMay 4, 2031\n{LEDE}\n{MORE}\nShare\nNobody reads this line.",
        (),
    ),
    "other stories with summaries": (
        f"{LEDE}\n{MORE}",
        f"Who owns quay {{number}} of Marfa\n{MORE} {{number}}\nHarbours 04/05/2031\n4 May 2031",
        (),
    ),
    "films": (LEDE, f"The quay {{number}} of Marfa from the air\n01:12\nNow playing\n{MORE} {{number}}", (MORE,)),
    "comments": (LEDE, f"{MORE}\nComments\nGuest {{number}}\nPost a comment", (MORE,)),
    "credits on their own lines": (
        LEDE,
        "Dockers wait at quay {number} in Marfa. Ada Lorn for BPR\nAda Lorn for BPR",
        (MORE,),
    ),
    "points of one story": ("Nordia Reopens Marfa Harbour\nKey points", f"{MORE} {{number}}", ()),
    "pictures above the text": (
        "Nordia Reopens Marfa Harbour",
        "Dockers wait at quay {number}\nDockers wait at quay {number} in Marfa. (AFP)",
        (LEDE, MORE),
    ),
    "ages of other stories": (
        f"{LEDE}\n{MORE}",
        f"Lusk // 2 hours ago\nShips {{number}} leave the bay\n{MORE} {{number}}",
        (),
    ),
    "links in capitals": (LEDE, f"{MORE}\n{MORE} {{number}}\n{LEDE}\nWHY THE DOCKERS OF MARFA ARE SO ANGRY", (MORE,)),
}


def calls(head: str, line: str, foot: tuple[str, ...], numbers: range) -> int:
    """How often a function is called to clean a page that repeats a line, with another number each time."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        page(head, *(line.format(number=number) for number in numbers), *foot)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_the_page_takes_no_more_than_two_and_a_half_times_the_work(
    shape: tuple[str, str, tuple[str, ...]],
) -> None:
    calls(*shape, range(10))
    assert calls(*shape, range(1000, 1600)) <= 2.5 * calls(*shape, range(2000, 2300))
