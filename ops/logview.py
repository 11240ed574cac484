"""The event log as people read it: one line a record, of its structure only."""

from __future__ import annotations

import json
import sys

import msgspec

from ops.screen import console, moment, plain
from schemas.record import Record
from services.eventlog import EventLog

WAIT_SECONDS = 5.0
SUMMARY_CHARACTERS = 100


def tail(log: EventLog, count: int, *, follow: bool, as_json: bool) -> None:
    """Print the last records, and go on with every further one if asked to, until ^C."""
    for batch in log.subscribe(max(0, log.head() - count), patience=WAIT_SECONDS if follow else 0):
        if not batch and not follow:
            return
        for record in batch:
            _print(record, as_json=as_json)


def _print(record: Record, *, as_json: bool) -> None:
    data = msgspec.json.decode(record.data)
    if as_json:
        row = {
            "position": record.position,
            "time": moment(record.recorded_at),
            "type": record.type,
            "schema_version": record.schema_version,
            "stream": record.stream,
            "version": record.version,
            "id": record.id.hex(),
            "data": data,
            "meta": msgspec.json.decode(record.meta),
        }
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    shown = ", ".join(f"{key}={value}" for key, value in data.items() if not isinstance(value, dict | list))
    console.print(
        f"[bold]{record.position:>8}[/]  [dim]{moment(record.recorded_at)}[/]  [cyan]{record.type:<20}[/]  "
        f"{record.stream}@{record.version}  {plain(shown)[:SUMMARY_CHARACTERS]}",
        soft_wrap=True,
    )
