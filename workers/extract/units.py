"""What a number counts: people who came to harm, money, shares, or things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from workers.extract.measures import OTHER, measures
from workers.extract.numbers import Number
from workers.extract.syntax import NOMINAL
from workers.extract.tree import Word
from workers.extract.vocabulary import words

COUNTING = words("nummod quantmod compound nmod amod")
"""Relations in which a number stands before what it counts."""
STANDING = words("dobj pobj nsubj nsubjpass attr oprd conj appos ROOT npadvmod dep")
"""Relations in which a number stands for what it counts: "killed 12"."""
TELLING = frozenset({"to", "at", "of", "past", "above", "from"})
AMOUNTS = frozenset({"number", "count", "figure", "total"})
LEAVING = words("leave with see report believe presume fear find")


class Counted(Struct, frozen=True):
    """What a number counts: the word that stands for it, the one that names its unit, the unit and its name."""

    word: Word
    printed: Word
    unit: str
    name: str


def counted(words: Sequence[Word], number: Number) -> Counted | None:
    """What the number counts; None for one that stands by itself or follows what it numbers: "Flight 370"."""
    top = _top(words, number)
    if sized := _size(words, number, top):
        return sized
    noun = top.head if top.dep in COUNTING and top.head.i > number.last and top.head.pos in NOMINAL else None
    if noun is None and top.dep not in STANDING and top.head.pos != "ADJ":
        return None
    thing = noun or top
    if told := _unit(words, thing):
        unit, printed = told
        return Counted(thing, printed, unit, unit)
    return Counted(noun, noun, OTHER, _name(noun)) if noun is not None and noun.pos == "NOUN" else None


def _name(noun: Word) -> str:
    """What things are called in the singular: "missile", "tonne of rice"."""
    of = (below for child in noun.children if child.lower == "of" for below in child.children if below.dep == "pobj")
    what = next((below.lemma.lower() for below in of if below.pos == "NOUN"), None)
    return f"{noun.lemma.lower()} of {what}" if what else noun.lemma.lower()


def _top(words: Sequence[Word], number: Number) -> Word:
    """The number's word that hangs on a word outside it."""
    run = words[number.first : number.last + 1]
    return next((word for word in reversed(run) if not number.first <= word.head.i <= number.last), run[-1])


def _size(words: Sequence[Word], number: Number, top: Word) -> Counted | None:
    """Money by the sign before the number, money and shares by the noun after it."""
    sizes = measures().sizes
    before = words[number.first - 1] if number.first else None
    if before is not None and (before.tag == "$" or not before.text.isalpha()) and before.lower in sizes:
        return Counted(top, before, sizes[before.lower], sizes[before.lower])
    following = words[number.last + 1 : number.last + 3]
    spelled = ("-".join(word.lower for word in following), following[-1]) if following else ("", top)
    for name, word in (spelled, *((each.lemma.lower(), each) for each in following[:1])):
        unit = sizes.get(name) or sizes.get(name.removesuffix("s"))
        if unit:
            return Counted(word, word, unit, unit)
    return None


def _unit(words: Sequence[Word], thing: Word) -> tuple[str, Word] | None:
    """The lexicon's unit, and the word that tells it: of what was done to so many, or of the noun itself."""
    named = _by(measures().nouns, thing) if thing.pos in NOMINAL else iter(())
    return next(_told(words, thing), None) or next(named, None)


def _told(words: Sequence[Word], thing: Word) -> Iterator[tuple[str, Word]]:
    known, first = measures(), _first_of_several(thing)
    verb = first.head
    if first.dep in {"dobj", "nsubjpass", "npadvmod"} or (first.dep == "nsubj" and verb.tag == "VBN"):
        yield from _by(known.verbs, verb)
    if first.dep == "nsubj":
        yield from _by(known.doers, verb)
        yield from _by(known.states, verb)
        yield from (pair for child in verb.children if child.dep == "acomp" for pair in _by(known.states, child))
    if thing.i + 1 < len(words) and (first.head.lemma in LEAVING or thing.pos == "NUM"):
        yield from _by(known.states, words[thing.i + 1])
    for below in thing.children:
        if below.i > thing.i and below.dep in {"acl", "relcl", "amod"}:
            yield from _by(known.states, below)
            yield from (pair for word in _clause(below) if word.tag == "VBN" for pair in _by(known.verbs, word))
            yield from (pair for word in _clause(below) if word.tag != "VBN" for pair in _by(known.doers, word))
    if first.dep == "pobj":
        yield from _behind(first)
    if first.dep == "attr" and thing.pos == "NUM":
        yield from _told_of([child for child in verb.children if child.dep == "nsubj"])


def _clause(verb: Word) -> Iterator[Word]:
    """A verb, and what it says: "that officials said were killed"."""
    yield verb
    yield from (child for child in verb.children if child.dep == "ccomp")


def _first_of_several(thing: Word) -> Word:
    """The first of things that stand side by side, or that these are among: what is done to it is done to all."""
    while thing.dep == "conj" and thing.head is not thing and thing.head.pos in NOMINAL | {"NUM"}:
        thing = thing.head
    among = thing.dep == "pobj" and thing.head.lower == "including" and thing.head.head.pos in NOMINAL
    return thing.head.head if among else thing


def _behind(number: Word) -> Iterator[tuple[str, Word]]:
    """What a number after a preposition is told of: "sanctions on 12 men", "a toll of 12", "the toll rose to 12"."""
    preposition = number.head
    above = preposition.head
    if preposition.lower == "on" and above.lemma == "sanction":
        yield "sanctioned", above
    if preposition.lower not in TELLING or number.pos != "NUM":
        return
    if above.pos in NOMINAL:
        yield from _told_of([above])
    else:
        yield from _told_of([child for child in above.children if child.dep in {"nsubj", "dobj", "nsubjpass"}])


def _told_of(nouns: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    """What a number is of that is told of such a noun: of a toll, or of a number of deaths."""
    known = measures()
    for noun in nouns:
        yield from _by(known.tolls, noun)
        if noun.lemma in AMOUNTS:
            of = (below for child in noun.children if child.lower == "of" for below in child.children)
            yield from (pair for below in of for pair in (*_by(known.nouns, below), *_by(known.states, below)))


def _by(index: Mapping[str, str], word: Word) -> Iterator[tuple[str, Word]]:
    """The unit that a word tells, if it tells one."""
    unit = index.get(word.lemma.lower()) or index.get(word.lower)
    if unit:
        yield unit, word
