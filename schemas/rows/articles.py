"""The rows of articles and their parts."""

from __future__ import annotations

from datetime import date, datetime

from schemas.article import Priority
from schemas.rows.row import Row, Table


class ArticleRow(Row, frozen=True, kw_only=True):
    """An article at its current revision and how far it has come.

    `state` is received, cleaned, projected (its events are here) or failed (for good); `size` counts the bytes of the
    body, `kept` the characters of body text that cleaning kept. `title` is what the sender calls it, `page_title` the
    first title printed on the page. `first_received_at` is when its first revision came.
    """

    id: str
    revision: int
    state: str
    media_type: str
    priority: Priority
    received_position: int
    received_at: int
    size: int
    url: str | None = None
    source: str | None = None
    title: str | None = None
    page_title: str | None = None
    published_at: datetime | None = None
    fetched_at: datetime | None = None
    language: str | None = None
    cleaner: str | None = None
    extractor: str | None = None
    parts: int | None = None
    kept: int | None = None
    events: int | None = None
    sentences: int | None = None
    covered: bool | None = None
    first_received_at: int | None = None


class PartRow(Row, frozen=True, kw_only=True):
    """A part of an article's page, with the day it was published and what says so."""

    article: str
    part: int
    revision: int
    start: int
    end: int
    title: str | None = None
    published: date | None = None
    evidence: str | None = None


ARTICLES = Table(
    name="articles",
    row=ArticleRow,
    key=("id",),
    indexes=(("received_position",), ("source", "received_position")),
    positions=("received_position",),
)


PARTS = Table(name="parts", row=PartRow, key=("article", "part"))
