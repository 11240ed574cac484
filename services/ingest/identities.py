"""Taking in what people say of actors: that one is the same as another, or apart from it after all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct
from msgspec import json as msgjson

from schemas.codec import data_of, encode, known, words_of
from schemas.correction import ActorCorrected, ActorCorrectedWords
from schemas.errors import ArticleError
from schemas.identity import actor_stream, digest, record_id
from schemas.record import NewRecord, Record
from services.eventlog import EventLog
from services.eventlog.encrypted import secret_of
from services.eventlog.turns import Turns
from services.provenance import first


class Identity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who says, and why, that an actor is the same as another; null says that it is an actor apart."""

    by: Annotated[str, Meta(min_length=1, max_length=200, description="who says so")]
    same_as: Annotated[str, Meta(max_length=60, description="id of the other actor")] | None
    why: Annotated[str, Meta(min_length=1, max_length=2_000)] | None = None


class Identified(Struct, frozen=True, kw_only=True):
    """What the log holds of it: the record's position, and whether it is new."""

    position: int
    is_new: bool


class _Said(Struct, frozen=True):
    """The last thing said of an actor, its position, and the version of its stream."""

    version: int = 0
    position: int = 0
    identity: Identity | None = None


def identify(actor: str, identity: Identity, log: EventLog, traceparent: str | None = None) -> Identified:
    """Append what is said of an actor, unless the last that was said is the very same.

    Raises ArticleError if nobody says it.
    """
    if not identity.by.strip():
        raise ArticleError("by has to say who it is", "/by")
    turns = Turns(log, actor_stream(actor))
    while True:
        last = _last(turns.read())
        if last.identity == identity:
            return Identified(position=last.position, is_new=False)
        said = digest(msgjson.encode(identity), secret_of(log)).hex()
        if appended := turns.append(_record(actor, identity, last.version, said, traceparent)):
            return Identified(position=appended.last, is_new=not appended.repeated)


def _last(records: Iterable[Record]) -> _Said:
    last = _Said()
    for record in records:
        last = _Said(record.version, record.position, last.identity)
        if known(record):
            data, words = data_of(record), words_of(record)
            if isinstance(data, ActorCorrected) and isinstance(words, ActorCorrectedWords):
                identity = Identity(by=words.by, same_as=data.same_as, why=words.why)
                last = _Said(record.version, record.position, identity)
    return last


def _record(actor: str, identity: Identity, version: int, said: str, traceparent: str | None) -> NewRecord:
    """The record; said at once by two who say the very same, told by `said`, it is the same one."""
    named = record_id(actor_stream(actor), revision=0, step="identify", step_version=said, ordinal=version)
    data = ActorCorrected(actor=actor, same_as=identity.same_as)
    return encode(named, data, ActorCorrectedWords(by=identity.by, why=identity.why), first(actor, traceparent))
