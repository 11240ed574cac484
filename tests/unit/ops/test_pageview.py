from __future__ import annotations

from ops.pageview import page_view
from tests.support.cleaning import LEDE, MORE, page

TITLE = "Nordia Reopens Marfa Harbour"
CAPTION = "Dockers wait in Marfa. EPA/LENA ORSK"


def shown(*lines: str) -> list[str]:
    """The page view's lines as plain text."""
    return [line.plain for line in page_view(page(*lines))]


def test_every_part_is_headed_by_its_title_and_its_date_with_the_evidence() -> None:
    assert shown(TITLE, "May 5, 2031", LEDE)[0] == f"part 0  {TITLE}  2031-05-05 (date_line, 90% sure)"
    assert shown(LEDE)[0] == "part 0  (no title)  undated"


def test_every_block_is_shown_with_the_line_it_stands_on() -> None:
    assert [line.split()[0] for line in shown(TITLE, "", LEDE, "", "", MORE)[1:]] == ["1", "3", "6"]


def test_a_dropped_copy_names_the_line_of_the_first() -> None:
    assert shown(TITLE, CAPTION, LEDE, CAPTION, MORE)[4].endswith(f"{CAPTION}  ← line 2 again")


def test_the_fullest_copy_and_the_first_say_so() -> None:
    lines = shown(TITLE, "Dockers wait in Marfa", CAPTION, LEDE, MORE)
    assert lines[2].endswith("← a fuller copy follows")
    assert lines[3].endswith("← the fullest copy of line 2")


def test_furniture_is_called_so() -> None:
    assert shown(TITLE, "Share", LEDE)[2].endswith("Share  ← the page's own")


def test_the_credit_of_a_kept_caption_is_marked() -> None:
    caption = list(page_view(page(TITLE, CAPTION, LEDE)))[2]
    assert [caption.plain[span.start : span.end] for span in caption.spans if span.style == "bold cyan"] == [
        "EPA/LENA ORSK"
    ]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert all(line.isprintable() for line in shown("\x1b[31mNordia\x07 reopens", LEDE + "\x9b"))
