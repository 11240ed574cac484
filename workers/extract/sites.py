"""Which things are attacked or handed over: a bridge is bombed and a ship released, a record is not."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from workers.extract.gazetteer import LEXICON
from workers.extract.mention import Matter, Mention
from workers.extract.operators import Coding
from workers.extract.tree import Word

FILE = LEXICON / "sites.toml"
PERSONAL = frozenset({"arrest", "deport"})
"""Modes of what happens to persons alone."""
KINDS = {"ASSAULT": "attacked", "RETREAT": "returned", "COERCE": "coerced"}


@cache
def _sites() -> Mapping[str, frozenset[str]]:
    """The things by the type whose targets they may be, read once."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {kind: frozenset(table[name].split()) for kind, name in KINDS.items()}


def is_party(coding: Coding, mention: Mention) -> bool:
    """Whether what is mentioned is named as the other side: a seized ship is, a closed border is not."""
    known = _sites()["COERCE"]
    if (
        coding.type not in {"COERCE", "CONCEDE"}
        or coding.mode in PERSONAL
        or mention.matter is not Matter.THING
        or mention.country
    ):
        return True
    words = mention.text.lower().split()
    return any(word in known or word.removesuffix("s") in known for word in words[-1:])


def suffers(kind: str, mention: Mention, head: Word) -> bool:
    """Whether an event of a type may happen to what is mentioned: to any actor or name, and to what is listed."""
    known = _sites().get(kind) if kind != "COERCE" else None
    if known is None or mention.matter is not Matter.THING or mention.country or head.pos != "NOUN":
        return True
    return head.lemma.lower() in known or head.lower in known
