"""Actors across articles: who is meant by a name, decided in the order of the log.

Two names are one actor's only on evidence: the same name; the same name with a country and without; another spelling of
a full name of the same country; a surname that a single actor of that country and role bears. What is ambiguous stays
apart. A state is one actor under all its names, its government with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count

from msgspec.structs import replace

from schemas.identity import actor_id
from schemas.names import REMEMBERED, plain
from schemas.rows.actors import (
    ACTOR_ALIASES,
    ACTOR_JOINS,
    ACTOR_KEYS,
    ACTORS,
    ActorKeyRow,
    ActorRow,
    AliasRow,
    TypeTally,
)
from schemas.rows.events import ActorCell
from schemas.rows.occurrences import Party
from workers.projections import relations
from workers.projections.draft import Draft
from workers.projections.naming import Kind, kind_of, printed_name, spelling, surname, uncounted

NAME, COUNTRY, SPELLING, SURNAME, PRINTED = "name", "country", "spelling", "surname", "printed"
MOST_ALIASES = 60
"""Names kept of an actor: more are not told apart from noise."""


def added(
    row: ActorRow, *, mentions: int, as_source: int, as_target: int, types: Iterable[TypeTally], sign: int = 1
) -> ActorRow:
    """The actor with so many reports more, or with the sign -1 fewer."""
    tally = {each.type: each for each in row.types}
    for each in types:
        before = tally.get(each.type, TypeTally(type=each.type, source=0, target=0))
        source, target = before.source + sign * each.source, before.target + sign * each.target
        tally[each.type] = TypeTally(type=each.type, source=source, target=target)
    return replace(
        row,
        mentions=row.mentions + sign * mentions,
        as_source=row.as_source + sign * as_source,
        as_target=row.as_target + sign * as_target,
        types=tuple(each for _, each in sorted(tally.items()) if each.source or each.target),
    )


def forget_idle(draft: Draft, actor: str) -> None:
    """Forget an actor whom nobody mentions any more, unless it is joined with another: that outlives its mentions."""
    row = draft.get(ACTORS, actor)
    if row and not (row.mentions or row.same_as or draft.find(ACTOR_JOINS, "same_as", actor)):
        draft.delete(ACTORS, (actor,))


class Known:
    """Who is meant by a mention, and the names that it makes known; new actors come into the draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._idle: dict[str, None] = {}
        self._unused: dict[str, None] = {}

    def foresee(self, cells: Sequence[ActorCell]) -> None:
        """Read at once the actors that may be meant."""
        mentions = {(cell.name, cell.country) for cell in cells}
        asked = {key for name, country in mentions for key in _keys_asked(name, country)}
        self._draft.foresee(ACTOR_KEYS, "key", asked)
        known = {actor for key in asked for actor in self._recognised(key)[:MOST_ALIASES]}
        known |= {actor_id(_name(name, kind_of(name, country)), country) for name, country in mentions}
        self._draft.foresee(ACTORS, "id", known)
        self._draft.foresee(ACTOR_ALIASES, "actor", known)

    def party(self, cell: ActorCell) -> tuple[Party, tuple[str, ...]]:
        """Who takes part, and the keys of the aliases by which the mention names it."""
        kind = kind_of(cell.name, cell.country)
        name = _name(cell.name, kind)
        if not name or (kind is Kind.DESCRIBED and cell.country is None):
            return Party(name=cell.name, kind=kind, country=cell.country, role=cell.role), ()
        actor, evidence = self._meant(name, kind, cell) or (self._found(name, kind, cell), NAME)
        aliases = [self._alias(actor, name, cell.name, cell.country, evidence)]
        printed = printed_name(cell.text) if kind is not Kind.DESCRIBED else None
        if printed and printed not in {name, plain(cell.name)}:
            aliases.append(self._alias(actor, printed, cell.text, cell.country, PRINTED))
        country = cell.country or actor.country
        party = Party(name=cell.name, kind=kind, actor=actor.id, country=country, role=cell.role)
        return party, tuple(filter(None, aliases))

    def count(self, actor: str, kind: str, *, reports: int, source: bool, target: bool) -> None:
        """So many more (or fewer) reports say that an actor did something, or that it was done to it."""
        row = self._draft.known(ACTORS, actor)
        did, underwent = reports * source, reports * target
        more = (TypeTally(type=kind, source=did, target=underwent),)
        for identity in filter(None, (actor, row.same_as)):
            row = self._draft.known(ACTORS, identity)
            counted = added(row, mentions=reports, as_source=did, as_target=underwent, types=more)
            self._draft.put(ACTORS, (identity,), counted)
            if not counted.mentions:
                self._idle[identity] = None

    def name(self, aliases: Iterable[str], reports: int) -> None:
        """So many more (or fewer) reports use these aliases."""
        for key in aliases:
            row = self._draft.known(ACTOR_ALIASES, key.partition(" ")[0], key)
            row = replace(row, mentions=row.mentions + reports)
            self._draft.put(ACTOR_ALIASES, (row.actor, key), row)
            if not row.mentions:
                self._unused[key] = None

    def settle(self) -> None:
        """Forget names and actors that nobody mentions any more."""
        for key in self._unused:
            alias = self._alias_of(key)
            if alias and not alias.mentions:
                self._unlearn(alias)
        for actor in self._idle:
            forget_idle(self._draft, actor)

    def _meant(self, name: str, kind: Kind, cell: ActorCell) -> tuple[ActorRow, str] | None:
        """The actor that is known to bear the name, and why."""
        if found := self._only(_key(NAME, name, cell.country)):
            return found, NAME
        if kind is not Kind.NAMED:
            return None
        ways = ((COUNTRY, self._same_name), (SPELLING, self._same_spelling), (SURNAME, self._same_surname))
        return next(((found, why) for why, way in ways if (found := way(name, cell))), None)

    def _same_name(self, name: str, cell: ActorCell) -> ActorRow | None:
        """The only actor of that name, if its country or the mention's is not told."""
        other = self._only(_key(NAME, name))
        if other is None or (cell.country is not None and other.country is not None):
            return None
        return other if cell.country is None or " " in name or other.role == cell.role else None

    def _same_spelling(self, name: str, cell: ActorCell) -> ActorRow | None:
        """The only actor of that country whose full name may be spelt so."""
        return self._only(_key(SPELLING, spelling(name), cell.country), cell.role) if cell.country else None

    def _same_surname(self, name: str, cell: ActorCell) -> ActorRow | None:
        """The only actor of that country and role with that surname; or, for a full name, the one known by it only."""
        if cell.country is None or cell.role is None:
            return None
        if " " not in name:
            return self._only(_key(SURNAME, name, cell.country), cell.role)
        last = surname(name)
        if last is None or self._recognised(_key(SURNAME, last, cell.country)):
            return None
        return self._only(_key(NAME, last, cell.country), cell.role)

    def _only(self, key: str, role: str | None = None) -> ActorRow | None:
        """The one actor that is recognised by a key; not where its role is another than the one told."""
        keys = self._recognised(key)
        found = self._draft.get(ACTORS, keys[0]) if len(keys) == 1 else None
        return found if found and (role is None or found.role in {None, role}) else None

    def _recognised(self, key: str) -> list[str]:
        rows = self._draft.find(ACTOR_KEYS, "key", key).values()
        return [row.actor for row in rows]

    def _found(self, name: str, kind: Kind, cell: ActorCell) -> ActorRow:
        """A new actor."""
        ids = (actor_id(name, cell.country, number) for number in count())
        actor = next(each for each in ids if self._is_free(each))
        row = self._draft.get(ACTORS, actor) or ActorRow(
            id=actor,
            name=cell.name,
            kind=kind,
            country=cell.country,
            role=None if kind is Kind.STATE else cell.role,
            mentions=0,
            as_source=0,
            as_target=0,
            types=(),
        )
        self._draft.put(ACTORS, (actor,), row)
        return row

    def _is_free(self, actor: str) -> bool:
        """Whether the actor is not known, or by no name any more, as somebody said who it is."""
        return self._draft.get(ACTORS, actor) is None or not self._draft.find(ACTOR_ALIASES, "actor", actor)

    def _alias(self, actor: ActorRow, name: str, written: str, country: str | None, evidence: str) -> str | None:
        """The key of an alias, which is learned if it is new; None if the actor has more names than are kept."""
        key = " ".join((actor.id, country or "-", name))
        if self._alias_of(key) is not None:
            return key
        if len(self._draft.find(ACTOR_ALIASES, "actor", actor.id)) >= MOST_ALIASES:
            return None
        alias = AliasRow(
            id=key, actor=actor.id, alias=name, name=written, country=country, evidence=evidence, mentions=0
        )
        self._draft.put(ACTOR_ALIASES, (actor.id, key), alias)
        for each in _keys(alias):
            self._draft.put(ACTOR_KEYS, (each, actor.id), ActorKeyRow(key=each, actor=actor.id))
        self._improve(actor.id, alias)
        return key

    def _alias_of(self, key: str) -> AliasRow | None:
        return self._draft.get(ACTOR_ALIASES, key.partition(" ")[0], key)

    def _improve(self, actor: str, alias: AliasRow) -> None:
        """A fuller name is the better one, and a country that is told is known."""
        row = self._draft.known(ACTORS, actor)
        fuller = alias.evidence == SURNAME and alias.name.count(" ") > row.name.count(" ")
        self._draft.put(ACTORS, (actor,), replace(row, country=row.country or alias.country))
        if fuller:
            self._call(actor, alias.name)

    def _call(self, actor: str, name: str) -> None:
        """Let an actor go by this name, in its relations too."""
        row = self._draft.known(ACTORS, actor)
        self._draft.put(ACTORS, (actor,), replace(row, name=name))
        relations.rename(self._draft, actor, name)

    def _unlearn(self, alias: AliasRow) -> None:
        """Nobody uses this alias any more; by its other names the actor is still recognised, and called."""
        self._draft.delete(ACTOR_ALIASES, (alias.actor, alias.id))
        others = list(self._draft.find(ACTOR_ALIASES, "actor", alias.actor).values())
        for key in set(_keys(alias)) - {key for other in others for key in _keys(other)}:
            self._draft.delete(ACTOR_KEYS, (key, alias.actor))
        row = self._draft.known(ACTORS, alias.actor)
        if row.name == alias.name and others:
            fullest = min(others, key=lambda other: (other.evidence == PRINTED, -other.name.count(" "), other.id))
            self._call(alias.actor, fullest.name)


@lru_cache(REMEMBERED)
def _keys_asked(written: str, country: str | None) -> tuple[str, ...]:
    """By what the actor of a mention will be looked up."""
    kind = kind_of(written, country)
    name = _name(written, kind)
    keys = (_key(NAME, name, country), _key(NAME, name))
    if kind is not Kind.NAMED:
        return keys
    last = surname(name) or name
    return (*keys, _key(NAME, last, country), _key(SURNAME, last, country), _key(SPELLING, spelling(name), country))


def _name(written: str, kind: Kind) -> str:
    """The plain name: of a state the same for it and its government, of those described without their number."""
    if kind is Kind.STATE:
        return plain(written.removeprefix("Government of "))
    return uncounted(plain(written)) if kind is Kind.DESCRIBED else plain(written)


def _key(*words: str | None) -> str:
    return " ".join(word or "-" for word in words)


def _keys(alias: AliasRow) -> list[str]:
    """By what an actor of this alias is recognised; a name that is only printed says nothing of other articles."""
    if alias.evidence == PRINTED:
        return []
    keys = [_key(NAME, alias.alias, alias.country), _key(NAME, alias.alias)]
    if kind_of(alias.name, alias.country) is Kind.NAMED and " " in alias.alias and alias.country:
        keys.append(_key(SPELLING, spelling(alias.alias), alias.country))
        if last := surname(alias.alias):
            keys.append(_key(SURNAME, last, alias.country))
    return keys
