"""Conditions that the lexicon sets on the form of a trigger's clause: `needs_…` that look at words, not at actors."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workers.extract.syntax import (
    VERBAL,
    after,
    auxiliaries,
    datives,
    is_decreed,
    is_negated,
    is_passive,
    objects,
    subjects,
)
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
GATHERED = ("outside", "in", "on", "to", "at")
"""Prepositions after which the place stands where people gather."""
FLOODING = words("pour flood fill pack")
FESTIVE = words(
    "celebrate mourn pray watch welcome greet honour honor remember mark commemorate see hear wait vote queue"
)
"""What people gather for that do not protest."""
FORCES = words("army military force troop police soldier navy airforce guard ministry minister commander government")
"""Whom a leader orders to do what he then does himself."""
FUTURE = words("will 'll \u2019ll shall wo")
"""Auxiliaries of the future as the tokenizer cuts them; "wo" is what is left of "won't"."""
CONDITIONS = frozenset({"if", "unless"})
INVERTED = frozenset({"were", "had", "should"})
"""What stands before its subject where a condition has no "if"."""
OBLIGING = frozenset({"should", "must"})
VOWING = words("vow swear threaten promise pledge")
PROMISING = FUTURE | {"would"}
OWN = frozenset({"its", "his", "her", "their", "our", "my"})
PAST = frozenset({"was", "were", "had"})
DEMANDS = frozenset({"demand", "request", "petition", "ultimatum"})
CLAIMS = words("accusation allegation charge claim report suggestion complaint")
SPANS = words("hour day week month minute deadline ultimatum")
TOGETHER = frozenset({"joint", "bilateral", "multinational"})


def has_clause(verb: Word) -> bool:
    """Whether the verb has a complement that says what is to be done."""
    if verb.child("xcomp", "ccomp") is not None:
        return True
    if any(child.dep == "advcl" and child.i > verb.i and is_infinitive(child) for child in verb.children):
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


def _has_deadline(verb: Word) -> bool:
    """Whether somebody has only so long to do something: "until Monday to leave", "two days to leave"."""
    timed = any(child.lower == "until" for noun in (verb, *objects(verb)) for child in noun.children)
    return has_infinitive(verb) and (timed or any(noun.lemma in SPANS for noun in objects(verb)))


def is_condition(clause: Word) -> bool:
    """Whether the clause tells on what the one above hangs: "if it had known", "had it known"."""
    return is_inverted(clause) or any(child.dep == "mark" and child.lower in CONDITIONS for child in clause.children)


def is_inverted(word: Word) -> bool:
    """Whether an auxiliary before the subject makes a condition of it: "were it to attack", "had it attacked"."""
    clause = word.head if word.head.lemma == "be" and word.dep in {"advcl", "xcomp"} and is_infinitive(word) else word
    subject, first = clause.child("nsubj", "nsubjpass"), min((clause, *clause.children), key=lambda each: each.i)
    return clause.dep == "advcl" and subject is not None and first.lower in INVERTED and first.i < subject.i


def _is_peacekeeping(word: Word) -> bool:
    return any(each.lower.startswith("peace") and "keep" in each.lower for each in word.subtree())


def _is_beside_others(word: Word) -> bool:
    """Whether others take part: "with Chad", "Chad and Niger held"."""
    beside = any(after(each, "with") or after(each, "alongside") for each in (word, *objects(word)))
    return beside or any(subject.child("conj") is not None for subject in subjects(word))


def _is_joint(verb: Word) -> bool:
    return any(child.lower in TOGETHER for noun in objects(verb) for child in noun.children)


def _is_of_others(verb: Word) -> bool:
    """Whether the object is anything but the subject's own: not "defended their lead"."""
    return not any(child.lower in OWN for noun in objects(verb) for child in noun.children)


def _wants_of_others(verb: Word) -> bool:
    """Whether the verb's infinitive has a subject of its own: "wants Chad to withdraw"."""
    below = (child for child in verb.children if child.dep in {"ccomp", "xcomp"} and is_infinitive(child))
    return any(child.child("nsubj", "nsubjpass") is not None for child in below) or (
        bool(objects(verb)) and has_infinitive(verb)
    )


def is_future(verb: Word) -> bool:
    """Whether the verb itself speaks of what is to come: "will send", "is to send", "is going to send"."""
    if verb.pos not in VERBAL:
        return False
    above, auxiliary = verb.head, auxiliaries(verb)
    if auxiliary & FUTURE or ("would" in auxiliary and is_reported(verb)):
        return True
    going = above.lemma == "be" or (above.lemma == "go" and above.tag == "VBG")
    return verb.dep == "xcomp" and going and is_infinitive(verb)


def _is_mandative(verb: Word) -> bool:
    """Whether its clause says what is to be done, not what is: "insisted that Chad withdraw"."""
    clauses = (
        child for child in verb.children if child.dep == "ccomp" and child.child("nsubj", "nsubjpass") is not None
    )
    return any(_is_bare(clause) or auxiliaries(clause) & OBLIGING for clause in clauses)


def _is_bare(verb: Word) -> bool:
    """Whether the verb stands in the subjunctive: without an auxiliary, in its plain form."""
    return verb.tag in {"VB", "VBP"} and verb.lower == verb.lemma and not auxiliaries(verb) - {"be"}


def _is_gerund(child: Word) -> bool:
    """Whether it is a verb's "-ing" complement: "stopped training", "refrained from shelling"."""
    below = [child, *child.children] if child.dep == "prep" and child.lower == "from" else [child]
    return any(each.tag == "VBG" and each.dep in {"xcomp", "pcomp"} for each in below)


def _is_vowed(verb: Word) -> bool:
    """Whether it is still to come, by its own tense or because it is vowed: "vowed to avenge"."""
    return is_future(verb) or (verb.dep == "xcomp" and verb.head.lemma in VOWING)


def _is_promised(verb: Word) -> bool:
    """Whether its clause tells what will be: "assured Chad that the loan would be paid"."""
    below = [child for noun in (verb, *objects(verb)) for child in noun.children]
    return any(child.dep in {"ccomp", "relcl"} and auxiliaries(child) & PROMISING for child in below)


def is_reported(verb: Word) -> bool:
    """Whether the verb stands in a clause of saying in the past, where "would" is the future."""
    return verb.dep == "ccomp" and verb.head.tag == "VBD"


def is_only_worried(verb: Word) -> bool:
    """Whether a warning is of what was, or of what may befall one's own: "warned that his country may freeze"."""
    clause = verb.child("ccomp")
    subject = clause.child("nsubj", "nsubjpass") if clause is not None else None
    if clause is None or subject is None:
        return False
    own = is_passive(clause) and any(child.lower in OWN for child in subject.children)
    past = clause.tag == "VBD" or bool(auxiliaries(clause) & PAST)
    return own or (past and not any(child.tag == "MD" for child in clause.children))


def _is_gathered(verb: Word) -> bool:
    """Whether people gather somewhere, and not for a feast."""
    festive = any(child.lemma in FESTIVE and is_infinitive(child) for child in verb.children)
    return not festive and (any(after(verb, slot) for slot in GATHERED) or verb.lemma in FLOODING)


SHAPES: Mapping[str, Callable[[Word], bool]] = {
    "clause": has_clause,
    "infinitive": has_infinitive,
    "no_infinitive": lambda verb: not has_infinitive(verb),
    "object": lambda verb: bool(objects(verb)),
    "no_object": lambda verb: not objects(verb),
    "recipient": lambda verb: bool(datives(verb) or after(verb, "to") or after(verb, "with") or _objects_to(verb)),
    "captive": lambda verb: not any(noun.lower in PAPERS for noun in objects(verb)),
    "plain": lambda noun: noun.child("acl", "relcl") is None and not after(noun, "for"),
    "for": lambda verb: any(after(each, "for") for each in (verb, *objects(verb))),
    "peacekeeping": _is_peacekeeping,
    "joint": _is_joint,
    "beside": _is_beside_others,
    "others": _is_of_others,
    "deadline": _has_deadline,
    "claim": lambda verb: any(noun.lemma in CLAIMS for noun in objects(verb)),
    "own_things": lambda verb: not _is_of_others(verb),
    "affirmed": lambda verb: not is_negated(verb),
    "future": _is_vowed,
    "mandative": _is_mandative,
    "promise": _is_promised,
    "decree": lambda verb: any(is_decreed(child) for child in verb.children),
    "own_infinitive": lambda verb: verb.child("xcomp") is not None and not _wants_of_others(verb),
    "wanted": _wants_of_others,
    "commitment": lambda verb: any(child.lower == "to" for child in verb.children) or has_infinitive(verb),
    "gerund": lambda verb: any(_is_gerund(child) for child in verb.children),
    "demanding": lambda verb: any(word.lemma in DEMANDS for noun in objects(verb) for word in noun.subtree()),
    "jointly": lambda verb: any(child.lower in {"jointly", "together"} for child in verb.children),
    "own_force": lambda verb: has_infinitive(verb) and any(noun.lemma in FORCES for noun in objects(verb)),
    "protesting": lambda verb: any(word.lemma == "protest" for noun in objects(verb) for word in noun.subtree()),
    "gathered": _is_gathered,
    "change": lambda noun: any(child.lower in CHANGING for child in noun.children),
}


def fits(needs: frozenset[str], word: Word) -> bool:
    """Whether the word's clause has the form that an entry asks for."""
    return all(SHAPES[need](word) for need in needs if need in SHAPES)
