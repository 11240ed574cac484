"""The texts that are cleaned and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from itertools import count

from ops.bench.articles import Newsroom
from workers.clean.signature import SHINGLE

CHARACTERS = 6_600
"""Code points of a page."""


def pages(wanted: int) -> list[str]:
    """Invented pages, each with a title and its caption four times, and as many paragraphs as make it long enough."""
    bodies = _bodies()
    return [_page(bodies) for _ in range(wanted)]


def html(page: str) -> str:
    """The page as a site prints it, a paragraph a line."""
    title, *lines = (escape(line) for line in page.split("\n") if line)
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def shingles(page: str) -> list[str]:
    """Runs of words as the other libraries are given them."""
    words = page.lower().split()
    return [" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]


def _bodies() -> Iterator[str]:
    newsroom = Newsroom("clean")
    return (json.loads(newsroom.line(number))["body"] for number in count())


def _page(bodies: Iterator[str]) -> str:
    """A story, with the paragraphs of others behind its own until it is long enough."""
    page = next(bodies)
    while len(page) < CHARACTERS:
        page += "\n" + next(bodies).split("(Reuters) - ", 1)[1]
    return page[:CHARACTERS]
