"""Labelled files: JSON Lines whose keys tell what they label, and the pages that they are labels of.

A page's text stands in the labelled row itself; or under its name in a folder or a file of {"id", "text",
"published"?} lines: the one given and that beside the labels, NAME_docs.jsonl for NAME_events.jsonl, else the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from ops.evaluate.actors import Json
from schemas.article import Article
from schemas.errors import InputError

PAGES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
_DAY_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d([-_])\d\d\1\d\d(?!\d)")


class Kind(StrEnum):
    """What a file labels."""

    EVENTS = "events"
    PAIRS = "pairs"
    BLOCKS = "blocks"
    QUOTES = "quotes"
    DATES = "dates"
    FIGURES = "figures"
    HAPPENINGS = "happenings"
    SENTENCES = "sentences"


KEYS = {
    Kind.PAIRS: {"gold_root", "source", "target", "text"},
    Kind.QUOTES: {"attributions"},
    Kind.DATES: {"timex"},
    Kind.FIGURES: {"figures"},
    Kind.HAPPENINGS: {"story", "events", "text"},
    Kind.EVENTS: {"type", "sentence", "trigger"},
    Kind.BLOCKS: {"kind", "action"},
    Kind.SENTENCES: {"events"},
}
"""Keys that rows of a kind have; the first kind that fits is it."""
WHOLE = {Kind.PAIRS, Kind.QUOTES, Kind.DATES, Kind.FIGURES, Kind.HAPPENINGS}
"""Kinds whose rows hold the text of the whole page."""


class Gold(Struct, frozen=True):
    """A file's kind, its rows by page, and the pages, those without any row too."""

    path: Path
    kind: Kind
    rows: Mapping[str, Sequence[Json]]
    pages: Mapping[str, Article]


def read_gold(path: Path, texts: Path | None) -> Gold:
    """The labels of a file; raises InputError naming the line that is none, or the pages that no text is known of."""
    rows = [piece for row in _lines(path) for piece in _pieces(row)]
    kind = _kind(path, rows)
    known = _known(path, texts)
    grouped: dict[str, list[Json]] = {}
    pages: dict[str, Article] = _texts(_documents(path)) if _documents(path).exists() else {}
    for row in rows:
        name = _name(path, row, kind)
        if kind is Kind.PAIRS and name in grouped:
            name = f"{name}#{len(grouped)}"
        grouped.setdefault(name, []).append(row)
        if name not in pages and (page := _page(row, kind) or _find(name, known)):
            pages[name] = page
    if missing := sorted(grouped.keys() - pages.keys()):
        raise InputError(f"{path}: no text is known of {', '.join(missing[:3])}; say with --texts where the texts are.")
    return Gold(path, kind, {name: grouped.get(name, []) for name in pages}, pages)


def _lines(path: Path) -> Iterator[Json]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.") from error
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: no JSON ({error}).") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: not a JSON object.")
        yield row


def _pieces(row: Json) -> Iterator[Json]:
    """The blocks of a row that holds a whole page of them, each with the page's text; else the row."""
    if not isinstance(row.get("blocks"), list):
        yield row
        return
    for block in row["blocks"]:
        yield {"id": row.get("id") or row.get("file"), "page_text": row.get("text"), **block}


def _kind(path: Path, rows: Sequence[Json]) -> Kind:
    keys = set(rows[0]) if rows else set()
    kind = next((kind for kind, needed in KEYS.items() if needed <= keys), None)
    if kind is None:
        raise InputError(f"{path}: no labels that are known here, which are those of {', '.join(KEYS)}.")
    for number, row in enumerate(rows, 1):
        if missing := KEYS[kind] - row.keys():
            raise InputError(f"{path}, row {number}: {kind} need {', '.join(sorted(missing))}.")
    return kind


def _name(path: Path, row: Json, kind: Kind) -> str:
    name = row.get("file") or row.get("id")
    if not name:
        raise InputError(f"{path}: a row of {kind} says with neither file nor id which page it is of.")
    return str(name)


def _page(row: Json, kind: Kind) -> Article | None:
    """The page whose text the row itself has; of events, blocks and sentences "text" is only their own."""
    whole = row.get("text") if kind in WHOLE else row.get("page_text")
    return _article(whole, row, "text/plain") if isinstance(whole, str) else None


def _article(text: str, row: Json, media_type: str) -> Article:
    return Article(body=text.encode(), media_type=media_type, published_at=_published(row))


def _published(row: Json) -> datetime | None:
    """The day a row tells, else one in the page's name."""
    told = next((row[key] for key in ("published", "dct", "date") if isinstance(row.get(key), str)), None)
    named = _DAY_IN_NAME.search(str(row.get("file") or row.get("id") or ""))
    day = told or (named[0].replace("_", "-") if named else None)
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    except ValueError:
        return None


def _documents(path: Path) -> Path:
    return path.with_name(f"{path.stem.rpartition('_')[0]}_docs.jsonl")


def _known(path: Path, texts: Path | None) -> dict[str, Article]:
    """The pages beside the labels, and those of the folder or file given."""
    beside = _documents(path) if _documents(path).exists() else path.parent
    return _texts(beside) | (_texts(texts) if texts else {})


def _texts(place: Path) -> dict[str, Article]:
    """The pages of a folder, or of a file of one a line."""
    if place.is_dir():
        return {
            file.name: _article(file.read_bytes().decode(errors="replace"), {"file": file.name}, PAGES[file.suffix])
            for file in sorted(place.iterdir())
            if file.suffix in PAGES
        }
    return {
        str(row.get("file") or row.get("id")): _article(row["text"], row, "text/plain")
        for row in _lines(place)
        if isinstance(row.get("text"), str)
    }


def _find(name: str, known: Mapping[str, Article]) -> Article | None:
    """By its name, else by the last part of it."""
    short = name.rsplit("/", 1)[-1]
    return next((known[each] for each in (name, short, f"{short}.txt") if each in known), None)
