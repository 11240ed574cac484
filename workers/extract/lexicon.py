"""Which words tell of which events: the files in lexicon/events/, indexed by lemma.

An entry has `verbs` or `nouns` (phrases separated by commas), and of these as many as it needs:
`objects`, one of which has to be the verb's object; `target`, the places where the target is looked for, first found
first taken ("object", "dative" or a preposition); `mode`; `needs_…`, conditions on source and target (needs.py);
`operator`, for verbs whose event depends on the event they govern (operators.py); `example`, a sentence, and `reads`,
the source and target in it. The type is the file's name.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

EVENTS = Path(__file__).parent / "lexicon" / "events"
OPERATOR_FILE = "LIGHT"
FORMS = frozenset({"joint", "jointly", "demanding"})
"""Conditions on the form of the object that tell more than the object itself."""
VERB_TARGET = "object, dative, against, on, to, with, for, at"
NOUN_TARGET = "against, on, to, with, for, of, between, at"


class Entry(Struct, frozen=True):
    """What some words tell of, and on what condition."""

    type: str | None
    mode: str | None
    noun: bool
    target: tuple[str, ...]
    objects: frozenset[str]
    operator: str | None
    alone: bool
    needs: frozenset[str]
    companion: str | None


class Pattern(Struct, frozen=True):
    """A phrase of an entry: its first word is the index's key, `rest` has to follow."""

    rest: tuple[str, ...]
    entry: Entry
    copula: bool = False


class Lexicon(Struct, frozen=True):
    """The patterns of all verbs and nouns by their first lemma, the most telling first; `version` names them."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    version: str


@cache
def load() -> Lexicon:
    """The lexicon of the files, read once."""
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(EVENTS.glob("*.toml")):
        content = path.read_bytes()
        digest.update(content)
        for row in tomllib.loads(content.decode())["entry"]:
            entry = _entry(path.stem.upper(), row)
            index, split = (nouns, _noun) if entry.noun else (verbs, _verb)
            for phrase in _phrases(row["nouns" if entry.noun else "verbs"]):
                key, pattern = split(phrase, entry)
                index.setdefault(key, []).append(pattern)
    return Lexicon(_ranked(verbs), _ranked(nouns), digest.hexdigest())


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry as it is written, with its type's name."""
    for path in sorted(EVENTS.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["entry"]:
            yield path.stem.upper(), row


def _entry(kind: str, row: Mapping[str, Any]) -> Entry:
    noun = "nouns" in row
    return Entry(
        type=None if kind == OPERATOR_FILE else kind,
        mode=row.get("mode") or None,
        noun=noun,
        target=tuple(_phrases(row.get("target") or (NOUN_TARGET if noun else VERB_TARGET))),
        objects=frozenset(_phrases(row.get("objects", ""))),
        operator=row.get("operator"),
        alone=row.get("alone", False),
        needs=frozenset(key.removeprefix("needs_") for key in row if key.startswith("needs_")),
        companion=row.get("with"),
    )


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split(",") if phrase.strip()]


def _verb(phrase: str, entry: Entry) -> tuple[str, Pattern]:
    """A verb phrase begins with its verb; of "be willing" the adjective is the key."""
    first, *rest = phrase.split()
    if first == "be" and rest:
        return rest[0], Pattern(tuple(rest[1:]), entry, copula=True)
    return first, Pattern(tuple(rest), entry)


def _noun(phrase: str, entry: Entry) -> tuple[str, Pattern]:
    """A noun phrase is known by its last word, before which the others stand."""
    *before, last = phrase.split()
    return last, Pattern(tuple(before), entry)


def _ranked(index: Mapping[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    """The most telling phrases of every word first."""
    return {key: tuple(sorted(patterns, key=_rank)) for key, patterns in index.items()}


def _rank(pattern: Pattern) -> tuple[int, bool, bool, bool]:
    """Longer phrases first, then those that ask for an object, carry a noun, or govern something of a certain form."""
    entry = pattern.entry
    shaped = (entry.operator == "raise" and bool(entry.needs)) or bool(entry.needs & FORMS)
    return -len(pattern.rest), not entry.objects, entry.operator != "light", not shaped
