"""What a sentence tells of and yet did not happen: foiled, practised, kept from, spoken of, or done by nobody."""

from __future__ import annotations

from workers.extract.shapes import is_condition
from workers.extract.syntax import NOMINAL, auxiliaries, joined
from workers.extract.tree import Word
from workers.extract.vocabulary import words

REMEMBERED = words("anniversary memory commemoration history fear risk prospect danger victim survivor suspicion")
"""Nouns after whose "of" something is told that is not news."""
FOILING = words("foil thwart avert prevent repel repulse boycott")
"""Verbs whose object did not come to pass."""
WEIGHING = words("study consider review examine weigh assess discuss await")
"""Verbs whose object somebody else has said before."""
PREVENTING = words(
    "ban bar prevent stop prohibit block refrain discourage deter keep restrict abstain desist forbid exclude dissuade"
)
"""Verbs after whose "from" is told what is not done."""
PLAYING = words("practise practice simulate rehearse pretend")
"""To do these to something is not to do it."""
OFTEN = words("often usually frequently regularly routinely sometimes always")
"""How often something is done of which no single time is told."""
SENDING = words("recall send dispatch travel fly visit arrive meet")
UNREAL = words("would could should 'd")
"""Auxiliaries before "have" of what was not."""
ERRANDS = words("consultation talks talk meeting negotiation discussion")
"""What those who are sent to somebody or travel to him are sent for, which tells of nothing more."""


def is_undone(word: Word) -> bool:
    """Whether it was not done, or is what was said before: "nearly clashed", "practised blockading", "as agreed"."""
    return (
        _is_done_by_nobody(word)
        or _is_kept_from(word)
        or _is_shrunk_from(word)
        or _is_only_played(word)
        or _is_wont(word)
        or _is_as_said(word)
        or _is_naming(word)
        or _is_asked(word)
        or _is_unreal(word)
        or _is_retort(word)
    )


def is_only_spoken_of(noun: Word) -> bool:
    """Whether a noun tells only what is remembered, foiled, weighed or gone somewhere for."""
    remembered = noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.lemma in REMEMBERED
    return remembered or _is_only_weighed(noun) or _is_sent_for(noun)


def _is_done_by_nobody(word: Word) -> bool:
    """Whether there is none of it, or nobody to do it or to have it done to him, or it has yet to be done."""
    if word.pos == "NOUN" and any(child.lower in {"no", "any"} for child in word.children):
        return True
    if word.pos == "VERB" and any(child.lower in {"nearly", "almost"} for child in word.children):
        return True
    if word.dep == "xcomp" and word.head.lemma == "have" and any(child.lower == "yet" for child in word.head.children):
        return True
    nothing = word.dep in {"acl", "relcl", "xcomp"} and word.head.lower == "nothing"
    return nothing or any(_is_nobody(child) for child in word.children)


def _is_nobody(noun: Word) -> bool:
    nobody = noun.lower in {"nobody", "none"} or (noun.lower == "one" and _has_no(noun))
    return nobody and noun.dep in {"nsubj", "nsubjpass", "dobj"}


def _has_no(noun: Word) -> bool:
    return any(child.lower == "no" for child in noun.children)


def _is_kept_from(word: Word) -> bool:
    """Whether it is done without, kept from or only talked of: "without asking anybody", "no sign of yielding"."""
    barred = word.head.lower == "from" and word.head.head.lemma in PREVENTING
    talked_of = word.head.lower == "on" and word.head.head.lemma in ERRANDS
    none = word.head.lower == "of" and _has_no(word.head.head)
    return word.dep == "pcomp" and (word.head.lower == "without" or barred or talked_of or none)


def _is_shrunk_from(word: Word) -> bool:
    """Whether somebody went less far than that: "stopped short of announcing sanctions"."""
    verb = word.head if word.dep == "dobj" and word.pos == "NOUN" else word
    return verb.dep == "pcomp" and verb.head.lower == "of" and verb.head.head.lower == "short"


def _is_only_played(word: Word) -> bool:
    """Whether it is only practised: "practised blockading ports and striking ships"."""
    first = joined(word)
    return first.dep == "xcomp" and first.head.lemma in PLAYING


def _is_wont(word: Word) -> bool:
    """Whether it tells only what some do often, or of whom something is said: "who often clash", "who defy the ban"."""
    wont = word.tag in {"VBZ", "VBP"} and word.dep == "relcl"
    return wont and (any(child.lower in OFTEN for child in word.children) or _are_any(word.head))


def _are_any(people: Word) -> bool:
    """Whether they are whoever fits what is told of them: "drivers who", but not "the drivers, who"."""
    told = any(child.dep in {"det", "nummod", "poss", "amod", "punct"} for child in people.children)
    return people.tag == "NNS" and not told


def _is_as_said(word: Word) -> bool:
    """Whether it is what was said before, or only supposed: "as agreed", "if convicted"."""
    alone = word.tag == "VBN" and word.dep == "advcl" and word.child("nsubj", "nsubjpass", "auxpass", "aux") is None
    return alone and any(child.lower in {"as", "if", "unless"} for child in word.children)


def _is_naming(word: Word) -> bool:
    """Whether it only tells by what name somebody speaks of something: "what they call poaching"."""
    return word.lemma == "call" and any(child.lower == "what" for child in word.children)


def _is_asked(word: Word) -> bool:
    """Whether nobody knows yet if it will be: "will discuss whether to suspend talks"."""
    return any(child.dep == "mark" and child.lower == "whether" for child in joined(word).children)


def _is_unreal(word: Word) -> bool:
    """Whether it would have been and was not, or is on what that hung: "would have struck had it known"."""
    verbs = [joined(word)]
    while verbs[-1].dep in {"xcomp", "advcl"} and (verbs[-1].dep == "xcomp" or is_condition(verbs[-1])):
        verbs.append(joined(verbs[-1].head))
    return any("have" in (told := auxiliaries(verb)) and not told.isdisjoint(UNREAL) for verb in verbs)


def _is_retort(word: Word) -> bool:
    """Whether it is only an answer in words: "shot back that Chad was lying"."""
    clause = word.child("ccomp")
    that = clause.child("mark") if clause is not None else None
    return that is not None and any(child.lower == "back" and child.i == that.i - 1 for child in word.children)


def _is_only_weighed(noun: Word) -> bool:
    """Whether somebody foils what is told, or thinks about it: "foiled an attack", "will study the request"."""
    verb = noun.head
    if noun.pos not in NOMINAL or noun.dep not in {"dobj", "nsubjpass"}:
        return False
    return verb.lemma in FOILING or (verb.lemma in WEIGHING and any(child.lower == "the" for child in noun.children))


def _is_sent_for(noun: Word) -> bool:
    """Whether it is what an envoy is recalled or sent for: "for consultations"."""
    told = noun.lemma in ERRANDS and noun.head.lower == "for"
    return told and any(word.lemma in SENDING for word in noun.ancestors())
