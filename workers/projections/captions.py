"""The captions of each article's page, each once with the number of its copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from schemas.block import Action, Block, Kind
from schemas.readmodel import CAPTIONS, CaptionRow, Change, Delete, Put
from schemas.record import ArticleCleaned, ArticleCleanedWords, ArticleErased, ArticleReceived
from workers.projections.entry import Entry
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """A page's captions take the place of those known before; a new revision has none yet."""
    found: list[CaptionRow] = []
    match entry.data, entry.words:
        case ArticleReceived() | ArticleErased(), _:
            pass
        case ArticleCleaned(blocks=blocks), ArticleCleanedWords(text=text):
            found = list(_rows(entry, blocks, text))
        case _:
            return
    kept = {(row.article, row.part, row.start) for row in found}
    yield from (Delete(CAPTIONS, key) for key in rows.captions if key not in kept)
    yield from (Put(CAPTIONS, row) for row in found)


def _rows(entry: Entry, blocks: Sequence[Block], text: str) -> Iterator[CaptionRow]:
    """The fullest copy of every caption."""
    captions = [block for block in blocks if block.kind == Kind.CAPTION]
    copies = Counter(map(_first, captions))
    for block in captions:
        if block.action == Action.METADATA:
            yield CaptionRow(
                article=entry.article,
                part=block.part,
                start=block.start,
                end=block.end,
                revision=entry.data.revision,
                text=text[block.start : block.end],
                copies=copies[_first(block)],
                credit=text[block.credit.start : block.credit.end] if block.credit else None,
            )


def _first(block: Block) -> int:
    """Where the first copy of the caption starts."""
    return block.start if block.repeat_of is None else block.repeat_of
