"""What a batch of changes does to a table: which current rows end, which pass by within the batch, which remain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from schemas.readmodel import Change, Put
from services.readmodels.cells import LAYOUTS, Cell, Key, Layout

Cells = tuple[Cell, ...]
History = list[tuple[int, Cells | None]]
"""The cells under one key as a batch changes them, each with its position; None where no row is left."""


class Versions(Struct, frozen=True):
    """The effect of a batch on one table.

    `ended`: keys whose current row, if there is one, ends, each followed by the position. `past`: rows that began and
    ended within the batch, each followed by since and until. `current`: rows that remain, each followed by since.
    """

    layout: Layout
    ended: list[Cells]
    past: list[Cells]
    current: list[Cells]


def versions_of(changes: Sequence[tuple[int, Change]]) -> Iterator[Versions]:
    """The effect of the changes, table by table; of changes at the same position the last one counts."""
    tables: defaultdict[str, defaultdict[Key, History]] = defaultdict(lambda: defaultdict(list))
    for position, change in changes:
        name = change.table.name
        if isinstance(change, Put):
            layout = LAYOUTS[name]
            tables[name][layout.key(change.row)].append((position, layout.cells(change.row)))
        else:
            tables[name][change.key].append((position, None))
    for name, histories in tables.items():
        yield _versions(LAYOUTS[name], histories)


def _versions(layout: Layout, histories: Mapping[Key, History]) -> Versions:
    effect = Versions(layout, [], [], [])
    for key, history in histories.items():
        effect.ended.append((*key, history[0][0]))
        if len(history) > 1:
            effect.past.extend(_passing(history))
        since, cells = history[-1]
        if cells is not None:
            effect.current.append((*cells, since))
    return effect


def _passing(history: History) -> Iterator[Cells]:
    """The rows that another one followed."""
    for (since, cells), (until, _) in pairwise(history):
        if cells is not None and since < until:
            yield (*cells, since, until)
