"""Cleaning and extracting without any server: for trying a page, and for the scorers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.markup import escape

from ops.findings import Findings
from ops.findingview import dates_view, events_view, figures_view, quotations_view
from ops.pageview import page_view
from ops.screen import console, plain
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


def clean_files(files: list[Path], published: str | None, *, as_json: bool, page_text: bool) -> None:
    """Print each page's blocks: coloured by what becomes of them, or as JSON Lines, or only the page text."""
    for path in files:
        page = clean(_article(path, published))
        if page_text:
            sys.stdout.write(page.text)
        elif as_json:
            _write(block_rows(path.name, page))
        else:
            _show_blocks(path, page)


def extract_files(
    files: list[Path], published: str | None, extractor: Extractor, findings: Findings, *, as_json: bool
) -> None:
    """Print what is found on each page for people, or as JSON Lines: one per event, else one per page."""
    for path in files:
        for name, article in articles(path, published):
            page = clean(article)
            rows = _rows(findings, page, extractor.extract(page))
            if as_json:
                _write(name | row for row in rows)
            else:
                _show(name, findings, rows, page)


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


def _show(name: Json, findings: Findings, rows: list[Json], page: CleanedPage) -> None:
    count = len(rows) if findings is Findings.EVENTS else len(rows[0][findings])
    console.print(f"[bold]{plain(next(iter(name.values())))}[/]  {count} {findings}")
    match findings:
        case Findings.EVENTS:
            for line in events_view(rows):
                console.print(line)
        case Findings.QUOTES:
            for quotation in quotations_view(rows[0]):
                console.print(quotation)
        case Findings.FIGURES:
            console.print(figures_view(rows[0]))
        case Findings.DATES:
            console.print(dates_view(rows[0], page.text))


def articles(path: Path, published: str | None) -> Iterator[tuple[Json, Article]]:
    """A file's one article, or a batch file's one a line, each with what its rows are called by."""
    if path.suffix.lower() not in BATCH_ENDINGS:
        yield {"file": path.name}, _article(path, published)
        return
    for number, line in enumerate(_bytes(path).splitlines(), 1):
        if line.strip():
            yield _batch_line(path, number, line)


def _batch_line(path: Path, number: int, line: bytes) -> tuple[Json, Article]:
    try:
        row = json.loads(line)
        day = row.get("published")
        return {"id": row["id"]}, Article(body=row["text"].encode(), published_at=_day(day) if day else None)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise InputError(f'{path}, line {number}: not {{"id", "text", "published"?}} ({error}).') from error


def _article(path: Path, published: str | None) -> Article:
    media_type = "text/html" if path.suffix.lower() in HTML_ENDINGS else "text/plain"
    body = sys.stdin.buffer.read() if str(path) == "-" else _bytes(path)
    return Article(body=body, media_type=media_type, published_at=_day(published) if published else None)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path}: {error.strerror}.") from error


def _day(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no ISO 8601 date such as 2026-02-01.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _write(rows: Iterable[Json]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _show_blocks(path: Path, page: CleanedPage) -> None:
    console.print(f"[bold]{escape(str(path))}[/]")
    for line in page_view(page):
        console.print(line, soft_wrap=True)
