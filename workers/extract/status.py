"""Whether an event took place, is planned, possible or asked for, is denied, or lies far back."""

from __future__ import annotations

from datetime import date

from schemas.event import Modality
from workers.extract.coding import Trigger
from workers.extract.syntax import auxiliaries, is_negated
from workers.extract.tree import Word
from workers.extract.vocabulary import words

FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
POSSIBLE = words("may might could can would 'd should must")
PLANNING = words("plan intend prepare set due schedule expect arrange gear aim go")
HOPING = words(
    "hope want wish consider seek try attempt contemplate weigh explore mull decide look propose likely may "
    "threaten ask urge"
)
PLANNED_ADJECTIVES = words("planned upcoming forthcoming scheduled future next expected proposed")
POSSIBLE_ADJECTIVES = words("possible potential likely prospective eventual any hypothetical mass")
CONDITIONS = frozenset({"if", "unless", "whether", "should"})
LONG_AGO_YEARS = 1


def modality_of(trigger: Trigger) -> Modality:
    """The event's modality by auxiliaries, governing verbs and conditions."""
    word = trigger.word
    chain = [word, *_governors(word)]
    if trigger.entry.operator == "plan":
        return _of_plan(word)
    for link in chain:
        auxiliary = auxiliaries(link) if link.pos in {"VERB", "AUX"} else set()
        if any(child.dep == "mark" and child.lower in CONDITIONS for child in link.children):
            return Modality.POSSIBLE
        if auxiliary & FUTURE or ("would" in auxiliary and _is_reported(link)):
            return Modality.PLANNED
        if auxiliary & POSSIBLE:
            return Modality.POSSIBLE
        if (
            link is not word
            and link.lemma in PLANNING
            and link.pos in {"VERB", "ADJ"}
            and not (link.lemma == "go" and link.tag != "VBG")
        ):
            return Modality.PLANNED
        if link is not word and link.lemma in HOPING:
            return Modality.POSSIBLE
        if link.lemma == "be" and any(
            child.dep == "xcomp" and any(c.tag == "TO" for c in child.children) for child in link.children
        ):
            return Modality.PLANNED
    return _of_noun(trigger)


def _is_reported(verb: Word) -> bool:
    """Whether the verb stands in a clause of saying in the past, where "would" is the future."""
    return verb.dep == "ccomp" and verb.head.tag == "VBD"


def _of_plan(word: Word) -> Modality:
    if word.lemma in {"hope", "want", "wish", "seek", "look"}:
        return Modality.POSSIBLE
    if word.lemma in {"willing", "ready", "open", "prepared", "keen", "determined", "resolve"}:
        return Modality.ACTUAL
    return Modality.PLANNED


def _of_noun(trigger: Trigger) -> Modality:
    for noun in (trigger.word, trigger.noun):
        if noun is None or noun.pos not in {"NOUN", "PROPN"}:
            continue
        before = {child.lower for child in noun.children if child.dep in {"amod", "det", "compound"}}
        if before & PLANNED_ADJECTIVES:
            return Modality.PLANNED
        if before & POSSIBLE_ADJECTIVES:
            return Modality.POSSIBLE
    return Modality.ACTUAL


def _governors(word: Word) -> list[Word]:
    """The words that a verb depends on in one predicate: "is set to" above "meet"."""
    found = []
    while word.dep in {"xcomp", "acomp", "pcomp", "dobj", "prep", "pobj"}:
        if (
            word.dep in {"dobj", "pobj", "prep"}
            and word.head.pos == "VERB"
            and word.head.lemma not in PLANNING | HOPING
        ):
            if word.dep == "dobj":
                found.append(word.head)
            word = word.head
            if word.dep not in {"xcomp", "conj"}:
                break
            continue
        if word.head is word:
            break
        word = word.head
        found.append(word)
    return found


def negated(trigger: Trigger) -> bool:
    """Whether the event is said not to have been."""
    words = [trigger.word]
    inner = trigger.inner
    while inner is not None and trigger.entry.operator in {"light", "raise", None}:
        words.append(inner.word)
        inner = inner.inner
    verbs = [word for word in words if word.pos in {"VERB", "AUX", "ADJ"}]
    return any(is_negated(verb) for verb in verbs) or any(
        link.dep == "xcomp" and is_negated(link.head) for link in words if link.head.pos in {"VERB", "AUX"}
    )


def is_future(trigger: Trigger) -> bool:
    """Whether the verb itself speaks of what is to come: "will send", "is to send", "is going to send"."""
    word = trigger.word
    if word.pos not in {"VERB", "AUX"}:
        return False
    if auxiliaries(word) & FUTURE or ("would" in auxiliaries(word) and _is_reported(word)):
        return True
    if word.dep == "xcomp" and (word.head.lemma == "be" or (word.head.lemma == "go" and word.head.tag == "VBG")):
        return any(child.lower == "to" for child in word.children)
    return False


def long_ago(day: date | None, published: date | None) -> bool:
    """Whether a day lies so far before publication that the event is background."""
    return day is not None and published is not None and (published - day).days > 365 * LONG_AGO_YEARS


def is_refusal(trigger: Trigger) -> bool:
    """Whether the denied verb speaks of what one will not do: "will not release", "is not willing to meet"."""
    word = trigger.word
    if word.pos == "ADJ" or trigger.entry.operator == "intend":
        return True
    return bool(auxiliaries(word) & (FUTURE | {"would", "can", "ca"}))
