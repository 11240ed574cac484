"""The bodies of answers: what readers and senders get, besides the rows of schemas/rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar

import msgspec
from fastapi import Response
from msgspec import UNSET, Struct, UnsetType

from schemas.record import Stage
from services.ingest.revisions import Verdict
from services.ingest.standing import State

Item = TypeVar("Item")


class Page(Struct, Generic[Item], frozen=True):
    """Some items, the address of the next page if there is one, and the log position up to which all is folded in.

    `set_aside` is there if the list is incomplete: so many streams have a record that could not be folded.
    """

    items: Sequence[Item]
    next: str | None
    position: int
    set_aside: int | UnsetType = UNSET


class One(Struct, Generic[Item], frozen=True):
    """An item, and the log position that it was read at."""

    item: Item
    position: int


class PostAnswer(Struct, frozen=True):
    """What a post did: the article's id, its revision, new, revision or unchanged, and its record's position."""

    id: str
    revision: int
    outcome: Verdict
    position: int


class LineAccepted(Struct, frozen=True):
    """What a line of an upload did, counted from 1; as for a single post."""

    line: int
    id: str
    revision: int
    outcome: Verdict
    position: int


class LineRefused(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was wrong with a line; the lines around it are none the worse."""

    line: int
    status: int
    title: str
    detail: str
    pointer: str | UnsetType = UNSET


class ArticleStatus(Struct, frozen=True, kw_only=True):
    """Where an article stands, from its own records, so that it is true before anything is folded.

    `position` is the one up to which all is folded in, `last_position` that of the article's last record; it is
    projected once the one has reached the other. `stage`, `reason`, `detail` and `attempt` are those of the step that
    failed last and has not succeeded since; `permanent` says that it will not be tried again by itself.
    """

    id: str
    state: State
    revision: int
    position: int
    last_position: int
    received_at: datetime
    media_type: str
    size: int
    url: str | None
    source: str | None
    title: str | None
    published_at: datetime | None
    fetched_at: datetime | None
    language: str | None
    tags: tuple[str, ...]
    cleaner: str | None = None
    parts: int | None = None
    extractor: str | None = None
    sentences: int | None = None
    events: int | None = None
    covered: bool | None = None
    stage: Stage | None = None
    reason: str | None = None
    detail: str | None = None
    attempt: int | None = None
    permanent: bool | None = None


class RetryAnswer(Struct, frozen=True):
    """Which steps of an article's revision will be tried again, and the position of the record that asks for it."""

    id: str
    revision: int
    stages: tuple[Stage, ...]
    position: int


class CorrectionAnswer(Struct, frozen=True):
    """What a correction did: its id, the event's, new or unchanged, and its record's position."""

    id: str
    event: str
    outcome: Verdict
    position: int


class Health(Struct, frozen=True):
    """That the service is there, and how far each of its parts is."""

    status: str
    log: str | UnsetType = UNSET
    head: int | UnsetType = UNSET
    position: int | UnsetType = UNSET


def json_answer(body: Struct, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(msgspec.json.encode(body), status, headers, media_type="application/json")
