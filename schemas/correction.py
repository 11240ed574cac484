"""What a person says of an event: that it is right or wrong, or what it should say instead.

A field that is left out stays as it was read; one that is null, or an empty list, is to say nothing.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from schemas.event import EventType, Modality

Name = Annotated[str, Meta(min_length=1, max_length=300)]
Country = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3")]
Role = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="PLOVER's actor role, such as GOV or MIL")]
EventId = Annotated[str, Meta(pattern="^[a-z2-7]{36}$", description="public id of an event")]
Mode = Annotated[str, Meta(pattern="^[a-z][a-z-]*$", max_length=40)]
MOST_ACTORS = 20


class Judgement(StrEnum):
    """What a person decided: that nothing of the kind happened, that all is right, that some of it is otherwise.

    A withdrawal takes an earlier decision back.
    """

    WRONG = "wrong"
    RIGHT = "right"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class NamedActor(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An actor as a person names it."""

    name: Name
    country: Country | None = None
    role: Role | None = None


class Days(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The days of an event, both ends included."""

    first: date
    last: date


class NamedPlace(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A place as a person names it, with coordinates in degrees."""

    name: Name
    country: Country | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None


Actors = Annotated[tuple[NamedActor, ...], Meta(max_length=MOST_ACTORS)]


class Changed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an event should say instead.

    `same_as` names an event that reports the same happening; null says that it reports one apart from all others.
    """

    type: EventType | UnsetType = UNSET
    mode: Mode | UnsetType | None = UNSET
    source: Actors | UnsetType = UNSET
    target: Actors | UnsetType = UNSET
    date: Days | UnsetType | None = UNSET
    place: NamedPlace | UnsetType | None = UNSET
    modality: Modality | UnsetType = UNSET
    negated: bool | UnsetType = UNSET
    same_as: EventId | UnsetType | None = UNSET


class ActorCode(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actor without its name."""

    country: str | None = None
    role: str | None = None


class PlaceCode(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place without its name."""

    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class ChangedCodes(Struct, frozen=True, kw_only=True):
    """What an event should say instead, without names."""

    type: str | UnsetType = UNSET
    mode: str | UnsetType | None = UNSET
    source: tuple[ActorCode, ...] | UnsetType = UNSET
    target: tuple[ActorCode, ...] | UnsetType = UNSET
    date: Days | UnsetType | None = UNSET
    place: PlaceCode | UnsetType | None = UNSET
    modality: Modality | UnsetType = UNSET
    negated: bool | UnsetType = UNSET
    same_as: str | UnsetType | None = UNSET


class EventCorrected(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody judged an event; `correction` is the judgement's id, `withdraws` that of one that is taken back.

    `revision` is the article's current one, `event_id` the public id that the event went by.
    """

    revision: int
    event_id: str
    correction: str
    verdict: Judgement
    changes: ChangedCodes = ChangedCodes()
    withdraws: str | None = None


class EventCorrectedWords(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who judged and why, and the names of those that the event should name."""

    by: str
    why: str | None = None
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: str | None = None


class ActorCorrected(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody said that an actor is the same as another; without one, that it is an actor apart after all."""

    actor: str
    same_as: str | None = None


class ActorCorrectedWords(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who said so, and why."""

    by: str
    why: str | None = None


def codes_of(changed: Changed) -> ChangedCodes:
    """The part of a change that is structure."""
    return ChangedCodes(
        type=changed.type if changed.type is UNSET else str(changed.type),
        mode=changed.mode,
        source=_codes(changed.source),
        target=_codes(changed.target),
        date=changed.date,
        place=_place_code(changed.place),
        modality=changed.modality,
        negated=changed.negated,
        same_as=changed.same_as,
    )


def words_of_change(changed: Changed, by: str, why: str | None) -> EventCorrectedWords:
    """The part of a change that is words, with who says so and why."""
    return EventCorrectedWords(
        by=by,
        why=why,
        source=_names(changed.source),
        target=_names(changed.target),
        place=changed.place.name if isinstance(changed.place, NamedPlace) else None,
    )


def changed_of(codes: ChangedCodes, words: EventCorrectedWords) -> Changed:
    """The change that a record's two halves tell; raises ValueError if they do not fit together."""
    return Changed(
        type=codes.type if codes.type is UNSET else EventType(codes.type),
        mode=codes.mode,
        source=_named(codes.source, words.source),
        target=_named(codes.target, words.target),
        date=codes.date,
        place=_named_place(codes.place, words.place),
        modality=codes.modality,
        negated=codes.negated,
        same_as=codes.same_as,
    )


def _codes(actors: tuple[NamedActor, ...] | UnsetType) -> tuple[ActorCode, ...] | UnsetType:
    if actors is UNSET:
        return UNSET
    return tuple(ActorCode(country=actor.country, role=actor.role) for actor in actors)


def _names(actors: tuple[NamedActor, ...] | UnsetType) -> tuple[str, ...]:
    return () if actors is UNSET else tuple(actor.name for actor in actors)


def _named(codes: tuple[ActorCode, ...] | UnsetType, names: tuple[str, ...]) -> tuple[NamedActor, ...] | UnsetType:
    if codes is UNSET:
        return UNSET
    pairs = zip(codes, names, strict=True)
    return tuple(NamedActor(name=name, country=code.country, role=code.role) for code, name in pairs)


def _place_code(place: NamedPlace | UnsetType | None) -> PlaceCode | UnsetType | None:
    if not isinstance(place, NamedPlace):
        return place
    return PlaceCode(country=place.country, latitude=place.latitude, longitude=place.longitude)


def _named_place(code: PlaceCode | UnsetType | None, name: str | None) -> NamedPlace | UnsetType | None:
    if not isinstance(code, PlaceCode):
        return code
    return NamedPlace(name=name or "", country=code.country, latitude=code.latitude, longitude=code.longitude)
