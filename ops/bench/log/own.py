"""The log that is measured, and its projector."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ops.bench.log.contender import PAGE
from ops.bench.log.sample import META, RECEIVED, RECEIVED_WORDS, Sample
from schemas.codec import data_of, encode, words_of
from schemas.identity import record_id, stream_of
from schemas.record import NewRecord
from services.eventlog import Write
from services.settings import Settings
from services.wiring import create_log, open_readmodels
from workers.projections import FOLDS_VERSION
from workers.projector import Folding


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
        self.log.append(
            [Write(stream=stream_of(article), expected_version=0, records=(received,)) for article in articles]
        )
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
        """What folds the next events into a generation of its own, in which the articles were received."""
        fold = self.following(commit)
        fold(self._begun)
        return fold

    def following(self, commit: int = PAGE) -> Callable[[int], object]:
        """What folds the next so many records into a generation of its own."""
        folding = Folding(self.readmodels.create(), 0)

        def fold(records: int) -> None:
            end = folding.position + records
            while folding.position < end:
                page = self.log.read(folding.position, limit=min(PAGE, end - folding.position))
                for first in range(0, len(page), commit):
                    folding.fold(page[first : first + commit])

        return fold

    def close(self) -> None:
        """Let go of both stores."""
        self.log.close()
        self.readmodels.close()


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
