"""Cleaning and extracting without any server: for trying a page, and for the scorers."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from rich.markup import escape

from ops.findings import Findings
from ops.findingview import dates_view, events_view, figures_view, quotations_view
from ops.pageview import page_view
from ops.screen import complaints, console, plain, print_json
from schemas.article import Article
from schemas.block import CleanedPage
from schemas.errors import ArticleError, InputError
from schemas.event import Extraction
from workers.clean import clean
from workers.clean.report import block_rows
from workers.extract import Extractor
from workers.extract.report import date_row, event_rows, figure_row, quotation_row

Json = dict[str, Any]

HTML_ENDINGS = frozenset({".html", ".htm"})
BATCH_ENDINGS = frozenset({".jsonl", ".ndjson"})
LONGEST = 200
"""Characters repeated of what is wrong with a line."""


def clean_files(files: list[Path], published: str | None, *, as_json: bool, page_text: bool) -> None:
    """Print each page's blocks: coloured by what becomes of them, or as JSON Lines, or only the page text."""

    def show(path: Path) -> None:
        page = clean(_article(path, published))
        if page_text:
            sys.stdout.write(page.text)
        elif as_json:
            _write(block_rows(path.name, page))
        else:
            _show_blocks(path, page)

    _each([(str(path), partial(show, path)) for path in files])


def extract_files(
    files: list[Path], published: str | None, extractor: Extractor, findings: Findings, *, as_json: bool
) -> None:
    """Print what is found on each page for people, or as JSON Lines: one per event, else one per page."""

    def show(name: Json, article: Article) -> None:
        page = clean(article)
        extraction = extractor.extract(page)
        rows = _rows(findings, page, extraction)
        if not extraction.covered:
            _tell_unread(name, extraction)
        if as_json:
            _write(name | row for row in rows)
        elif extraction.covered:
            _show(name, findings, rows, page)

    def show_file(path: Path) -> None:
        if path.suffix.lower() in BATCH_ENDINGS:
            _each([(f"line {number}", partial(show_line, line)) for number, line in _lines(path)])
        else:
            show({"file": path.name}, _article(path, published))

    def show_line(line: bytes) -> None:
        show(*_batch_line(line))

    _each([(str(path), partial(show_file, path)) for path in files])


def _each(tasks: Sequence[tuple[str, Callable[[], None]]]) -> None:
    """Do every task; one that cannot be done is named, and InputError is raised once the others are done."""
    wrong = list[str]()
    for name, task in tasks:
        try:
            task()
        except InputError as error:
            wrong.append(f"{name}: {error}")
    if len(wrong) > 1:
        for sentence in wrong:
            complaints.print(f"[red]{plain(sentence)}[/]", soft_wrap=True)
        wrong = [f"{len(wrong)} of {len(tasks)} could not be read."]
    if wrong:
        raise InputError(wrong[0])


def _rows(findings: Findings, page: CleanedPage, extraction: Extraction) -> list[Json]:
    match findings:
        case Findings.EVENTS:
            return list(event_rows(page, extraction))
        case Findings.QUOTES:
            return [quotation_row(page, extraction)]
        case Findings.FIGURES:
            return [figure_row(extraction)]
        case Findings.DATES:
            return [date_row(extraction)]


def _tell_unread(name: Json, extraction: Extraction) -> None:
    """Say on standard error that nothing was looked for, which is not the same as nothing found."""
    page = plain(next(iter(name.values())))
    complaints.print(f"[yellow]{page}[/]  not read: no model reads {extraction.language} (NEWSFOLD_MODELS)")


def _show(name: Json, findings: Findings, rows: list[Json], page: CleanedPage) -> None:
    count = len(rows) if findings is Findings.EVENTS else len(rows[0][findings])
    console.print(f"[bold]{plain(next(iter(name.values())))}[/]  {count} {findings}")
    match findings:
        case Findings.EVENTS:
            for line in events_view(rows, broken=console.is_terminal):
                console.print(line, soft_wrap=not console.is_terminal)  # a pipe has no width to break lines at
        case Findings.QUOTES:
            for quotation in quotations_view(rows[0]):
                console.print(quotation, soft_wrap=not console.is_terminal)
        case Findings.FIGURES:
            console.print(figures_view(rows[0]))
        case Findings.DATES:
            console.print(dates_view(rows[0], page.text))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(_bytes(path).splitlines(), 1) if line.strip())


def _batch_line(line: bytes) -> tuple[Json, Article]:
    """What the article of a line is called by, and the article."""
    try:
        row = json.loads(line)
        day = row.get("published")
        return {"id": row["id"]}, Article(body=row["text"].encode(), published_at=_day(day) if day else None)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise InputError(f'not {{"id", "text", "published"?}} ({plain(error)[:LONGEST]})') from error


def _article(path: Path, published: str | None) -> Article:
    media_type = "text/html" if path.suffix.lower() in HTML_ENDINGS else "text/plain"
    body = sys.stdin.buffer.read() if str(path) == "-" else _bytes(path)
    return Article(body=body, media_type=media_type, published_at=_day(published) if published else None)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{error.strerror}.") from error


def _day(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no ISO 8601 date such as 2026-02-01.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _write(rows: Iterable[Json]) -> None:
    for row in rows:
        print_json(row)


def _show_blocks(path: Path, page: CleanedPage) -> None:
    console.print(f"[bold]{escape(str(path))}[/]")
    for line in page_view(page):
        console.print(line, soft_wrap=True)
