"""Records in plain values, as people and other programs read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Raw

from schemas.codec import known, words_of
from schemas.errors import LogError
from schemas.record import Record

Json = dict[str, Any]
OBJECT = msgspec.json.Decoder(dict[str, Raw])
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # in UTC, which is written as Z


def plain_half(half: bytes) -> Json:
    """The half as it stands in the log, of whatever version; what is no JSON object is said and not guessed at."""
    try:
        return msgspec.json.decode(half, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return {"unreadable": str(error)}


def plain_record(record: Record, half: Callable[[bytes], Raw | Json] = plain_half) -> Json:
    """The record without its words, its halves as `half` tells them, else in plain values."""
    return {
        "position": record.position,
        "time": _moment(record.recorded_at),
        "type": record.type,
        "schema_version": record.schema_version,
        "stream": record.stream,
        "version": record.version,
        "id": record.id.hex(),
        "data": half(record.data),
        "meta": half(record.meta),
    }


def plain_words(record: Record) -> Json:
    """The record's words as far as this program can read them: a body as text, other bytes as base64."""
    try:
        words = words_of(record)
    except LogError as error:
        return {"unreadable": str(error)} if known(record) else {}
    found: Json = msgspec.json.decode(msgspec.json.encode(words))
    bodies = {key: value for key in found if isinstance(value := getattr(words, key), bytes)}
    return found | {key: body.decode(errors="replace") for key, body in bodies.items()}


def stored_half(half: bytes) -> Raw | Json:
    """The half to be written as JSON: as it is stored, if it is an object, which is looked at but not taken apart."""
    try:
        half.decode()
        OBJECT.decode(half)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return plain_half(half)
    return Raw(half)


def _moment(microseconds: int) -> str:
    return (EPOCH + timedelta(microseconds=microseconds)).isoformat(timespec="milliseconds") + "Z"
