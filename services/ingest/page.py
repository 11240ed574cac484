"""An article posted as a bare page, text or HTML, its metadata beside it."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.article import Article
from schemas.charset import charset_of, decode
from schemas.errors import InputError
from services.ingest.fields import HTML, METADATA, Value, article_of


def read_page(body: bytes, *, media_type: str, charset: str | None, metadata: Mapping[str, Value]) -> Article:
    """The article of a page; `charset` is the declared one. Raises ArticleError if body or metadata are wrong."""
    html = media_type == HTML
    found = charset_of(body, declared=charset, html=html)
    text = decode(body, declared=found, html=html)
    return article_of(text, body, media_type=media_type, charset=found, metadata=metadata)


def metadata_of(pairs: list[tuple[str, str]]) -> dict[str, Value]:
    """Metadata out of names and values as they stand in a query or in headers; only `tags` may come again.

    Raises InputError for a name that is not known or comes twice.
    """
    metadata: dict[str, Value] = {}
    for name, value in pairs:
        if name not in METADATA:
            raise InputError(f"there is no metadata {name[:60]!r}; there is {', '.join(METADATA)}", f"/{name[:60]}")
        if name == "tags":
            metadata["tags"] = [*(metadata.get("tags") or []), value]
        elif name in metadata:
            raise InputError(f"{name} is given twice", f"/{name}")
        else:
            metadata[name] = value
    return metadata
