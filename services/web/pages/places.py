"""The map: where it happened, how often, and whether it was cooperation or conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct
from msgspec.structs import replace

from schemas.event import Modality
from schemas.plover import QUADS
from services.readmodels import Value
from services.web.filters import EventFilters
from services.web.pages.frame import Frame, filters_of, left_out
from services.web.pages.histogram import COOPERATION
from services.web.pages.world import HEIGHT, WIDTH, outline, project
from services.web.sameness import widened
from services.web.site import Site

PATH = "/map"
MOST_EVENTS = 20_000
"""Events that are looked at, the newest."""
MOST_PLACES = 300
LARGEST = 34.0
"""Radius of the place with the most events."""
WORLD = "World"
REGIONS = {
    WORLD: (-180, -60, 180, 84),
    "Europe": (-25, 34, 45, 72),
    "Middle East": (24, 11, 64, 43),
    "Africa": (-20, -36, 54, 38),
    "Asia": (58, -12, 150, 56),
    "North America": (-130, 6, -55, 60),
    "South America": (-85, -56, -33, 14),
    "Oceania": (108, -50, 180, 4),
}
"""West, south, east and north of what is shown, in degrees."""


class Place(Struct, frozen=True, kw_only=True):
    """A place with its events, and where it is drawn, if it is known where it lies."""

    name: str
    country: str | None
    cooperation: int
    conflict: int
    at: tuple[float, float] | None

    @property
    def events(self) -> int:
        """All events there."""
        return self.cooperation + self.conflict


class View(Struct, frozen=True):
    """The part of the map that is shown, in the outline's units."""

    left: float
    top: float
    width: float
    height: float


def add(router: APIRouter, _site: Site, frame: Frame) -> None:
    """Put the map's address on the router."""

    @router.get(PATH)
    def show_map(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(EventFilters, request, "region")
        region = visit.given("region") or WORLD
        if region not in REGIONS:
            faults = [*faults, left_out("region", f"this is none of {', '.join(REGIONS)}")]
            region = WORLD
        query = replace(widened(visit.generation, visit.as_of, filters).query(), as_of=visit.as_of, limit=MOST_EVENTS)
        columns = ("place", "place_country", "latitude", "longitude", "type")
        found = places(visit.generation.tally(query, columns, within=MOST_EVENTS))
        view = view_of(region)
        return frame.show(
            visit,
            "map.html",
            filters=filters,
            faults=faults,
            quads=QUADS,
            modalities=list(Modality),
            more_filters=0,
            region=region,
            regions=list(REGIONS),
            view=view,
            zoom=WIDTH / view.width,
            outline=outline(),
            places=found[:MOST_PLACES],
            more=len(found) - MOST_PLACES,
            most_events=MOST_EVENTS,
            radius=lambda place: radius(place.events, found[0].events) * sqrt(view.width / WIDTH),
        )


def places(counted: Iterable[tuple[Value, ...]]) -> list[Place]:
    """The places of (name, country, latitude, longitude, type, number), those with the most events first."""
    events: dict[tuple[Value, ...], Counter[bool]] = {}
    for *where, kind, number in counted:
        if where[0] is not None:
            events.setdefault(tuple(where), Counter())[kind in COOPERATION] += int(number or 0)
    found = [_place(where, count) for where, count in events.items()]
    return sorted(found, key=lambda place: (-place.events, place.name))


def radius(events: int, most: int) -> float:
    """The radius of a place, its area in proportion to its events, none too small to be hit."""
    return max(4.0, LARGEST * sqrt(events / max(most, 8)))


def view_of(region: str) -> View:
    """What is shown of the map for a region."""
    west, south, east, north = REGIONS[region]
    if region == WORLD:
        return View(0, 0, WIDTH, HEIGHT * 0.93)
    corners = [project(longitude, latitude) for longitude in (west, east) for latitude in (south, north)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    return View(left, top, right - left, bottom - top)


def _place(where: tuple[Value, ...], count: Counter[bool]) -> Place:
    name, country, latitude, longitude = where
    known = isinstance(latitude, int | float) and isinstance(longitude, int | float)
    return Place(
        name=str(name),
        country=str(country) if country else None,
        cooperation=count[True],
        conflict=count[False],
        at=project(float(longitude or 0), float(latitude or 0)) if known else None,
    )
