"""Where it happened: places named after "in", "at", "near", with country and coordinates from offline tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from msgspec import Struct

from workers.extract.gazetteer import LEXICON, Gazetteer, Sort
from workers.extract.tree import Word
from workers.extract.vocabulary import words as words_of

PLACING = words_of("in at near outside across throughout inside around into off")


GREAT = 400_000
"""Inhabitants from which on a city needs no country beside it."""
BEFORE_NAMES = words_of(
    "the northern southern eastern western central north south east west north-eastern south-eastern"
)


class Spot(Struct, frozen=True):
    """A named place: its words' first and last index, full name, country and coordinates in degrees."""

    first: int
    last: int
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None


class City(Struct, frozen=True):
    """A city of the table."""

    country: str
    latitude: float
    longitude: float
    inhabitants: int


@cache
def cities() -> Mapping[str, tuple[City, ...]]:
    """The cities of each name, the largest first."""
    found: dict[str, list[City]] = {}
    for line in (LEXICON / "cities.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, country, latitude, longitude, inhabitants = line.split("\t")
            found.setdefault(name, []).append(City(country, float(latitude), float(longitude), int(inhabitants)))
    return {name: tuple(sorted(rows, key=lambda city: -city.inhabitants)) for name, rows in found.items()}


def city_country(name: str) -> str | None:
    """The country of a great city of that name, which its name alone tells."""
    rows = cities().get(name, ())
    return rows[0].country if rows and rows[0].inhabitants >= GREAT else None


def is_great(spot: Spot) -> bool:
    """Whether it is a state, or a city that its name alone tells."""
    return spot.name not in cities() or city_country(spot.name) == spot.country


def is_city(name: str, country: str) -> bool:
    """Whether a city of that name lies in the country."""
    return any(city.country == country for city in cities().get(name, ()))


def dateline_country(dateline: str, gazetteer: Gazetteer) -> str | None:
    """The country that a dateline names, or that its city lies in: "TIRANA, Albania (AP) - "."""
    names = [name.strip() for name in re.split(r"[,(/]|\s[-\u2013\u2014]", dateline)[:2]]
    names = [name.title() if name.isupper() else name for name in names]
    known = (entity.country for name in reversed(names) if (entity := gazetteer.names.get(name)))
    return next(filter(None, known), None) or city_country(names[0])


def spots(
    words: Sequence[Word], gazetteer: Gazetteer, countries: Sequence[str], placing: Collection[str] = PLACING
) -> list[tuple[Word, Spot]]:
    """The places after a preposition of place, each with it; `countries` are those spoken of, the last one last."""
    found = []
    for word in words:
        if word.pos == "ADP" and word.lower in placing and word.i + 1 < len(words):
            start = word.i + 1
            while words[start].lower in BEFORE_NAMES and start + 1 < len(words):
                start += 1
            if spot := _spot(words, start, gazetteer, countries):
                found.append((word, spot))
    return found


def _spot(words: Sequence[Word], start: int, gazetteer: Gazetteer, countries: Sequence[str]) -> Spot | None:
    """The longest place name that begins there; a country after a comma tells which of several is meant."""
    for size in range(min(4, len(words) - start), 0, -1):
        last = start + size - 1
        name = _text(words, start, last)
        if not name[:1].isupper() or (last + 1 < len(words) and words[last + 1].tag == "POS"):
            continue
        if (
            last + 1 < len(words)
            and words[last + 1].pos in {"PROPN", "NOUN"}
            and words[last].dep in {"compound", "amod"}
        ):
            continue
        after = _country_after(words, last + 1, gazetteer)
        if spot := _known(name, start, last, gazetteer, [*countries, *after]):
            return spot
    return None


def _known(name: str, first: int, last: int, gazetteer: Gazetteer, countries: Sequence[str]) -> Spot | None:
    """The place of that name; of several cities the one in a country spoken of lately, else the largest."""
    entity, rows = gazetteer.names.get(name), cities().get(name, ())
    if entity is not None and entity.sort is Sort.REGION:
        return Spot(first, last, entity.name, None, None, None)
    if entity is not None and entity.sort is Sort.STATE and entity.country:
        state = gazetteer.states[entity.country]
        return Spot(first, last, state.name, entity.country, state.latitude, state.longitude)
    capital = entity.country if entity is not None and entity.sort is Sort.CAPITAL else None
    wanted = [capital] if capital else list(reversed(countries))
    city = next((city for country in wanted for city in rows if city.country == country), None)
    if city is None and capital:
        return Spot(first, last, name, capital, None, None)
    city = city or next(iter(rows), None)
    return Spot(first, last, name, city.country, city.latitude, city.longitude) if city else None


def _country_after(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> list[str]:
    """The country in ", Syria"."""
    if (
        at + 1 < len(words)
        and words[at].text == ","
        and (entity := gazetteer.names.get(words[at + 1].text))
        and entity.country
    ):
        return [entity.country]
    return []


def _text(words: Sequence[Word], first: int, last: int) -> str:
    text, end = "", words[first].start
    for word in words[first : last + 1]:
        text += (" " if word.start > end else "") + word.text
        end = word.end
    return text
