"""When and where a finding took place: the date and the place that hang on its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from workers.extract import status
from workers.extract.dates import Expression, expressions
from workers.extract.findings import Finding
from workers.extract.places import Spot
from workers.extract.syntax import auxiliaries
from workers.extract.tree import Sentence, Word
from workers.extract.vocabulary import words

SPEECH_ACTS = words("AGREE SUPPORT REQUEST ACCUSE REJECT THREATEN CONCEDE")
"""Types that are done by saying so, at the time of saying so."""
OTHER_CLAUSES = words("ccomp advcl relcl acl conj xcomp nsubj parataxis")


def dated(sentence: Sentence, day: date | None) -> list[tuple[Word, Expression]]:
    """The date expressions of a sentence, each with the word it begins at."""
    verbs = [word for word in sentence.words if word.pos in {"VERB", "AUX"}]
    ahead = status.FUTURE | {"may", "might", "could"}
    future = any(auxiliaries(verb) & ahead or verb.lemma in status.PLANNING for verb in verbs)
    found = []
    for expression in expressions(sentence.text, day, future=future):
        start = sentence.start + expression.start
        word = next((word for word in sentence.words if word.start <= start < word.end), None)
        if word is not None:
            found.append((word, expression))
    return found


def when(finding: Finding, timed: Sequence[tuple[Word, Expression]]) -> Expression | None:
    """The date that hangs on the trigger or its noun, else on the verb above; for speech acts on any verb above."""
    trigger = finding.trigger
    if not timed:
        return None
    own = [word for start in (trigger.word, trigger.noun) if start is not None for word in _clause(start)]
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


def where(finding: Finding, placed: Sequence[tuple[Word, Spot]]) -> Spot | None:
    """The place whose preposition hangs on the trigger, its noun or its clause."""
    trigger = finding.trigger
    own = {id(word) for start in (trigger.word, trigger.noun) if start is not None for word in _clause(start)}
    return next((spot for preposition, spot in placed if id(preposition) in own), None)


def _said_with(finding: Finding) -> bool:
    """Whether the event takes place when it is said: not what somebody said that he "had" done."""
    return finding.coding.type in SPEECH_ACTS and "had" not in auxiliaries(finding.trigger.word)


def _is_apart(word: Word) -> bool:
    """Whether a clause has a time of its own: "after the king had left"."""
    return word.dep == "relcl" or (word.dep == "advcl" and word.child("mark", "nsubj", "nsubjpass") is not None)


def _on(words: Sequence[Word] | Iterator[Word], timed: Sequence[tuple[Word, Expression]]) -> Expression | None:
    there = {id(word) for word in words}
    return next((expression for word, expression in timed if id(word) in there), None)


def _clause(word: Word) -> Iterator[Word]:
    """The word and what hangs on it within its own clause."""
    stack = [word]
    while stack:
        one = stack.pop()
        yield one
        stack += [child for child in one.children if child.dep not in OTHER_CLAUSES]
