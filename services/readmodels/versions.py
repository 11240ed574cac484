"""What a batch of changes does to a table: which current rows end, which pass by within the batch, which remain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter

from msgspec import Struct

from schemas.rows.row import Change, Enter, Put
from schemas.search import searched
from services.readmodels.cells import LAYOUTS, Cell, Key, Layout

Cells = tuple[Cell, ...]


class Versions(Struct, frozen=True):
    """The effect of a batch on one table.

    `ended`: keys whose current row, if there is one, ends, each followed by the position. `past`: rows that began and
    ended within the batch, each followed by since and until. `current`: rows that remain, each followed by since.
    `words`: what rows of either kind are searched by, each after the position since which its row holds.
    `reached`: each key with a level that its restless column reaches, and the first position in the batch at which.
    """

    layout: Layout
    ended: list[Cells]
    past: list[Cells]
    current: list[Cells]
    words: list[tuple[int, str]]
    reached: list[Cells]


def versions_of(changes: Sequence[tuple[int, Change]]) -> Iterator[Versions]:
    """The effect of the changes, table by table; of changes at the same position the last one counts."""
    tables: defaultdict[str, list[tuple[int, Change]]] = defaultdict(list)
    for each in changes:
        tables[each[1].table.name].append(each)
    for name, of_table in tables.items():
        yield _versions(LAYOUTS[name], of_table)


def _versions(layout: Layout, changes: Sequence[tuple[int, Change]]) -> Versions:
    ended, past = list[Cells](), list[Cells]()
    latest: dict[Key, Cells | None] = {}
    key_of, cells = layout.key, layout.cells
    for position, change in changes:
        if isinstance(change, Put):
            key, version, fresh = key_of(change.row), cells(change.row, position), change.fresh
        elif isinstance(change, Enter):
            for key in change.keys:
                latest[key] = (*key, position)
            continue
        else:
            key, version, fresh = change.key, None, False
        if key not in latest:
            if not fresh:
                ended.append((*key, position))
        elif (before := latest[key]) and before[-1] != position:
            past.append((*before, position))
        latest[key] = version
    current = [version for version in latest.values() if version]
    return Versions(layout, ended, past, current, _words(layout, changes), _reached(layout, [*past, *current]))


def _words(layout: Layout, changes: Sequence[tuple[int, Change]]) -> list[tuple[int, str]]:
    search = layout.table.search
    if search is None:
        return []
    rows = {position: change.row for position, change in changes if isinstance(change, Put)}
    return [(position, searched(search(row))) for position, row in rows.items()]


def _reached(layout: Layout, rows: list[Cells]) -> list[Cells]:
    """Everybody reaches level 0 by being there; levels that are jumped over are left out."""
    if layout.table.restless is None:
        return []
    key, counted = (layout.names.index(name) for name in (*layout.table.key, layout.table.restless))
    since = len(layout.names)
    first: dict[Cells, Cell] = {}
    for row in sorted(rows, key=itemgetter(since)):
        for level in (0, level_of(row[counted])):
            first.setdefault((row[key], level), row[since])
    return [(*place, position) for place, position in first.items()]


def level_of(count: Cell) -> int:
    """How high a number is, in steps of the square root of two: 0 of 0, 1 of 1, 3 of 2, 4 of 3, 5 of 4 and 5."""
    assert isinstance(count, int)  # noqa: S101  # as in every restless column
    return (count * count).bit_length()
