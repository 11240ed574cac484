"""A mention of an actor in a sentence."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Matter(StrEnum):
    """What a noun phrase stands for."""

    STATE = "state"
    PERSON = "person"
    BODY = "body"
    GROUP = "group"
    NAMED = "named"
    PAIR = "pair"
    ANAPHOR = "anaphor"
    PRONOUN = "pronoun"
    REGION = "region"
    TIME = "time"
    HAPPENING = "happening"
    THING = "thing"


THINGS = frozenset({Matter.THING, Matter.HAPPENING})
"""What cannot act, but has perhaps somebody behind it."""
ACTING = frozenset(
    {Matter.STATE, Matter.PERSON, Matter.BODY, Matter.GROUP, Matter.NAMED, Matter.PAIR, Matter.ANAPHOR, Matter.REGION}
)
"""What can do something to somebody."""


class Mention(Struct, frozen=True, kw_only=True):
    """A noun phrase: its words (`first` to `last`, with its head word's index), where it stands and who it is."""

    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    name: str
    country: str | None = None
    role: str | None = None
    matter: Matter = Matter.THING
    title: str | None = None
    members: tuple[Mention, ...] = ()

    @property
    def acts(self) -> bool:
        """Whether it can be an event's source."""
        return self.matter in ACTING
