"""SQL that both stores understand, in pieces; `?` stands for every parameter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from services.readmodels.cells import Cell


class Statement(Struct, frozen=True):
    """SQL with the values of its parameters."""

    sql: str
    values: tuple[Cell, ...] = ()


NOTHING = Statement("")


def quoted(names: Iterable[str], alias: str = "") -> str:
    """Names as SQL identifiers, with commas between."""
    return ", ".join(f'{alias}"{name}"' for name in names)


def order_by(place: str, *, descending: bool) -> str:
    """The order by columns, each of them turned round or none."""
    if not place:
        return ""
    turned = f"{place.replace(',', ' DESC,')} DESC" if descending else place
    return f" ORDER BY {turned}"


def joined(*statements: Statement) -> Statement:
    """The statements as one, with the values of all."""
    sql = "".join(statement.sql for statement in statements)
    return Statement(sql, tuple(value for statement in statements for value in statement.values))


def same(key: Sequence[str]) -> str:
    """The clause that a row has a certain key."""
    return " AND ".join(f'"{name}" = ?' for name in key)
