"""When and where a finding took place: the date and the place that hang on its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from workers.extract import lexicon, shapes, status
from workers.extract.coding import Trigger
from workers.extract.dates import COUNTED, Expression, expressions
from workers.extract.finding import Finding
from workers.extract.mention import Mention
from workers.extract.places import Spot
from workers.extract.syntax import auxiliaries
from workers.extract.tree import Sentence, Word
from workers.extract.vocabulary import words

SPEECH_ACTS = words("AGREE SUPPORT REQUEST ACCUSE REJECT THREATEN CONCEDE")
"""Types that are done by saying so, at the time of saying so."""
Timed = Sequence[tuple[Word, Expression]]
"""Date expressions, each with the word it begins at."""
AHEAD = shapes.FUTURE | {"may", "might", "could"}
PLURAL = frozenset({"NNS", "NNPS"})
BY_YEAR = words("candidates nominees hopefuls delegates voters champions winners finalists medallists graduates games")
"""People, and what is taken for a body, that are told apart by their year: "2016 candidates"."""
OTHER_CLAUSES = words("ccomp advcl relcl acl conj xcomp nsubj parataxis")


def dated(sentence: Sentence, day: date | None, mentions: Mapping[int, Mention]) -> Timed:
    """The date expressions of a sentence, each with the word it begins at, by the tense of the verb it hangs on."""
    past = expressions(sentence.text, day)
    ahead = expressions(sentence.text, day, future=True) if past else []
    found: list[tuple[Word, Expression]] = []
    for before, after in zip(past, ahead, strict=False):
        start = sentence.start + before.start
        word = next((word for word in sentence.words if word.start <= start < word.end), None)
        if word is not None and not counts(word, mentions):
            found.append((word, after if _is_ahead(word) else before))
    return found


def counts(number: Word, mentions: Mapping[int, Mention]) -> bool:
    """Whether a number that could be a year says how many there are: "2016 Syrians", "2039 tanks".

    "The 2016 delegates" and "2016 protests" have their year.
    """
    counted = number.head
    if number.dep != "nummod" or counted.tag not in PLURAL or counted.child("det", "poss") is not None:
        return False
    if counted.lower in COUNTED:
        return True
    mention = mentions.get(counted.i)
    named = counted.lemma in lexicon.load().nouns or counted.lower in BY_YEAR
    return mention is not None and mention.acts and not named


def _is_ahead(word: Word) -> bool:
    """Whether the verb that the word hangs on speaks of what is to come."""
    verbs = (above for above in word.ancestors() if above.pos in {"VERB", "AUX"})
    verb = next((above for above in verbs if above.tag != "VBG" or auxiliaries(above) or above.head is above), None)
    if verb is None:
        return False
    above = verb.head if verb.dep in {"xcomp", "conj"} else verb
    return bool(auxiliaries(verb) & AHEAD) or verb.lemma in status.PLANNING or above.lemma in status.PLANNING | {"be"}


def when(finding: Finding, timed: Timed) -> Expression | None:
    """The date that hangs on the trigger or its noun, else on the verb above; for speech acts on any verb above."""
    trigger = finding.trigger
    if not timed:
        return None
    own = [word for start in _words(trigger) for word in _clause(start)]
    if expression := _on(own, timed):
        return expression
    below = trigger.word
    for above in trigger.word.ancestors():
        reported = below.dep in {"ccomp", "parataxis"} and not _said_with(finding)
        if reported or _is_apart(below):
            return None
        if expression := _on(_clause(above), timed):
            return expression
        if above.pos in {"VERB", "AUX"} and not _said_with(finding):
            return None
        below = above
    return None


def on_clause(word: Word, timed: Timed) -> Expression | None:
    """The date that hangs on a word within its own clause."""
    return _on(_clause(word), timed) if timed else None


def where(finding: Finding, placed: Sequence[tuple[Word, Spot]]) -> Spot | None:
    """The place whose preposition hangs on the trigger, its noun or its clause."""
    trigger = finding.trigger
    own = {id(word) for start in _words(trigger) for word in _clause(start)}
    return next((spot for preposition, spot in placed if id(preposition) in own), None)


def _words(trigger: Trigger) -> Iterator[Word]:
    """Verb and noun of the event, and those of the event that it governs: "plan to meet in Accra"."""
    inner: Trigger | None = trigger
    while inner is not None:
        yield inner.word
        if inner.noun is not None:
            yield inner.noun
        inner = inner.inner


def _said_with(finding: Finding) -> bool:
    """Whether the event takes place when it is said: not what somebody said that he "had" done."""
    return finding.coding.type in SPEECH_ACTS and "had" not in auxiliaries(finding.trigger.word)


def _is_apart(word: Word) -> bool:
    """Whether a clause has a time of its own: "after the king had left"."""
    return word.dep == "relcl" or (word.dep == "advcl" and word.child("mark", "nsubj", "nsubjpass") is not None)


def _on(words: Sequence[Word] | Iterator[Word], timed: Timed) -> Expression | None:
    there = {id(word) for word in words}
    found = [expression for word, expression in timed if id(word) in there]
    return _narrowest(found) if found else None


def _narrowest(found: Sequence[Expression]) -> Expression:
    """The first, or what lies within it and says more exactly when: "this weekend, on Sunday"."""
    first = found[0]
    within = [each for each in found if first.first <= each.first and each.last <= first.last]
    return min(within, key=lambda each: each.last - each.first)


def _clause(word: Word) -> Iterator[Word]:
    """The word and what hangs on it within its own clause."""
    stack = [word]
    while stack:
        one = stack.pop()
        yield one
        stack += [child for child in one.children if child.dep not in OTHER_CLAUSES]
