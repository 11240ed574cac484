"""Who and what bears a name: states, their nationals and capitals, organisations, office holders, roles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from workers.extract.ownactors import OwnActor, OwnActors, read_actors
from workers.extract.vocabulary import words

LEXICON = Path(__file__).parent / "lexicon"
LONGEST_NAME = 9
"""Words of the longest name looked up."""
GIVEN_NAME_LAST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "KHM"})
"""States where the family name comes first, so that the last word of a name is no surname."""
COMMON_SURNAMES = words(
    "May Rice Brown Johnson Martin Khan Singh Shah Lee Kim Park Wong Bennett Powell Austin Harris Jonathan "
    "Morrison Ibrahim Hussein Castro Costa Salam Aoun Barrot Joly Rama Oli Santos Morales Fernandez Fernández "
    "Clinton II Jr. Jr XIV Francis Salman Abdullah Leo Abbas Lam Dar Kirchner Conte Healey Iwaya Store "
    "Støre Ghani"
)
"""Surnames borne by too many to mean an office holder without more."""


class Sort(StrEnum):
    """What a name stands for."""

    STATE = "state"
    CAPITAL = "capital"
    ADJECTIVE = "adjective"
    NATIONALS = "nationals"
    ORGANISATION = "organisation"
    PERSON = "person"
    REGION = "region"


class Entity(Struct, frozen=True):
    """A name's bearer: canonical name, country (ISO 3166-1 alpha-3), role code and what sort it is."""

    name: str
    country: str | None
    role: str | None
    sort: Sort


class Tenure(Struct, frozen=True):
    """A person's time in an office; `until` None while it lasts."""

    person: Entity
    title: str
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether the person held the office on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class State(Struct, frozen=True):
    """A state: its name, adjective and the middle of its land in degrees."""

    name: str
    adjective: str
    latitude: float
    longitude: float


class Gazetteer(Struct, frozen=True):
    """All names by their spelling, all roles by theirs."""

    names: Mapping[str, Entity]
    openings: Mapping[str, int]
    surnames: Mapping[str, tuple[Tenure, ...]]
    offices: Mapping[tuple[str, str], tuple[Tenure, ...]]
    states: Mapping[str, State]
    titles: Mapping[str, str]
    bodies: Mapping[str, str]
    realms: Mapping[str, frozenset[str]]
    """The states that have a title, where not any may."""
    own: str | None
    """Names the content of the users' own actors, if there are any."""

    def longest(self, spelled: Sequence[str]) -> tuple[int, Entity] | None:
        """The longest name that a run of words, each with all that follows it joined on, begins with.

        `spelled[n]` is the text of the first n + 1 words as printed.
        """
        first = opening(spelled[0])
        for size in range(min(len(spelled), self.openings.get(first, 0)), 0, -1):
            if entity := self.names.get(spelling(spelled[size - 1])):
                return size, entity
        return None

    def holder(self, surname: str, day: date | None) -> Entity | None:
        """The office holder of that surname on that day; without a day the latest, unless the name is common."""
        tenures = self.surnames.get(surname, ())
        if day is not None:
            tenures = tuple(tenure for tenure in tenures if tenure.covers(day)) or tenures
        return max(tenures, key=lambda tenure: tenure.since).person if tenures else None

    def office(self, country: str, title: str, day: date | None) -> Entity | None:
        """Who holds an office of a state on a day."""
        if day is None:
            return None
        tenures = [tenure for tenure in self.offices.get((country, title), ()) if tenure.covers(day)]
        return tenures[-1].person if tenures else None

    def has_held(self, person: Entity, title: str) -> bool:
        """Whether the person ever held that office of the state."""
        return any(tenure.person == person for tenure in self.offices.get((person.country or "", title), ()))


def opening(text: str) -> str:
    """The first run of letters or digits, by which names are found."""
    match = re.match(r"\w+", text)
    return match[0].casefold() if match else text


def spelling(text: str) -> str:
    """A name as it is compared: one kind of apostrophe, hyphen and space."""
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("‑", "-").replace("–", "-"))  # noqa: RUF001 these are the kinds


@cache
def load(actors: Path | None = None) -> Gazetteer:
    """The gazetteer of the files in lexicon/ and of a file of actors that win over them, read once.

    Raises SettingsError for a file of actors that cannot be used.
    """
    countries, people, roles = _read("countries.toml"), _read("people.toml"), _read("roles.toml")
    organisations = _read("organisations.toml")
    known_roles = {*organisations, *roles["titles"], *roles["bodies"]}
    own = read_actors(actors, countries, known_roles) if actors else OwnActors()
    names: dict[str, Entity] = {}
    for spelled, entity in [*_own(own.actors), *_states(countries), *_organisations(organisations)]:
        names.setdefault(spelled, entity)
    tenures = [*_own_tenures(own.actors), *_tenures(people)]
    for spelled, tenure in tenures:
        names.setdefault(spelled, tenure.person)
    return Gazetteer(
        names=names,
        openings=_openings(names),
        surnames=_by_surname(tenures),
        offices=_by_office([tenure for _, tenure in tenures]),
        states={code: State(row[0], (row[1] or [row[0]])[0], row[5], row[6]) for code, row in countries.items()},
        titles=_flat(roles["titles"]),
        bodies=_flat(roles["bodies"]),
        realms={title: frozenset(states) for title, states in roles["realms"].items()},
        own=own.version,
    )


def _own(actors: Sequence[OwnActor]) -> Iterator[tuple[str, Entity]]:
    """Every name of the users' own actors."""
    for actor in actors:
        sort = Sort.PERSON if actor.person else Sort.ORGANISATION
        for name in (actor.name, *actor.aliases):
            yield spelling(name), Entity(actor.name, actor.country, actor.role, sort)


def _own_tenures(actors: Sequence[OwnActor]) -> Iterator[tuple[str, Tenure]]:
    """The users' own persons, who are known by surname at any time; they hold no office that is known."""
    for spelled, entity in _own(actors):
        if entity.sort is Sort.PERSON:
            yield spelled, Tenure(entity, "", date.min, None)


def _read(name: str) -> dict[str, Any]:
    with (LEXICON / name).open("rb") as file:
        return tomllib.load(file)


def _flat(roles: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Word → role code; the first role named for a word is the one it has."""
    flat: dict[str, str] = {}
    for role, listed in roles.items():
        for word in listed:
            flat.setdefault(word, role)
    return flat


def _states(countries: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, Entity]]:
    for code, (name, adjectives, nationals, capital, others, _, _) in countries.items():
        for spelled in (name, *others):
            yield spelled, Entity(name, code, None, Sort.STATE)
        if capital:
            yield capital, Entity(name, code, "GOV", Sort.CAPITAL)
        for spelled in adjectives:
            yield spelled, Entity(name, code, None, Sort.ADJECTIVE)
        for spelled in nationals:
            yield spelled, Entity(name, code, None, Sort.NATIONALS)
    for name, spellings in REGIONS.items():
        for spelled in spellings:
            yield spelled, Entity(name, None, None, Sort.REGION)


REGIONS = {
    "Europe": ("Europe", "European", "Europeans"),
    "Western countries": ("West", "Western", "the West"),
    "Arab countries": ("Arab", "Arab states"),
    "Africa": ("Africa", "African", "Africans", "West African", "East African"),
    "Middle East": ("Middle East", "Mideast", "Middle Eastern"),
    "Asia": ("Asia", "Asian", "Asians"),
    "Latin America": ("Latin America", "Latin American", "South America", "South American"),
    "Korean Peninsula": ("Korean Peninsula", "Koreas"),
}


def _organisations(roles: Mapping[str, Mapping[str, Sequence[Any]]]) -> Iterator[tuple[str, Entity]]:
    for role, organisations in roles.items():
        for name, (others, country) in organisations.items():
            for spelled in (name, *others):
                yield spelled, Entity(name, country or None, role, Sort.ORGANISATION)


def _tenures(people: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[tuple[str, Tenure]]:
    for country, rows in people.items():
        for name, title, since, until, others in rows:
            role = "IGO" if country == "IGO" else "GOV"
            person = Entity(name, None if country == "IGO" else country, role, Sort.PERSON)
            end = date.fromisoformat(until) if until else None
            for spelled in (name, *others):
                yield spelled, Tenure(person, title, date.fromisoformat(since), end)


def _by_surname(tenures: Sequence[tuple[str, Tenure]]) -> dict[str, tuple[Tenure, ...]]:
    found: dict[str, list[Tenure]] = {}
    for spelled, tenure in tenures:
        for surname in _surnames(spelled, tenure.person.country):
            if surname not in COMMON_SURNAMES:
                found.setdefault(surname, []).append(tenure)
    return {surname: tuple(rows) for surname, rows in found.items()}


def _surnames(spelled: str, country: str | None) -> Iterator[str]:
    words = spelled.split()
    if len(words) == 1 or country not in GIVEN_NAME_LAST:
        yield words[-1]
        if words[-1].startswith("al-"):
            yield words[-1].removeprefix("al-")


def _by_office(tenures: Sequence[Tenure]) -> dict[tuple[str, str], tuple[Tenure, ...]]:
    found: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in tenures:
        if tenure.person.country:
            rows = found.setdefault((tenure.person.country, tenure.title), [])
            if tenure not in rows:
                rows.append(tenure)
    return {office: tuple(sorted(rows, key=lambda row: row.since)) for office, rows in found.items()}


def _openings(names: Mapping[str, Entity]) -> dict[str, int]:
    """The first word of every name → how many words the parser may cut the longest such name into."""
    longest: dict[str, int] = {}
    for name in names:
        first, size = opening(name), 1 + len(re.findall(r"[\s'.]", name)) + 2 * name.count("-")
        longest[first] = min(LONGEST_NAME, max(longest.get(first, 0), size))
    return longest
