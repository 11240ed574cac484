"""What the log knows of one article: all records of its stream, and what they say about a claim."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from schemas.claim import Claim
from schemas.codec import data_of
from schemas.errors import LogError
from schemas.identity import stream_of
from schemas.record import (
    ArticleCleaned,
    ArticleFailed,
    ArticleReceived,
    EventExtracted,
    ExtractionCompleted,
    Record,
    ReprocessRequested,
    RetryRequested,
    Stage,
)
from services.eventlog import EventLog

COUNTED = frozenset({"article.failed", "retry.requested", "reprocess.requested"})


class History(Struct, frozen=True):
    """All records of the stream of a claim's article."""

    claim: Claim
    records: tuple[Record, ...]

    @classmethod
    def read(cls, log: EventLog, claim: Claim) -> History:
        """The history as the log has it now; raises LogError if the log does not know the article."""
        records = tuple(log.read_stream(stream_of(claim.article)))
        if not records:
            raise LogError(f"article {claim.article} is queued but not in the log; is this the right log?")
        return cls(claim, records)

    @property
    def version(self) -> int:
        """The stream's version."""
        return self.records[-1].version

    @property
    def position(self) -> int:
        """The position of the stream's last record."""
        return self.records[-1].position

    def received(self) -> Record | None:
        """The claim's `article.received`, unless a newer revision has taken its place or it was erased."""
        record, erased = self._newest("article.received"), self._newest("article.erased")
        if record and erased and record.version < erased.version:
            return None
        data = data_of(record) if record else None
        return record if isinstance(data, ArticleReceived) and data.revision == self.claim.revision else None

    def asked(self, stage: Stage | None = None) -> int:
        """The version of the last request to do a stage (None: any) of the revision once more, 0 if there is none."""
        for record in reversed(self.records):
            data = data_of(record) if record.type == "reprocess.requested" else None
            if not isinstance(data, ReprocessRequested) or data.revision != self.claim.revision:
                continue
            if stage in {None, data.stage}:
                return record.version
        return 0

    def cleaned(self, cleaner: str | None = None) -> Record | None:
        """The newest `article.cleaned` of the revision, by this cleaner or any."""
        found = (record for record, data in self._cleanings() if cleaner in {None, data.cleaner})
        return next(found, None)

    def extracted(self, extractor: str | None = None) -> Record | None:
        """The newest `extraction.completed` of the revision as it was last cleaned, by this extractor or any."""
        cleaned = self.cleaned()
        for record in reversed(self.records[cleaned.version :] if cleaned else ()):
            data = data_of(record) if record.type == "extraction.completed" else None
            if not isinstance(data, ExtractionCompleted) or data.revision != self.claim.revision:
                continue
            if extractor in {None, data.extractor}:
                return record
        return None

    def done_once_more(self, stage: Stage) -> int:
        """The version of what last had a stage done once more, 0 if nothing did: a request, or a further cleaning."""
        cleanings = [record.version for record, _ in self._cleanings()] if stage is Stage.EXTRACT else []
        return max(self.asked(), cleanings[0] if len(cleanings) > 1 else 0)

    def events(self) -> list[Record]:
        """The events of the last extraction, which stand directly before its end."""
        completed = self.extracted()
        data = data_of(completed) if completed else None
        if completed is None or not isinstance(data, ExtractionCompleted):
            return []
        end = self.records.index(completed)
        return list(self.records[end - data.events : end])

    def found(self) -> list[EventExtracted]:
        """The events of the revision's last complete extraction, whatever was cleaned since."""
        completed = self._newest("extraction.completed")
        data = data_of(completed) if completed else None
        if completed is None or not isinstance(data, ExtractionCompleted) or data.revision != self.claim.revision:
            return []
        end = self.records.index(completed)
        found = map(data_of, self.records[end - data.events : end])
        return [each for each in found if isinstance(each, EventExtracted)]

    def is_done(self, stage: Stage, by: str | None = None) -> bool:
        """Whether the stage is done for the revision, by this version or any, since somebody last asked for it."""
        done = self.cleaned(by) if stage is Stage.CLEAN else self.extracted(by)
        return done is not None and done.version > self.asked(stage)

    def failures(self, stage: Stage) -> list[str]:
        """Why the stage failed for the revision, each time since somebody last asked to do it, or to try it, again."""
        reasons = list[str]()
        for record in self.records:
            data = data_of(record) if record.type in COUNTED else None
            if isinstance(data, RetryRequested | ReprocessRequested) and data.stage == stage:
                reasons.clear()
            elif isinstance(data, ArticleFailed) and (data.stage, data.revision) == (stage, self.claim.revision):
                reasons.append(data.reason)
        return reasons

    def _cleanings(self) -> Iterator[tuple[Record, ArticleCleaned]]:
        """Every `article.cleaned` of the revision, the newest first."""
        for record in reversed(self.records):
            data = data_of(record) if record.type == "article.cleaned" else None
            if isinstance(data, ArticleCleaned) and data.revision == self.claim.revision:
                yield record, data

    def _newest(self, kind: str) -> Record | None:
        return next((record for record in reversed(self.records) if record.type == kind), None)
