"""What claimed numbers count, read from lexicon/figures.toml: units, money and shares, kinds of happening."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from workers.extract.gazetteer import LEXICON

FILE = LEXICON / "figures.toml"
KINDS = ("verbs", "doers", "nouns", "tolls", "states")
OTHER = "other"
"""The unit of what the lexicon does not list."""


class Measures(Struct, frozen=True):
    """The units by the words that tell them, and the kinds of happening by their nouns; `version` names the file."""

    verbs: Mapping[str, str]
    doers: Mapping[str, str]
    nouns: Mapping[str, str]
    tolls: Mapping[str, str]
    states: Mapping[str, str]
    sizes: Mapping[str, str]
    topics: Mapping[str, str]
    deeds: Mapping[str, str]
    people: frozenset[str]
    version: str


@cache
def measures() -> Measures:
    """The file's words, read once."""
    content = FILE.read_bytes()
    table = tomllib.loads(content.decode())
    units = {kind: _index({unit: row.get(kind, "") for unit, row in table["units"].items()}) for kind in KINDS}
    return Measures(
        **units,
        sizes=_index(table["measures"]),
        topics=_index(table["topics"]),
        deeds=_index(table["deeds"]),
        people=frozenset(table["people"]["generic"].split()),
        version=hashlib.blake2b(content, digest_size=2).hexdigest(),
    )


def _index(listed: Mapping[str, str]) -> dict[str, str]:
    """What each word stands for."""
    return {word: meaning for meaning, words in listed.items() for word in words.split()}
