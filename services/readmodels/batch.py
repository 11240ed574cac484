"""The rows as they will stand once a batch is committed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from schemas.readmodel import Change, Put, Row, Table
from services.readmodels import Generation
from services.readmodels.cells import LAYOUTS, Key

Value = str | int


class Found:
    """Rows of a table by a column: those that the batch changed, and those that were looked up, by value and key."""

    def __init__(self, column: str) -> None:
        self.column = column
        self.looked_up: set[Value] = set()
        self.rows: defaultdict[Value, dict[Key, Row]] = defaultdict(dict)
        self._values: dict[Key, Value | None] = {}

    def add(self, table: Table, stored: Iterable[Row]) -> None:
        """These rows are stored; what the batch has changed is known better."""
        for row in stored:
            key = LAYOUTS[table.name].key(row)
            if key not in self._values:
                self._place(key, row)

    def follow(self, change: Change) -> None:
        """The batch makes this change."""
        key = LAYOUTS[change.table.name].key(change.row) if isinstance(change, Put) else change.key
        before = self._values.get(key)
        if before is not None:
            del self.rows[before][key]
        self._values[key] = None
        if isinstance(change, Put):
            self._place(key, change.row)

    def _place(self, key: Key, row: Row) -> None:
        value = getattr(row, self.column)
        self.rows[value][key] = row
        self._values[key] = value


class Batch:
    """Reads through to a generation and keeps the changes that are to be committed together.

    `hints` name values that will be looked up together: where one is asked for, all of its group are read at once.
    """

    def __init__(self, generation: Generation, hints: Iterable[Collection[Value]] = ()) -> None:
        self.changes: list[tuple[int, Change]] = []
        self._generation = generation
        self._hints = [frozenset(hint) for hint in hints]
        self._found: defaultdict[str, dict[str, Found]] = defaultdict(dict)
        self._changed: defaultdict[str, list[Change]] = defaultdict(list)

    def find(self, table: Table, column: str, value: Value) -> dict[Key, Row]:
        """The rows with this value in an indexed (or leading key) column, by their keys; not to be changed."""
        found = self._found[table.name].get(column) or self._begin(table, column)
        if value not in found.looked_up:
            group = next((hint for hint in self._hints if value in hint), frozenset((value,)))
            wanted = group - found.looked_up
            found.add(table, self._generation.gather(table, column, wanted))
            found.looked_up |= wanted
        return found.rows[value]

    def change(self, position: int, changes: Iterable[Change]) -> None:
        """These changes, which the record at the position causes, are made."""
        for change in changes:
            self.changes.append((position, change))
            self._changed[change.table.name].append(change)
            for found in self._found[change.table.name].values():
                found.follow(change)

    def _begin(self, table: Table, column: str) -> Found:
        """Keep an eye on a column from now on."""
        found = self._found[table.name][column] = Found(column)
        for change in self._changed[table.name]:
            found.follow(change)
        return found
