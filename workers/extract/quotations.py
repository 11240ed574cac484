"""Who said what, in direct and indirect speech: source, cue and content of every attribution in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.block import Span
from schemas.event import Quotation
from workers.extract.scene import Scene
from workers.extract.speech import Saying, inside
from workers.extract.tree import Sentence, Word

LOOSE = frozenset({"parataxis", "advcl", "conj"})
"""Relations in which a verb of saying hangs on what is said: "It rained, she said"."""


def quotations(scene: Scene, number: int) -> Iterator[Quotation]:
    """The attributions of a sentence, in order of their verbs; a quotation over several sentences is given once."""
    sentence = scene.sentences[number]
    for saying in scene.said[number]:
        content = _content(scene, sentence, saying)
        if content is not None:
            yield Quotation(source=_phrase(saying.speaker), cue=_whole([saying.verb]), content=content)


def _content(scene: Scene, sentence: Sentence, saying: Saying) -> Span | None:
    """What was said: the quotation that begins or ends in the sentence, else the clause that the verb governs."""
    verb = saying.verb
    near = [quote for quote in scene.quoted if quote.start < sentence.end and sentence.start < quote.end]
    if near and inside(verb, near) is None and saying is _nearest(scene, sentence, near[0].start):
        return Span(near[0].start, near[-1].end)
    clause = verb.child("ccomp")
    if clause is not None:
        return _whole(list(clause.subtree()))
    if verb.dep in LOOSE and verb.head.i < verb.i:
        own = {word.i for word in verb.subtree()}
        return _whole([word for word in verb.head.subtree() if word.i not in own])
    return None


def _nearest(scene: Scene, sentence: Sentence, start: int) -> Saying | None:
    number = next(n for n, each in enumerate(scene.sentences) if each is sentence)
    return min(scene.said[number], key=lambda saying: abs(saying.verb.start - start), default=None)


def _phrase(head: Word) -> Span:
    """The speaker's noun phrase with all that belongs to it."""
    return _whole([word for word in head.subtree() if word.pos != "PUNCT"] or [head])


def _whole(found: Sequence[Word]) -> Span:
    """From the first to the last of the words, without commas and stops at the edges."""
    words = sorted((word for word in found if word.pos != "PUNCT"), key=lambda word: word.i) or list(found)
    return Span(words[0].start, max(word.end for word in words))
