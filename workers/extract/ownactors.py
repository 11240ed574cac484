"""Actors that users add: a TOML file of [[actor]] entries, which win over the lexicon's own."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec import Struct

from schemas.errors import SettingsError

FORM = 'name, and if need be aliases = ["…"], country = "KEN", role = "GOV", person = true'


class OwnActor(Struct, frozen=True, forbid_unknown_fields=True):
    """An actor as it is written: its full name, other names, country (ISO 3166-1 alpha-3) and role code."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    role: str | None = None
    person: bool = False


class OwnActors(Struct, frozen=True):
    """The actors of a file; `version` names its content."""

    actors: tuple[OwnActor, ...] = ()
    version: str | None = None


def read_actors(path: Path, countries: Collection[str], roles: Collection[str]) -> OwnActors:
    """The actors of a file; raises SettingsError naming the file, the entry, and how to mend it."""
    try:
        content = path.read_bytes()
        tables = tomllib.loads(content.decode())
    except OSError as error:
        raise SettingsError(f"The actors in {path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The actors in {path} are no TOML in UTF-8: {error}.") from error
    entries = tables.pop("actor", [])
    if tables or not isinstance(entries, list):
        raise SettingsError(f"{path} holds more than actors: write each as [[actor]] with {FORM}.")
    actors = tuple(_actor(path, number, entry, countries, roles) for number, entry in enumerate(entries, 1))
    return OwnActors(actors, hashlib.blake2b(content, digest_size=4).hexdigest())


def _actor(path: Path, number: int, entry: object, countries: Collection[str], roles: Collection[str]) -> OwnActor:
    try:
        actor = msgspec.convert(entry, OwnActor)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}, actor {number}: {error}; an actor has {FORM}.") from error
    where = f"{path}, actor {number} ({actor.name!r})"
    if not all(name.strip() for name in (actor.name, *actor.aliases)):
        raise SettingsError(f"{where}: a name is empty; write it out or take it away.")
    if actor.country is not None and actor.country not in countries:
        raise SettingsError(f"{where}: {actor.country!r} is no country; write ISO 3166-1 alpha-3 such as KEN, or none.")
    if actor.role is not None and actor.role not in roles:
        raise SettingsError(f"{where}: {actor.role!r} is no role; write one of {', '.join(sorted(roles))}, or none.")
    return actor
