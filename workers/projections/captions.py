"""The captions of each article's page, each once with the number of its copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from schemas.block import Action, Block, Kind
from schemas.fingerprint import Picture
from schemas.identity import letters
from schemas.record import ArticleCleaned, ArticleCleanedWords, ArticleErased, ArticleReceived
from schemas.rows.captions import CAPTIONS, CaptionRow
from schemas.rows.row import Change, Delete, Put
from workers.projections import pictures
from workers.projections.entry import Entry
from workers.projections.view import Key, Known

NUMBERS = 1000
"""Captions of a page that are numbered apart."""


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """A page's captions take the place of those known before; a new revision has none yet."""
    found: list[CaptionRow] = []
    match entry.data, entry.words:
        case ArticleReceived() | ArticleErased(), _:
            pass
        case ArticleCleaned(blocks=blocks), ArticleCleanedWords() as words:
            found = [_as_before(row, rows) for row in _rows(entry, blocks, words)]
        case _:
            return
    kept = {_key(row) for row in found}
    yield from (Delete(CAPTIONS, key) for key in rows.captions if key not in kept)
    yield from (Put(CAPTIONS, row) for row in found)
    yield from pictures.changes(entry.article, rows, list(rows.captions.values()), found)


def _rows(entry: Entry, blocks: Sequence[Block], words: ArticleCleanedWords) -> Iterator[CaptionRow]:
    """The fullest copy of every caption."""
    captions = [block for block in blocks if block.kind == Kind.CAPTION]
    copies = Counter(map(_first, captions))
    described = {picture.start: picture for picture in words.pictures}
    for number, block in enumerate(block for block in captions if block.action == Action.METADATA):
        row = CaptionRow(
            article=entry.article,
            part=block.part,
            start=block.start,
            end=block.end,
            revision=entry.data.revision,
            text=words.text[block.start : block.end],
            copies=copies[_first(block)],
            number=entry.position * NUMBERS + min(number, NUMBERS - 1),
            seen_at=entry.moment,
            credit=words.text[block.credit.start : block.credit.end] if block.credit else None,
        )
        yield _described(row, described.get(block.start), words.text)


def _described(row: CaptionRow, picture: Picture | None, text: str) -> CaptionRow:
    """The caption with what it says of its picture; the records of older cleaners do not tell."""
    if picture is None:
        return row
    return replace(
        row,
        caption=letters(picture.key),
        credit=text[picture.credit.start : picture.credit.end] if picture.credit else None,
        agency=picture.agency,
        day=picture.day,
        place=picture.place,
    )


def _as_before(row: CaptionRow, rows: Known) -> CaptionRow:
    """The caption with the number that it had, if it stood there before."""
    before = rows.captions.get(_key(row))
    return replace(row, number=before.number, seen_at=before.seen_at) if before and before.text == row.text else row


def _key(row: CaptionRow) -> Key:
    return row.article, row.part, row.start


def _first(block: Block) -> int:
    """Where the first copy of the caption starts."""
    return block.start if block.repeat_of is None else block.repeat_of
