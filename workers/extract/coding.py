"""Which words of a sentence tell of an event, and of which: the lexicon read against the tree."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from workers.extract.lexicon import Entry, Lexicon, Pattern
from workers.extract.mention import Matter, Mention
from workers.extract.operators import Coding, governed
from workers.extract.syntax import after, objects
from workers.extract.tree import Word

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
NEAR = 4
"""How far apart the words of a phrase may stand."""
SLURS = frozenset(
    [
        "fascist",
        "murderer",
        "terrorist",
        "dictator",
        "killer",
        "liar",
        "criminal",
        "thug",
        "tyrant",
        "traitor",
        "nazi",
        "racist",
        "genocide",
        "coward",
        "puppet",
        "thief",
        "coup",
        "enemy",
        "threat",
        "butcher",
        "warmonger",
    ]
)
KEEPING_SILENT = frozenset(
    [
        "comment",
        "elaborate",
        "say",
        "answer",
        "disclose",
        "name",
        "identify",
        "speculate",
        "specify",
        "explain",
        "talk",
        "speak",
        "discuss",
        "reveal",
    ]
)
"""To decline to do these is no event."""
TERMS = frozenset(
    {
        "hunger strike",
        "general strike",
        "labor strike",
        "labour strike",
        "rail strike",
        "phone call",
        "trade war",
        "price war",
        "penalty fire",
    }
)
TALKING = frozenset({"CONSULT", "ACCUSE", "PROTEST", "SUPPORT", "AGREE"})
ACCUSING = frozenset(
    [
        "accuse",
        "blame",
        "suspect",
        "condemn",
        "criticize",
        "criticise",
        "charge",
        "convict",
        "sentence",
        "arrest",
        "jail",
        "denounce",
        "fault",
        "praise",
        "thank",
    ]
)
CHANGING = frozenset(
    [
        "deepening",
        "growing",
        "new",
        "closer",
        "closer-than-ever",
        "renewed",
        "strengthened",
        "improved",
        "strategic",
        "warming",
        "deepened",
        "emerging",
        "budding",
    ]
)
CLAIMS = frozenset(
    ["report", "claim", "allegation", "accusation", "charge", "possibility", "suspicion", "risk", "suggestion"]
)
LEADERS = frozenset({"GOV", "LEG", "MIL", "IGO", "OPP", "JUD"})


class Trigger(Struct, frozen=True):
    """A word that tells of an event: by which entry, coded as what, and through which governed word."""

    word: Word
    entry: Entry
    coding: Coding
    noun: Word | None = None
    inner: Trigger | None = None
    rest: tuple[str, ...] = ()


class Coder:
    """Codes the words of one sentence."""

    def __init__(self, words: list[Word], mentions: dict[int, Mention], lexicon: Lexicon) -> None:
        self.words = words
        self.mentions = mentions
        self.lexicon = lexicon
        self._seen: dict[int, Trigger | None] = {}

    def triggers(self) -> list[Trigger]:
        """Every trigger that no other one has taken into its own event, in order of words."""
        found = [trigger for word in self.words if (trigger := self.trigger(word))]
        taken = {id(inner.word) for trigger in found for inner in _inner(trigger)}
        taken |= {
            id(trigger.noun) for trigger in found if trigger.noun is not None and trigger.noun is not trigger.word
        }
        return [trigger for trigger in found if id(trigger.word) not in taken and not self._is_aside(trigger)]

    def _is_aside(self, trigger: Trigger) -> bool:
        """Whether the word only tells what another event is for, or what somebody is accused of."""
        word = trigger.word
        while word.dep == "conj" and word.head.pos == "VERB" and word.child("nsubj") is None:
            word = word.head
        if (
            word.dep == "advcl"
            and trigger.coding.type in TALKING
            and any(c.lower == "to" and c.dep == "aux" for c in word.children)
        ):
            return self.trigger(word.head) is not None
        if word.lemma == "protest" and word.pos == "VERB" and any(c.tag == "TO" for c in word.children):
            return word.head is not word
        return word.dep == "pcomp" and word.head.lower in {"of", "for"} and word.head.head.lemma in ACCUSING | CLAIMS

    def alternatives(self, word: Word) -> Iterator[Trigger]:
        """All readings of the word, the most telling first."""
        term = False
        for pattern in self._patterns(word):
            if term and not pattern.rest:
                return
            if trigger := self._matched(word, pattern):
                term = pattern.entry.noun and bool(pattern.rest)
                yield trigger

    def trigger(self, word: Word) -> Trigger | None:
        """The word's trigger, if it is one."""
        if word.i not in self._seen:
            self._seen[word.i] = None  # a tree has no cycles, but a phrase may look back at its head
            self._seen[word.i] = self._find(word)
        return self._seen[word.i]

    def _find(self, word: Word) -> Trigger | None:
        return next(self.alternatives(word), None)

    def _patterns(self, word: Word) -> tuple[Pattern, ...]:
        lemma = word.lemma.lower()
        if word.pos in VERBAL or (word.pos == "ADJ" and word.dep in {"acomp", "ROOT", "xcomp", "conj"}):
            return self.lexicon.verbs.get(lemma, ())
        if word.pos in NOMINAL and word.dep not in {"compound", "npadvmod"} and not self._is_name(word):
            return self.lexicon.nouns.get(lemma if word.pos == "NOUN" else word.lower, ()) or self.lexicon.nouns.get(
                word.lower, ()
            )
        return ()

    def _is_name(self, word: Word) -> bool:
        mention = self.mentions.get(word.i)
        return (
            mention is not None and mention.matter in {Matter.BODY, Matter.PERSON, Matter.STATE} and word.pos == "PROPN"
        )

    def _matched(self, word: Word, pattern: Pattern) -> Trigger | None:
        entry = pattern.entry
        if pattern.copula and not self._is_predicate(word):
            return None
        if pattern.rest and not self._follows(word, pattern):
            return None
        noun = None
        if entry.objects:
            noun = self._object_in(word, entry.objects)
            if noun is None and not ("@none" in entry.objects and not objects(word)):
                return None
        if "clause" in entry.needs and not self._clause(word):
            return None
        if "infinitive" in entry.needs and not self._infinitive(word):
            return None
        if "peacekeeping" in entry.needs and not any(
            w.lower.startswith("peace") and "keep" in w.lower for w in word.subtree()
        ):
            return None
        if "change" in entry.needs and not any(child.lower in CHANGING for child in word.children):
            return None
        if "joint" in entry.needs and not any(
            child.lower in {"joint", "bilateral", "multinational"} for each in objects(word) for child in each.children
        ):
            return None
        if "no_infinitive" in entry.needs and any(child.dep == "xcomp" for child in word.children):
            return None
        if "object" in entry.needs and not objects(word):
            return None
        if (
            pattern.rest
            and pattern.rest[-1] in {"to", "in", "at", "for"}
            and entry.mode == "visit"
            and any(c.dep == "dobj" for c in word.children)
        ):
            return None
        if "for" in entry.needs and not after(word, "for"):
            return None
        if entry.operator:
            return self._operator(word, entry)
        coding = Coding(entry.type, entry.mode) if entry.type else None
        return Trigger(word, entry, coding, noun, None, pattern.rest) if coding else None

    def _is_predicate(self, word: Word) -> bool:
        if word.pos == "ADJ":
            return word.head.lemma in {"be", "seem", "appear", "remain", "stand", "become"} or word.dep == "ROOT"
        return word.tag == "VBN"

    def _follows(self, word: Word, pattern: Pattern) -> bool:
        """Whether the rest of the phrase stands after the verb, or before the noun, in order and near."""
        if pattern.entry.noun:
            before = [w.lower for w in self.words[max(0, word.i - len(pattern.rest)) : word.i]]
            return before == list(pattern.rest)
        position = word.i
        for part in pattern.rest:
            window = self.words[position + 1 : position + 1 + NEAR]
            match = next((w for w in window if w.lower == part or w.lemma == part), None)
            if match is None or match.tag == "TO" or (match.pos == "ADP" and not _hangs_on(match, word)):
                return False
            position = match.i
        return True

    def _object_in(self, verb: Word, wanted: frozenset[str]) -> Word | None:
        """The verb's object, if the entry names it; what a particle governs counts, and what a quantity is of."""
        for noun in self._object_candidates(verb):
            for word in self._with_conjuncts(noun):
                if self._is_wanted(word, wanted):
                    return word
        return None

    def _object_candidates(self, verb: Word) -> Iterator[Word]:
        for noun in objects(verb):
            yield noun
            yield from after(noun, "of")
        for child in verb.children:
            if (
                child.dep in {"prt", "prep"}
                and verb.i < child.i <= verb.i + NEAR
                and child.lower in {"to", "into", "in", "out", "from", "of"}
            ):
                yield from (noun for noun in child.children if noun.dep == "pobj" and noun.lower not in {"monday"})

    def _with_conjuncts(self, noun: Word) -> Iterator[Word]:
        yield noun
        yield from (child for child in noun.children if child.dep == "conj")

    def _is_wanted(self, noun: Word, wanted: frozenset[str]) -> bool:
        lemma = noun.lemma.lower()
        before = next(
            (
                child.lower
                for child in reversed(noun.children)
                if child.dep in {"compound", "amod"} and child.i == noun.i - 1
            ),
            None,
        )
        if (lemma in wanted or noun.lower in wanted) and not (before and self._is_longer_term(before, lemma)):
            return True
        _ = next(
            (
                child.lower
                for child in reversed(noun.children)
                if child.dep in {"compound", "amod"} and child.i == noun.i - 1
            ),
            None,
        )
        if before and f"{before} {lemma}" in wanted:
            return True
        if "@slur" in wanted:
            return lemma in SLURS
        mention = self.mentions.get(noun.i)
        if mention is None:
            return False
        if "@person" in wanted and mention.matter is Matter.PERSON:
            return True
        if "@leader" in wanted and mention.matter in {Matter.PERSON, Matter.ANAPHOR} and mention.role in LEADERS:
            return True
        if "@state" in wanted and mention.matter is Matter.STATE:
            return True
        return "@body" in wanted and mention.matter is Matter.BODY

    def _is_longer_term(self, before: str, lemma: str) -> bool:
        """Whether noun and word before it are a term of their own: a hunger strike is no strike."""
        return f"{before} {lemma}" in TERMS

    def _clause(self, verb: Word) -> bool:
        """Whether the verb has a complement that says what is to be done."""
        if any(child.dep in {"xcomp", "ccomp"} for child in verb.children):
            return True
        return any(child.dep in {"acl", "relcl", "xcomp"} for noun in objects(verb) for child in noun.children)

    def _infinitive(self, verb: Word) -> bool:
        """Whether the verb governs "to" and an infinitive."""
        clauses = [child for child in verb.children if child.dep in {"xcomp", "ccomp", "advcl"}]
        clauses += [child for noun in objects(verb) for child in noun.children if child.dep in {"acl", "relcl"}]
        return any(c.lower == "to" and c.dep == "aux" for clause in clauses for c in clause.children)

    def _operator(self, word: Word, entry: Entry) -> Trigger | None:
        below = self._predicates(word) if entry.operator == "raise" else self._complements(word)
        inner = next((trigger for each in below if (trigger := self.trigger(each))), None)
        if entry.operator == "light":
            inner = next((t for noun in self._light_nouns(word) if (t := self.trigger(noun)) and t.entry.noun), None)
            return Trigger(word, inner.entry, inner.coding, inner.word, inner) if inner and inner.coding.type else None
        alone = entry.type if entry.alone or entry.needs & {"clause", "infinitive"} else None
        if (
            entry.operator == "refuse"
            and inner is None
            and any(each.lemma in KEEPING_SILENT for each in self._complements(word))
        ):
            return None
        if entry.operator == "allow" and not self._clause(word):
            return None
        coding = governed(entry.operator or "", inner.coding if inner else None, alone)
        return Trigger(word, entry, coding, None, inner) if coding else None

    def _predicates(self, verb: Word) -> Iterator[Word]:
        """What the subject of a verb like "begin" does, and what a decree that is signed is for."""
        yield from (child for child in verb.children if child.dep == "xcomp" and child.i > verb.i)
        yield from (word for noun in objects(verb) for word in noun.children if word.dep == "acl" and word.i > verb.i)

    def _light_nouns(self, verb: Word) -> Iterator[Word]:
        for noun in objects(verb):
            yield from self._with_conjuncts(noun)
            yield from after(noun, "of")

    def _complements(self, verb: Word) -> Iterator[Word]:
        """The clauses and nouns that the verb governs, nearest first."""
        for child in sorted(verb.children, key=lambda word: word.i):
            if child.i < verb.i and child.dep != "nsubjpass":
                continue
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
                            yield from (w for w in word.children if w.dep == "acl")
                case "advcl" | "acl":
                    yield child


def _hangs_on(preposition: Word, verb: Word) -> bool:
    return preposition.head is verb or preposition.head.head is verb or preposition.i == verb.i + 1


def _inner(trigger: Trigger) -> Iterator[Trigger]:
    """All triggers that this one has taken in, one below the other."""
    while trigger.inner is not None:
        trigger = trigger.inner
        yield trigger
        if trigger.noun is not None:
            yield Trigger(trigger.noun, trigger.entry, trigger.coding)
