"""Whether an event took place, is planned, possible or asked for, is denied, or lies far back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from schemas.event import Modality
from workers.extract import shapes
from workers.extract.coding import Trigger
from workers.extract.shapes import FUTURE, is_infinitive
from workers.extract.syntax import VERBAL, auxiliaries, is_negated
from workers.extract.tree import Word
from workers.extract.vocabulary import words

UNSURE = words("may might could can would 'd should must")
REFUSING = FUTURE | words("would can ca")
PLANNING = words("plan intend prepare set due schedule expect arrange gear aim decide")
HOPING = words(
    "hope want wish consider seek try attempt contemplate weigh explore mull look propose likely rule may threaten "
    "ask urge"
)
UNCERTAIN_PLANS = words("hope hopeful want wish seek look")
WILLING = words("willing ready open prepared keen determined resolve")
"""To be so is an event already, not a plan of one."""
PLANNED_ADJECTIVES = words("planned upcoming forthcoming scheduled future next expected proposed")
POSSIBLE_ADJECTIVES = words("possible potential likely prospective eventual any hypothetical mass")
CONDITIONS = frozenset({"if", "unless", "whether", "should"})
UNREAL = frozenset({"could", "would", "might", "may"})
"""Auxiliaries of what a happening may lead to that has not been."""
GOVERNED = frozenset({"xcomp", "acomp", "pcomp", "dobj", "prep", "pobj"})
LONG_AGO = timedelta(days=365)


def modality_of(trigger: Trigger) -> Modality:
    """The event's modality by auxiliaries, governing verbs, conditions and adjectives."""
    if trigger.entry.operator == "plan":
        return _of_plan(trigger.word)
    own = _of_verb(trigger.word) or _of_condition(trigger.word)
    if own is None and trigger.entry.operator == "raise":
        own = _of_governor(trigger.word)
    above = (_of_verb(link) or _of_governor(link) for link in _governors(trigger.word))
    return own or next((modality for modality in above if modality), None) or _of_noun(trigger)


def _of_plan(word: Word) -> Modality:
    if word.lemma in UNCERTAIN_PLANS:
        return Modality.POSSIBLE
    return Modality.ACTUAL if word.lemma in WILLING else Modality.PLANNED


def _of_verb(word: Word) -> Modality | None:
    """What a verb's own conjunctions and auxiliaries tell."""
    conditional = any(child.dep == "mark" and child.lower in CONDITIONS for child in word.children)
    if conditional or shapes.is_inverted(word) or _is_awaited(word):
        return Modality.POSSIBLE
    auxiliary = auxiliaries(word) if word.pos in VERBAL else set()
    if auxiliary & FUTURE or ("would" in auxiliary and shapes.is_reported(word)):
        return Modality.PLANNED
    if auxiliary & UNSURE:
        return Modality.POSSIBLE
    purpose = word.child("xcomp") if word.lemma == "be" else None
    return Modality.PLANNED if purpose is not None and is_infinitive(purpose) else None


def _is_awaited(word: Word) -> bool:
    """Whether something will not be done before, or it has yet to come: "would not talk until both agreed"."""
    if not any(child.dep == "mark" and child.lower == "until" for child in word.children):
        return False
    return word.tag in {"VBZ", "VBP"} or is_negated(word.head) or bool(auxiliaries(word.head) & (FUTURE | {"would"}))


def _of_condition(word: Word) -> Modality | None:
    """What the "if" before a verb tells of the next one: "if it grows and blocks the way"."""
    conditional = word.dep == "conj" and any(child.lower in CONDITIONS for child in word.head.children)
    return Modality.POSSIBLE if conditional and word.head.dep == "advcl" else None


def _of_governor(word: Word) -> Modality | None:
    if word.lemma in PLANNING and word.pos in {"VERB", "ADJ"}:
        return Modality.PLANNED
    if word.lemma == "go" and word.tag == "VBG":
        return Modality.PLANNED
    return Modality.POSSIBLE if word.lemma in HOPING else None


def _of_noun(trigger: Trigger) -> Modality:
    nouns = [noun for noun in (trigger.word, trigger.noun) if noun is not None and noun.pos in {"NOUN", "PROPN"}]
    before = {child.lower for noun in nouns for child in noun.children if child.dep in {"amod", "det", "compound"}}
    if before & PLANNED_ADJECTIVES:
        return Modality.PLANNED
    supposed = any(_is_supposed(noun) for noun in nouns)
    return Modality.POSSIBLE if supposed or before & POSSIBLE_ADJECTIVES else Modality.ACTUAL


def _is_supposed(noun: Word) -> bool:
    """Whether the noun is something that would lead to something else: "a clash could draw others in"."""
    unknown = any(child.lower in {"a", "an", "any"} for child in noun.children)
    return unknown and noun.dep == "nsubj" and bool(auxiliaries(noun.head) & UNREAL)


def _governors(word: Word) -> Iterator[Word]:
    """The words that a word depends on in one predicate: "is set to" above "meet"."""
    while word.dep in GOVERNED and word.head is not word:
        above = word.head
        adjunct = word.dep in {"prep", "pobj"} and above.pos == "VERB" and above.lemma not in PLANNING | HOPING
        fronted = word.dep == "prep" and word.i < above.i
        if fronted or (adjunct and above.dep != "xcomp"):
            return
        if not adjunct:
            yield above
        word = above


def negated(trigger: Trigger) -> bool:
    """Whether the event is said not to have been."""
    chain = [trigger.word]
    inner = trigger.inner if trigger.entry.operator in {"light", "raise", None} else None
    while inner is not None:
        chain.append(inner.word)
        inner = inner.inner
    above = [word.head for word in chain if word.dep == "xcomp" and word.head.pos in VERBAL]
    return any(is_negated(word) for word in (*chain, *above) if word.pos in {"VERB", "AUX", "ADJ"})


def is_future(trigger: Trigger) -> bool:
    """Whether the verb itself speaks of what is to come."""
    return shapes.is_future(trigger.word)


def is_open(trigger: Trigger) -> bool:
    """Whether the event may or may not come."""
    return modality_of(trigger) is not Modality.ACTUAL


def is_refusal(trigger: Trigger) -> bool:
    """Whether the denied verb speaks of what one will not do: "will not release", "is not willing to meet"."""
    word = trigger.word
    return word.pos == "ADJ" or trigger.entry.operator in {"intend", "allow"} or bool(auxiliaries(word) & REFUSING)


def long_ago(day: date, published: date | None) -> bool:
    """Whether a day lies so far before publication that the event is background."""
    return published is not None and published - day > LONG_AGO
