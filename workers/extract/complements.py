"""What a verb governs: the clauses and nouns whose event it may turn into its own."""

from __future__ import annotations

from collections.abc import Iterator

from workers.extract.objects import with_conjuncts
from workers.extract.shapes import is_infinitive
from workers.extract.syntax import after, is_decreed, objects
from workers.extract.tree import Word


def complements(word: Word, operator: str) -> Iterator[Word]:
    """The heads of what the word governs by this operator, the nearest first."""
    match operator:
        case "light":
            return _nouns(word)
        case "raise":
            return _predicates(word)
        case _:
            return _all(word)


def _nouns(verb: Word) -> Iterator[Word]:
    """The nouns that a verb without a meaning of its own carries: "hold talks", "a round of talks"."""
    for noun in objects(verb):
        yield from with_conjuncts(noun)
        yield from after(noun, "of")


def _predicates(verb: Word) -> Iterator[Word]:
    """What the subject of a verb like "begin" does or has done, and what a decree that is signed is for."""
    yield from (child for child in verb.children if child.dep == "xcomp" and child.i > verb.i)
    yield from (child for child in verb.children if is_decreed(child))
    yield from (word for noun in objects(verb) for word in noun.children if word.dep == "acl" and word.i > verb.i)


def _all(verb: Word) -> Iterator[Word]:
    for child in sorted(verb.children, key=lambda word: word.i):
        if child.i > verb.i or child.dep == "nsubjpass":
            yield from _within(child)


def _within(child: Word) -> Iterator[Word]:
    match child.dep:
        case "xcomp" | "ccomp":
            yield child
            yield from (word for word in child.children if word.dep == "acomp")
        case "dobj" | "nsubjpass" | "attr":
            yield child
            yield from (word for word in child.children if word.dep in {"acl", "relcl", "conj"})
            yield from after(child, "of")
            yield from after(child, "for")
        case "prep" | "agent" | "dative":
            for word in child.children:
                if word.dep in {"pobj", "pcomp"}:
                    yield word
                    yield from after(word, "of")
                    yield from (below for below in word.children if below.dep == "acl")
        case "acl":
            yield child
        case "advcl" if is_infinitive(child):
            yield child
