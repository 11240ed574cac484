"""The day a part was published, and what says so.

What the page says beats when it was crawled; a caption far older than everything else is an archive picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from schemas.article import Article
from schemas.block import Evidence, Published, Span
from workers.clean.datelines import opening_dateline
from workers.clean.dates import dates, first_weekday
from workers.clean.names import BYLINE, CAPTION, DATELINE, PARAGRAPH
from workers.clean.section import Section
from workers.clean.words import has_any

ARCHIVE = re.compile(r"\b(?:file|archive|undated)\b", re.IGNORECASE)
MARKS = ("file", "archive", "undated")
"""What every caption has that says so; most have none, and are spared the search."""
ABOUT = timedelta(days=1)
"""How far a page's own date line may be from what the page states, for clocks in other zones."""
ARCHIVE_AGE = timedelta(days=366)
"""Age from which a picture is taken from the archive."""
FRESH = timedelta(days=7)
"""Time within which a picture is of the event that the text reports."""
LEDE = 400
"""Code points at the beginning of the text in which its first weekday is looked for."""


class Finding(Struct, frozen=True):
    """A date on the page: its day, or its year left open (None), and how sure it is that the part is of that day."""

    month: int
    day: int
    year: int | None
    evidence: Evidence
    confidence: float
    span: Span

    def near(self, anchor: date | None) -> date | None:
        """The day; a year left out is the anchor's, or the one before if that day had not come yet."""
        years = (self.year,) if self.year else (anchor.year, anchor.year - 1) if anchor else ()
        days = [day for year in years if (day := _day(year, self.month, self.day))]
        return next((day for day in days if self.year or anchor is None or day <= anchor + FRESH), None)

    def published(self, day: date) -> Published:
        """That day, with this as the evidence for it."""
        return Published(day=day, evidence=self.evidence, confidence=self.confidence, span=self.span)


def publication_dates(
    sections: Sequence[Section], article: Article, stated: date | None = None
) -> list[Published | None]:
    """The publication date of every part, None where nothing on the page or from the sender tells.

    `stated` is what an HTML page says of itself; it is of the page's first story.
    """
    sent, fetched = _utc_day(article.published_at), _utc_day(article.fetched_at)
    crawled = sent is not None and sent == fetched
    found = [
        (None if index else _from_metadata(section, sent or fetched, stated))
        or _from_page(section, sent or fetched, None if crawled or index else sent)
        for index, section in enumerate(sections)
    ]
    return [
        own or _from_neighbour(section, found) or (_from_sender(sent, first=not index)) or _from_fetching(fetched)
        for index, (section, own) in enumerate(zip(sections, found, strict=True))
    ]


def _from_metadata(section: Section, anchor: date | None, stated: date | None) -> Published | None:
    """The day that the page states of itself, or that of the date line nearest to it, a day away for zones at most."""
    if stated is None or (anchor is not None and stated > anchor + FRESH):
        return None
    told = (found for found in _findings(section) if found.evidence is not Evidence.CAPTION)
    near = [(day, found) for found in told if (day := found.near(stated)) and abs(day - stated) <= ABOUT]
    if not near:
        return Published(day=stated, evidence=Evidence.METADATA, confidence=0.9)
    day, finding = min(near, key=lambda each: abs(each[0] - stated))
    return finding.published(day)


def _from_page(section: Section, anchor: date | None, claimed: date | None) -> Published | None:
    """What the part itself says, weighed against the day that its sender claims."""
    for finding in _findings(section):
        day = finding.near(anchor)
        if day is None or (anchor is not None and day > anchor + FRESH):
            continue
        if finding.evidence is not Evidence.CAPTION:
            return finding.published(day)
        if claimed is not None:
            agrees = timedelta() <= claimed - day <= FRESH
            return Published(day=claimed, evidence=Evidence.SENDER, confidence=0.95 if agrees else 0.8)
        if (anchor is None or anchor - day < ARCHIVE_AGE) and not _contradicts(section, day):
            return finding.published(_next(day, _weekday(section)))
    return Published(day=claimed, evidence=Evidence.SENDER, confidence=0.8) if claimed else None


def _contradicts(section: Section, day: date) -> bool:
    """Whether the text begins with dates that all lie far from that of a picture."""
    lede = section.lede
    named = (written for line in section.lines[lede : lede + 2] for written in dates(line.text, 0, LEDE))
    far = (abs(each - day) > FRESH for written in named if (each := written.on(written.year or day.year)))
    return next(far, False) and all(far)


def _findings(section: Section) -> Iterator[Finding]:
    """The dates by which the part may be dated, the strongest kind of evidence first."""
    yield from _date_lines(section)
    if section.lede < len(section.lines):
        line = section.lines[section.lede]
        if opened := opening_dateline(line.text):
            yield from _read(section, section.lede, Evidence.DATELINE, 0.95, end=opened.end())
    distinct = {section.text(index): index for index in reversed(section.of(CAPTION))}
    for index in sorted(distinct.values()):
        if not _is_archived(section.text(index)):
            yield from (finding for finding in _read(section, index, Evidence.CAPTION, 0.6) if finding.year)


def _is_archived(text: str) -> bool:
    """Whether a caption says that its picture is an old one."""
    return has_any(text.casefold(), MARKS) and ARCHIVE.search(text) is not None


def _date_lines(section: Section) -> Iterator[Finding]:
    """Date lines in the head or at the end, or authors' with a full date; the later ones tell of changes."""
    for index in section.of(DATELINE, BYLINE):
        found = _read(section, index, Evidence.DATE_LINE, 0.9)
        yield from (each for each in found if each.year or section.kinds[index] is DATELINE)


def _read(
    section: Section, index: int, evidence: Evidence, confidence: float, *, end: int | None = None
) -> Iterator[Finding]:
    line = section.lines[index]
    for written in dates(line.text, 0, end):
        span = Span(line.start + written.span.start, line.start + written.span.end)
        yield Finding(written.month, written.day, written.year, evidence, confidence, span)


def _from_neighbour(section: Section, found: Sequence[Published | None]) -> Published | None:
    """The day of the latest dated part of the page, or the weekday before it that the text begins with."""
    days = [own.day for own in found if own is not None]
    if not days:
        return None
    day = max(days)
    weekday = _weekday(section)
    back = 0 if weekday is None else (day.weekday() - weekday) % 7
    return Published(day=day - timedelta(days=back), evidence=Evidence.NEIGHBOUR, confidence=0.4)


def _from_sender(sent: date | None, *, first: bool) -> Published | None:
    return Published(day=sent, evidence=Evidence.SENDER, confidence=0.8 if first else 0.5) if sent else None


def _from_fetching(fetched: date | None) -> Published | None:
    return Published(day=fetched, evidence=Evidence.FETCHED, confidence=0.3) if fetched else None


def _weekday(section: Section) -> int | None:
    """The first weekday that the text names."""
    if section.lede >= len(section.lines):
        return None
    for line, kind in zip(section.lines[section.lede : section.lede + 2], section.kinds[section.lede :], strict=False):
        weekday = first_weekday(line.text, 0, LEDE) if kind is PARAGRAPH else None
        if weekday is not None:
            return weekday
    return None


def _next(day: date, weekday: int | None) -> date:
    """The first such weekday from a day on."""
    return day if weekday is None else day + timedelta(days=(weekday - day.weekday()) % 7)


def _utc_day(moment: datetime | None) -> date | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
