"""Which sentences tell of a game or a tale, where sides attack and kings make war without any event between states."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from workers.extract.gazetteer import LEXICON
from workers.extract.tree import Sentence

FILE = LEXICON / "genres.toml"
ENOUGH = 3
"""What the words of play in a sentence have to weigh, of which a likely one is two and all possible ones are one."""
SHARE = 1 / 3
"""Of a part's sentences: from that on the others, too, are taken for the same kind."""
FEWEST = 2
"""Sentences of play or tale that it takes before others are taken for it."""
OPENING = 4
"""Words within which a sentence names the work that it tells of."""
_SCORE = re.compile(
    r"(?<![\d-])\d{1,3}[-\u2013:]\d{1,3}(?![\d-])|\d for (?:one|two|three|four|five|six|seven|eight|nine|\d)\b"
)
"""A result: "3-1", "312 for six"."""


class Genres(Struct, frozen=True):
    """The words that tell a game, those that tell a tale, and those of public life."""

    sure: frozenset[str]
    likely: frozenset[str]
    possible: frozenset[str]
    works: frozenset[str]
    public: frozenset[str]


@cache
def genres() -> Genres:
    """The file's words, read once."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    game, tale = table["game"], table["tale"]
    return Genres(
        sure=_listed(game["sure"], game["sure_phrases"]) | _listed(tale["sure"], tale["sure_phrases"]),
        likely=_listed(game["likely"], game["likely_phrases"]),
        possible=_listed(game["possible"]),
        works=_listed(tale["works"]),
        public=_listed(table["public"]["words"]),
    )


def _listed(words: str, phrases: str = "") -> frozenset[str]:
    return frozenset(words.split()) | {phrase.strip() for phrase in phrases.split(",") if phrase.strip()}


def apart(sentences: Sequence[Sentence]) -> list[bool]:
    """For every sentence of a part whether it tells of a game or a tale: by its own words, else as most of them do."""
    known = genres()
    words = [_words(sentence) for sentence in sentences]
    own = [_tells(each, sentence, known) for each, sentence in zip(words, sentences, strict=True)]
    if sum(own) < max(FEWEST, SHARE * len(own)):
        return own
    return [tells or not each & known.public for tells, each in zip(own, words, strict=True)]


def _words(sentence: Sentence) -> set[str]:
    """The words and their lemmas, every two that follow one another, and those that a hyphen joins."""
    lemmas = [word.lemma.lower() for word in sentence.words]
    lowers = [word.lower for word in sentence.words]
    pairs = map(" ".join, zip(lowers, lemmas[1:], strict=False))
    hyphens = (at for at, word in enumerate(lowers[1:-1], 1) if word == "-")
    return {*lemmas, *lowers, *pairs, *(f"{lowers[at - 1]}-{lemmas[at + 1]}" for at in hyphens)}


def _tells(words: set[str], sentence: Sentence, known: Genres) -> bool:
    if words & known.sure:
        return True
    if words & known.works and _is_of_a_work(sentence, known):
        return True
    likely = len(words & known.likely) + (1 if _SCORE.search(sentence.text) else 0)
    weight = 2 * likely + bool(words & known.possible)
    return likely > 0 and weight >= ENOUGH and not words & known.public


def _is_of_a_work(sentence: Sentence, known: Genres) -> bool:
    """Whether the sentence begins with a work or what is in it, and is not told in the past, as news are."""
    root = next((word for word in sentence.words if word.head is word), sentence.words[0])
    past = any(word.tag == "VBD" for word in (root, *root.children) if word is root or word.dep.startswith("aux"))
    return not past and any(word.lemma.lower() in known.works for word in sentence.words[:OPENING])
