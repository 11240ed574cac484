"""Who does it to whom, and when both sides do it to one another."""

from __future__ import annotations

from collections.abc import Sequence

from workers.extract.behind import Behind, distinct
from workers.extract.coding import Trigger
from workers.extract.commonnouns import MEDIATING
from workers.extract.mention import Matter, Mention
from workers.extract.sources import sources
from workers.extract.syntax import NOMINAL, after
from workers.extract.targets import targets
from workers.extract.vocabulary import words

Parties = tuple[Sequence[Mention], Sequence[Mention]]
SYMMETRIC = frozenset({"CONSULT", "COOPERATE"})
BETWEEN = frozenset({"exchange", "trade", "clash"})
"""Verbs whose several subjects do it to one another."""
AGREEING = frozenset({"agree", "move", "edge"})
TIES = words("tie relation relationship partnership cooperation alliance link")
ACCORDS = TIES | words(
    "agreement deal treaty accord pact memorandum contract settlement understanding compromise truce ceasefire "
    "exercise drill protocol declaration"
)
"""Nouns for what two make with one another."""


def parties(trigger: Trigger, behind: Behind) -> Parties:
    """The event's sources and targets; of a symmetric event both sides are both. No source means no event."""
    doers = sources(trigger, behind)
    others = _beside(trigger, behind) if len(doers) > 1 and _makes_accord(trigger) else targets(trigger, doers, behind)
    if trigger.coding.type in SYMMETRIC or _is_mutual(trigger, doers, others):
        both = [each for each in distinct([*doers, *others]) if each.role != "MED" or each.matter is Matter.PERSON]
        alone = trigger.word.pos in NOMINAL and len(both) == 1
        return (both, both) if doers and both and not alone else ([], both)
    return doers, others


def _makes_accord(trigger: Trigger) -> bool:
    """Whether the verb itself makes a deal, so that all else is only what that is about."""
    return trigger.inner is None and trigger.noun is not None and trigger.noun.lemma in ACCORDS - TIES


def _beside(trigger: Trigger, behind: Behind) -> list[Mention]:
    """With whom the several make their deal."""
    nouns = (noun for each in (trigger.word, trigger.noun) if each is not None for noun in after(each, "with"))
    return behind.standing(nouns, tangible=False)


def with_others(doers: Sequence[Mention], targets: Sequence[Mention]) -> Parties:
    """The parties, with nobody as target where one alone does it with himself: "offered no evidence"."""
    return doers, () if len(doers) == 1 and list(doers) == list(targets) else targets


def is_between_parties(trigger: Trigger) -> bool:
    """Whether the event is talks or a deal, or the will to them, which takes two."""
    innermost = _innermost(trigger)
    noun = innermost.noun or innermost.word
    return innermost.coding.type in SYMMETRIC or noun.lemma in ACCORDS


def is_of_others(trigger: Trigger) -> bool:
    """Whether it is told whose talks or deal it is, by whatever name: "a meeting of donors", "talks with creditors"."""
    innermost = _innermost(trigger)
    nouns = (innermost.noun or innermost.word, innermost.word)
    return any(after(noun, preposition) for noun in nouns for preposition in ("of", "between", "with", "among"))


def _is_mutual(trigger: Trigger, doers: Sequence[Mention], others: Sequence[Mention]) -> bool:
    """Whether several do it with one another: "A and B agreed", "A signed a treaty with B"."""
    several = len(doers) > 1
    if several and not others and after(trigger.word, "between"):
        return True
    if several and not others and trigger.word.lemma in BETWEEN:
        return True
    if trigger.entry.operator == "fail":
        return several
    if trigger.coding.planned:
        return trigger.inner is not None and _is_mutual_plan(trigger, alone=several and not others)
    noun = trigger.noun.lemma if trigger.noun is not None else ""
    if trigger.coding.type in {"AGREE", "SUPPORT", "RETREAT"} and noun in ACCORDS:
        return (several and not others) or (bool(others) and noun not in TIES)
    return trigger.coding.type == "AGREE" and trigger.word.lemma in AGREEING and several and not others


def _is_mutual_plan(trigger: Trigger, *, alone: bool) -> bool:
    """Whether what is planned takes both: talks, or a deal of several who name nobody else, but no mediation."""
    planned = _innermost(trigger)
    accord = alone and (trigger.word.lemma in AGREEING or is_between_parties(trigger))
    return (accord or planned.coding.type in SYMMETRIC) and planned.word.lemma not in MEDIATING


def _innermost(trigger: Trigger) -> Trigger:
    while trigger.inner is not None:
        trigger = trigger.inner
    return trigger
