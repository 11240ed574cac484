"""Keeping watchlists: which events somebody wants to be told of, under a name of their own."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from schemas.codec import data_of, encode, known, words_of
from schemas.identity import record_id, watchlist_id, watchlist_stream
from schemas.record import (
    NewRecord,
    NoWords,
    OfWatchlist,
    Record,
    WatchlistChanged,
    WatchlistCreated,
    WatchlistRemoved,
    WatchlistWords,
    Words,
)
from services.eventlog import EventLog
from services.eventlog.turns import Turns
from services.ingest.revisions import Verdict
from services.provenance import first


class Watchlist(Struct, frozen=True, kw_only=True):
    """A watchlist as the log holds it: whose, its name, the filters of its events as JSON, its record's position.

    `version` is its stream's; one that was removed has no filters.
    """

    id: str
    version: int = 0
    by: str = ""
    name: str = ""
    filters: str | None = None
    position: int = 0
    at: int = 0


class Kept(Struct, frozen=True):
    """What asking for a watchlist did."""

    watchlist: Watchlist
    verdict: Verdict


def find(watchlist: str, log: EventLog) -> Watchlist | None:
    """The watchlist of this id; None if there is none, or no longer."""
    now = _now(watchlist, log)
    return now if now.filters is not None else None


def keep(by: str, name: str, filters: str, log: EventLog, traceparent: str | None = None) -> Kept:
    """Keep these filters under the name, in the place of those that were there; the same again is no record."""
    identity = watchlist_id(by, name)
    turns = Turns(log, watchlist_stream(identity))
    while True:
        now = _told(identity, turns.read())
        if now.filters == filters:
            return Kept(now, Verdict.UNCHANGED)
        is_new = now.filters is None
        data = WatchlistCreated(watchlist=identity) if is_new else WatchlistChanged(watchlist=identity)
        words = WatchlistWords(by=by, name=name, filters=filters)
        appended = turns.append(_record(now, data, words, traceparent))
        if appended and not appended.repeated:
            return Kept(_now(identity, log), Verdict.NEW if is_new else Verdict.REVISION)


def remove(watchlist: str, log: EventLog, traceparent: str | None = None) -> int | None:
    """Keep the watchlist no longer; the position of the record that says so, None if there is no such watchlist."""
    turns = Turns(log, watchlist_stream(watchlist))
    while True:
        now = _told(watchlist, turns.read())
        if now.filters is None:
            return None
        if appended := turns.append(_record(now, WatchlistRemoved(watchlist=watchlist), NoWords(), traceparent)):
            return appended.last


def _now(watchlist: str, log: EventLog) -> Watchlist:
    return _told(watchlist, log.read_stream(watchlist_stream(watchlist)))


def _told(watchlist: str, records: Iterable[Record]) -> Watchlist:
    """The watchlist after the records of its stream."""
    now = Watchlist(id=watchlist)
    for record in records:
        now = replace(now, version=record.version, position=record.position, at=record.recorded_at)
        if not known(record):
            continue
        words = words_of(record)
        if isinstance(words, WatchlistWords):
            now = replace(now, by=words.by, name=words.name, filters=words.filters)
        elif isinstance(data_of(record), WatchlistRemoved):
            now = replace(now, filters=None)
    return now


def _record(now: Watchlist, data: OfWatchlist, words: Words, traceparent: str | None) -> NewRecord:
    """The next record of the stream; two who ask for the same at once make the same one."""
    said = words.filters if isinstance(words, WatchlistWords) else ""
    identity = record_id(
        watchlist_stream(now.id), revision=0, step=type(data).__name__, step_version=said, ordinal=now.version
    )
    return encode(identity, data, words, first(now.id, traceparent))
