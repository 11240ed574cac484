"""Who published an article, and when it came."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from schemas.moments import moment_of
from schemas.rows.articles import ArticleRow, PartRow

UNNAMED = "unnamed"
"""The publisher of articles that came without source and address."""


def publisher_of(source: str | None, url: str | None) -> str:
    """The source as posted, else the host of the address, else "unnamed"."""
    return source or _host(url or "") or UNNAMED


def voice_of(article: ArticleRow) -> str:
    """Who speaks: articles of one publisher are one voice, one that came without source and address is its own."""
    return article.source.casefold() if article.source else _host(article.url or "") or article.id


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def printed_on(part: PartRow | None, received_at: int) -> date:
    """The day a part was published, else the day (UTC) on which its article came."""
    published = part.published if part else None
    return published or day_of(received_at)


def day_of(moment: int) -> date:
    """The day (UTC) of a moment in microseconds since 1970."""
    return moment_of(moment).date()
