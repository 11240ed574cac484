"""Who speaks: articles of one publisher are one voice, and a copy is the voice of its original."""

from __future__ import annotations

from urllib.parse import urlsplit

from schemas.rows.articles import ArticleRow


def speaker(article: ArticleRow) -> str:
    """Who published an article: its source, else the host of its address, else nobody but itself."""
    return article.source.casefold() if article.source else _host(article.url) or article.id


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None
