"""What every table of the read models is made of: rows, the tables they stand in, and changes to them.

Every row also carries, in the store, the position since which it holds and until which it held; the rows here do not
know of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic

from msgspec import Struct
from typing_extensions import TypeVar

LONGEST_NAME = 200
"""Characters of a name that it is found by: an index holds short keys only."""


class Row(Struct, frozen=True, kw_only=True, gc=False):
    """The root of all rows; their texts come from records as folds read them, which hold no U+0000."""


AnyRow = TypeVar("AnyRow", bound=Row)
Row_co = TypeVar("Row_co", bound=Row, default=Row, covariant=True)


class Table(Struct, Generic[Row_co], frozen=True, kw_only=True):
    """A read model's table: its rows' type, its key and the columns that are searched.

    Without history only the present rows are kept: for tables that say what is still to do. `positions` names columns
    that hold a position no later than the one since which the row holds; in `since` it is that very one. A table with
    such a column can be searched for words in the texts that `search` takes out of a row.

    Nearly all rows have the values that are `common`, so that who walks to find them passes by few others.

    Rows whose column `restless` is counted on and on, under keys of one column, are listed by it: those of a moment are
    found by key and then put in order, as a walk in order would pass by every number that each ever had.
    """

    name: str
    row: type[Row_co]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    history: bool = True
    positions: tuple[str, ...] = ()
    since: str | None = None
    search: Callable[[Any], Iterable[str | None]] | None = None
    restless: str | None = None
    common: tuple[tuple[str, bool | None], ...] = ()


class Put(Struct, frozen=True, gc=False):
    """This row now holds under its key; a fresh one is the first there, so that none before it has to be ended."""

    table: Table
    row: Row
    fresh: bool = False


class Delete(Struct, frozen=True, gc=False):
    """No row holds under this key any more."""

    table: Table
    key: tuple[str | int, ...]


class Enter(Struct, frozen=True, gc=False):
    """These rows now hold, each told by its key, as the table's rows are all key; none of them was there before."""

    table: Table
    keys: tuple[tuple[str | int, ...], ...]


Change = Put | Delete | Enter


def name_term(name: str) -> str:
    """What is found by an actor's name, full or as printed, in any case."""
    return f"name {shortened(name)}"


def country_term(country: str) -> str:
    """What is found by an actor's country (ISO 3166-1 alpha-3)."""
    return f"country {country}"


def shortened(name: str) -> str:
    """A name as far as it is looked at, in any case."""
    return name.casefold()[:LONGEST_NAME]


def actor_term(actor: str) -> str:
    """What occurrences are found by in which an actor of this id takes part."""
    return f"actor {actor}"
