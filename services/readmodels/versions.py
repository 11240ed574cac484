"""What a batch of changes does to a table: which current rows end, which pass by within the batch, which remain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from msgspec import Struct

from schemas.rows.row import Change, Enter, Put, Row
from schemas.search import searched
from services.readmodels.cells import LAYOUTS, Cell, Key, Layout

Cells = tuple[Cell, ...]
CellColumns = Sequence[Sequence[Cell]]
"""Of each column its cells, in the order of the rows; no column at all if there are no rows."""


class Versions(Struct, frozen=True):
    """The effect of a batch on one table.

    `ended`: keys whose current row, if there is one, ends, each followed by the position. `past`: rows that began and
    ended within the batch, the last columns being since and until. `current`: rows that remain, the last being since.
    `words`: what rows of either kind are searched by, each after the position since which its row holds.
    `reached`: each key with a level that its restless column reaches, and the first position in the batch at which.
    """

    layout: Layout
    ended: list[Cells]
    past: CellColumns
    current: CellColumns
    words: list[tuple[int, str]]
    reached: list[Cells]


def versions_of(changes: Sequence[tuple[int, Change]]) -> Iterator[Versions]:
    """The effect of the changes, table by table; of changes at the same position the last one counts."""
    tables: defaultdict[str, list[tuple[int, Change]]] = defaultdict(list)
    for each in changes:
        tables[each[1].table.name].append(each)
    for name, of_table in tables.items():
        yield _versions(LAYOUTS[name], of_table)


def length(columns: CellColumns) -> int:
    """The number of rows."""
    return len(columns[0]) if columns else 0


def _versions(layout: Layout, changes: Sequence[tuple[int, Change]]) -> Versions:
    ended, passed = list[Cells](), list[tuple[Row | Key, int, int]]()
    latest: dict[Key, tuple[Row | Key, int] | None] = {}
    key_of, is_key = layout.key, layout.is_key
    for position, change in changes:
        if isinstance(change, Put):
            key, fresh = key_of(change.row), change.fresh
            version = (key if is_key else change.row, position)
        elif isinstance(change, Enter):
            for key in change.keys:
                latest[key] = key, position
            continue
        else:
            key, fresh, version = change.key, False, None
        if key not in latest:
            if not fresh:
                ended.append((*key, position))
        elif (before := latest[key]) and before[-1] != position:
            passed.append((*before, position))
        latest[key] = version
    past, current = _columns(layout, passed), _columns(layout, [version for version in latest.values() if version])
    return Versions(layout, ended, past, current, _words(layout, changes), _reached(layout, past, current))


def _columns(layout: Layout, versions: Sequence[tuple[Any, ...]]) -> CellColumns:
    """The columns of rows, or of keys that are whole rows, each followed by positions."""
    if not versions:
        return ()
    rows, *positions = zip(*versions, strict=True)
    return *(zip(*rows, strict=True) if layout.is_key else layout.cells(rows)), *positions


def _words(layout: Layout, changes: Sequence[tuple[int, Change]]) -> list[tuple[int, str]]:
    search = layout.table.search
    if search is None:
        return []
    rows = {position: change.row for position, change in changes if isinstance(change, Put)}
    return [(position, searched(search(row))) for position, row in rows.items()]


def _reached(layout: Layout, past: CellColumns, current: CellColumns) -> list[Cells]:
    """Everybody reaches level 0 by being there; levels that are jumped over are left out."""
    if layout.table.restless is None:
        return []
    key, counted = (layout.names.index(name) for name in (*layout.table.key, layout.table.restless))
    since = len(layout.names)
    rows = [row for each in (past, current) if each for row in zip(each[key], each[counted], each[since], strict=True)]
    first: dict[Cells, Cell] = {}
    for name, count, position in sorted(rows, key=itemgetter(2)):
        for level in (0, level_of(count)):
            first.setdefault((name, level), position)
    return [(*place, position) for place, position in first.items()]


def level_of(count: Cell) -> int:
    """How high a number is, in steps of the square root of two: 0 of 0, 1 of 1, 3 of 2, 4 of 3, 5 of 4 and 5."""
    assert isinstance(count, int)  # noqa: S101  # as in every restless column
    return (count * count).bit_length()
