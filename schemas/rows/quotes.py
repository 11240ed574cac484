"""The rows of quotations."""

from __future__ import annotations

from datetime import date

from schemas.rows.row import Row, Table


class QuoteRow(Row, frozen=True, kw_only=True):
    """Words that somebody is said to have said; `direct` if they stand in quotation marks.

    `source` is the speaker as printed, `speaker` the full name. `day` is when the part was published, else received.
    """

    id: str
    article: str
    revision: int
    part: int
    content: str
    content_start: int
    content_end: int
    cue: str
    cue_start: int
    cue_end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    direct: bool
    day: date
    extractor: str
    position: int
    source: str | None = None
    speaker: str | None = None
    country: str | None = None
    role: str | None = None
    publisher: str | None = None
    title: str | None = None


class QuoteTermRow(Row, frozen=True, kw_only=True):
    """What a quotation can be found by: its speaker, a word of it, who published it; the day is in ISO 8601."""

    term: str
    day: str
    position: int
    id: str


QUOTES = Table(
    name="quotes",
    row=QuoteRow,
    key=("id",),
    indexes=(("article",), ("day", "position", "id")),
    positions=("position",),
    since="position",
)


QUOTE_TERMS = Table(
    name="quote_terms",
    row=QuoteTermRow,
    key=("term", "day", "position", "id"),
    positions=("position",),
    since="position",
)
