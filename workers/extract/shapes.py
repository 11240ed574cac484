"""Conditions that the lexicon sets on the form of a trigger's clause: `needs_…` that look at words, not at actors."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workers.extract.syntax import after, datives, is_negated, objects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

CHANGING = words(
    "deepening growing new closer renewed strengthened improved strategic warming deepened emerging budding"
)
PAPERS = words(
    "report reports statement statements data figures video videos footage photo photos film album findings "
    "details funds list document documents version name names results survey study book song transcript audio "
    "trailer update money aid"
)
"""What is released without having been held."""
OWN = frozenset({"its", "his", "her", "their", "our", "my"})
TOGETHER = frozenset({"joint", "bilateral", "multinational"})


def has_clause(verb: Word) -> bool:
    """Whether the verb has a complement that says what is to be done."""
    if verb.child("xcomp", "ccomp") is not None:
        return True
    return any(noun.child("acl", "relcl", "xcomp") is not None for noun in objects(verb))


def has_infinitive(verb: Word) -> bool:
    """Whether the verb governs "to" and an infinitive."""
    clauses = [child for child in verb.children if child.dep in {"xcomp", "ccomp", "advcl"}]
    clauses += [child for noun in objects(verb) for child in noun.children if child.dep in {"acl", "relcl"}]
    return any(is_infinitive(clause) for clause in clauses)


def is_infinitive(verb: Word) -> bool:
    """Whether "to" stands before the verb."""
    return any(child.tag == "TO" for child in verb.children)


def _objects_to(verb: Word) -> list[Word]:
    return [noun for each in objects(verb) for noun in after(each, "to")]


def _is_peacekeeping(word: Word) -> bool:
    return any(each.lower.startswith("peace") and "keep" in each.lower for each in word.subtree())


def _is_joint(verb: Word) -> bool:
    return any(child.lower in TOGETHER for noun in objects(verb) for child in noun.children)


def _is_of_others(verb: Word) -> bool:
    """Whether the object is anything but the subject's own: not "defended their lead"."""
    return not any(child.lower in OWN for noun in objects(verb) for child in noun.children)


SHAPES: Mapping[str, Callable[[Word], bool]] = {
    "clause": has_clause,
    "infinitive": has_infinitive,
    "no_infinitive": lambda verb: verb.child("xcomp") is None,
    "object": lambda verb: bool(objects(verb)),
    "no_object": lambda verb: not objects(verb),
    "recipient": lambda verb: bool(datives(verb) or after(verb, "to") or after(verb, "with") or _objects_to(verb)),
    "captive": lambda verb: not any(noun.lower in PAPERS for noun in objects(verb)),
    "plain": lambda noun: noun.child("acl", "relcl") is None and not after(noun, "for"),
    "for": lambda verb: bool(after(verb, "for")),
    "peacekeeping": _is_peacekeeping,
    "joint": _is_joint,
    "others": _is_of_others,
    "affirmed": lambda verb: not is_negated(verb),
    "change": lambda noun: any(child.lower in CHANGING for child in noun.children),
}


def fits(needs: frozenset[str], word: Word) -> bool:
    """Whether the word's clause has the form that an entry asks for."""
    return all(SHAPES[need](word) for need in needs if need in SHAPES)
