"""The outline of the world as one SVG path, and where a place lies on it. Pure, but for reading the outline once.

Projection: Equal Earth (Šavrič, Patterson, Jenny 2018, https://doi.org/10.1080/13658816.2018.1504949), so that
areas can be compared. The outline is TopoJSON (https://github.com/topojson/topojson-specification).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import msgspec
from msgspec import Struct

OUTLINE = Path(__file__).parent.parent / "static" / "libraries" / "countries-110m.json"
WIDTH, HEIGHT = 2000, 973
"""The size of the world in the path's units."""
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = WIDTH / (2 * 2.7066299836960748)
"""Units to a radian along the equator, whose half is as long on the projection."""
JUMP = WIDTH / 2
"""A step as wide is no coast: it goes round the back of the world."""

Point = tuple[float, float]


class Transform(Struct):
    """How an outline's integers become degrees."""

    scale: Point
    translate: Point


class Geometry(Struct):
    """A country: rings of arcs, or parts of such rings; an arc is its index or, turned round, its complement."""

    arcs: list[list[list[int] | int]] = []


class Countries(Struct):
    """All countries."""

    geometries: list[Geometry]


class Objects(Struct):
    """What a topology holds."""

    countries: Countries


class Topology(Struct):
    """Countries as arcs that neighbours share, each a chain of differences."""

    objects: Objects
    arcs: list[list[tuple[int, int]]]
    transform: Transform


def project(longitude: float, latitude: float) -> Point:
    """Where a place lies, from the upper left corner of the world."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square * square * square
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = 2 / sqrt(3) * radians(longitude) * cos(theta) / slope
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return WIDTH / 2 + SCALE * x, HEIGHT / 2 - SCALE * y


@cache
def outline() -> str:
    """The coasts and borders of all countries, as the data of an SVG path in whole units."""
    topology = msgspec.json.decode(OUTLINE.read_bytes(), type=Topology)
    arcs = [_points(arc, topology.transform) for arc in topology.arcs]
    rings = (ring for country in topology.objects.countries.geometries for ring in _rings(country))
    return "".join(_path(_joined(ring, arcs)) for ring in rings)


def _points(arc: Sequence[tuple[int, int]], transform: Transform) -> list[Point]:
    """An arc's points on the map."""
    (width, height), (left, top) = transform.scale, transform.translate
    at = accumulate(arc, lambda before, step: (before[0] + step[0], before[1] + step[1]))
    return [project(x * width + left, y * height + top) for x, y in at]


def _rings(country: Geometry) -> Iterator[list[int]]:
    for part in country.arcs:
        inner = [ring for ring in part if isinstance(ring, list)]
        yield from inner or [[arc for arc in part if isinstance(arc, int)]]


def _joined(ring: Sequence[int], arcs: Sequence[list[Point]]) -> list[tuple[int, int]]:
    """A ring's points in whole units, each once."""
    points = [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
    whole = [(round(x), round(y)) for x, y in points]
    return [point for before, point in pairwise([(-1, -1), *whole]) if point != before]


def _path(points: Sequence[tuple[int, int]]) -> str:
    """A closed line, in steps from point to point."""
    if len(points) < 3:  # noqa: PLR2004  # too small to be seen
        return ""
    (x, y), *_ = points
    steps = []
    for (before, above), (right, below) in pairwise(points):
        across, down = right - before, below - above
        steps.append(f"m{across} {down}" if abs(across) > JUMP else f"l{across} {down}")
    return f"M{x} {y}{''.join(steps)}z"
