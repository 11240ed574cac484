"""Articles that are extracted already, as the records that the steps would have written: one event each."""

from __future__ import annotations

from datetime import UTC, date, datetime

from schemas.article import Priority
from schemas.block import Action, Block, Evidence, Kind, Part, Published, Span
from schemas.codec import encode
from schemas.event import Actor, ActorWords, Event, EventWords
from schemas.identity import event_id, record_id, stream_of
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    EventExtracted,
    ExtractionCompleted,
    ExtractionCompletedWords,
    NewRecord,
    Words,
)
from services.eventlog import Write
from services.provenance import first

DAY = date(2026, 2, 2)
SOURCE, TARGET, TRIGGER = "Norway", "Peru", "thanked"
TYPES = ("SUPPORT", "CONSULT", "ACCUSE", "THREATEN", "AID", "REJECT", "SANCTION", "ASSAULT")


def extracted(number: int) -> Write:
    """The whole stream of an article that reports one event."""
    article = f"bench{number:021d}".translate(str.maketrans("0189", "abcd"))
    sentence = f"{SOURCE} {TRIGGER} {TARGET} for its help in the matter of ship {number}, an official said on Monday."
    said = list(_said(article, TYPES[number % len(TYPES)], sentence))
    records = tuple(_record(article, ordinal, data, words) for ordinal, (data, words) in enumerate(said))
    return Write(stream=stream_of(article), expected_version=0, records=records)


def _said(article: str, kind: str, sentence: str) -> list[tuple[Data, Words]]:
    """What is said of the article, in order; its second record finds the event."""
    event = _event(kind, sentence)
    published = Published(day=DAY, evidence=Evidence.SENDER, confidence=0.9)
    block = Block(start=0, end=len(sentence), kind=Kind.PARAGRAPH, action=Action.KEEP, part=0)
    words = EventWords(
        trigger=TRIGGER,
        sentence=sentence,
        source=(ActorWords(SOURCE, SOURCE),),
        target=(ActorWords(TARGET, TARGET),),
    )
    return [
        (
            ArticleReceived(
                revision=1,
                media_type="text/plain",
                size=len(sentence),
                priority=Priority.BULK,
                published_at=datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC),
            ),
            ArticleReceivedWords(
                body=sentence.encode(), url=f"https://bench.example/{article}", source="bench.example"
            ),
        ),
        (
            ArticleCleaned(
                revision=1,
                cleaner="bench",
                parts=(Part(start=0, end=len(sentence), published=published),),
                blocks=(block,),
            ),
            ArticleCleanedWords(text=sentence),
        ),
        (EventExtracted(revision=1, extractor="bench", event_id=event_id(article, event), event=event), words),
        (ExtractionCompleted(revision=1, extractor="bench", events=1, sentences=1), ExtractionCompletedWords()),
    ]


def _event(kind: str, sentence: str) -> Event:
    source, target, trigger = (_span(sentence, words) for words in (SOURCE, TARGET, TRIGGER))
    return Event(
        part=0,
        block=Kind.PARAGRAPH,
        type=kind,
        trigger=trigger,
        sentence=Span(0, len(sentence)),
        source=(Actor(start=source.start, end=source.end, country="NOR"),),
        target=(Actor(start=target.start, end=target.end, country="PER"),),
        confidence=0.9,
    )


def _span(sentence: str, words: str) -> Span:
    start = sentence.index(words)
    return Span(start, start + len(words))


def _record(article: str, ordinal: int, data: Data, words: Words) -> NewRecord:
    identity = record_id(stream_of(article), revision=1, step="bench", step_version="1", ordinal=ordinal)
    return encode(identity, data, words, first(f"{article}:1"))
