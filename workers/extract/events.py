"""Who did what to whom in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.block import Block, Span
from schemas.event import Actor, ActorWords, Event, EventWords, FoundEvent
from workers.extract.tree import Sentence, Word

VERBS = {
    "ACCUSE": "accuse blame condemn criticize denounce sue summon",
    "ASSAULT": "attack bomb kill shell strike shoot",
    "CONSULT": "meet visit negotiate discuss",
    "COERCE": "arrest detain ban seize sanction",
    "SUPPORT": "endorse back support praise welcome defend",
    "REJECT": "reject refuse deny veto",
    "REQUEST": "urge demand ask call",
    "THREATEN": "threaten warn",
    "AGREE": "agree offer promise",
    "RETREAT": "release free withdraw",
    "AID": "provide supply donate",
}
TYPES = {verb: kind for kind, verbs in VERBS.items() for verb in verbs.split()}


def events_of(block: Block, sentence: Sentence) -> Iterator[FoundEvent]:
    """An event for every verb of the lexicon that has a subject."""
    for word in sentence.words:
        if word.pos == "VERB" and (kind := TYPES.get(word.lemma)):
            subject, target = word.child("nsubj"), word.child("dobj", "nsubjpass")
            if subject is not None and subject.pos == "PROPN":
                yield _event(block, sentence, word, kind, subject, target)


def _event(block: Block, sentence: Sentence, word: Word, kind: str, source: Word, target: Word | None) -> FoundEvent:
    targets = [target] if target else []
    return FoundEvent(
        Event(
            part=block.part,
            block=block.kind,
            type=kind,
            trigger=Span(word.start, word.end),
            sentence=Span(sentence.start, sentence.end),
            source=(Actor(start=source.start, end=source.end),),
            target=tuple(Actor(start=each.start, end=each.end) for each in targets),
        ),
        EventWords(
            trigger=word.text,
            sentence=sentence.text,
            source=(ActorWords(source.text, source.text),),
            target=tuple(ActorWords(each.text, each.text) for each in targets),
        ),
    )
