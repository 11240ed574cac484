"""What the measurement stores: events of news, about 500 bytes each, spread over many articles' streams."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from schemas import identity
from schemas.block import Kind, Span
from schemas.event import Actor, ActorWords, Event, EventWords
from schemas.record import ArticleReceived, ArticleReceivedWords, EventExtracted, Meta

BATCH = 100
STREAMS = 25
"""Streams that a batch is spread over."""
META = Meta(correlation_id="bench:1", producer="newsfold bench log", causation_id="0" * 32)
SENTENCE = "Norway met Peru in Lima."
RECEIVED = ArticleReceived(revision=1, media_type="text/plain", size=90)
RECEIVED_WORDS = ArticleReceivedWords(body=SENTENCE.encode())


class Sample(Struct, frozen=True):
    """An event found in an article, and the version it is to have in the article's stream."""

    article: str
    stream: str
    version: int
    data: EventExtracted
    words: EventWords


class Samples:
    """Events without end, of articles of their own whose names begin with `prefix`.

    Batches take turns with 1,000 articles, `together` of them in a row with the same ones; an article's stream begins
    with the record that it was received.
    """

    def __init__(self, prefix: str = "a", articles: int = 1000, together: int = 1) -> None:
        self.articles = [f"{prefix}{number:025}" for number in range(articles)]
        self._together = together
        self._versions = dict.fromkeys(self.articles, 1)
        self._events = self._endless()

    def take(self, count: int) -> list[Sample]:
        """The next so many."""
        return list(islice(self._events, count))

    def _endless(self) -> Iterator[Sample]:
        number = 0
        while True:
            for first in range(0, len(self.articles), STREAMS):
                for article in self.articles[first : first + STREAMS] * self._together:
                    for _ in range(BATCH // STREAMS):
                        self._versions[article] += 1
                        yield _sample(article, self._versions[article], number)
                        number += 1


def _sample(article: str, version: int, number: int) -> Sample:
    event = Event(
        part=0,
        block=Kind.PARAGRAPH,
        type="CONSULT",
        trigger=Span(number + 7, number + 10),
        sentence=Span(number, number + len(SENTENCE)),
        source=(Actor(start=number, end=number + 6, country="NOR", role="GOV"),),
        target=(),
        goldstein=1.0,
    )
    words = EventWords(trigger="met", sentence=SENTENCE, source=(ActorWords("Norway", "Norway"),), target=())
    data = EventExtracted(revision=1, extractor="1", event_id=identity.event_id(article, event), event=event)
    return Sample(article, identity.stream_of(article), version, data, words)
