"""The rows of captions, and of the pictures that they belong to."""

from __future__ import annotations

from datetime import date, datetime

from schemas.rows.row import Row, Table


class CaptionRow(Row, frozen=True, kw_only=True):
    """A caption kept beside the body, with its credit and the number of its copies on the page.

    `caption` is the id of the picture in the catalogue. `number` follows the order of the log, then of the page.
    """

    article: str
    part: int
    start: int
    end: int
    revision: int
    text: str
    copies: int
    number: int
    seen_at: datetime
    caption: str | None = None
    credit: str | None = None
    agency: str | None = None
    day: date | None = None
    place: str | None = None


class PictureRow(Row, frozen=True, kw_only=True):
    """A picture in the catalogue of captions, as the first caption with a credit describes it.

    `articles` counts those that show it, of which `first_articles` are the ten earliest; `seen_at` and `number` are
    those of the earliest.
    """

    id: str
    number: int
    text: str
    articles: int
    first_articles: tuple[str, ...]
    repeated: bool
    seen_at: datetime
    credit: str | None = None
    agency: str | None = None
    day: date | None = None
    place: str | None = None


class PictureTermRow(Row, frozen=True, kw_only=True):
    """What a picture can be found by: a word of its caption, or its agency."""

    term: str
    number: int


CAPTIONS = Table(name="captions", row=CaptionRow, key=("article", "part", "start"), indexes=(("caption", "number"),))


PICTURES = Table(name="pictures", row=PictureRow, key=("id",), indexes=(("number",), ("repeated", "number")))


PICTURE_TERMS = Table(name="picture_terms", row=PictureTermRow, key=("term", "number"))
