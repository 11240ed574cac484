"""Which words of a sentence tell of an event, and of which: the lexicon read against the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from workers.extract.complements import complements
from workers.extract.lexicon import Entry, Lexicon, Pattern
from workers.extract.mention import Matter, Mention
from workers.extract.objects import hyphened, named_object
from workers.extract.operators import Coding, governed
from workers.extract.shapes import fits, has_clause, is_infinitive, is_only_worried
from workers.extract.syntax import FINITE, NOMINAL, VERBAL, after, agents, first_conjunct, is_negated, joined, objects
from workers.extract.tree import Word
from workers.extract.undone import is_only_spoken_of, is_undone
from workers.extract.vocabulary import words

PREDICATIVE = frozenset({"acomp", "ROOT", "xcomp", "conj"})
CLAUSES = frozenset({"advcl", "xcomp", "ccomp", "relcl", "acl", "conj"})
PREDICATES = frozenset({"oprd", "attr"})
LINKING = frozenset({"be", "seem", "appear", "remain", "stand", "become"})
DEEPEST = 10
"""Verbs that govern one another that are followed: "refused to agree to begin to …"."""
NEAR = 6
"""How far apart the words of a phrase may stand."""
SUSPICIONS = words("suspicion charge allegation accusation")
"""Nouns after whose "of" is told what somebody is accused of."""
KEEPING_SILENT = words(
    "comment elaborate say answer disclose name identify speculate specify explain talk speak discuss reveal"
)
"""To decline to do these is no event."""
UNNAMED = words("name identify quote disclose")
"""Who asks not to be these asks nobody for anything."""
PARTICLES = words("in out off up down over back")
"""What stands behind a verb's object as a particle of the verb or before a noun of its own."""
WILLED = frozenset({"consent", "intend", "plan", "request", "refuse", "threaten", "warn"})
"""Operators of which all that they govern is still to come."""
TALKING = frozenset({"CONSULT", "ACCUSE", "PROTEST", "SUPPORT", "AGREE", "REQUEST"})
ACCUSING = words(
    "accuse blame suspect condemn criticize criticise charge convict sentence arrest jail denounce fault praise "
    "thank report trial claim allegation accusation possibility suspicion risk suggestion"
)
"""Words after which "of" or "for" and a verb tell what somebody is said to have done, not that he did it."""


class Trigger(Struct, frozen=True):
    """A word that tells of an event: by which entry, coded as what; the noun it carries, the trigger it governs.

    `rest` are the further words of its phrase.
    """

    word: Word
    entry: Entry
    coding: Coding
    noun: Word | None = None
    inner: Trigger | None = None
    rest: tuple[Word, ...] = ()


class Coder:
    """Codes the words of one sentence."""

    def __init__(self, words: list[Word], mentions: dict[int, Mention], lexicon: Lexicon) -> None:
        self.words = words
        self.mentions = mentions
        self.lexicon = lexicon
        self._seen: dict[int, Trigger | None] = {}
        self._depth = 0

    def triggers(self) -> list[Trigger]:
        """Every trigger that no other one has taken into its own event, in order of words."""
        found = [trigger for word in self.words if (trigger := self.trigger(word)) and not is_undone(word)]
        taken = {word.i for trigger in found for word in _taken(trigger)}
        kept = (trigger for trigger in found if trigger.word.i not in taken and not self._is_aside(trigger))
        willing = {trigger.word.i for trigger in found if trigger.entry.operator in WILLED}
        kept = (trigger for trigger in kept if not _is_willed_too(trigger.word, willing))
        return [trigger for trigger in kept if not (_is_purpose(joined(trigger.word)) and _joins(trigger.word, taken))]

    def trigger(self, word: Word) -> Trigger | None:
        """The word's trigger, if it is one."""
        if word.i not in self._seen and self._depth < DEEPEST:
            self._seen[word.i] = None  # while it is looked for: a phrase may look back at its own head
            self._depth += 1
            self._seen[word.i] = next(self.alternatives(word), None)
            self._depth -= 1
        return self._seen.get(word.i)

    def alternatives(self, word: Word) -> Iterator[Trigger]:
        """All readings of the word, the most telling first; a noun's longer phrase rules out the shorter."""
        term = False
        for pattern in self._patterns(word):
            if term and not pattern.rest:
                return
            if trigger := self._matched(word, pattern):
                term = pattern.entry.noun and bool(pattern.rest)
                yield trigger

    def _patterns(self, word: Word) -> tuple[Pattern, ...]:
        if word.pos in VERBAL or (word.pos == "ADJ" and word.dep in PREDICATIVE):
            found = (self.lexicon.verbs.get(lemma) for lemma in _lemmas(word))
            patterns = next((patterns for patterns in found if patterns), ())
            return tuple(p for p in patterns if p.copula) if word.pos == "ADJ" else patterns
        inside = word.dep in {"compound", "npadvmod"} or hyphened(word).startswith("self-")
        if word.pos in NOMINAL and not inside and not self._is_body(word):
            nouns = self.lexicon.nouns
            entries = nouns.get(word.lemma.lower(), ()) or nouns.get(word.lower, ())
            return () if entries and _is_misread(word) else entries
        return ()

    def _is_body(self, word: Word) -> bool:
        """Whether the word names somebody and tells of nothing: "the opposition", but not "opposition to the plan"."""
        mention = self.mentions.get(word.i)
        if mention is None:
            return False
        if mention.role == "OPP":
            return not after(word, "to")
        return word.pos == "PROPN" and mention.matter in {Matter.BODY, Matter.PERSON, Matter.STATE, Matter.TIME}

    def _matched(self, word: Word, pattern: Pattern) -> Trigger | None:
        """The trigger that the word is by this pattern, if all that the pattern asks for is there."""
        entry = pattern.entry
        rest = self._phrase(word, pattern)
        if rest is None or not fits(entry.needs, word):
            return None
        noun = named_object(word, entry.objects, self.mentions) if entry.objects else None
        if entry.objects and noun is None and not ("@none" in entry.objects and not objects(word)):
            return None
        if entry.operator:
            return self._governing(word, entry, entry.operator)
        return Trigger(word, entry, Coding(entry.type, entry.mode), noun, None, rest) if entry.type else None

    def _phrase(self, word: Word, pattern: Pattern) -> tuple[Word, ...] | None:
        """The rest of the phrase after the verb, or before the noun, in order and near; None if it is not there."""
        if pattern.copula and not _is_predicate(word):
            return None
        if pattern.entry.noun:
            before = self.words[max(0, word.i - len(pattern.rest)) : word.i]
            return tuple(before) if [each.lower for each in before] == list(pattern.rest) else None
        rest: list[Word] = []
        position = word.i
        for part in pattern.rest:
            window = self.words[position + 1 : position + 1 + NEAR]
            further = (
                child for child in word.children if child.i > position and child.dep in {"oprd", "prt", "acomp", "prep"}
            )
            match = next((each for each in (*window, *further) if part in {each.lower, each.lemma}), None)
            if (
                match is None
                or match.tag == "TO"
                or match.dep == "det"
                or (part == pattern.rest[-1] and _is_of_another(match, word))
                or (match.pos in {"ADP", "SCONJ"} and not self._belongs(match, word))
                or (len(pattern.rest) == 1 and match.dep == "prep" and match.head.dep == "dobj")
            ):
                return None
            rest.append(match)
            position = match.i
        return tuple(rest)

    def _belongs(self, preposition: Word, verb: Word) -> bool:
        """Whether a preposition is part of the verb's phrase: not the "on" of "called the king on Monday"."""
        nouns = (child for child in preposition.children if child.dep == "pobj")
        timed = any((mention := self.mentions.get(noun.i)) and mention.matter is Matter.TIME for noun in nouns)
        return not timed and _hangs_on(preposition, verb)

    def _governing(self, word: Word, entry: Entry, operator: str) -> Trigger | None:
        """The trigger that the word is through what it governs."""
        if word.lemma == "be" and word.child("acomp", "attr") is not None:
            return None
        below = [each for each in complements(word, operator) if not (word.lemma == "be" and each.lemma == "blame")]
        inner = next((trigger for each in below if (trigger := self.trigger(each))), None)
        if operator == "light":
            carried = inner is not None and inner.entry.noun
            return Trigger(word, inner.entry, inner.coding, inner.word, inner) if inner and carried else None
        kept_silent = any(each.lemma in KEEPING_SILENT and is_infinitive(each) for each in below)
        silent = operator == "refuse" and inner is None and kept_silent
        silent = silent or (operator == "warn" and is_only_worried(word))
        silent = silent or (operator == "request" and any(each.lemma in UNNAMED and is_negated(each) for each in below))
        if silent or (operator == "allow" and not has_clause(word)):
            return None
        if operator in {"consent", "intend"} and inner is None and is_negated(word):
            return None
        alone = entry.type if entry.alone or entry.needs & {"clause", "infinitive"} else None
        coding = governed(operator, inner.coding if inner else None, alone)
        return Trigger(word, entry, coding, None, inner) if coding else None

    def _is_aside(self, trigger: Trigger) -> bool:
        """Whether the word only tells what another event is for, who backs somebody, or what is remembered."""
        word = trigger.word
        made = trigger.noun is not None and agents(word)
        if trigger.coding.type == "SUPPORT" and word.tag == "VBN" and word.dep in {"acl", "amod"} and not made:
            return True
        while word.dep in {"conj", "xcomp"} and word.head.pos == "VERB" and word.child("nsubj") is None:
            word = word.head
        if word.lemma == "protest" and word.pos == "VERB" and is_infinitive(word):
            return word.head is not word
        if word.dep == "advcl" and trigger.coding.type in TALKING and is_infinitive(word):
            return self.trigger(word.head) is not None
        if is_only_spoken_of(word):
            return True
        return self._is_charge(word) or self._is_called_for(word)

    def _is_called_for(self, word: Word) -> bool:
        """Whether it is what a crowd shouts that others do: chanting "Arrest him"."""
        quoted = word.i > 0 and self.words[word.i - 1].text in {'"', "\u201c"}
        return quoted and word.tag in {"VB", "VBP"} and word.dep in {"ccomp", "xcomp"} and word.child("nsubj") is None

    def _is_charge(self, word: Word) -> bool:
        """Whether the word tells what somebody is accused of or punished for."""
        first = first_conjunct(word.head if word.dep == "dobj" else word)
        told = first.dep == "pcomp" or (first.dep == "pobj" and (word is not first or word.tag == "VBG"))
        if not told or first.head.lower not in {"of", "for", "with"}:
            return False
        above = first.head.head
        verb = next((each for each in above.ancestors() if each.pos == "VERB"), above.head)
        if above.lemma in SUSPICIONS or not {above.lemma, verb.lemma}.isdisjoint(ACCUSING):
            return True
        punished = self.trigger(above) if first.head.lower == "for" else None
        return punished is not None and punished.coding.type in {"SANCTION", "COERCE", "ACCUSE"}


def _is_misread(noun: Word) -> bool:
    """Whether the parser takes a verb for the noun, or another noun for the verb of its clause: no noun has objects."""
    if noun.child("dobj") is not None:
        return True
    top, below = noun, noun
    while top.head is not top:
        top, below = top.head, top
    if top is noun:
        joined = (child for each in (noun, *noun.children) for child in each.children if child.dep == "conj")
        return any(child.tag in FINITE for child in joined)
    return top.pos in NOMINAL and below.dep == "nsubj" and top.child("aux") is None


def _is_of_another(word: Word, verb: Word) -> bool:
    """Whether a word that may be a verb's particle has a noun of its own behind the object: "took part in a march"."""
    own = word.dep == "prep" and word.lower in PARTICLES and word.child("pobj") is not None
    noun = verb.child("dobj")
    return own and noun is not None and verb.i < noun.i < word.i


def _is_purpose(word: Word) -> bool:
    """Whether the word tells what another verb is for: "to send troops to fight"."""
    return word.dep in {"advcl", "xcomp", "acl"} and is_infinitive(word)


def _is_willed_too(word: Word, willing: Collection[int]) -> bool:
    """Whether the word is a further thing that somebody is to do: "agreed to meet and to sign"."""
    first = joined(word)
    governed = first.dep == "xcomp" or (first.dep == "ccomp" and is_infinitive(first))
    return first is not word and governed and first.head.i in willing


def _joins(word: Word, taken: Collection[int]) -> bool:
    """Whether the word, or the verb that it is joined to, belongs to another trigger's event."""
    first = joined(word)
    return first.head.i in taken or (first is not word and first.i in taken)


def _lemmas(word: Word) -> Iterator[str]:
    """The verb's lemma, then what else it may be where the lemmatizer errs: "raped" is no form of "rap"."""
    yield hyphened(word)
    yield word.lemma.lower()
    if word.lemma.endswith(("ise", "yse")):
        yield f"{word.lemma[:-2]}ze"
    if word.lower.endswith("ed"):
        yield word.lower[:-1]
        yield word.lower[:-2]
    if word.lower.endswith("ing"):
        yield word.lower[:-3] + "e"


def _is_predicate(word: Word) -> bool:
    """Whether the adjective or participle is said of a subject: "is willing", "is set"."""
    if word.pos == "ADJ":
        return word.head.lemma in LINKING or word.dep == "ROOT"
    return word.tag == "VBN"


def _hangs_on(preposition: Word, verb: Word) -> bool:
    above = preposition.head
    near = above.head is verb and above.dep not in CLAUSES | PREDICATES
    return above is verb or preposition.i == verb.i + 1 or near


def _taken(trigger: Trigger) -> Iterator[Word]:
    """The words that tell of the trigger's own event and of no other: its noun, and all that it governs."""
    yield from trigger.rest
    if trigger.noun is not None and trigger.noun is not trigger.word:
        yield trigger.noun
    if trigger.inner is not None:
        yield trigger.inner.word
        yield from _taken(trigger.inner)
