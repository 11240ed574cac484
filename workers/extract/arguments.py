"""Who does it and to whom: the actors in the places that the tree and the lexicon point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workers.extract.coding import Trigger
from workers.extract.mention import Matter, Mention
from workers.extract.syntax import (
    after,
    agents,
    conjuncts,
    datives,
    grammatical_subject,
    is_passive,
    objects,
    possessors,
    subjects,
)
from workers.extract.tree import Word

SYMMETRIC = frozenset({"CONSULT", "COOPERATE"})
BEHIND = (
    "of",
    "by",
    "between",
    "with",
    "against",
    "to",
    "on",
    "for",
    "from",
    "among",
    "at",
    "over",
    "in",
    "into",
    "toward",
    "towards",
    "near",
)
"""Prepositions through which an actor stands behind a thing, the most telling first."""
TANGIBLE = frozenset({"ASSAULT", "COERCE", "RETREAT", "CONCEDE"})
"""Types whose target may be a thing: a bridge is bombed, a ship is seized."""
DEEPEST = 4


class Arguments:
    """Finds sources and targets in one sentence."""

    def __init__(self, words: Sequence[Word], mentions: dict[int, Mention]) -> None:
        self.words = words
        self.mentions = mentions

    def of(self, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
        """The event's sources and targets; sources is empty where no actor does it."""
        sources = self._sources(trigger)
        targets = self._targets(trigger, sources)
        if trigger.coding.type in SYMMETRIC or self._is_mutual(trigger, sources, targets):
            both = _distinct([*sources, *targets])
            alone = trigger.word.pos in {"NOUN", "PROPN"} and len(both) < 2  # noqa: PLR2004 it takes two
            return (both, both) if sources and not alone else ([], both)
        return sources, [target for target in targets if not _among(target, sources)]

    def _is_mutual(self, trigger: Trigger, sources: list[Mention], targets: list[Mention]) -> bool:
        """Whether several parties do it with one another: "A and B agreed", "A signed a treaty with B"."""
        if trigger.coding.type == "AGREE" and trigger.coding.planned:
            return trigger.inner is not None and self._innermost(trigger).coding.type in SYMMETRIC
        if trigger.entry.operator == "fail":
            return len(sources) > 1
        accord = (
            trigger.coding.type in {"AGREE", "SUPPORT", "RETREAT"}
            and trigger.noun is not None
            and trigger.noun.lemma in ACCORDS
        )
        if not accord and not (trigger.coding.type == "AGREE" and trigger.word.lemma in {"agree", "move", "edge"}):
            return False
        return (len(sources) > 1 and not targets) or (
            accord and bool(targets) and trigger.noun is not None and trigger.noun.lemma not in TIES
        )

    def _innermost(self, trigger: Trigger) -> Trigger:
        while trigger.inner is not None:
            trigger = trigger.inner
        return trigger

    # sources

    def _sources(self, trigger: Trigger) -> list[Mention]:
        word = trigger.word
        if word.pos in {"NOUN", "PROPN"}:
            return self._noun_sources(trigger)
        found = self._acting(subjects(word))
        if not found and is_passive(word):
            found = self._passive_sources(trigger)
        if not found and trigger.noun is not None and trigger.entry.noun:
            found = self._noun_sources(trigger)
        return found

    def _passive_sources(self, trigger: Trigger) -> list[Mention]:
        """Who does what is said in the passive without "by": a body in a place phrase, or the owner of the deed."""
        if trigger.noun is not None:
            return self._acting(possessors(trigger.noun)) or self._modifying(trigger.noun)
        if trigger.coding.type == "CONSULT":
            return self._acting(after(trigger.word, "between"))
        if trigger.word.lemma in STATE_DEEDS:
            places = [
                *after(trigger.word, "from"),
                *after(trigger.word, "in"),
                *(n for c in after(trigger.word, "from") for n in after(c, "in")),
            ]
            return [m for m in self._acting(places) if m.matter is Matter.STATE][:1]
        return []

    def _noun_sources(self, trigger: Trigger) -> list[Mention]:
        noun = trigger.noun if trigger.noun is not None and trigger.word.pos not in {"NOUN", "PROPN"} else trigger.word
        suffered = noun.dep == "dobj" and noun.head.lemma in SUFFERING
        for candidates in (
            possessors(noun),
            agents(noun),
            after(noun, "by"),
            [*after(noun, "of"), *after(noun, "from")] if suffered else [],
        ):
            if found := self._acting(candidates):
                return found
        if found := self._modifying(noun):
            return found
        if trigger.coding.type in SYMMETRIC | {"AGREE", "SUPPORT"}:
            for preposition in ("between", "among", "of", "involving"):
                if (found := self._acting(after(noun, preposition))) and len(found) > 1:
                    return found
        for preposition in ("from", "of"):
            if preposition not in trigger.entry.target and (found := self._acting(after(noun, preposition))):
                return found
        if trigger.coding.type == "PROTEST" and (gathering := self.mentions.get(noun.i)) and gathering.acts:
            return [gathering]
        return self._carried(noun)

    def _protested(self, word: Word) -> list[Mention]:
        """Against whom: the object of the clause "to protest against …" that tells what a strike is for."""
        for below in word.subtree():
            if below.lemma == "protest" and below.pos == "VERB" and below is not word:
                return self._acting([*after(below, "against"), *objects(below)])
        return []

    def _suffered(self, noun: Word) -> list[Mention]:
        """Who faces or suffers what the noun says."""
        if noun.dep == "dobj" and noun.head.lemma in SUFFERING:
            return self._acting(subjects(noun.head))
        return []

    def _carried(self, noun: Word) -> list[Mention]:
        """The subject of the verb that the noun is the object or an adjunct of: "Ruto signed it during talks with Kagame"."""
        if noun.dep == "pobj" and noun.head.lower in {
            "during",
            "in",
            "at",
            "after",
            "on",
            "for",
            "with",
            "to",
            "into",
            "of",
            "from",
            "by",
            "before",
        }:
            above = noun.head.head
            if above.pos in {"VERB", "AUX"}:
                return self._acting(subjects(above)) or (self._acting(objects(above)) if is_passive(above) else [])
            if above.pos == "NOUN" and noun.head.lower == "of":
                return self._acting(possessors(above)) or self._carried(above)
        if (
            noun.dep in {"dobj", "conj", "appos"}
            and noun.head.pos in {"VERB", "AUX"}
            and noun.head.lemma not in SUFFERING
        ):
            return self._acting(subjects(noun.head))
        if noun.dep == "conj" and noun.head.pos == "NOUN":
            return self._acting(possessors(noun.head)) or self._carried(noun.head)
        return []

    def _modifying(self, noun: Word) -> list[Mention]:
        """States and bodies before the noun: "US attack", "US-Iran talks", "student protests"."""
        found = []
        first = min(
            [
                noun.i,
                *(
                    child.i
                    for child in noun.subtree()
                    if child.i < noun.i and child.dep in {"compound", "amod", "nmod", "npadvmod"}
                ),
            ]
        )
        for i in range(first, noun.i):
            mention = self.mentions.get(i)
            if mention and mention.acts and mention.matter is not Matter.ANAPHOR and self.words[i].dep not in {"poss"}:
                found.append(mention)
        return found

    # targets

    def _targets(self, trigger: Trigger, sources: list[Mention]) -> list[Mention]:
        for slot in trigger.entry.target:
            found = self._without(self._resolved(self._slot(trigger, slot), trigger), sources)
            if found:
                return found
        if trigger.inner is not None:
            inner = trigger.inner
            found = self._without(self._targets(inner, sources), sources)
            if not found and trigger.coding.type in {"REQUEST", "REJECT", "CONCEDE", "SUPPORT", "ACCUSE", "THREATEN"}:
                found = self._without(self._sources(inner), sources)
            if found:
                return found
        if trigger.coding.type == "PROTEST" and (found := self._without(self._protested(trigger.word), sources)):
            return found
        if found := self._without(self._suffered(trigger.word), sources):
            return found
        return self._fallback(trigger, sources)

    def _slot(self, trigger: Trigger, slot: str) -> list[Word]:
        """The head words in one of the places where a target may stand."""
        word, noun = trigger.word, trigger.noun
        match slot:
            case "object":
                return [
                    each
                    for each in objects(word)
                    if each.lemma not in trigger.rest and (each is not noun or not trigger.entry.noun)
                ]
            case "dative":
                return datives(word)
            case "that":
                clauses = [
                    c
                    for each in (word, noun)
                    if each is not None
                    for c in each.children
                    if c.dep in {"ccomp", "acl", "relcl", "advcl"}
                ]
                return [
                    subject
                    for clause in clauses
                    if clause.child("nsubj", "nsubjpass")
                    for subject in grammatical_subject(clause)
                ]
            case _:
                found = after(word, slot)
                for each in objects(word) if word.pos not in {"NOUN", "PROPN"} else []:
                    found += after(each, slot)
                if noun is not None:
                    found += [each for each in after(noun, slot) if each not in found]
                return found

    def _resolved(self, heads: Iterable[Word], trigger: Trigger) -> list[Mention]:
        """The actors that the words stand for, or that stand behind them."""
        found: list[Mention] = []
        for head in heads:
            for word in conjuncts(head):
                found += self._behind(word, trigger.coding.type)
        return _distinct(found)

    def _behind(self, word: Word, kind: str, depth: int = 0) -> list[Mention]:
        mention = self.mentions.get(word.i)
        if (
            mention is not None
            and (mention.acts or mention.matter is Matter.PRONOUN)
            and word.lower not in {"it", "this", "that"}
        ):
            return list(mention.members) or [mention]
        if depth > DEEPEST or (mention is not None and mention.acts):
            return [mention] if mention is not None and mention.acts else []
        if found := self._acting(possessors(word)) or self._modifying(word):
            return found
        for preposition in ("of", "by") if kind in TANGIBLE else BEHIND:
            for noun in after(word, preposition):
                if found := [each for one in conjuncts(noun) for each in self._behind(one, "", depth + 1)]:
                    return found
        for child in word.children:
            if child.dep == "acl" and kind not in TANGIBLE and (found := self._acting(agents(child))):
                return found
        if mention is not None and mention.matter is Matter.THING and kind in TANGIBLE and depth == 0:
            return [mention]
        return []

    def _fallback(self, trigger: Trigger, sources: list[Mention]) -> list[Mention]:
        """The first actor after the trigger that hangs on it somehow."""
        if trigger.word.pos in {"NOUN", "PROPN"} or trigger.coding.type in {"SUPPORT", "AGREE"}:
            return []
        below = sorted(trigger.word.subtree(), key=lambda word: word.i)
        for word in below:
            mention = self.mentions.get(word.i)
            if word.dep == "pobj" and word.head.lower in {
                "in",
                "at",
                "near",
                "after",
                "during",
                "amid",
                "since",
                "including",
            }:
                continue
            if (
                word.i > trigger.word.i
                and mention
                and mention.acts
                and (mention.matter in {Matter.STATE, Matter.PERSON, Matter.BODY} or trigger.coding.type == "AID")
                and self._clause(word) is self._clause(trigger.word)
            ):
                if found := self._without([mention], sources):
                    return found
        return []

    def _clause(self, word: Word) -> Word:
        """The verb of the clause that a word stands in."""
        while word.pos not in {"VERB", "AUX"} and word.head is not word:
            word = word.head
        return word

    # both

    def _acting(self, heads: Iterable[Word]) -> list[Mention]:
        """The actors among the words and their conjuncts; a thing stands for the actor behind it."""
        found: list[Mention] = []
        for head in heads:
            for word in conjuncts(head):
                mention = self.mentions.get(word.i)
                if mention is not None and mention.acts:
                    found += self._examples(word) or list(mention.members) or [mention]
                elif mention is not None and mention.matter is Matter.THING and word.pos not in {"PRON"}:
                    found += self._owner(word)
        return _distinct(found)

    def _examples(self, word: Word) -> list[Mention]:
        """Who is named after "including": "other countries, including Chad and Niger"."""
        if word.lemma not in {"country", "nation", "state", "government", "power", "ally", "group"}:
            return []
        named = [noun for preposition in ("including", "like", "as") for noun in after(word, preposition)]
        return [m for noun in named for each in conjuncts(noun) if (m := self.mentions.get(each.i)) and m.acts]

    def _owner(self, thing: Word) -> list[Mention]:
        """Whose thing it is: "Israeli shelling killed", "the missiles fired by the army struck"."""
        for candidates in (possessors(thing), agents(thing)):
            if found := [
                m for word in candidates for each in conjuncts(word) if (m := self.mentions.get(each.i)) and m.acts
            ]:
                return found
        if found := self._modifying(thing):
            return found
        for child in thing.children:
            if child.dep == "acl" and (
                found := [
                    m
                    for word in agents(child)
                    for each in conjuncts(word)
                    if (m := self.mentions.get(each.i)) and m.acts
                ]
            ):
                return found
        return [
            m
            for noun in after(thing, "of")
            for each in conjuncts(noun)
            if (m := self.mentions.get(each.i)) and m.acts and m.matter is not Matter.GROUP
        ]

    def _without(self, found: list[Mention], sources: list[Mention]) -> list[Mention]:
        return [mention for mention in found if not _among(mention, sources)]


STATE_DEEDS = frozenset(
    [
        "arrest",
        "detain",
        "expel",
        "deport",
        "release",
        "free",
        "imprison",
        "jail",
        "sentence",
        "convict",
        "execute",
        "extradite",
        "torture",
        "pardon",
        "behead",
        "hang",
    ]
)
"""What only a state's servants do: \"expelled from Chad\" says who expels."""
SUFFERING = frozenset(
    {"face", "receive", "suffer", "endure", "undergo", "survive", "fear", "await", "escape", "resist"}
)
"""Verbs whose subject is the one to whom their object happens."""
TIES = frozenset({"tie", "relation", "relationship", "partnership", "cooperation", "alliance", "link"})
ACCORDS = frozenset(
    {
        "agreement",
        "deal",
        "treaty",
        "accord",
        "pact",
        "memorandum",
        "contract",
        "settlement",
        "tie",
        "relation",
        "relationship",
        "partnership",
        "cooperation",
        "alliance",
        "understanding",
        "compromise",
        "truce",
        "ceasefire",
        "exercise",
        "drill",
        "link",
        "protocol",
    }
)


def is_between_parties(trigger: Trigger) -> bool:
    """Whether the event is talks or a deal, or the will to them, which takes two."""
    while trigger.inner is not None:
        trigger = trigger.inner
    noun = trigger.noun or trigger.word
    return trigger.coding.type in SYMMETRIC or noun.lemma in ACCORDS


def _among(mention: Mention, others: Iterator[Mention] | Sequence[Mention]) -> bool:
    return any(
        mention.head == other.head or (mention.name == other.name and mention.country == other.country)
        for other in others
    )


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for mention in mentions:
        if not _among(mention, found):
            found.append(mention)
    return found
