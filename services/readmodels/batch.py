"""The rows as they will stand once a batch is committed, kept in memory from one batch to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from schemas.rows.row import AnyRow, Change, Enter, Put, Row, Table
from services.readmodels import Generation
from services.readmodels.cells import LAYOUTS, Key

MOST_ROWS = 100_000
"""Rows kept from one batch to the next, some 100 MB; a batch that begins with more keeps those last asked for."""
Value = str | int


class Found:
    """Rows of a table by a column: those that the batch changed, and those that were looked up, by value and key."""

    def __init__(self, table: Table, column: str) -> None:
        self.table = table
        self.column = column
        self.looked_up: set[Value] = set()
        self.asked: dict[Value, dict[Key, Any]] = {}
        self.rows: defaultdict[Value, dict[Key, Any]] = defaultdict(dict)
        self.values: dict[Key, Value | None] = {}
        self._layout = LAYOUTS[table.name]

    @property
    def size(self) -> int:
        """Rows that are known, and values of which it is known that no row has them."""
        return len(self.values) + len(self.looked_up)

    def forget(self) -> None:
        """Forget the rows with values that were not asked for."""
        self.looked_up &= self.asked.keys()
        for value in self.rows.keys() - self.looked_up:
            del self.rows[value]
        self.values = {key: value for value, rows in self.rows.items() for key in rows}

    def add(self, stored: Iterable[Row]) -> None:
        """These rows are stored; what the batch has changed is known better."""
        for row in stored:
            key = self._layout.key(row)
            if key not in self.values:
                self._place(key, row)

    def follow(self, change: Change) -> None:
        """The batch makes this change."""
        if isinstance(change, Put):
            key = self._layout.key(change.row)
            self._remove(key)
            self._place(key, change.row)
        elif isinstance(change, Enter):
            for key in change.keys:
                self._place(key, self._layout.row(key))
        else:
            self._remove(change.key)

    def _remove(self, key: Key) -> None:
        before = self.values.get(key)
        if before is not None:
            del self.rows[before][key]
        self.values[key] = None

    def _place(self, key: Key, row: Row) -> None:
        value = getattr(row, self.column)
        self.rows[value][key] = row
        self.values[key] = value


class Batch:
    """Reads through to a generation, which nobody else may write to, and keeps the changes to be committed together.

    The changes of the batch before are kept beside them, as the generation may still be storing those.
    """

    def __init__(self, generation: Generation) -> None:
        self.changes: list[tuple[int, Change]] = []
        self._before: list[tuple[int, Change]] = []
        self._generation = generation
        self._hints: list[Collection[Value]] = []
        self._found: defaultdict[str, dict[str, Found]] = defaultdict(dict)

    def begin(self, hints: Iterable[Collection[Value]] = ()) -> None:
        """Begin a batch after the last one, which is stored by the end of this one; what is known stays known.

        `hints` name values that will be looked up together: where one is asked for, all of its group are read at once.
        """
        self._before, self.changes = self.changes, []
        self._hints = [frozenset(hint) for hint in hints]
        known = [found for columns in self._found.values() for found in columns.values()]
        if sum(found.size for found in known) > MOST_ROWS:
            for found in known:
                found.forget()
                self._catch_up(found)
        for found in known:
            found.asked.clear()

    def find(self, table: Table[AnyRow], column: str, value: Value) -> dict[Key, AnyRow]:
        """The rows with this value in an indexed (or leading key) column, by their keys; not to be changed."""
        found = self._found[table.name].get(column) or self._watch(table, column)
        rows = found.asked.get(value)
        if rows is None:
            if value not in found.looked_up:
                self._look_up(found, next((hint for hint in self._hints if value in hint), (value,)))
            rows = found.asked[value] = found.rows[value]
        return rows

    def find_each(self, table: Table[AnyRow], column: str, values: Collection[Value]) -> dict[Any, dict[Key, AnyRow]]:
        """The rows with each of these values, read together."""
        found = self._found[table.name].get(column) or self._watch(table, column)
        self._look_up(found, values)
        rows = {value: found.rows[value] for value in values}
        found.asked.update(rows)
        return rows

    def _look_up(self, found: Found, values: Collection[Value]) -> None:
        """Read the rows with those of the values that were not asked for yet."""
        if wanted := frozenset(values) - found.looked_up:
            found.add(self._generation.gather(found.table, found.column, wanted))
            found.looked_up |= wanted

    def change(self, position: int, changes: Iterable[Change]) -> None:
        """These changes, which the record at the position causes, are made."""
        for change in changes:
            self.changes.append((position, change))
            for found in self._found[change.table.name].values():
                found.follow(change)

    def _watch(self, table: Table, column: str) -> Found:
        """Keep an eye on a column from now on."""
        found = self._found[table.name][column] = Found(table, column)
        self._catch_up(found)
        return found

    def _catch_up(self, found: Found) -> None:
        """Let rows know of changes that may not be stored yet."""
        for _, change in (*self._before, *self.changes):
            if change.table.name == found.table.name:
                found.follow(change)
