"""A record of the log as people read it: what it says, what caused it, what it caused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from schemas.codec import known, meta_of
from schemas.errors import LogError
from schemas.record import Record
from services.eventlog.plain import Json, plain_half, plain_words

SUMMARY = 140
"""Characters of a record's structure in a list."""
PASSED_OVER = frozenset({"event_id"})
VERSIONS = frozenset({"cleaner", "extractor"})
"""Of which the program's own part is told, and not what it was built with."""


class Told(Struct, frozen=True, kw_only=True):
    """A record with its structure, its provenance and its words, each as lines of JSON, and whether it is known."""

    record: Record
    data: str
    meta: str
    words: str
    is_known: bool


def summary(record: Record) -> str:
    """What a record's structure says in a line, of an event its type first; all of it stands on the record's page."""
    data = plain_half(record.data)
    event = data.get("event")
    shown = [str(event.get("type"))] if isinstance(event, dict) else []
    plain = {name: value for name, value in data.items() if not isinstance(value, dict | list)}
    shown += [f"{name} {_short(name, value)}" for name, value in plain.items() if name not in PASSED_OVER]
    return ", ".join(shown)[:SUMMARY]


def _short(name: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).partition("/")[0] if name in VERSIONS else str(value)


def told(record: Record) -> Told:
    """All that a record says."""
    return Told(
        record=record,
        data=_lines(plain_half(record.data)),
        meta=_lines(plain_half(record.meta)),
        words=_lines(plain_words(record)),
        is_known=known(record),
    )


def causes(record: Record, stream: Sequence[Record]) -> list[Record]:
    """The records of its stream that led to a record, the first cause first."""
    by_id = {each.id.hex(): each for each in stream if each.position < record.position}
    found: list[Record] = []
    cause = by_id.get(_cause(record) or "")
    while cause is not None:
        found.append(cause)
        by_id.pop(cause.id.hex())
        cause = by_id.get(_cause(cause) or "")
    return found[::-1]


def effects(record: Record, stream: Sequence[Record]) -> Iterator[Record]:
    """The records of its stream that a record directly led to."""
    name = record.id.hex()
    return (each for each in stream if each.position > record.position and _cause(each) == name)


def _cause(record: Record) -> str | None:
    try:
        return meta_of(record).causation_id
    except LogError:
        return None


def _lines(value: Json) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() if value else ""
