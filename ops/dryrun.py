"""Cleaning and extracting without any server: for trying a page, and for the scorers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from ops.pageview import page_view
from ops.screen import code, console, one_line, plain
from schemas.article import Article
from schemas.block import CleanedPage
from schemas.errors import ArticleError, InputError
from workers.clean import clean
from workers.clean.report import block_rows
from workers.extract import load_extractor
from workers.extract.report import event_rows

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


def extract_files(files: list[Path], published: str | None, model: str, *, as_json: bool) -> None:
    """Print each page's events: the sentence and the coded event under it, or as JSON Lines."""
    extractor = load_extractor(model)
    for path in files:
        for name, article in _articles(path, published):
            page = clean(article)
            rows = [name | row for row in event_rows(page, extractor.extract(page))]
            if as_json:
                _write(iter(rows))
            else:
                _show_events(path, rows)


def _articles(path: Path, published: str | None) -> Iterator[tuple[Json, Article]]:
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


def _write(rows: Iterator[Json]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _show_blocks(path: Path, page: CleanedPage) -> None:
    console.print(f"[bold]{escape(str(path))}[/]")
    for line in page_view(page):
        console.print(line, soft_wrap=True)


def _show_events(path: Path, rows: list[Json]) -> None:
    """Each sentence with its spans coloured, and under it the events it tells of."""
    console.print(f"[bold]{escape(str(path))}[/]  {len(rows)} events")
    for _, group in groupby(rows, key=lambda row: (row["sentence"]["start"], row["sentence"]["end"])):
        events = list(group)
        console.print(_coloured(events))
        for event in events:
            console.print(Padding(_coded(event), (0, 0, 0, 4)))


def _coloured(events: list[Json]) -> Text:
    """The sentence of these events; an actor may be named elsewhere in the article and is not coloured then."""
    sentence = events[0]["sentence"]
    shown = Text(one_line(sentence["text"]))
    for event in events:
        for style, spans in (("cyan", event["source"]), ("magenta", event["target"]), ("b yellow", [event["trigger"]])):
            for span in spans:
                if sentence["start"] <= span["start"] < span["end"] <= sentence["end"]:
                    shown.stylize(style, span["start"] - sentence["start"], span["end"] - sentence["start"])
    return shown


def _coded(row: Json) -> str:
    """The event in one line: who, what, whom, and what qualifies it."""
    who, whom = (
        ", ".join(f"{plain(actor['name'])}{code(actor)}" for actor in row[side]) or "—" for side in ("source", "target")
    )
    date, place = row["date"], row["place"]
    qualifiers = [row["mode"], row["modality"], "negated" if row["negated"] else None]
    qualifiers += ["historical" if row["historical"] else None, date and f"{date['start_date']}…{date['end_date']}"]
    qualifiers += [place and plain(place["name"]), row["attribution"] and f"says {plain(row['attribution']['text'])}"]
    return f"{who} → [bold]{row['type']}[/] → {whom}  [dim]{', '.join(filter(None, qualifiers))}[/]"
