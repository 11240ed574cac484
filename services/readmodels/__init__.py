"""The read models: generations of rows, each folded from the log by one version of the folds.

One interface, two stores: a SQLite file or a PostgreSQL schema a generation. Both pass
tests/contract/test_readmodels.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol

from msgspec import Struct

from schemas.rows.row import AnyRow, Change, Row_co, Table
from schemas.search import Phrase

Value = str | int | float | bool | None
Prepared = Any
"""What is left to be written; only the generation that prepared it knows how it looks."""
Told = Any
"""A row to be written: what is nested is the JSON that is stored, and days and names of a kind are texts."""
Columns = Mapping[str, Sequence[Any]]
"""Rows to be written, column by column: of each field its values, in the order of the rows, of which there is one."""


class Condition(Struct, frozen=True):
    """A comparison with a column; `operator` is one of =, <, <=, >, >=, in."""

    column: str
    operator: str
    value: Value | tuple[Value, ...]


class Listed(Struct, frozen=True):
    """Rows that another table lists under a term, or under any of several; its key is the term and where a row stands.

    Where that is the query's order the list itself is walked, else every row is looked up in it.
    """

    table: Table
    term: str | tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms, of which one is enough."""
        return (self.term,) if isinstance(self.term, str) else self.term


class Query(Struct, Generic[Row_co], frozen=True, kw_only=True):
    """Rows of a table: those in every list, that meet every condition, in an order, after a place in it.

    `order` names columns that are unique together, of which only the first may hold nulls, which come last either
    way; `after` holds the last row's values of these columns. `descending` turns the order of the values round.
    Values are compared as they are stored: days and moments as ISO 8601 text, moments in UTC with microseconds.
    `search` asks for rows whose texts hold all of some phrases, in the order of the table's `since`.
    `until` ends the walk at a place, the row there included; it is what `reach` finds.
    `as_of` asks for the rows that held at a position, of a table with history; without it for the current ones.
    """

    table: Table[Row_co]
    where: tuple[Condition, ...] = ()
    listed: tuple[Listed, ...] = ()
    order: tuple[str, ...] = ()
    descending: bool = False
    after: tuple[Value, ...] | None = None
    until: tuple[Value, ...] | None = None
    limit: int = 100
    as_of: int | None = None
    search: tuple[Phrase, ...] = ()


class Generation(Protocol):
    """One set of all read models with one checkpoint."""

    @property
    def number(self) -> int:
        """Counts up from 1 with every generation built."""

    @property
    def folds_version(self) -> str:
        """The version of the folds that built it."""

    def checkpoint(self) -> int:
        """The position up to which the log is folded in."""

    def get(self, table: Table[AnyRow], key: tuple[str | int, ...]) -> AnyRow | None:
        """The current row under this key."""

    def find(self, table: Table[AnyRow], column: str, value: str | int) -> list[AnyRow]:
        """The current rows with this value in an indexed (or leading key) column, ordered by key."""

    def gather(self, table: Table[AnyRow], column: str, values: Collection[str | int]) -> list[AnyRow]:
        """The current rows with any of these values in an indexed (or leading key) column, ordered by key."""

    def commit(self, changes: Sequence[tuple[int, Change]], *, after: int, position: int) -> None:
        """Write changes, each with the position that causes it, and move the checkpoint, in one transaction.

        Raises FenceError, and writes nothing, unless the checkpoint stands at `after`; what the store raises if a row
        called fresh is not.
        """

    def prepare(self, changes: Sequence[tuple[int, Change]]) -> Prepared:
        """What a commit of these changes writes."""

    def storing(self, effects: Prepared, *, after: int, position: int) -> Callable[[], None]:
        """Begin a commit that was prepared; what is returned waits for its end, and raises what `commit` raises."""

    def select(self, query: Query[AnyRow]) -> tuple[int, list[AnyRow]]:
        """The checkpoint and the rows at it, read in one transaction."""

    def tell(self, query: Query) -> tuple[int, list[Told]]:
        """The same rows to be written: as JSON they are what `select` finds, in a fraction of the time."""

    def columns(self, query: Query) -> Columns | None:
        """The same column by column; None if there are none."""

    def reach(self, query: Query, rows: int) -> tuple[Value, ...] | None:
        """The place in the query's order to which a walk through so many rows leads, whether they meet it or not.

        None if there are not so many, or if the query walks through no others than it finds.
        """

    def tally(self, query: Query, columns: Sequence[str], within: int | None = None) -> list[tuple[Value, ...]]:
        """How many rows of a query have each combination of values in some columns: the values, then the number.

        In no order. The query's limit does not matter; with `within` the first so many rows are counted, in its order,
        and as many again of those whose first value is null.
        """

    def count(self, table: Table) -> int:
        """The number of current rows."""

    def dump(self) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Every stored row, past ones too, as (table, values), by table and key; equal for equal logs."""


class ReadModels(Protocol):
    """All generations, of which one is serving."""

    def serving(self) -> Generation:
        """The generation that answers readers; made empty if there is none yet."""

    def create(self) -> Generation:
        """A new, empty generation beside the serving one."""

    def under_way(self) -> Generation:
        """The generation that is being built by these folds to follow the serving one, begun if none is."""

    def switch(self, generation: Generation) -> None:
        """Let this generation serve from now on, atomically."""

    def numbers(self) -> list[int]:
        """The generations that exist, oldest first."""

    def open(self, number: int) -> Generation:
        """A generation by its number."""

    def drop(self, number: int) -> None:
        """Delete a generation that is not serving."""

    def scrub(self) -> None:
        """Leave nothing of dropped generations in what the store keeps for itself."""

    def close(self) -> None:
        """Let go of every connection."""
