"""Rows as a record leaves them: changed over and over while it is folded, told once at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from schemas.rows.row import AnyRow, Change, Delete, Put, Row, Table
from workers.projections.view import Key, View


class Draft:
    """The rows of a view with changes on top of them."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._tables: dict[str, _Changed] = {}

    def foresee(self, table: Table, column: str, values: Collection[str | int]) -> None:
        """Read at once the rows that will be asked for by these values of a column."""
        self._view.find_each(table, column, values)

    def find(self, table: Table[AnyRow], column: str, value: str | int) -> dict[Key, AnyRow]:
        """The rows with this value in an indexed (or leading key) column, by their keys."""
        stored, changed = self._view.find(table, column, value), self._tables.get(table.name)
        if changed is None:
            return stored
        kept = {key: row for key, row in stored.items() if key not in changed.rows}
        return kept | changed.find(column, value)

    def get(self, table: Table[AnyRow], *key: str | int) -> AnyRow | None:
        """The row under this key."""
        changed = self._tables.get(table.name)
        if changed is not None and key in changed.rows:
            row: AnyRow | None = changed.rows[key]
            return row
        return self._view.find(table, table.key[0], key[0]).get(key)

    def known(self, table: Table[AnyRow], *key: str | int) -> AnyRow:
        """The row under this key; raises KeyError if there is none."""
        row = self.get(table, *key)
        if row is None:
            raise KeyError(key)
        return row

    def put(self, table: Table, key: Key, row: Row) -> None:
        """Let this row hold under its key."""
        self._changed(table).set(key, row)

    def delete(self, table: Table, key: Key) -> None:
        """Let no row hold under this key."""
        self._changed(table).set(key, None)

    def changes(self) -> Iterator[Change]:
        """What is otherwise than before, in the order in which it was first changed."""
        for changed in self._tables.values():
            table = changed.table
            for key, row in changed.rows.items():
                before = self._view.find(table, table.key[0], key[0]).get(key)
                if row is not None and row != before:
                    yield Put(table, row, fresh=before is None)
                elif row is None and before is not None:
                    yield Delete(table, key)

    def _changed(self, table: Table) -> _Changed:
        if table.name not in self._tables:
            self._tables[table.name] = _Changed(table)
        return self._tables[table.name]


class _Changed:
    """The changed rows of a table, None for those that are gone, and where they are found."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows: dict[Key, Any] = {}
        self._places: dict[str, defaultdict[str | int, dict[Key, Any]]] = {}

    def set(self, key: Key, row: Row | None) -> None:
        before = self.rows.get(key)
        self.rows[key] = row
        for column, place in self._places.items():
            if before is not None:
                del place[getattr(before, column)][key]
            if row is not None:
                place[getattr(row, column)][key] = row

    def find(self, column: str, value: str | int) -> dict[Key, Any]:
        if column not in self._places:
            place = self._places[column] = defaultdict[str | int, dict[Key, Any]](dict)
            for key, row in self.rows.items():
                if row is not None:
                    place[getattr(row, column)][key] = row
        return self._places[column].get(value, {})
