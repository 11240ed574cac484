"""A cleaned page as people look at it: what is kept, what stands beside it, what is left out and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, groupby

from rich.text import Text

from ops.screen import one_line
from schemas.block import Action, Block, CleanedPage, Part

STYLES = {Action.KEEP: "", Action.METADATA: "cyan", Action.DROP: "dim strike"}
MARKS = {Action.KEEP: ("keep", "green"), Action.METADATA: ("beside", "cyan"), Action.DROP: ("drop", "red")}
CREDIT_STYLE = "bold cyan"


def page_view(page: CleanedPage) -> Iterator[Text]:
    """One line for every part and every block: the number of its line on the page, its fate, its kind, its text."""
    starts = [0, *accumulate(len(line) for line in page.text.splitlines(keepends=True))]
    for number, blocks in groupby(page.blocks, key=lambda block: block.part):
        yield _part_line(page, number, page.parts[number])
        yield from (_block_line(page, block, starts) for block in blocks)


def _part_line(page: CleanedPage, number: int, part: Part) -> Text:
    title = one_line(page.text[part.title.start : part.title.end]) if part.title else "(no title)"
    line = Text.assemble((f"part {number}  ", "bold"), (title, "bold"))
    if part.published is None:
        return line.append("  undated", "dim")
    published = part.published
    return line.append(f"  {published.day} ({published.evidence}, {published.confidence:.0%} sure)", "dim")


def _block_line(page: CleanedPage, block: Block, starts: list[int]) -> Text:
    mark, colour = MARKS[block.action]
    text = Text(one_line(page.text[block.start : block.end]), STYLES[block.action])
    if block.credit is not None and block.action is not Action.DROP:
        text.stylize(CREDIT_STYLE, block.credit.start - block.start, block.credit.end - block.start)
    number = bisect_right(starts, block.start)
    return Text.assemble(
        (f"{number:>5} ", "dim"),
        (f"{mark:<7}", colour),
        (f"{block.kind:<10} ", "dim"),
        text,
        (_why(block, starts), "yellow"),
    )


def _why(block: Block, starts: list[int]) -> str:
    """Why a block is dropped, or which copy of a caption this is."""
    if block.repeat_of is not None:
        first = bisect_right(starts, block.repeat_of)
        return f"  ← line {first} again" if block.action is Action.DROP else f"  ← the fullest copy of line {first}"
    if block.action is not Action.DROP:
        return ""
    return "  ← the page's own" if block.kind == "widget" else "  ← a fuller copy follows"
