"""Text that tells of no event, by the thousand sentences: how many events are found in it all the same.

Made of the grammars in tests/gold/silent*.toml, the same each time, and read from what is installed here: the prose and
program text of packages, and spaCy's examples of some seventy languages.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import distributions
from itertools import islice
from pathlib import Path

from msgspec import Struct

from ops.evaluate.scores import Figures, Report, share
from schemas.article import Article
from schemas.errors import InputError
from workers.clean import clean
from workers.extract import Extractor

GOLD = Path(__file__).parents[2] / "tests" / "gold"
GRAMMARS = (GOLD / "silent.toml", GOLD / "silent_closed.toml")
PAGES, SENTENCES = 15, 20
"""Texts made of each kind, and sentences in each."""
PACKAGES, SOURCES = 60, 12
"""Descriptions of packages and files of the standard library that are read."""
LINES = frozenset({"tables", "lists", "code"})
"""Kinds whose sentences never stand in a paragraph."""
LONGEST = 20_000
"""Characters read of each."""
_SLOT = re.compile(r"\{(\w+)\}")


class Finding(Struct, frozen=True):
    """An event found where there is none."""

    kind: str
    type: str
    sentence: str


class Silence(Struct, frozen=True):
    """What was read of a kind, and what was found in it."""

    pages: int
    sentences: int
    unread: int
    findings: tuple[Finding, ...]


def texts() -> dict[str, list[str]]:
    """The texts by kind; raises InputError where there is no checkout."""
    if not all(path.exists() for path in GRAMMARS):
        raise InputError("This is no checkout with grammars of its own in tests/gold.")
    return {**made(), **installed()}


def made() -> dict[str, list[str]]:
    """Texts of every grammar, the same each time."""
    return {kind: pages for path in GRAMMARS for kind, pages in _drawn(tomllib.loads(path.read_text("utf-8"))).items()}


def _drawn(table: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """The texts of the grammars in a file."""
    slots = {name: re.split("; " if ";" in words else ", ", words) for name, words in table["slots"].items()}
    return {
        kind: [_made(kind, number, lines.strip().splitlines(), slots) for number in range(PAGES)]
        for kind, lines in table["kinds"].items()
    }


def _made(kind: str, number: int, lines: Sequence[str], slots: Mapping[str, Sequence[str]]) -> str:
    """A text of sentences drawn from a grammar; some stand in paragraphs, some in lines of their own."""
    chance = random.Random(f"{kind} {number}")  # noqa: S311 no secret, and the same each time
    drawn = [_SLOT.sub(lambda slot: chance.choice(slots[slot[1]]), chance.choice(lines)) for _ in range(SENTENCES)]
    return ("\n" if number % 2 or kind in LINES else " ").join(drawn)


def installed() -> dict[str, list[str]]:
    """Texts of what is installed here."""
    return {
        "packages' descriptions": list(islice(_descriptions(), PACKAGES)),
        "program text": list(islice(_sources(), SOURCES)),
        "other languages": list(_examples()),
    }


def _descriptions() -> Iterator[str]:
    known = {each.metadata["Name"]: each.metadata for each in distributions()}
    for _, metadata in sorted(known.items()):
        if text := metadata.json.get("description"):
            yield str(text)[:LONGEST]


def _sources() -> Iterator[str]:
    for path in sorted(Path(random.__file__).parent.glob("*.py")):
        if path.stem in sys.stdlib_module_names:
            yield path.read_text(encoding="utf-8", errors="replace")[:LONGEST]


def _examples() -> Iterator[str]:
    """Sentences of each language but English from spaCy's examples, which tell of companies, cities and cars."""
    import spacy.lang  # noqa: PLC0415  # slow to import, and only this needs it

    for path in sorted(Path(spacy.lang.__path__[0]).glob("*/examples.py")):
        if path.parent.name != "en":
            yield "\n".join(re.findall(r'^ +"(.+)",?$', path.read_text(encoding="utf-8"), re.MULTILINE))


def measure(extractor: Extractor, kinds: Mapping[str, Sequence[str]]) -> tuple[Report, list[Finding]]:
    """Events per 1,000 sentences by kind and in all, and the events themselves."""
    read = {kind: _read(extractor, kind, pages) for kind, pages in kinds.items()}
    rows = {kind: _figures([each]) for kind, each in read.items()} | {"all": _figures(list(read.values()))}
    return {"events in text without any": rows}, [finding for each in read.values() for finding in each.findings]


def _read(extractor: Extractor, kind: str, pages: Sequence[str]) -> Silence:
    found, sentences, unread = [], 0, 0
    for text in pages:
        page = clean(Article(body=text.encode()))
        extraction = extractor.extract(page)
        sentences += extraction.sentences
        unread += 0 if extraction.covered else len(page.blocks)
        spans = [(each.event.type, each.event.sentence) for each in extraction.events]
        found += [Finding(kind, name, page.text[span.start : span.end]) for name, span in spans]
    return Silence(len(pages), sentences, unread, tuple(found))


def _figures(read: Sequence[Silence]) -> Figures:
    """Lines in languages that no model reads count as sentences without an event."""
    events, sentences = sum(len(each.findings) for each in read), sum(each.sentences + each.unread for each in read)
    return {
        "events": events,
        "sentences": sentences,
        "of them not read": sum(each.unread for each in read),
        "per 1,000": share(1000 * events, sentences),
    }
