"""Cleaning: a raw page becomes its text, its parts and its blocks. Pure: the same article gives the same page.

Read in this order: render makes the text of an HTML page from its rows, of which stories says what is a story's and
asides what stands beside it, lines cuts a text, kinds says what a line looks like by itself, embeds, copies, live and
parts look at lines together, layout settles the kinds within a part, repeats says what becomes of each copy, published
dates each part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from schemas.article import Article
from schemas.block import Block, CleanedPage, Kind, Part, Span
from schemas.charset import byte_offsets, charset_of, decode
from schemas.errors import ArticleError
from workers.clean.boilerplate import boilerplate
from workers.clean.copies import bare_credits, copies, signed, twice
from workers.clean.embeds import posts
from workers.clean.kinds import Look, hinted, look
from workers.clean.layout import arrange
from workers.clean.lines import Line, split
from workers.clean.live import contents
from workers.clean.names import CAPTION, CREDIT, EMBED, HEADING, WIDGET
from workers.clean.parts import part_starts
from workers.clean.published import publication_dates
from workers.clean.render import Rendered, render
from workers.clean.repeats import fates
from workers.clean.section import Section
from workers.clean.titles import headlines

__all__ = ["CLEANER_VERSION", "clean"]

CLEANER_VERSION = "clean-25"
PICTURES = frozenset({CAPTION, CREDIT})


def clean(article: Article) -> CleanedPage:
    """The article's page text with its parts and blocks; raises ArticleError if the body cannot be read as text."""
    rendered = _rendered(article)
    lines = split(rendered.text)
    looks, sources = _looks(lines, rendered.hints), _sources(lines, rendered)
    starts = part_starts(lines, [each.kind for each in looks])
    ends = [*(start.line for start in starts[1:]), len(lines)]
    known = article.title or rendered.title
    sections = [
        arrange(lines[line:end], looks[line:end], known if title is None else lines[title].text)
        for (line, title), end in zip(starts, ends, strict=False)
    ]
    for section, printed in zip(sections, boilerplate(sections) if len(sections) > 1 else (), strict=False):
        section.settle(printed)
    return CleanedPage(
        text=rendered.text,
        parts=tuple(_parts(sections, article, rendered.day)),
        blocks=tuple(block for number, section in enumerate(sections) for block in _blocks(number, section, sources)),
        renderer=rendered.renderer,
    )


def _rendered(article: Article) -> Rendered:
    """The text that offsets count in: a plain body decoded, an HTML body rendered, its sources in bytes."""
    html = _is_html(article)
    text = decode(article.body, declared=article.charset, html=html)
    if not html:
        return Rendered(text)
    rendered = render(text)
    charset = charset_of(article.body, declared=article.charset, html=True)
    places = sorted({place for _, span in rendered.sources for place in (span.start, span.end)})
    at = dict(zip(places, byte_offsets(article.body, text, charset, places), strict=False))
    sources = tuple((start, Span(at[span.start], at[span.end])) for start, span in rendered.sources if at)
    return replace(rendered, sources=sources)


def _sources(lines: Sequence[Line], rendered: Rendered) -> dict[int, Span]:
    """Where each line of a rendered page, by its start, stands in the body; a line may begin after its row does."""
    starts = [start for start, _ in rendered.sources]
    return {line.start: rendered.sources[bisect_right(starts, line.start) - 1][1] for line in lines if starts}


def _is_html(article: Article) -> bool:
    media_type = article.media_type.partition(";")[0].strip().lower()
    if media_type not in {"text/plain", "text/html"}:
        raise ArticleError(f"the media type {media_type!r} is not read; send text/plain or text/html", "/media_type")
    return media_type == "text/html"


def _looks(lines: Sequence[Line], hints: Mapping[int, Kind]) -> list[Look]:
    """The look of every line, each text looked at once, with the lines of quoted posts found together."""
    seen = {text: look(text) for text in {line.text for line in lines}}
    looks = [seen[line.text] for line in lines]
    if hints:
        looks = [hinted(found, hints.get(line.start), line.text) for found, line in zip(looks, lines, strict=True)]
    if EMBED not in hints.values():
        for index, kind in posts(lines, [each.kind for each in looks]).items():
            looks[index] = Look(kind)
    for found in (signed, copies):
        for index, credit in list(found(lines, looks)):
            looks[index] = Look(CAPTION, credit)
    for index in list(twice(lines, looks)):
        looks[index] = Look(CAPTION)
    for index in list(bare_credits(lines, looks)):
        looks[index] = Look(CREDIT, Span(0, len(lines[index].text)))
    for index in list(headlines(lines, [each.kind for each in looks])):
        looks[index] = Look(HEADING)
    for index in list(contents(lines, [each.kind for each in looks])):
        looks[index] = Look(WIDGET)
    return looks


def _blocks(number: int, section: Section, sources: Mapping[int, Span]) -> Iterator[Block]:
    for line, kind, credit, fate in zip(section.lines, section.kinds, section.credits, fates(section), strict=True):
        yield Block(
            start=line.start,
            end=line.end,
            kind=kind,
            action=fate.action,
            part=number,
            repeat_of=None if fate.first is None else section.lines[fate.first].start,
            credit=_placed(credit, line) if credit is not None and kind in PICTURES else None,
            source=sources.get(line.start),
        )


def _placed(credit: Span, line: Line) -> Span:
    return Span(line.start + credit.start, line.start + credit.end)


def _parts(sections: Sequence[Section], article: Article, stated: date | None) -> Iterator[Part]:
    for section, published in zip(sections, publication_dates(sections, article, stated), strict=True):
        title = None if section.title is None else section.lines[section.title]
        yield Part(
            start=section.lines[0].start,
            end=section.lines[-1].end,
            title=None if title is None else Span(title.start, title.end),
            published=published,
        )
