"""What holds for every page, whatever stands on it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.block import Action, Block, CleanedPage, Kind
from schemas.errors import ArticleError
from tests.support.cleaning import LEDE, MORE, actions, kinds, page, text_of
from workers.clean import clean
from workers.clean.lines import split

LINES = [
    LEDE,
    MORE,
    "Nordia Reopens Marfa Harbour",
    "NORDIA REOPENS MARFA HARBOUR",
    "Who pays?",
    "- one item",
    "\u2022 one item",
    "1. first",
    "Share",
    "Related",
    "Most read",
    "Read more",
    "TT",
    "5",
    "23:10",
    "May 5, 2031",
    "3 hours ago",
    "By Olga Renn",
    "Olga Renn",
    "Europe editor",
    "Boats on the bank. EPA/LENA ORSK",
    "Boats on the bank",
    "Boats on the bank.",
    "(Reuters)",
    "Getty Images",
    "Photo: Jan Petrik",
    "The harbour is open (Reuters)",
    "DOLNA, May 4 (Reuters) - The harbour of Dolna was closed on Monday, the ministry said.",
    "(Reporting by Karl Oster)",
    "\u2014 Port Watch (@portwatch) May 6, 2031",
    "Sign up for our newsletter",
    "Image",
    "Thumbnail image",
    "",
    "",
    " ",
    "\u200b",
    "وقال الوزير.",
    "托兰停止供气。",
    "İstanbul'da toplant\u0131",
    "The points are:",
    "Olga Renn is an editor at the Observer.",
    "NORDIA SENDS SHIPS HOME AFTER TWO WEEKS OF TALKS",
    "Watch now",
    "0:45",
    "0",
]
ENDS = ["\n", "\n", "\r\n", "\r", "\u2028", "\x0c", "\n\n"]
PAGES = st.lists(
    st.tuples(st.one_of(st.sampled_from(LINES), st.text(max_size=40)), st.sampled_from(ENDS)), max_size=40
).map(lambda pairs: "".join(line + end for line, end in pairs))

CUT = st.tuples(
    st.sampled_from(LINES),
    st.integers(1, 60),
    st.sampled_from(["", "/", " /", " |", " -", ":", ".", " (", ")", "\u00a9", ","]),
).map(lambda parts: (parts[0][: parts[1]] + parts[2]).strip())


def cleaned(text: str) -> CleanedPage:
    """A plain page, cleaned."""
    return clean(Article(body=text.encode("utf-8", "surrogatepass"), charset="utf-8"))


@given(PAGES)
def test_blocks_are_the_non_empty_lines_each_once_and_in_order(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
    found = cleaned(text)
    assert found.text == text
    assert [(block.start, block.end) for block in found.blocks] == [(line.start, line.end) for line in split(text)]
    assert all(text_of(found, block).strip() == text_of(found, block) != "" for block in found.blocks)


@given(PAGES)
def test_parts_hold_all_blocks_and_come_in_order(text: str) -> None:
    found = cleaned(text.encode("utf-8", "ignore").decode())
    assert [block.part for block in found.blocks] == sorted(block.part for block in found.blocks)
    assert {block.part for block in found.blocks} == set(range(len(found.parts)))
    for number, part in enumerate(found.parts):
        own = [block for block in found.blocks if block.part == number]
        assert (part.start, part.end) == (own[0].start, own[-1].end)
        assert part.title is None or (part.title.start, part.title.end) in {(block.start, block.end) for block in own}


@given(PAGES)
def test_copies_lead_to_an_earlier_block_of_their_part_that_is_no_copy(text: str) -> None:
    found = cleaned(text.encode("utf-8", "ignore").decode())
    by_start = {block.start: block for block in found.blocks}
    for block in found.blocks:
        if block.repeat_of is not None:
            first = by_start[block.repeat_of]
            assert first.start < block.start
            assert (first.part, first.repeat_of) == (block.part, None)


@given(PAGES)
@example("b\nB\n")
@example("a0\nA0\n")
def test_of_every_cluster_exactly_one_copy_is_not_dropped(text: str) -> None:
    found = cleaned(text.encode("utf-8", "ignore").decode())
    for first in {block.repeat_of for block in found.blocks} - {None}:
        cluster = [block for block in found.blocks if first in (block.start, block.repeat_of)]
        assert sum(block.action is not Action.DROP for block in cluster) == 1


@given(PAGES)
def test_credits_stand_inside_captions_and_credits(text: str) -> None:
    found = cleaned(text.encode("utf-8", "ignore").decode())
    for block in found.blocks:
        if block.credit is not None:
            assert block.kind in {Kind.CAPTION, Kind.CREDIT}
            assert block.start <= block.credit.start < block.credit.end <= block.end


@given(PAGES, PAGES)
def test_a_page_is_cleaned_the_same_whatever_was_cleaned_before(text: str, other: str) -> None:
    text, other = (each.encode("utf-8", "ignore").decode() for each in (text, other))
    before = cleaned(text)
    cleaned(other)
    assert cleaned(text) == before


def test_a_page_is_cleaned_the_same_in_every_process() -> None:
    code = (
        "import sys; from pathlib import Path; from schemas.article import Article; from workers.clean import clean;"
        "print(*(clean(Article(body=Path(name).read_bytes())) for name in sys.argv[1:]))"
    )
    pages = sorted(map(str, (Path(__file__).parents[2] / "gold_pages").glob("*.txt")))
    told = {
        subprocess.run(
            [sys.executable, "-c", code, *pages],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("3", "7")
    }
    assert len(told) == 1


@given(PAGES)
def test_the_body_is_its_own_body(text: str) -> None:
    found = cleaned(text.encode("utf-8", "ignore").decode())
    body = [
        text_of(found, block) for block in found.blocks if block.action is Action.KEEP and block.kind is Kind.PARAGRAPH
    ]
    again = cleaned("\n".join(body))
    assert [text_of(again, block) for block in again.blocks] == body


@given(st.lists(CUT, max_size=12))
@example(["Olga Renn /"])
def test_lines_cut_anywhere_are_blocks_of_the_page(lines: list[str]) -> None:
    found = cleaned("\n".join(lines))
    assert [text_of(found, block) for block in found.blocks] == [
        line for text in lines if (line := text.strip("\u200b "))
    ]


@given(
    st.binary(max_size=200),
    st.sampled_from(["text/plain", "text/html"]),
    st.sampled_from([None, "utf-8", "latin-1", "utf-16", "nonsense"]),
)
def test_any_bytes_are_cleaned_or_refused(body: bytes, media_type: str, charset: str | None) -> None:
    blocks: tuple[Block, ...] = ()
    length, pointer = 0, ""
    try:
        found = clean(Article(body=body, media_type=media_type, charset=charset))
        blocks, length = found.blocks, len(found.text)
    except ArticleError as error:
        pointer = error.pointer
    assert pointer in {"", "/body", "/charset"}
    assert all(0 <= block.start < block.end <= length for block in blocks)


@pytest.mark.parametrize("text", ["", " ", "\n\n\r\n", "\u200b\n\ufeff", "\t\u00a0\u3000"])
def test_a_page_without_a_visible_character_has_no_blocks(text: str) -> None:
    found = cleaned(text)
    assert (found.blocks, found.parts) == ((), ())


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Boats on the bank. EPA/LENA ORSK", "caption"),
        ("Getty Images", "credit"),
        ("Share this article", "widget"),
        ("Nordia reopens the harbour", "heading"),
    ],
)
def test_a_page_of_one_line_over_and_over_has_one_kind(line: str, kind: str) -> None:
    found = page(*[line] * 50)
    assert set(kinds(found).values()) == {kind}


def test_a_page_of_the_same_caption_keeps_one() -> None:
    assert actions(page(*["Boats on the bank. EPA/LENA ORSK"] * 1000)) == ["metadata"] + ["drop"] * 999


def test_a_page_of_the_same_paragraph_loses_it_never() -> None:
    assert actions(page(*[LEDE] * 1000)).count("keep") + actions(page(*[LEDE] * 1000)).count("metadata") >= 1


@pytest.mark.parametrize("unit", ["word ", "x", ".", "(", "\u2014", "/", "@", "\u0130", "\u05d0", "a\u0301", "1", '"'])
def test_one_line_of_a_million_characters_is_one_block(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    (block,) = cleaned(text).blocks
    assert (block.start, block.end) == (0, len(text.rstrip()))


def test_a_hundred_thousand_identical_lines_are_as_many_blocks() -> None:
    assert len(page(*["Nordia reopens the harbour again today"] * 100_000).blocks) == 100_000


def test_offsets_count_code_points_not_bytes() -> None:
    found = cleaned("\U0001f6a2 \u0130stanbul\nWho pays?")
    assert [(block.start, block.end) for block in found.blocks] == [(0, 10), (11, 20)]


def test_another_media_type_is_refused_with_its_field() -> None:
    with pytest.raises(ArticleError, match="application/pdf") as caught:
        clean(Article(body=b"%PDF", media_type="application/pdf"))
    assert caught.value.pointer == "/media_type"


def test_a_media_type_may_have_parameters_and_capitals() -> None:
    assert clean(Article(body=b"a", media_type="Text/Plain; charset=utf-8")).text == "a"
