"""What an HTML page says of itself where no reader sees it."""

from __future__ import annotations

import re
from datetime import date

HEAD = 200_000
"""Code points of a page in which its own head stands."""
META = re.compile(r"<meta\s[^>]{0,600}>", re.IGNORECASE)
PUBLISHED = re.compile(
    r"""(?:property|name|itemprop)\s*=\s*["']?"""
    r"""(?:(?:og:)?article:published_time|datepublished|date|pub-?date|publish-?date|parsely-pub-date|sailthru\.date"""
    r"""|dc(?:terms)?\.date(?:\.issued)?|dcterms\.created)["'\s>]""",
    re.IGNORECASE,
)
"""How sites name the day of a story (https://ogp.me/#type_article, Dublin Core and some of their own)."""
STATED = re.compile(r"""content\s*=\s*["']?\s*(\d{4})-(\d{2})-(\d{2})""", re.IGNORECASE)
LINKED = re.compile(r'"datePublished"\s*:\s*"(\d{4})-(\d{2})-(\d{2})')
"""The same in JSON for search engines (https://schema.org/datePublished)."""


def day_of_page(html: str) -> date | None:
    """The day on which a page says that its story was published, as its own clock has it; None if it says none."""
    end = html.find("</head", 0, HEAD)
    for meta in META.finditer(html, 0, end if end >= 0 else HEAD):
        found = STATED.search(meta[0]) if PUBLISHED.search(meta[0]) else None
        if found and (day := _day(found)):
            return day
    linked = LINKED.search(html)
    return _day(linked) if linked else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
