"""The matrix of who acts on whom."""

from __future__ import annotations

from schemas.rows.relations import RelationRow
from services.web.pages.relations import SIDE, matrix


def relation(source: str, target: str, occurrences: int, **counts: int) -> RelationRow:
    return RelationRow(
        id=f"{source} {target}",
        level="country",
        source=source,
        target=target,
        source_name=source.title(),
        target_name=target.title(),
        occurrences=occurrences,
        **counts,
    )


def test_those_who_take_part_most_often_come_first() -> None:
    found = matrix([relation("A", "B", 5), relation("C", "B", 2), relation("C", "A", 4)])
    assert [name for name, _ in found.sources] == ["C", "A"]
    assert [name for name, _ in found.targets] == ["B", "A"]


def test_a_cell_tells_cooperation_from_conflict() -> None:
    row = relation("A", "B", 6, verbal_cooperation=1, material_cooperation=2, verbal_conflict=1, material_conflict=2)
    cell = matrix([row]).cells["A", "B"]
    assert (cell.row.cooperation, cell.row.conflict, cell.shade) == (3, 3, 5)


def test_shades_go_from_seldom_to_often_and_none_is_nothing() -> None:
    found = matrix([relation("A", str(number), number) for number in (0, 1, 3, 30, 1000)])
    shades = [found.cells["A", str(number)].shade for number in (0, 1, 3, 30, 1000)]
    assert shades == sorted(shades)
    assert (shades[0], shades[-1]) == (0, 5)
    assert all(shades[1:])


def test_the_matrix_has_a_bound() -> None:
    found = matrix([relation(f"S{number}", f"T{number}", 1) for number in range(100)])
    assert (len(found.sources), len(found.targets)) == (SIDE, SIDE)
