"""Where places lie on the map, and how large they are drawn."""

from __future__ import annotations

import re

import pytest

from services.web.pages.places import REGIONS, places, radius, view_of
from services.web.pages.world import HEIGHT, WIDTH, outline, project


def test_the_world_fits_its_frame() -> None:
    assert project(0, 0) == pytest.approx((WIDTH / 2, HEIGHT / 2))
    assert project(180, 0)[0] == pytest.approx(WIDTH)
    assert project(-180, 0)[0] == pytest.approx(0)
    assert project(0, 90)[1] == pytest.approx(0, abs=0.5)


def test_equal_areas_are_equal_on_the_map() -> None:
    def height(south: float) -> float:
        """Of a band as wide as the parallel, per unit of its true area."""
        return project(10, south)[1] - project(10, south + 1)[1]

    assert height(0) > height(50) > height(80)


def test_the_outline_is_closed_lines_in_whole_units() -> None:
    assert re.fullmatch(r"(M-?\d+ -?\d+([lm]-?\d+ -?\d+)+z)+", outline())
    assert outline().count("z") > 200


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_is_a_part_of_the_map(region: str) -> None:
    view = view_of(region)
    assert 0 <= view.left < view.left + view.width <= WIDTH
    assert 0 <= view.top < view.top + view.height <= HEIGHT


def test_places_are_told_by_cooperation_and_conflict_the_busiest_first() -> None:
    found = places(
        [
            ("Oslo", "NOR", 59.9, 10.75, "AID", 2),
            ("Oslo", "NOR", 59.9, 10.75, "ACCUSE", 1),
            ("Nowhere", None, None, None, "ASSAULT", 7),
            (None, None, None, None, "AID", 5),
        ]
    )
    assert [(place.name, place.cooperation, place.conflict) for place in found] == [("Nowhere", 0, 7), ("Oslo", 2, 1)]
    assert found[0].at is None
    assert found[1].at == project(10.75, 59.9)


def test_areas_are_in_proportion_to_events() -> None:
    assert radius(25, 100) == pytest.approx(radius(100, 100) / 2)
    assert radius(1, 1_000_000) == 4.0
