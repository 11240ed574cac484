"""The rows of publishers and their volume."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from schemas.rows.row import Row, Table


class LanguageCell(Struct, frozen=True, kw_only=True):
    """How many of a publisher's articles are in a language, and in how many of them nothing could be looked for."""

    language: str
    articles: int
    uncovered: int


class SourceRow(Row, frozen=True, kw_only=True):
    """A publisher: its articles, how many are in a language that is read, and when they came.

    The name is that posted, else the host of the articles' address. Moments count microseconds since 1970 in UTC;
    `recent` are those of the latest articles, in order. `delayed` articles tell when they were published, together
    `delay` seconds before they came. `latest` is the id of the last one.
    """

    name: str
    articles: int
    covered: int
    uncovered: int
    events: int
    delayed: int
    delay: int
    first_received_at: int
    last_received_at: int
    recent: tuple[int, ...]
    languages: tuple[LanguageCell, ...]
    latest: str


class SourceDayRow(Row, frozen=True, kw_only=True):
    """How many articles of a publisher came on a day (UTC), how many of them are read, and the events in them."""

    id: str
    source: str
    day: date
    articles: int
    covered: int
    uncovered: int
    events: int


SOURCES = Table(name="sources", row=SourceRow, key=("name",))


SOURCE_DAYS = Table(name="source_days", row=SourceDayRow, key=("id",), indexes=(("source", "day"),))
