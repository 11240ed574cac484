"""Records as CloudEvents 1.0 in JSON, one a line, and back to the very bytes that are stored.

An event's `data` holds the record's data and meta as the JSON they are, character by character, and its content as
base64 of the stored bytes. The last line of an export tells the head of the chain, so that a cut one is noticed.
https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
"""

from __future__ import annotations

import struct
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Raw, Struct

from schemas.errors import LogError
from schemas.moments import microseconds_of, moment_of
from schemas.record import Record
from services.eventlog.chain import Head, fingerprint, read_head

VERSION = "1.0"
EXPORTED = "newsfold.log.exported"
"""The type of the last event, which stands for no record."""


class Payload(Struct, frozen=True):
    """A record's three halves; data or meta that is no JSON object of one line is a string, its bytes as base64."""

    data: Raw
    meta: Raw
    content: bytes


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line; the names of attributes that are not CloudEvents' own are in its manner, lower case without breaks."""

    id: str
    source: str
    type: str
    specversion: str
    subject: str | None = None
    datacontenttype: str | None = None
    time: datetime | None = None
    recordid: str = ""
    streamversion: int = 0
    schemaversion: int = 0
    fingerprint: str = ""
    data: Payload | None = None


_DECODER = msgspec.json.Decoder(Event)
_ENCODER = msgspec.json.Encoder()


def source_of(identity: UUID) -> str:
    """The log's identity as the source of its events."""
    return identity.urn


def identity_of(event: Event) -> UUID:
    """The identity of the log that the event comes from; raises LogError if the source is none."""
    try:
        return UUID(event.source)
    except ValueError as error:
        raise LogError(f"The source of event {event.id[:40]} is no log: {event.source[:100]}.") from error


def record_line(record: Record, source: str) -> bytes:
    """A record's line, without its end."""
    event = Event(
        specversion=VERSION,
        id=str(record.position),
        source=source,
        type=record.type,
        subject=record.stream,
        datacontenttype="application/json",
        time=moment_of(record.recorded_at),
        recordid=record.id.hex(),
        streamversion=record.version,
        schemaversion=record.schema_version,
        fingerprint=fingerprint(record).hex(),
        data=Payload(_shown(record.data), _shown(record.meta), record.content),
    )
    return _ENCODER.encode(event)


def last_line(head: Head, source: str) -> bytes:
    """The line that ends an export of all records up to a head."""
    event = Event(specversion=VERSION, id=f"exported:{head.position}", source=source, type=EXPORTED, subject=str(head))
    return _ENCODER.encode(event)


def read_line(line: bytes, number: int) -> Event:
    """The event of a line; raises LogError with the line's number if it is none."""
    try:
        return _DECODER.decode(line)
    except msgspec.MsgspecError as error:
        raise LogError(f"Line {number} is no event of an exported log: {error}.") from error


def head_of(event: Event) -> Head | None:
    """The head that the last line tells; None for the line of a record."""
    return read_head(event.subject or "") if event.type == EXPORTED else None


def record_of(event: Event) -> Record:
    """The record as it was stored; raises LogError if it is not the one that was exported."""
    try:
        record = _record(event)
        is_itself = fingerprint(record).hex() == event.fingerprint
    except (ValueError, TypeError, ArithmeticError, struct.error) as error:
        raise LogError(f"Event {event.id[:40]} of the export is no record: {error}.") from error
    if not is_itself:
        raise LogError(f"Record {record.position} of the export is not as it was exported: its hash is another.")
    return record


def _record(event: Event) -> Record:
    if event.data is None or event.time is None or event.subject is None:
        raise ValueError("it lacks its data, time or subject")
    return Record(
        int(event.id),
        event.subject,
        event.streamversion,
        bytes.fromhex(event.recordid),
        event.type,
        event.schemaversion,
        microseconds_of(event.time),
        _stored(event.data.data),
        event.data.content,
        _stored(event.data.meta),
    )


def _shown(half: bytes) -> Raw:
    """The half itself if a line can hold it as it is, else as base64."""
    return Raw(half if _is_object_of_one_line(half) else _ENCODER.encode(half))


def _stored(shown: Raw) -> bytes:
    half = bytes(shown)
    return msgspec.json.decode(half, type=bytes) if half.startswith(b'"') else half


def _is_object_of_one_line(half: bytes) -> bool:
    if not (half.startswith(b"{") and half.endswith(b"}")) or b"\n" in half or b"\r" in half:
        return False
    try:
        msgspec.json.decode(half)
    except msgspec.MsgspecError:
        return False
    return True
