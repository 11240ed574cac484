"""The fields of a posted article: what each may hold, and the article they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from schemas.article import Article
from schemas.errors import ArticleError

TEXT = "text/plain"
HTML = "text/html"
METADATA = ("url", "source", "title", "published_at", "fetched_at", "language", "tags")
"""What a sender may tell of a page beside its body."""
LENGTHS = {"url": 2_048, "source": 300, "title": 1_000, "published_at": 64, "fetched_at": 64, "language": 35}
"""Code points that each field may hold."""
TAGS = 50
TAG_LENGTH = 100
FIRST_YEAR, LAST_YEAR = 1600, 2200
"""The first newspaper was printed in 1605; a date outside these years is a mistake."""
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag (BCP 47)."""

Value = str | list[str] | None


def article_of(text: str, body: bytes, *, media_type: str, charset: str, metadata: Mapping[str, Value]) -> Article:
    """The article of a body, given as text and as bytes, and its metadata; raises ArticleError naming the field.

    An empty value says as little as a missing one.
    """
    if not text.strip():
        raise ArticleError("the body is empty; an article needs some text", "/body")
    _without_nul("body", text, "/body")
    return Article(
        body=body,
        media_type=media_type,
        charset=charset,
        url=_url(metadata),
        source=_text(metadata, "source"),
        title=_text(metadata, "title"),
        published_at=_moment(metadata, "published_at"),
        fetched_at=_moment(metadata, "fetched_at"),
        language=_language(metadata),
        tags=_tags(metadata),
    )


def _text(metadata: Mapping[str, Value], name: str) -> str | None:
    value = metadata.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ArticleError(f"{name} has to be one text", f"/{name}")
    return _bounded(name, value, LENGTHS[name], f"/{name}") or None


def _bounded(name: str, value: str, length: int, pointer: str) -> str:
    _without_nul(name, value, pointer)
    stripped = value.strip()
    if len(stripped) > length:
        raise ArticleError(f"{name} has {len(stripped)} characters; it may have {length}", pointer)
    return stripped


def _without_nul(name: str, value: str, pointer: str) -> None:
    """NUL is in no news, and PostgreSQL's text cannot hold it."""
    if "\0" in value:
        raise ArticleError(f"{name} holds the character U+0000 (NUL); remove it", pointer)


def _url(metadata: Mapping[str, Value]) -> str | None:
    """An address on the web: http or https, with a host and without a password."""
    url = _text(metadata, "url")
    if url is None:
        return None
    if any(character.isspace() or not character.isprintable() for character in url):
        raise ArticleError("the url holds a space or a control character; write it as %20 and the like", "/url")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ArticleError(f"the url cannot be read: {error}", "/url") from error
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise ArticleError("the url has to begin with http:// or https:// and a host", "/url")
    if "@" in parts.netloc:
        raise ArticleError("the url holds a user name or password, which do not belong in the log", "/url")
    return url


def _moment(metadata: Mapping[str, Value], name: str) -> datetime | None:
    """A date, or a date and time, in ISO 8601 (so RFC 3339 too); UTC unless it says otherwise."""
    text = _text(metadata, name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError as error:
        raise ArticleError(
            f"{name} is not a date that exists, in ISO 8601, such as 2026-02-01 or 2026-02-01T09:30:00Z", f"/{name}"
        ) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ArticleError(f"{name} is in the year {moment.year}, outside {FIRST_YEAR} to {LAST_YEAR}", f"/{name}")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _language(metadata: Mapping[str, Value]) -> str | None:
    language = _text(metadata, "language")
    if language is not None and not LANGUAGE.fullmatch(language):
        raise ArticleError("language has to be a tag such as en or pt-BR (BCP 47)", "/language")
    return language


def _tags(metadata: Mapping[str, Value]) -> tuple[str, ...]:
    tags = metadata.get("tags")
    if tags is None:
        return ()
    if isinstance(tags, str):
        raise ArticleError("tags has to be a list of texts", "/tags")
    if len(tags) > TAGS:
        raise ArticleError(f"there are {len(tags)} tags; there may be {TAGS}", "/tags")
    bounded = (_bounded("a tag", tag, TAG_LENGTH, f"/tags/{index}") for index, tag in enumerate(tags))
    return tuple(tag for tag in bounded if tag)
