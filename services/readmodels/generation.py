# ruff: noqa: S608  # the schema's name is the store's own, every value is bound
"""A generation of read models in a database of either kind."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from heapq import merge
from itertools import chain, islice

from schemas.errors import FenceError
from schemas.readmodel import TABLES
from schemas.rows.row import AnyRow, Change, Table
from services.readmodels import Columns, Condition, Query, Told, Value
from services.readmodels.cells import LAYOUTS, Cell, layout_of
from services.readmodels.database import Database, Session
from services.readmodels.sql.pages import EVERYBODY, pages, reaches, tallies
from services.readmodels.sql.statement import Statement
from services.readmodels.sql.statements import checkpoint, current, descent, everything, milestones
from services.readmodels.sql.tables import milestones_name
from services.readmodels.sql.traits import climbs
from services.readmodels.versions import Versions, length, level_of, versions_of

FEW_ROWS = 100
"""Up to so many are written sooner than a thread has begun to."""
TURN_SECONDS = 0.0001
"""How long a commit waits for its turn in the process, a dozen times: with Python's 5 ms longer than the disk takes."""
FURTHER = 4
"""How many times as many keys a look at a restless past takes where those that it took did not do."""


class StoredGeneration:
    """One set of all read models with one checkpoint."""

    def __init__(self, number: int, folds_version: str, database: Database) -> None:
        self.number = number
        self.folds_version = folds_version
        self.database = database
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="commit")

    def checkpoint(self) -> int:
        """The position up to which the log is folded in."""
        with self.database.session() as session:
            return self._position(session)

    def get(self, table: Table[AnyRow], key: tuple[str | int, ...]) -> AnyRow | None:
        """The current row under this key."""
        where = tuple(Condition(column, "=", value) for column, value in zip(table.key, key, strict=True))
        with self.database.session() as session:
            found = self._cells(session, Query(table=table, where=where, order=table.key, limit=1))
        return layout_of(table).row(found[0]) if found else None

    def find(self, table: Table[AnyRow], column: str, value: str | int) -> list[AnyRow]:
        """The current rows with this value in an indexed (or leading key) column, ordered by key."""
        return self.gather(table, column, (value,))

    def gather(self, table: Table[AnyRow], column: str, values: Collection[str | int]) -> list[AnyRow]:
        """The current rows with any of these values in an indexed (or leading key) column, ordered by key."""
        layout = layout_of(table)
        statement = current(layout, self.database, column, values)
        with self.database.session() as session:
            return list(map(layout.row, session.execute(statement.sql, statement.values)))

    def commit(self, changes: Sequence[tuple[int, Change]], *, after: int, position: int) -> None:
        """Write changes, each with the position that causes it, and move the checkpoint, in one transaction.

        Raises FenceError, and writes nothing, unless the checkpoint stands at `after`.
        """
        self._write(self.prepare(changes), after, position)

    def prepare(self, changes: Sequence[tuple[int, Change]]) -> Sequence[Versions]:
        """What a commit of these changes writes."""
        return list(versions_of(changes))

    def storing(self, effects: Sequence[Versions], *, after: int, position: int) -> Callable[[], None]:
        """Begin a commit that was prepared; what is returned waits for its end, and raises what `commit` raises."""
        if self.database.apart and sum(length(effect.current) for effect in effects) > FEW_ROWS:
            return self._thread.submit(self._write_meanwhile, effects, after, position).result
        self._write(effects, after, position)
        return lambda: None

    def _write_meanwhile(self, effects: Sequence[Versions], after: int, position: int) -> None:
        """Write in a thread that takes short turns with the others."""
        usual = sys.getswitchinterval()
        sys.setswitchinterval(TURN_SECONDS)
        try:
            self._write(effects, after, position)
        finally:
            sys.setswitchinterval(usual)

    def _write(self, effects: Sequence[Versions], after: int, position: int) -> None:
        if not self.database.advance(effects, after=after, position=position):
            raise FenceError(f"Generation {self.number} no longer stands at position {after}.")

    def select(self, query: Query[AnyRow]) -> tuple[int, list[AnyRow]]:
        """The checkpoint and the rows at it, read in one transaction."""
        position, found = self._found(query)
        return position, list(map(layout_of(query.table).row, found))

    def tell(self, query: Query) -> tuple[int, list[Told]]:
        """The same rows to be written: as JSON they are what `select` finds, in a fraction of the time."""
        position, found = self._found(query)
        return position, LAYOUTS[query.table.name].told(found)

    def columns(self, query: Query) -> Columns | None:
        """The same column by column; None if there are none."""
        _, found = self._found(query)
        return LAYOUTS[query.table.name].columns_told(found) if found else None

    def reach(self, query: Query, rows: int) -> tuple[Value, ...] | None:
        """The place in the query's order to which a walk through so many rows leads, whether they meet it or not.

        None if there are not so many, or if the query walks through no others than it finds.
        """
        nearest, stretches, left = max if query.descending else min, list(reaches(query, self.database)), rows
        if not stretches:
            return None
        with self.database.snapshot() as session:
            for statement in self.database.matching.before if query.search else ():
                session.execute(statement)
            for page in stretches:
                walks = [session.execute(f"{side.sql} LIMIT 1 OFFSET ?", (*side.values, left)) for side in page.sides]
                if places := [tuple(place) for walk in walks for place in walk]:
                    return (*page.lead, *nearest(places))
                left -= max((_length(session, side, left) for side in page.sides), default=0)
        return None

    def tally(self, query: Query, columns: Sequence[str], within: int | None = None) -> list[tuple[Value, ...]]:
        """How many rows of a query have each combination of values in some columns: the values, then the number."""
        found = Counter[tuple[Value, ...]]()
        with self.database.snapshot() as session:
            for statement in tallies(query, self.database, columns, within):
                for *values, number in session.execute(statement.sql, statement.values):
                    found[tuple(values)] += number
        return [(*values, number) for values, number in found.items()]

    def count(self, table: Table) -> int:
        """The number of current rows."""
        with self.database.session() as session:
            (count,) = session.execute(f"SELECT count(*) FROM {self.database.schema}.{table.name}").fetchone()
        return int(count)

    def dump(self) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Every stored row, past ones too, as (table, values), by table and key; equal for equal logs.

        The values are the row's cells, then the positions since which and until which it held.
        """
        with self.database.snapshot() as session:
            for table in TABLES:
                for cells in session.execute(everything(LAYOUTS[table.name], self.database.schema)):
                    yield table.name, tuple(cells)
                for cells in session.execute(milestones(table, self.database.schema)) if table.restless else ():
                    yield milestones_name(table), tuple(cells)

    def close(self) -> None:
        """Let go of every connection."""
        self.database.close()

    def _found(self, query: Query) -> tuple[int, list[Sequence[Cell]]]:
        with self.database.snapshot() as session:
            for statement in self.database.matching.before if query.search else ():
                session.execute(statement)
            return self._position(session), self._cells(session, query)

    def _cells(self, session: Session, query: Query) -> list[Sequence[Cell]]:
        """The rows; of a restless past under the keys that were counted highest by then, and under more if need be."""
        if not climbs(query):
            return self._met(session, query)
        statement = descent(query.table, self.database.schema)
        counted, keys = LAYOUTS[query.table.name].cells_of(query.order[:1]), query.limit
        while True:
            highest, lowest = session.execute(statement, (query.as_of, keys)).fetchone()
            if not lowest:
                return self._met(session, query)
            found = self._met(session, query, range(lowest, highest + 1))
            if len(found) == query.limit > 0 and level_of(counted(found[-1])) >= lowest:
                return found  # as who never reached that level was counted to less
            keys = FURTHER * keys + 1

    def _met(self, session: Session, query: Query, levels: Sequence[int] = EVERYBODY) -> list[Sequence[Cell]]:
        """The rows, those of a restless past under keys that had reached any of these levels."""
        layout, found = LAYOUTS[query.table.name], list[Sequence[Cell]]()
        for page in pages(query, self.database, levels):
            if left := query.limit - len(found):
                asked = [session.execute(f"{side.sql} LIMIT ?", (*side.values, left)) for side in page.sides]
                sides = [side for side in map(_begun, asked) if side]
                together = _once(merge(*sides, key=layout.cells_of(page.order), reverse=query.descending))
                found += sides[0] if len(sides) == 1 else islice(together, left)
        return found

    def _position(self, session: Session) -> int:
        (position,) = session.execute(checkpoint(self.database.schema)).fetchone()
        return int(position)


def _length(session: Session, side: Statement, most: int) -> int:
    """How many rows one side walks through, at most so many."""
    (length,) = session.execute(f"SELECT count(*) FROM ({side.sql} LIMIT ?) walked", (*side.values, most)).fetchone()
    return int(length)


def _begun(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]] | None:
    """The rows, None if there are none: what one side has alone needs no merging."""
    rest = iter(rows)
    first = next(rest, None)
    return None if first is None else chain((first,), rest)


def _once(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """The rows without repetitions, which stand beside each other: a row may be in several lists."""
    before: Sequence[Cell] | None = None
    for row in rows:
        if row != before:
            yield row
        before = row
