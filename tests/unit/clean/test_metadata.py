"""The day that an HTML page states of itself, and what it is worth beside what readers see."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from schemas.article import Article
from schemas.block import Published
from tests.support.cleaning import LEDE, MORE
from workers.clean import clean
from workers.clean.metadata import day_of_page

META = "<meta property='article:published_time' content='2031-05-06T17:10:00Z'>"
STORY = f"<h1>Nordia reopens the harbour of Marfa</h1><p>{LEDE}</p><p>{MORE}</p>"


def published(head: str, body: str, fetched: datetime | None = None) -> Published | None:
    """When the first story of a page was published."""
    html = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    article = Article(body=html.encode(), media_type="text/html", charset="utf-8", fetched_at=fetched)
    return clean(article).parts[0].published


@pytest.mark.parametrize(
    "head",
    [
        META,
        "<meta content='2031-05-06' name='pubdate' />",
        '<meta name="dcterms.created" content="2031-05-06">',
        "<meta itemprop=datePublished content=2031-05-06T08:00>",
        '<script type="application/ld+json">{"datePublished": "2031-05-06T17:10:00+02:00"}</script>',
    ],
)
def test_the_day_is_read_however_a_site_names_it(head: str) -> None:
    assert day_of_page(f"<head>{head}</head><p>{LEDE}</p>") == date(2031, 5, 6)


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:modified_time' content='2031-05-06'>",
        "<meta name='pubdate' content='yesterday'>",
        "<meta name='pubdate' content='2031-13-77'>",
        "<title>2031-05-06</title>",
    ],
)
def test_other_days_are_none(head: str) -> None:
    assert day_of_page(f"<head>{head}</head><p>{LEDE}</p>") is None


def test_a_page_without_a_date_line_is_dated_by_what_it_states() -> None:
    found = published(META, STORY)
    assert found is not None
    assert (found.day, found.evidence, found.span) == (date(2031, 5, 6), "metadata", None)


def test_of_the_date_lines_the_one_about_the_stated_day_is_the_storys() -> None:
    lines = "<p>Updated: 12 May 2031</p><p>Published: 7 May 2031</p>"
    found = published(META, STORY.replace("</h1>", f"</h1>{lines}"))
    assert found is not None
    assert (found.day, found.evidence) == (date(2031, 5, 7), "date_line")


def test_a_date_line_of_another_time_does_not_date_the_story() -> None:
    found = published(META, STORY + "<h3>Related</h3><div>3 March 2029</div>")
    assert found is not None
    assert found.day == date(2031, 5, 6)


def test_a_day_that_had_not_come_when_the_page_was_fetched_is_none() -> None:
    found = published(META, STORY, fetched=datetime(2030, 1, 2, tzinfo=UTC))
    assert found is not None
    assert (found.day, found.evidence) == (date(2030, 1, 2), "fetched")
