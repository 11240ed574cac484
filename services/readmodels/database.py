"""What the read models ask of a database: two ways to speak with it in SQL, and a fast way to write.

`?` stands for every parameter; tables are named with their schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from msgspec import Struct

from schemas.search import Phrase
from services.readmodels.cells import Cell
from services.readmodels.versions import Versions


class Cursor(Protocol):
    """The result of a statement (PEP 249)."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def fetchone(self) -> Any:  # noqa: ANN401  # a row is a tuple of whatever was asked for
        """The next row, None after the last."""

    def __iter__(self) -> Iterator[Any]: ...


class Session(Protocol):
    """An open conversation."""

    def execute(self, sql: str, values: Sequence[Cell] = (), /) -> Cursor:
        """Do one statement."""


class Matching(Struct, frozen=True):
    """How a store finds rows by words: `condition` compares the table w of words with `question`'s text.

    `condition` may name the table as {table}; `before` is to be said first, within the same transaction.
    """

    condition: str
    question: Callable[[Sequence[Phrase]], str]
    before: tuple[str, ...] = ()


class Database(Protocol):
    """Tables in a schema of their own.

    Raises ServiceError where the database cannot do what was asked; what is wrong with a value stays as it is.
    """

    @property
    def schema(self) -> str:
        """The schema that the tables are in."""

    @property
    def apart(self) -> bool:
        """Whether another process does the writing, so that this one can do something else meanwhile."""

    @property
    def matching(self) -> Matching:
        """How rows are found by words."""

    def among(self, column: str, kind: str) -> str:
        """The condition that a column of some kind of cells holds one of the values in a JSON array, its parameter.

        The SQL is the same for any number of them, so it stays prepared.
        """

    def session(self) -> AbstractContextManager[Session]:
        """Statements that stand each for itself."""

    def snapshot(self) -> AbstractContextManager[Session]:
        """Statements that all see the same moment and write nothing."""

    def advance(self, effects: Sequence[Versions], *, after: int, position: int) -> bool:
        """Write what a batch does to each table and move the checkpoint, in one transaction.

        False, and nothing is written, unless the checkpoint stands at `after`.
        """

    def close(self) -> None:
        """Let go of every connection."""
