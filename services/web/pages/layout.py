"""A page as it was posted, block by block: what became of each and why, and the events on its sentences. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from schemas.block import Action, Block, Kind, Part
from schemas.rows.events import EventRow
from services.web.pages.marks import Mark, Piece, cut, marks_of
from services.web.revisions import ArticlePage

BLOCKS_ON_A_PAGE = 300
LONGEST_BLOCK = 20_000
"""Characters of a block that are shown."""
EVENTS_IN_A_BLOCK = 60
REASONS = {
    Kind.WIDGET: "the site's own: buttons, menus, labels",
    Kind.EMBED: "a post from elsewhere, shown inside the page",
    Kind.CREDIT: "who took a photo",
    Kind.BYLINE: "who wrote it",
    Kind.DATELINE: "when and where it was written",
    Kind.CAPTION: "words under a photo",
    Kind.HEADING: "not a heading of this article",
    Kind.PARAGRAPH: "not part of this article",
    Kind.LIST_ITEM: "not part of this article",
}


class Numbered(Struct, frozen=True):
    """An event with its number in the order of the page, and where the block begins that it was read in."""

    number: int
    row: EventRow
    block: int


class Shown(Struct, frozen=True, kw_only=True):
    """A block: its words in pieces, why it was not kept, the events said in it."""

    block: Block
    pieces: Sequence[Piece]
    why: str = ""
    copy: int | None = None
    """Where the copy begins that is kept in this one's place."""
    is_cut: bool = False
    events: Sequence[Numbered] = ()
    part: Part | None = None
    """The part that begins with this block."""


class Layout(Struct, frozen=True, kw_only=True):
    """The blocks from `first` on, as many as a page shows, of so many; the events, and the one that is shown."""

    blocks: Sequence[Shown]
    first: int
    following: int | None
    total: int
    counts: dict[str, int]
    events: Sequence[Numbered]
    chosen: int | None


def lay_out(page: ArticlePage, rows: Sequence[EventRow], event: str | None, first: str | None) -> Layout:
    """A page with these events; blocks begin at `first`, else near the event that is asked for."""
    ordered = sorted(rows, key=lambda row: (row.sentence_start, row.trigger_start))
    starts = [block.start for block in page.blocks]
    events = [Numbered(number, row, _block(starts, row.trigger_start)) for number, row in enumerate(ordered, 1)]
    chosen = next((each for each in events if each.row.id == event), None)
    begin = _begin(page, chosen, first)
    blocks = page.blocks[begin : begin + BLOCKS_ON_A_PAGE]
    following = begin + len(blocks)
    return Layout(
        blocks=list(_shown(page, blocks, events, chosen.number if chosen else None)),
        first=begin,
        following=following if following < len(page.blocks) else None,
        total=len(page.blocks),
        counts={action.value: sum(block.action == action for block in page.blocks) for action in Action},
        events=[each for each in events if blocks and _is_within(each.row, blocks[0].start, blocks[-1].end)],
        chosen=chosen.number if chosen else None,
    )


def _begin(page: ArticlePage, chosen: Numbered | None, first: str | None) -> int:
    """The block to begin with: a multiple of the page's length."""
    at = int(first) if first and first.isascii() and first.isdigit() and len(first) < 9 else 0  # noqa: PLR2004
    if chosen and not first:
        at = sum(block.end <= chosen.row.sentence_start for block in page.blocks)
    return min(at, max(0, len(page.blocks) - 1)) // BLOCKS_ON_A_PAGE * BLOCKS_ON_A_PAGE


def _block(starts: Sequence[int], at: int) -> int:
    """The start of the block that a place is in."""
    before = bisect_right(starts, at)
    return starts[before - 1] if before else 0


def _is_within(row: EventRow, start: int, end: int) -> bool:
    return row.sentence_start < end and start < row.sentence_end


def _shown(
    page: ArticlePage, blocks: Sequence[Block], events: Sequence[Numbered], chosen: int | None
) -> Iterator[Shown]:
    """The blocks; events and blocks both stand in the order of the page, so each event is looked at a few times."""
    part, waiting, copies = None, list(reversed(events)), _copies(page)
    for block in blocks:
        while waiting and waiting[-1].row.sentence_end <= block.start:
            waiting.pop()
        here = [each for each in waiting[: -EVENTS_IN_A_BLOCK - 1 : -1] if _is_within(each.row, block.start, block.end)]
        yield Shown(
            block=block,
            pieces=list(_pieces(page.text, block, here, chosen)),
            why=_why(block, copies),
            copy=copies.get(_cluster(block)) if block.action == Action.DROP else None,
            is_cut=block.end - block.start > LONGEST_BLOCK,
            events=here,
            part=page.parts[block.part] if block.part != part and len(page.parts) > block.part else None,
        )
        part = block.part


def _pieces(text: str, block: Block, events: Sequence[Numbered], chosen: int | None) -> Iterator[Piece]:
    end = min(block.end, block.start + LONGEST_BLOCK)
    marks = [
        Mark(mark.start - block.start, mark.end - block.start, mark.event, mark.role)
        for each in events
        for mark in (
            *marks_of(each.row, each.number),
            Mark(each.row.sentence_start, each.row.sentence_end, each.number, "said"),
        )
    ]
    yield from cut(text[block.start : end], marks, 0, end - block.start, chosen or 0)


def _copies(page: ArticlePage) -> dict[int, int]:
    """Where the copy begins that is kept of whatever is printed more than once, by where its first copy begins."""
    repeated = {block.repeat_of for block in page.blocks if block.repeat_of is not None}
    kept = (block for block in page.blocks if block.action != Action.DROP and _cluster(block) in repeated)
    return {_cluster(block): block.start for block in kept}


def _cluster(block: Block) -> int:
    return block.start if block.repeat_of is None else block.repeat_of


def _why(block: Block, copies: dict[int, int]) -> str:
    is_repeated = _cluster(block) in copies
    match block.action:
        case Action.KEEP:
            return ""
        case Action.DROP if is_repeated:
            return "a copy"
        case Action.METADATA if is_repeated:
            return "the fullest copy of it"
        case _:
            return "printed before" if block.repeat_of is not None else REASONS[block.kind]
