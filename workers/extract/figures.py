"""Numbers that are claims: so many killed, arrested, dollars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.block import Span
from schemas.event import Figure
from workers.extract.actors import CALENDAR
from workers.extract.circumstances import Timed
from workers.extract.mention import Mention
from workers.extract.scene import Scene
from workers.extract.speech import according_to, governing
from workers.extract.tree import Word
from workers.extract.vocabulary import words

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen twenty",
)
WORDS = {word: number for number, word in enumerate(" ".join(SMALL).split())}
WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
SCALES |= {"m": 1_000_000, "bn": 1_000_000_000}
CURRENCIES = frozenset({"$", "€", "£"})
FEW = 2
"""Up to so many is no figure but a way of counting off."""
PASSING = words("page number version chapter article round seed set point goal yard kilogram gram")
"""Units of numbers that claim nothing."""
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def figures(scene: Scene, number: int, timed: Timed) -> Iterator[Figure]:
    """The claimed numbers of a sentence, in order, each with its unit, its clause and whose claim it is."""
    sentence, mentions = scene.sentences[number], scene.mentions[number]
    dates = [(sentence.start + day.start, sentence.start + day.end) for _, day in timed]
    for word in sentence.words:
        run = _run(word)
        value = _value(run) if run else None
        unit = _unit(word) if value is not None and value > FEW else None
        if value is None or unit is None or unit.lower.rstrip(".") in CALENDAR or unit.lemma in CALENDAR | PASSING:
            continue
        if any(start < run[-1].end and run[0].start < end for start, end in dates):
            continue
        about = next((above for above in word.ancestors() if above.pos == "VERB"), None)
        yield Figure(
            start=run[0].start,
            end=run[-1].end,
            value=value,
            unit=Span(unit.start, unit.end),
            about=Span(about.start, about.end) if about is not None else None,
            claimed_by=_claimant(scene, number, word, mentions),
        )


def _run(word: Word) -> list[Word]:
    """The words that make up a number which ends with this one; empty if the word ends none."""
    if word.tag != "CD" or (word.head.tag == "CD" and word.dep == "compound"):
        return []
    before = [child for child in word.children if child.dep == "compound" and child.tag == "CD" and child.i < word.i]
    return [*before, word]


def _value(run: list[Word]) -> float | None:
    """The number that the words write; None for what is no plain number."""
    total = 1.0
    for word in run:
        if match := _DIGITS.fullmatch(word.text):
            total *= float(match[0].replace(",", ""))
        elif word.lower in WORDS:
            total *= WORDS[word.lower]
        elif word.lower in SCALES:
            total *= SCALES[word.lower]
        else:
            return None
    return total


def _unit(number: Word) -> Word | None:
    """What is counted: the noun that the number belongs to, a currency's sign, or what was done to so many."""
    sign = next((child for child in number.children if child.text in CURRENCIES), None)
    if sign is not None:
        return sign
    noun = number.head
    if number.dep in {"pobj", "nsubj", "dobj", "nsubjpass"}:
        return next((word for word in number.subtree() if word.tag == "VBN" and word.i > number.i), None)
    return noun if number.dep in {"nummod", "quantmod", "compound"} and noun.pos in {"NOUN", "PROPN"} else None


def _claimant(scene: Scene, number: int, word: Word, mentions: dict[int, Mention]) -> Span | None:
    """Who says so: the nearest speaker above, else who stands after "according to"."""
    spoken = [saying.speaker for saying in governing(word, scene.said[number], frozenset())]
    speaker = next(iter([*spoken, *according_to(scene.sentences[number])]), None)
    mention = mentions.get(speaker.i) if speaker is not None else None
    if speaker is None:
        return None
    return Span(mention.start, mention.end) if mention is not None else Span(speaker.start, speaker.end)
