"""Pages cleaned for tests, and what became of their lines."""

from __future__ import annotations

from datetime import datetime

from schemas.article import Article
from schemas.block import Block, CleanedPage
from workers.clean import clean

LEDE = "The harbour of Marfa was reopened on Tuesday after a pay deal between the unions and the ministry."
MORE = "Ships had waited in the bay for two weeks, some of them with fruit that nobody will buy any more."


def page(
    *lines: str, published: datetime | None = None, fetched: datetime | None = None, title: str | None = None
) -> CleanedPage:
    """A plain page of these lines, cleaned."""
    body = "\n".join(lines).encode()
    return clean(Article(body=body, published_at=published, fetched_at=fetched, title=title))


def html_page(html: str) -> CleanedPage:
    """An HTML page, cleaned."""
    return clean(Article(body=html.encode(), media_type="text/html", charset="utf-8"))


def kinds(cleaned: CleanedPage) -> dict[str, str]:
    """The kind of each text of the page; the last one's where a text stands more than once."""
    return {text_of(cleaned, block): block.kind.value for block in cleaned.blocks}


def actions(cleaned: CleanedPage) -> list[str]:
    """What becomes of each block, in page order."""
    return [block.action.value for block in cleaned.blocks]


def kept(cleaned: CleanedPage) -> list[str]:
    """The texts of the body."""
    return [text_of(cleaned, block) for block in cleaned.blocks if block.action == "keep"]


def dropped(cleaned: CleanedPage) -> list[str]:
    """The texts left out of body and metadata."""
    return [text_of(cleaned, block) for block in cleaned.blocks if block.action == "drop"]


def text_of(cleaned: CleanedPage, block: Block) -> str:
    """A block's text."""
    return cleaned.text[block.start : block.end]


def title_of(cleaned: CleanedPage) -> str | None:
    """The title of the first story."""
    span = cleaned.parts[0].title
    return None if span is None else cleaned.text[span.start : span.end]
