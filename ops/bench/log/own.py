"""The log that is measured, and its projector."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from ops.bench.log.contender import PAGE
from ops.bench.log.sample import META, RECEIVED, RECEIVED_WORDS, Sample
from ops.bench.read.sample import Newsroom
from schemas.codec import data_of, encode, words_of
from schemas.identity import record_id, stream_of
from schemas.record import ArticleReceived, EventExtracted, NewRecord, Record
from services.eventlog import Write
from services.settings import Settings
from services.wiring import create_log, open_readmodels
from workers.projections import FOLDS, FOLDS_VERSION, Folds, articles, timeline
from workers.projector import Folding

TIMELINE: Folds = {ArticleReceived: (articles.fold, timeline.fold), EventExtracted: (timeline.fold,)}
"""What the library to compare with projects too."""
MANY = 1000
"""Writes in an append that begins articles, and records in a commit of the read models."""
ARTICLE_EVENTS = 6
"""Events of a whole article."""


class Own:
    """newsfold's log, read models and folds, as they run."""

    name = "newsfold"

    def __init__(self, settings: Settings) -> None:
        self.log = create_log(settings)
        self.readmodels = open_readmodels(settings, FOLDS_VERSION)
        self._begun = 0

    def begin(self, articles: Sequence[str]) -> None:
        """Store that these articles were received."""
        received = encode(b"received".ljust(16), RECEIVED, RECEIVED_WORDS, META)
        writes = [Write(stream=stream_of(article), expected_version=0, records=(received,)) for article in articles]
        for first in range(0, len(writes), MANY):
            self.log.append(writes[first : first + MANY])
        self._begun = self.log.head()

    def appending(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What appends the samples, encoded beforehand."""
        writes = _writes(samples)
        return lambda: self.log.append(writes)

    def saving(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What encodes and appends the samples."""
        return lambda: self.log.append(_writes(samples))

    def replay(self, after: int = 0) -> int:
        """Read and decode every record after a position."""
        count = 0
        while records := self.log.read(after, limit=PAGE):
            for record in records:
                data_of(record), words_of(record)
            count, after = count + len(records), records[-1].position
        return count

    def folding(self, commit: int) -> Callable[[int], object]:
        """What folds the next events into a timeline of its own, and nothing else, where their articles are known."""
        fold = self.following(commit, TIMELINE)
        fold(self._begun)
        return fold

    def following(self, commit: int = MANY, folds: Folds = FOLDS, after: int = 0) -> Callable[[int], object]:
        """What folds the next so many records after a position into a generation of its own."""
        folding, records = Folding(self.readmodels.create(), 0, folds), self._records(after)

        def fold(count: int) -> None:
            for first in range(0, count, commit):
                folding.fold_ahead(list(islice(records, min(commit, count - first))))
            folding.settle()

        return fold

    def write_articles(self, records: int) -> int:
        """Append whole articles, received, cleaned and extracted, of at least so many records; the position before."""
        before, newsroom = self.log.head(), Newsroom(ARTICLE_EVENTS)
        self.log.append([newsroom.write(number) for number in range(1 + records // ARTICLE_EVENTS)])
        return before

    def close(self) -> None:
        """Let go of both stores."""
        self.log.close()
        self.readmodels.close()

    def _records(self, after: int) -> Iterator[Record]:
        """Every record after a position, read as many at a time as are folded at most."""
        while page := self.log.read(after, limit=MANY):
            yield from page
            after = page[-1].position


def encoded(sample: Sample) -> NewRecord:
    """The sample as the codec writes it."""
    identity = record_id(sample.stream, revision=1, step="extract", step_version="1", ordinal=sample.version)
    return encode(identity, sample.data, sample.words, META)


def _writes(samples: Sequence[Sample]) -> list[Write]:
    """A write for each stream."""
    by_stream: dict[str, list[Sample]] = {}
    for sample in samples:
        by_stream.setdefault(sample.stream, []).append(sample)
    return [
        Write(stream=stream, expected_version=of[0].version - 1, records=tuple(map(encoded, of)))
        for stream, of in by_stream.items()
    ]
