"""The rows as they will stand once a batch is committed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct, field

from schemas.readmodel import Change, Put, Row, Table
from services.readmodels import Generation
from services.readmodels.cells import LAYOUTS, Key

Value = str | int


class Found(Struct):
    """Rows of a table that were looked up by a column, by its value and then by their keys; kept up to date."""

    rows: dict[Value, dict[Key, Row]] = field(default_factory=dict)
    values: dict[Key, Value] = field(default_factory=dict)

    def put(self, key: Key, row: Row | None, value: Value | None) -> None:
        """This row, or none, now stands under the key."""
        before = self.values.pop(key, None)
        if before is not None:
            self.rows[before].pop(key, None)
        if row is not None and value in self.rows:
            self.rows[value][key] = row
            self.values[key] = value


class Batch:
    """Reads through to a generation and keeps the changes that are to be committed together.

    `hints` name values that will be looked up together: where one is asked for, all of its group are read at once.
    """

    def __init__(self, generation: Generation, hints: Iterable[Collection[Value]] = ()) -> None:
        self.changes: list[tuple[int, Change]] = []
        self._generation = generation
        self._hints = [frozenset(hint) for hint in hints]
        self._found: dict[tuple[str, str], Found] = {}
        self._rows: dict[str, dict[Key, Row | None]] = {}

    def find(self, table: Table, column: str, value: Value) -> dict[Key, Row]:
        """The rows with this value in an indexed (or leading key) column, by their keys; not to be changed."""
        found = self._found.setdefault((table.name, column), Found())
        if value not in found.rows:
            self._load(table, column, value, found)
        return found.rows[value]

    def change(self, position: int, changes: Iterable[Change]) -> None:
        """These changes, which the record at the position causes, are made."""
        for change in changes:
            self.changes.append((position, change))
            row = change.row if isinstance(change, Put) else None
            key = LAYOUTS[change.table.name].key(change.row) if isinstance(change, Put) else change.key
            self._rows.setdefault(change.table.name, {})[key] = row
            for (table, column), found in self._found.items():
                if table == change.table.name:
                    found.put(key, row, getattr(row, column, None))

    def _load(self, table: Table, column: str, value: Value, found: Found) -> None:
        group = next((hint for hint in self._hints if value in hint), frozenset((value,)))
        wanted = [each for each in group if each not in found.rows]
        found.rows.update((each, {}) for each in wanted)
        layout, changed = LAYOUTS[table.name], self._rows.get(table.name, {})
        for row in self._generation.gather(table, column, wanted):
            found.put(layout.key(row), row, getattr(row, column))
        for key, latest in changed.items():
            found.put(key, latest, getattr(latest, column, None))
