"""The names of things: articles, streams, records and events, each derived from what it names.

The same thing always gets the same name, so work that is delivered twice is recognised as done.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from schemas.article import Article
    from schemas.event import Event

STREAM_PREFIX = "article-"
WATCHLIST_PREFIX = "watchlist:"
ACTOR_PREFIX = "actor:"
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")
EVENT_BYTES, EVENT_LETTERS = 6, 10
"""What tells an article's events apart: 48 bits, in base32."""
SUBJECT_BYTES = 10
_NOTHING = hashlib.blake2b(digest_size=16)
"""A hash to begin with: a copy of it takes half the time of a new one."""
DEFAULT_PORTS = {"http": 80, "https": 443}


def article_id(article: Article, secret: bytes = b"") -> str:
    """26 letters and digits from the canonical URL, else from the body.

    With a secret of at most 64 bytes nobody can tell from the id what it was made from.
    """
    named = canonical_url(article.url).encode() if article.url else b"body:" + article.body
    return _letters(named, size=16, secret=secret)


def canonical_url(url: str) -> str:
    """The URL (RFC 3986) without what does not name the page: case of the host, default port, fragment, tracking."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    if parts.port and parts.port != DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{parts.port}"
    kept = [field for field in parts.query.split("&") if field and not field.lower().startswith(TRACKING)]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", "&".join(kept), ""))


def stream_of(article: str) -> str:
    """The stream that holds all records of an article."""
    return STREAM_PREFIX + article


def article_of(stream: str) -> str:
    """The article whose stream this is."""
    return stream.removeprefix(STREAM_PREFIX)


def record_id(stream: str, *, revision: int, step: str, step_version: str, ordinal: int = 0) -> bytes:
    """16 bytes that are the same whenever the same step writes the same record again."""
    named = f"{stream}\n{revision}\n{step}\n{step_version}\n{ordinal}"
    hashed = _NOTHING.copy()
    hashed.update(named.encode())
    return hashed.digest()


def event_id(article: str, event: Event) -> str:
    """The event's public id: its article, part, trigger span and type, whatever extractor found it.

    It begins with the article's, so that it leads to the article without an index of all events.
    """
    named = f"{article}\n{event.part}\n{event.trigger.start}\n{event.trigger.end}\n{event.type}"
    return article + _letters(named.encode(), size=EVENT_BYTES)


def watchlist_id(by: str, name: str) -> str:
    """The id of what somebody keeps under a name."""
    return _letters(f"{by}\n{name}".encode(), size=16)


def watchlist_stream(watchlist: str) -> str:
    """The stream that holds all records of a watchlist."""
    return WATCHLIST_PREFIX + watchlist


def actor_stream(actor: str) -> str:
    """The stream that holds what people say of an actor."""
    return ACTOR_PREFIX + actor


def correction_id(event: str, number: int) -> str:
    """The id of an event's correction of this number, from 1."""
    return f"{event}-{number}"


def article_of_event(event: str) -> str:
    """The article that reports the event of this public id."""
    return event[:-EVENT_LETTERS]


def finding_id(article: str, *places: int) -> str:
    """The id of a figure or quotation: its article's, and where on the page it stands."""
    return "-".join((article, *map(str, places)))


def subject_id(subject: str, unit: str) -> str:
    """The id of what figures in a unit are about."""
    return _letters(f"{unit}\n{subject}".encode(), size=SUBJECT_BYTES)


@lru_cache(maxsize=100_000)
def actor_id(name: str, country: str | None, number: int = 0) -> str:
    """26 letters and digits from the name and the country under which an actor was first met.

    `number` tells it from others that were first met under the same name, and go by other names since.
    """
    return _letters(f"{name}\n{country or ''}\n{number or ''}".encode(), size=16)


def digest(data: bytes, secret: bytes = b"") -> bytes:
    """32 bytes that tell one content from another: SHA-256, with a secret HMAC-SHA-256 (RFC 2104)."""
    return hmac.digest(secret, data, "sha256") if secret else hashlib.sha256(data).digest()


def text_hash(text: str) -> bytes:
    """16 bytes (BLAKE2b) that tell one text from another, however its words are spaced."""
    return hashlib.blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def letters(hashed: bytes) -> str:
    """Lower-case base32: safe in URLs, file names and job ids."""
    return base64.b32encode(hashed).decode().rstrip("=").lower()


def _letters(named: bytes, *, size: int, secret: bytes = b"") -> str:
    """The letters of a BLAKE2b hash (RFC 7693)."""
    return letters(hashlib.blake2b(named, digest_size=size, key=secret).digest())
