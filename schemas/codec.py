"""Turns typed records into stored bytes and back, and brings old schema versions up to date on reading.

`data` and `meta` are JSON (RFC 8259), so that a person can read the log with any database client. `content` is a
byte that names its packing, then MessagePack: 0 plain, 1 Zstandard (RFC 8878). 2 is for what is encrypted around that,
3 alone for what was and cannot be decrypted any more.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

import msgspec

from schemas.correction import ActorCorrected, ActorCorrectedWords, EventCorrected, EventCorrectedWords
from schemas.errors import ErasedError, LogError, LogTooNewError
from schemas.event import EventWords
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleErased,
    ArticleFailed,
    ArticleFailedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    EventExtracted,
    ExtractionCompleted,
    ExtractionCompletedWords,
    Meta,
    NewRecord,
    NoWords,
    Record,
    ReprocessRequested,
    RetryRequested,
    WatchlistChanged,
    WatchlistCreated,
    WatchlistRemoved,
    WatchlistWords,
    Words,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from msgspec import Struct

PLAIN, ZSTANDARD, ENCRYPTED, ERASED = b"\x00", b"\x01", b"\x02", b"\x03"
WORTH_PACKING = 300
"""Bytes below which compression costs more than it saves."""
NUL, REPLACEMENT = "\0", "\ufffd"
BACKSLASH = b"\\"
ESCAPED_NUL = rb"\u0000"
_ESCAPED_NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")
"""U+0000 as JSON has it, and not a backslash before "u0000"."""

Half = TypeVar("Half", Data, Words)
Upcaster = Callable[[dict[str, object]], dict[str, object]]


class RecordType(msgspec.Struct, frozen=True):
    """A type of record: its name, its present schema version, its two halves and how older versions are read."""

    name: str
    version: int
    data: type[Data]
    words: type[Words]
    upcasters: Mapping[int, Upcaster] = {}


def _as_it_was(data: dict[str, object]) -> dict[str, object]:
    """Data that the next version only adds to."""
    return data


TYPES = {
    kind.name: kind
    for kind in (
        RecordType("article.received", 1, ArticleReceived, ArticleReceivedWords),
        RecordType("article.cleaned", 1, ArticleCleaned, ArticleCleanedWords),
        RecordType("event.extracted", 1, EventExtracted, EventWords),
        RecordType("extraction.completed", 2, ExtractionCompleted, ExtractionCompletedWords, {1: _as_it_was}),
        RecordType("article.failed", 1, ArticleFailed, ArticleFailedWords),
        RecordType("retry.requested", 1, RetryRequested, NoWords),
        RecordType("reprocess.requested", 1, ReprocessRequested, NoWords),
        RecordType("watchlist.created", 1, WatchlistCreated, WatchlistWords),
        RecordType("watchlist.changed", 1, WatchlistChanged, WatchlistWords),
        RecordType("watchlist.removed", 1, WatchlistRemoved, NoWords),
        RecordType("event.corrected", 1, EventCorrected, EventCorrectedWords),
        RecordType("actor.corrected", 1, ActorCorrected, ActorCorrectedWords),
        RecordType("article.erased", 1, ArticleErased, NoWords),
    )
}
_NAMES: dict[type[Struct], str] = {kind.data: kind.name for kind in TYPES.values()}
_DATA = {kind.name: msgspec.json.Decoder(kind.data).decode for kind in TYPES.values()}
_WORDS = {kind.name: msgspec.msgpack.Decoder(kind.words).decode for kind in TYPES.values()}
_META = msgspec.json.Decoder(Meta)
_encode_json, _encode_words = msgspec.json.Encoder().encode, msgspec.msgpack.Encoder().encode


def encode(identity: bytes, data: Data, words: Words, meta: Meta) -> NewRecord:
    """A record ready to append; `identity` is its derived 16-byte id."""
    kind = TYPES[_NAMES[type(data)]]
    return NewRecord(
        id=identity,
        type=kind.name,
        schema_version=kind.version,
        data=_encode_json(data),
        content=pack(words),
        meta=_encode_json(meta),
    )


def known(record: Record) -> bool:
    """Whether this program knows the record's type; unknown ones are kept and passed over."""
    return record.type in TYPES


def data_of(record: Record) -> Data:
    """The record's structure in its present form; raises LogError if the bytes do not fit its type."""
    kind = TYPES.get(record.type) or _kind(record)
    try:
        return _DATA[kind.name](record.data) if record.schema_version == kind.version else _upcast(kind, record)
    except msgspec.MsgspecError as error:
        raise LogError(f"record {record.position} ({record.type}) cannot be read: {error}") from error


def words_of(record: Record) -> Words:
    """The record's words; raises ErasedError if they were erased, LogError if the bytes do not fit its type."""
    content, decode = record.content, _WORDS.get(record.type) or _WORDS[_kind(record).name]
    try:
        return decode(content[1:] if content[:1] == PLAIN else _unpacked(record))  # the quickest way to ask
    except (msgspec.MsgspecError, zstd.ZstdError) as error:
        raise LogError(f"the words of record {record.position} ({record.type}) cannot be read: {error}") from error


def legible(record: Record) -> tuple[Data, Words]:
    """Both halves with U+FFFD in place of U+0000, which PostgreSQL cannot store; raises what reading each raises."""
    data, words = data_of(record), words_of(record)
    if BACKSLASH in record.data and ESCAPED_NUL in record.data:  # one byte is sought in a tenth of the time of six
        data = _legible(data)
    if record.content.rfind(PLAIN) != 0:  # the only zero byte of most that are not compressed
        words = _legible(words)
    return data, words


def meta_of(record: Record) -> Meta:
    """Where the record comes from; raises LogError if the bytes do not say so."""
    try:
        return _META.decode(record.meta)
    except msgspec.MsgspecError as error:
        raise LogError(f"the provenance of record {record.position} ({record.type}) cannot be read: {error}") from error


def pack(words: Words) -> bytes:
    """The words as stored bytes, compressed where that pays; nothing at all for a record without words."""
    if type(words) is NoWords:  # as `isinstance` takes as long as encoding does
        return b""
    plain = _encode_words(words)
    return PLAIN + plain if len(plain) < WORTH_PACKING else ZSTANDARD + zstd.compress(plain)


def _unpacked(record: Record) -> bytes:
    """The words as MessagePack; raises ErasedError or LogError if they cannot be had."""
    content = record.content
    if content.startswith(ZSTANDARD):
        return zstd.decompress(content[1:])
    if content == ERASED:
        raise ErasedError(f"the words of record {record.position} ({record.type}) were erased")
    if content.startswith(ENCRYPTED):
        raise LogError(f"the words of record {record.position} ({record.type}) are encrypted")
    return content[1:] or b"\x80"  # MessagePack's empty map


def _legible(half: Half) -> Half:
    told = _encode_json(half)
    if ESCAPED_NUL not in told:
        return half
    return msgspec.json.decode(_ESCAPED_NUL.sub(rb"\1\\ufffd", told), type=type(half))


def _kind(record: Record) -> RecordType:
    kind = TYPES.get(record.type)
    if kind is None:
        raise LogTooNewError(f"record {record.position} is of a type that this program does not know: {record.type}")
    return kind


def _upcast(kind: RecordType, record: Record) -> Data:
    """The data as it would be written today, brought up to date one version at a time."""
    if record.schema_version > kind.version:
        raise LogTooNewError(
            f"record {record.position} ({record.type}) has schema version {record.schema_version}; this program reads "
            f"up to {kind.version}. Upgrade newsfold."
        )
    data: dict[str, object] = msgspec.json.decode(record.data, type=dict[str, object])
    for version in range(record.schema_version, kind.version):
        upcast = kind.upcasters.get(version)
        if upcast is None:
            raise LogError(f"record {record.position} ({record.type}) has schema version {version}, which never was")
        data = upcast(data)
    return msgspec.convert(data, kind.data)
