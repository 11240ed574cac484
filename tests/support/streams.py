"""Listening to server-sent events, as a browser does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import msgspec
from msgspec import Struct


class Event(Struct, frozen=True):
    """A server-sent event: the id that stands when it comes, its name, and its data if it has any."""

    id: str
    name: str
    data: str

    @property
    def told(self) -> dict[str, Any]:
        """The data as the JSON that it is."""
        read: dict[str, Any] = msgspec.json.decode(self.data)
        return read


@contextmanager
def listening(
    client: httpx.Client, address: str = "/v1/stream", *, last: int | None = None, **parameters: str | int
) -> Iterator[Iterator[Event]]:
    """The frames of a stream, signs of life too, as they come."""
    headers = {} if last is None else {"Last-Event-ID": str(last)}
    with client.stream("GET", address, headers=headers, params=parameters) as answer:
        assert answer.status_code == 200, answer.read()
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _events(answer.iter_lines())


def told(events: Iterator[Event], count: int) -> list[Event]:
    """The next events that say something."""
    found: list[Event] = []
    while len(found) < count:
        event = next(events)
        if event.data:
            found.append(event)
    return found


def _events(lines: Iterator[str]) -> Iterator[Event]:
    fields = {"id": "", "event": "", "data": ""}
    for line in lines:
        name, _, value = line.partition(": ")
        if line:
            fields[name] = value
        else:
            yield Event(fields["id"], fields["event"], fields["data"])
            fields |= {"event": "", "data": ""}
