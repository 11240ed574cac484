"""The groups of copies that the parts of one article leave and join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from schemas.rows.copies import COPIES, DUPLICATES, CopyRow, DuplicateRow, Likeness
from schemas.rows.row import Change, Delete, Put
from workers.projections.view import Known


class Groups:
    """The groups as they will stand after a record of an article, of which they keep what it changes."""

    def __init__(self, article: str, rows: Known) -> None:
        self._article = article
        self._rows = rows
        self._now: dict[str, DuplicateRow | None] = {}
        self._own: set[str] = set()
        self._first: list[CopyRow] = []

    def leave(self, groups: set[str]) -> None:
        """The article's copies go; the earliest of the others is the first copy. Takes time linear in the others."""
        for group in sorted(groups):
            others = [row for row in self._rows.copies_in(group) if row.article != self._article]
            self._now[group] = _counted(others) if others else None
            first = min(others, key=place, default=None)
            if first and first.likeness is not Likeness.FIRST:
                self._first.append(
                    replace(first, likeness=Likeness.FIRST, resemblance=None, contained=None, contains=None)
                )

    def found(self, row: CopyRow) -> None:
        """A part of the article is the first of a group of its own."""
        self._own.add(row.group)

    def join(self, row: CopyRow, match: CopyRow) -> None:
        """A part of the article becomes a copy beside another one."""
        before = self._now.get(row.group) or self._rows.duplicate(row.group) or _counted([match])
        self._now[row.group] = replace(
            before,
            copies=before.copies + 1,
            articles=before.articles + (row.group not in self._own),
            independent=before.independent + (row.origin == row.id),
        )
        self._own.add(row.group)

    def changes(self) -> Iterator[Change]:
        """What the groups' rows become; a single copy is no group."""
        yield from (Put(COPIES, row) for row in self._first)
        for group, now in self._now.items():
            before = self._rows.duplicate(group)
            if now and now.copies > 1:
                if now != before:
                    yield Put(DUPLICATES, now, fresh=before is None)
            elif before:
                yield Delete(DUPLICATES, (group,))


def place(row: CopyRow) -> tuple[int, int]:
    """By what copies are in order: the log's, then the page's."""
    return row.position, row.part


def _counted(copies: Sequence[CopyRow]) -> DuplicateRow:
    """The group that these copies make, of which there is one at least."""
    first = min(copies, key=place)
    return DuplicateRow(
        id=first.group,
        copies=len(copies),
        articles=len({row.article for row in copies}),
        independent=len({row.origin for row in copies}),
        article=first.article,
        part=first.part,
        position=first.position,
        seen_at=first.seen_at,
        title=first.title,
        source=first.source,
    )
