"""Names in a row before a verb, which the parser takes apart: "Peru, Chile, and Bolivia thanked Spain"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workers.extract.dates import MONTHS, WEEKDAYS
from workers.extract.syntax import FINITE, NOMINAL
from workers.extract.tree import Word, hang

FEWEST = 3
"""Names that make a row where an "and" joins them; the parser joins two by itself."""
SUBJECTS = ("nsubj", "nsubjpass")
BETWEEN = frozenset({"aux", "auxpass", "neg", "advmod"})
"""What stands between a subject and its verb."""
AS_WELL = ["as", "well", "as"]
BESIDE = frozenset({"along", "together"})
"""What stands before the "with" behind which the others of a row stand."""


def join_row(words: Sequence[Word], verb: Word) -> None:
    """Make all names in a row the subject of the verb behind it, of which the parser took one for that, or none.

    What stands before the row is none of them: "On Monday, Peru, Chile and Bolivia thanked Spain". Names after a
    preposition stay there, "the presidents of Peru, Chile, and Bolivia", and so does an object, "Spain met Peru, ...".
    """
    row, subject = _row(words, verb), verb.child(*SUBJECTS)
    if row and row[0] is not subject and _is_day(row[0]):
        row = row[1:]
    if not row or row[0].dep == "dobj":
        return
    if row[0].dep == "pobj":
        if subject is not None and subject.tag == "NNS" and row[0].head.head is subject:
            _chain(row)
    elif subject in row or (subject is None and _is_left_over(words, row[0], verb)):
        _raise(verb, row)
        passive = "nsubjpass" if verb.child("auxpass") is not None else "nsubj"
        hang(row[0], verb, subject.dep if subject is not None else passive)
        _chain(row)


def join_company(words: Sequence[Word], word: Word) -> None:
    """Join those behind "along with" or "together with" to whom they accompany: "Mali, along with Niger, accused"."""
    if word.lower != "with" or word.i <= 1 or words[word.i - 1].lower not in BESIDE:
        return
    others, first = word.child("pobj"), word.i - 1
    accompanied = _accompanied(words, words[first] if word.head is words[first] else word, first)
    if others is not None and accompanied is not None and accompanied.i < first:
        hang(others, accompanied, "conj")


def _accompanied(words: Sequence[Word], company: Word, first: int) -> Word | None:
    """The noun that the company hangs on, else the subject of a verb behind it, else the noun before its comma."""
    above = company.head
    if above.pos in NOMINAL:
        return above
    if above.i > first:
        return above.child(*SUBJECTS)
    before = words[first - 2]
    return before if words[first - 1].text == "," and before.pos in NOMINAL else None


def _is_left_over(words: Sequence[Word], name: Word, verb: Word) -> bool:
    """Whether a name behind a comma is the subject that a verb which tells something lacks."""
    first = min(word.i for word in (name, *name.children))
    tells = verb.tag in FINITE or verb.child("aux", "auxpass") is not None
    return tells and first > 0 and words[first - 1].text == "," and verb not in name.children


def _raise(verb: Word, row: Sequence[Word]) -> None:
    """Hang a verb that hangs on one of its subjects where that one hung."""
    if verb.head in row:
        above = verb.head
        hang(verb, above.head if above.head is not above else verb, above.dep)


def _chain(row: Sequence[Word]) -> None:
    """Hang every name on the one before it, unless it is joined to one of them."""
    for before, name in pairwise(row):
        if name.dep != "conj" or name.head not in row:
            hang(name, before, "conj")


def _row(words: Sequence[Word], verb: Word) -> list[Word]:
    """The last words of the names right before the verb, in order."""
    last = verb.i - 1
    while last > 0 and words[last].dep in BETWEEN and words[last].head is verb:
        last -= 1
    first = _first(words, last)
    joint = _joint(words, first)
    fewest = FEWEST if words[joint].lower != AS_WELL[0] else FEWEST - 1
    row = [words[last]]
    while joint < first and (start := _first(words, joint - 1)) < joint:
        row.insert(0, words[joint - 1])
        first = start
        joint = first - 1 if first and words[first - 1].text == "," else first
    return row if len(row) >= fewest else []


def _first(words: Sequence[Word], last: int) -> int:
    """Where the name begins that ends there, with its "the"; behind its end where none does."""
    first = last + 1
    while first > 0 and words[first - 1].pos == "PROPN":
        first -= 1
    return first - 1 if 0 < first <= last and words[first - 1].lower == "the" else first


def _joint(words: Sequence[Word], first: int) -> int:
    """Where the "and" or "as well as" before a name begins, with its comma; the name's own beginning without any."""
    if first > len(AS_WELL) and [word.lower for word in words[first - len(AS_WELL) : first]] == AS_WELL:
        return first - len(AS_WELL)
    if first < 1 or words[first - 1].lower != "and":
        return first
    return first - 2 if first > 1 and words[first - 2].text == "," else first - 1


def _is_day(word: Word) -> bool:
    """Whether the word ends a day or a month."""
    return word.lower in WEEKDAYS or word.lower in MONTHS
