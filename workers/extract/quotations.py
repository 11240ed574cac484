"""Who said what, in direct and indirect speech: source, cue and content of every attribution in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.block import Span
from schemas.event import Quotation
from workers.extract.scene import Scene
from workers.extract.speech import Quote, Saying, according_to, inside
from workers.extract.tree import Sentence, Word

LOOSE = frozenset({"parataxis", "advcl", "conj"})
"""Relations in which a verb of saying hangs on what is said: "It rained, she said"."""


def quotations(scene: Scene, number: int) -> Iterator[Quotation]:
    """The attributions of a sentence, in order of their verbs; a quotation over several sentences is given once."""
    sentence = scene.sentences[number]
    for saying in scene.said[number]:
        content = _content(scene, number, saying)
        if content is not None:
            yield Quotation(source=_phrase(saying.speaker), cue=_whole([saying.verb]), content=content)
    for speaker in according_to(sentence):
        content = _attributed(sentence, speaker)
        if content is not None:
            to = sentence.words[_according(sentence, speaker) + 1]
            cue = Span(sentence.words[to.i - 1].start, to.end)
            yield Quotation(source=_phrase(speaker), cue=cue, content=content)


def _content(scene: Scene, number: int, saying: Saying) -> Span | None:
    """What was said: the clause that the verb governs, with the quotations in it, else those that are the verb's."""
    verb = saying.verb
    clause = _clause(verb)
    if inside(verb, scene.quoted) is not None:
        return _whole(clause) if clause else None
    quoted = [quote for quote in scene.quoted if _teller(scene, number, quote) is saying]
    if not quoted:
        return _whole(clause) if clause else None
    spans = [Span(quote.start, quote.end) for quote in quoted]
    if clause and any(_meet(_whole(clause), span) for span in spans) and not _holds(quoted, clause):
        spans.append(_whole(clause))
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _clause(verb: Word) -> list[Word]:
    """What the verb says in words that are not quoted: the clause below it, or the one that it hangs on."""
    clause = verb.child("ccomp")
    if clause is not None:
        return _beside(clause, verb)
    return _beside(verb.head, verb) if verb.dep in LOOSE and verb.head.i < verb.i else []


def _beside(clause: Word, verb: Word) -> list[Word]:
    """The words of a clause on the side of the verb that its head is on, without the verb's own."""
    own = {word.i for word in verb.subtree()} if clause is verb.head else {verb.i}
    own |= {below.i for word in clause.subtree() if word.lower == "according" for below in word.subtree()}
    return [word for word in clause.subtree() if word.i not in own and (word.i < verb.i) is (clause.i < verb.i)]


def _teller(scene: Scene, number: int, quote: Quote) -> Saying | None:
    """Whose quotation it is: the verb's that the quoted words depend on, else the nearest outside it."""
    sentence = scene.sentences[number]
    if quote.end <= sentence.start or sentence.end <= quote.start:
        return None
    said = {saying.verb.i: saying for saying in scene.said[number]}
    first = next((word for word in sentence.words if word.start >= quote.start), None)
    above = (said[word.i] for word in first.ancestors() if word.i in said) if first is not None else iter(())
    governor = next(above, None)
    if governor is not None and sentence.start <= quote.start and quote.end <= sentence.end:
        return governor
    return min(said.values(), key=lambda saying: _distance(saying.verb, quote), default=None)


def _distance(verb: Word, quote: Quote) -> int:
    return min(abs(verb.start - quote.end), abs(verb.end - quote.start))


def _holds(quoted: Sequence[Quote], clause: Sequence[Word]) -> bool:
    """Whether the clause is all in quotation marks."""
    return all(inside(word, quoted) is not None for word in clause if word.pos != "PUNCT")


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _according(sentence: Sentence, speaker: Word) -> int:
    """The index of the "according" before a speaker."""
    return max(word.i for word in sentence.words[: speaker.i] if word.lower == "according")


def _attributed(sentence: Sentence, speaker: Word) -> Span | None:
    """What is said according to somebody: the longer side of the sentence that the phrase stands at an end of."""
    first = _according(sentence, speaker)
    last = max(word.i for word in speaker.subtree())
    sides = (sentence.words[:first], sentence.words[last + 1 :])
    content = [word for word in max(sides, key=len) if word.pos != "PUNCT"]
    return _whole(content) if content else None


def _phrase(head: Word) -> Span:
    """The speaker's noun phrase with all that belongs to it."""
    return _whole([word for word in head.subtree() if word.pos != "PUNCT"] or [head])


def _whole(found: Sequence[Word]) -> Span:
    """From the first to the last of the words, without commas and stops at the edges."""
    words = sorted((word for word in found if word.pos != "PUNCT"), key=lambda word: word.i) or list(found)
    return Span(words[0].start, max(word.end for word in words))
