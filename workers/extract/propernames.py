"""Mentions that a proper name makes: states, persons with and without titles, organisations."""

from __future__ import annotations

import re
from itertools import takewhile

from workers.extract.bodynames import KEYWORDS
from workers.extract.gazetteer import Entity, Sort
from workers.extract.mention import Matter, Mention
from workers.extract.names import MINDS, Named
from workers.extract.phrases import SUBJECT_OR_OBJECT
from workers.extract.places import city_country, is_city
from workers.extract.reading import Reading
from workers.extract.tree import Word
from workers.extract.vocabulary import words

WORLDWIDE = words("International World Global European African Asian Arab Inter-American Pan-African Nordic Caribbean")
"""Words that begin the names of organisations of many countries."""
NATIONWIDE = frozenset({"GOV", "MIL"})
"""Roles of bodies whose country is told by more than their names."""
DOMESTIC = words("JUD LEG COP PTY")
"""Roles of bodies with a name that are the article's own country's unless they say otherwise."""
SEATS = {"BEL": "European Union"}
"""The organisation that a capital stands for sooner than for its state."""
NAMESAKES = {"Reporters Without Borders": "Rapid Support Forces"}
"""Whom an organisation's initials mean instead where that one's state was spoken of."""
FACTIONS = words("REB OPP UAF CRM PRM")
"""Roles that a word before a body's name gives to it: "the rebel Free People's Alliance"."""
HOMELESS = words("CVL INT IGO MED NGO UAF REB CRM REF PRM")
"""Roles of which an article's own country must not be supposed."""
NAMED_ALIKE = frozenset({"PTY", "LEG"})
"""Roles of bodies that have the same names in many countries: a Congress, a Labour Party."""
MODEL = re.compile(r"[A-Z]{1,3}-?\d+[A-Z]?s|[A-Z]{1,3}-\d+[A-Z]?")
"""A make of aircraft or arms: "F-16s", "T-72"."""
LONGEST_MIND = 3
"""Words of "pro-Russian" before a name."""
ARTICLES = frozenset({"the", "a", "an", "another", "one"})
PLACING = words("in at near outside around across inside through")
"""Prepositions after which a capital is a place, not a government."""
NATIONAL = frozenset({"National", "Supreme", "Federal", "State"})
"""What stands before the name of a body that is some state's own."""


def of_name(reading: Reading, named: Named) -> Mention:
    """The mention that a known name is by itself."""
    entity = _seated(reading, named)
    return reading.known_as(named.first, reading.words[named.last], entity, matter_of(entity))


def _seated(reading: Reading, named: Named) -> Entity:
    """Whom a name means: Brussels the European Union, where nothing tells of Belgium."""
    entity = named.entity
    namesake = reading.gazetteer.names.get(NAMESAKES.get(entity.name, ""))
    if namesake is not None and named.first == named.last and reading.cast.has_named(namesake.country):
        return namesake
    seated = SEATS.get(entity.country or "") if entity.sort is Sort.CAPITAL else None
    if seated is None or reading.cast.has_named(entity.country):
        return entity
    return reading.gazetteer.names[seated]


def known_name(reading: Reading, first: int, head: Word) -> Mention | None:
    """A phrase whose head is a known name, with a title or a country before it perhaps."""
    named = reading.names.over(head.i)
    if named is None or named.root != head.i:
        return None
    entity, last = named.entity, reading.words[named.last]
    if entity.sort is Sort.NATIONALS or (entity.sort is Sort.ADJECTIVE and _is_somebody(reading, first, named, head)):
        name = reading.phrases.text(named.first if entity.sort is Sort.NATIONALS else first, named.last)
        return reading.mention(first, last, name, country=entity.country, role="CVL", matter=Matter.GROUP)
    if entity.sort is Sort.ORGANISATION and (
        other := _other_body(reading, first, named) or _in_full(reading, first, last)
    ):
        return other
    seat = _seated(reading, named)
    if entity.sort is Sort.CAPITAL and head.dep == "pobj" and head.head.lower in PLACING:
        name, country = reading.phrases.text(named.first, named.last), entity.country if seat is entity else None
        return reading.mention(first, last, name, country=country, matter=Matter.STATE)
    entity = seat
    if entity.sort is Sort.PERSON and (title := reading.phrases.title(first, named.first)):
        return _namesake(reading, first, named, title) or reading.known_as(first, last, entity, Matter.PERSON, title)
    return reading.known_as(first, last, entity, matter_of(entity))


def _other_body(reading: Reading, first: int, named: Named) -> Mention | None:
    """A body that has a known one's name in its own: "the Nigerian Senate", "the National Security Council"."""
    known, last = named.entity, reading.words[named.last]
    if not (known.country or last.text in KEYWORDS):
        return None
    country = reading.phrases.country_before(first, named.first)
    national = named.first > first and reading.words[named.first - 1].text in NATIONAL
    if country is None and known.country is None and national:
        country = reading.owner(last) or reading.cast.home()
    country = country or _namesake_country(reading, known)
    if country in {None, known.country}:
        return None
    role = known.role if known.country else KEYWORDS[last.text]
    name = reading.phrases.bare(first, named.last)
    return reading.mention(first, last, name, country=country, role=role, matter=Matter.BODY)


def _in_full(reading: Reading, first: int, last: Word) -> Mention | None:
    """The body that the text has named in full, of which these are the initials."""
    known = reading.cast.organisation(last.text) if last.text.isupper() else None
    return reading.known_as(first, last, known, Matter.BODY) if known is not None else None


def _namesake(reading: Reading, first: int, named: Named, title: str) -> Mention | None:
    """Another of a known name: of an office that the known one never held, in an article on other countries."""
    country, known = reading.phrases.country_before(first, named.first), named.entity
    own = country == known.country or reading.cast.speaks_of(known.country)
    if own or reading.gazetteer.has_held(known, title):
        return None
    name, role = reading.phrases.text(named.first, named.last), reading.gazetteer.titles[title]
    country = country or reading.home(title)
    head = reading.words[named.last]
    return reading.mention(first, head, name, country=country, role=role, matter=Matter.PERSON, title=title)


def _namesake_country(reading: Reading, entity: Entity) -> str | None:
    """The article's own country for a party or chamber named like one of a country that it does not speak of."""
    elsewhere = entity.role in NAMED_ALIKE and entity.country and reading.cast.is_aside(entity.country)
    return reading.cast.home() if elsewhere else None


def _is_somebody(reading: Reading, first: int, named: Named, head: Word) -> bool:
    """Whether an adjective stands for a person of the country: "the Brazilian beat the Swede"."""
    return first < named.last and reading.words[first].lower in ARTICLES and head.dep in SUBJECT_OR_OBJECT


def proper_name(reading: Reading, first: int, head: Word) -> Mention | None:
    """A phrase that ends in a proper name: a person with or without a title, or an organisation."""
    named = head.i > 0 or head.text in reading.gazetteer.surnames
    capital = named and head.text[:1].isupper() and reading.phrases.role(first, head) is None
    if head.pos != "PROPN" and not capital:
        return None
    start = reading.phrases.name_start(first, head)
    name, title = reading.phrases.text(start, head.i), reading.phrases.title(first, start)
    if title and head.text not in KEYWORDS and name.lower() not in reading.gazetteer.titles:
        return _person(reading, first, head, name, title)
    if known := reading.called(name):
        return reading.known_as(first, head, known, Matter.PERSON)
    return _organisation(reading, first, head, name) or _named_only(reading, first, head, name)


def _person(reading: Reading, first: int, head: Word, name: str, title: str) -> Mention:
    """A title and a name: "Kremlin spokesman Dmitry Peskov"."""
    known, country = reading.called(name), reading.phrases.country(first, head) or reading.owner(head)
    body = reading.phrases.body(first, head)
    if body is not None and body.role == "IGO":
        return reading.mention(first, head, name, role="IGO", matter=Matter.PERSON, title=title)
    if known and (country is None or known.country in {None, country}):
        role = known.role or reading.gazetteer.titles[title]
        return reading.mention(
            first, head, known.name, country=known.country or country, role=role, matter=Matter.PERSON, title=title
        )
    role = reading.gazetteer.titles[title]
    if body is not None and role == "GOV":
        role = body.role or role
    if country is None:
        country = body.country if body is not None else reading.apposed(head)[0]
    if country is None and body is None and role not in HOMELESS:
        country = reading.home(title) if reading.is_former(first, head) else reading.presiding(title, name)
    return reading.mention(first, head, name, country=country, role=role, matter=Matter.PERSON, title=title)


def _organisation(reading: Reading, first: int, head: Word, name: str) -> Mention | None:
    rest = reading.phrases.rest(head)
    if known := reading.known_body(first, head, name + rest):
        return known
    minded = next((word.i for word in reading.words[first : head.i] if word.lower in MINDS), None)
    first = first if minded is None else min(minded + LONGEST_MIND, head.i)
    before = list(takewhile(_is_no_name, reading.words[first : head.i]))
    whole = reading.phrases.bare(first + len(before), head.i)
    role = next((KEYWORDS[word] for word in reversed(whole.split()) if word in KEYWORDS), None)
    if role is None or (" " not in whole and (not rest or role in NATIONWIDE)):
        return None
    role = "REB" if "Liberation" in whole.split() else role
    role = next((told for word in before if (told := reading.gazetteer.bodies.get(word.lower)) in FACTIONS), role)
    if whole.split()[0] in WORLDWIDE or (role == "IGO" and rest):
        return reading.mention(first, head, whole, role="NGO" if role == "NGO" else "IGO", matter=Matter.BODY)
    country = reading.phrases.country(first, head) or reading.owner(head)
    if country is None and role in DOMESTIC:
        country = reading.cast.home()
    return reading.mention(first, head, whole, country=country, role=role, matter=Matter.BODY)


def _is_no_name(word: Word) -> bool:
    return word.text.islower() or word.lower in ARTICLES


def _named_only(reading: Reading, first: int, head: Word, name: str) -> Mention | None:
    """A name of which no more is known than what stands in apposition; not a role written with a capital."""
    if reading.phrases.role(first, head) or MODEL.fullmatch(name):
        return None
    country, role = reading.apposed(head)
    country = country or reading.phrases.country(first, head) or reading.owner(head) or _located(reading, name, head)
    told_of = next((child for child in head.children if child.dep == "appos"), None)
    if country is None and role == "GOV" and told_of is not None and not reading.phrases.after_of(told_of):
        country = reading.cast.home()
    return reading.mention(first, head, name, country=country, role=role, matter=Matter.NAMED)


def _located(reading: Reading, name: str, head: Word) -> str | None:
    """The country of a city: a great one by its name alone, another in the article's own where a place stands."""
    home = reading.cast.home()
    placed = head.dep == "pobj" and head.head.lower in PLACING | {"to", "from"}
    return city_country(name) or (home if placed and home and is_city(name, home) else None)


def matter_of(entity: Entity) -> Matter:
    """What a known name stands for."""
    match entity.sort:
        case Sort.STATE | Sort.CAPITAL | Sort.ADJECTIVE:
            return Matter.STATE
        case Sort.PERSON:
            return Matter.PERSON
        case Sort.NATIONALS:
            return Matter.GROUP
        case Sort.REGION:
            return Matter.REGION
        case _:
            return Matter.BODY
