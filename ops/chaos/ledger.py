"""The ledger: what was acknowledged against what the log and every view hold in the end. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from schemas.codec import data_of, words_of
from schemas.identity import article_of, digest
from schemas.record import (
    ArticleCleaned,
    ArticleReceivedWords,
    EventExtracted,
    ExtractionCompleted,
    Record,
)
from schemas.rows.articles import ArticleRow
from schemas.rows.events import EventRow


class Views(Struct, frozen=True, kw_only=True):
    """What readers see in the end: articles and events as rows and as HTTP lists them, and what is still to be done."""

    articles: Sequence[ArticleRow]
    events: Sequence[EventRow]
    listed_articles: Sequence[str]
    listed_events: Sequence[str]
    unfinished: Sequence[str]


class Account(Struct, frozen=True, kw_only=True):
    """What is wrong, a sentence each."""

    lost: Sequence[str] = ()
    doubled: Sequence[str] = ()
    skipped: Sequence[str] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing is."""
        return not (self.lost or self.doubled or self.skipped)


class _Known(Struct):
    """What the log says of an article."""

    bodies: list[bytes] = []
    cleaned: list[str] = []
    completed: list[str] = []
    found: list[str] = []
    current: frozenset[str] = frozenset()


def settle(
    acknowledged: Mapping[str, bytes],
    poisoned: AbstractSet[str],
    records: Iterable[Record],
    gaps: Sequence[int],
    views: Views,
) -> Account:
    """Compare: every acknowledged body is in the log, once, and what the log says of it is in every view, once.

    `acknowledged` holds the digest of each body; poisoned articles have to have failed, all others to be projected.
    `gaps` are positions that a reader passed without seeing a record.
    """
    log = _Log()
    for record in records:
        log.add(record)
    return Account(
        lost=[*_lost(acknowledged, poisoned, log.articles, views)],
        doubled=[*log.doubled(), *_doubled(views)],
        skipped=[*(f"position {each} was passed over" for each in gaps), *log.holes],
    )


class _Log:
    """What a whole log says."""

    def __init__(self) -> None:
        self.articles: dict[str, _Known] = {}
        self.holes: list[str] = []
        self._ids: Counter[bytes] = Counter()
        self._position = 0

    def add(self, record: Record) -> None:
        """Take in the next record."""
        if record.position != self._position + 1:
            self.holes.append(f"position {record.position} follows {self._position} in the log")
        self._position = record.position
        self._ids[record.id] += 1
        known = self.articles.setdefault(article_of(record.stream), _Known())
        words, data = words_of(record), data_of(record)
        match data:
            case ArticleCleaned():
                known.cleaned.append(data.cleaner)
            case EventExtracted():
                known.found.append(data.event_id)
            case ExtractionCompleted():
                known.completed.append(data.extractor)
                known.current = frozenset(known.found[len(known.found) - data.events :])
            case _ if isinstance(words, ArticleReceivedWords):
                known.bodies.append(digest(words.body))

    def doubled(self) -> Iterable[str]:
        """What stands in the log twice."""
        yield from (f"record {each.hex()} is there {count} times" for each, count in self._ids.items() if count > 1)
        for article, known in self.articles.items():
            if len(known.bodies) > 1:
                yield f"{article} was received {len(known.bodies)} times"
            for stage, versions in (("cleaned", known.cleaned), ("extracted", known.completed)):
                if len(set(versions)) < len(versions):
                    yield f"{article} was {stage} twice by one version"


def _lost(
    acknowledged: Mapping[str, bytes], poisoned: AbstractSet[str], log: Mapping[str, _Known], views: Views
) -> Iterable[str]:
    rows = {row.id: row for row in views.articles}
    events: dict[str, set[str]] = {}
    for event in views.events:
        events.setdefault(event.article, set()).add(event.id)
    listed, told = set(views.listed_articles), set(views.listed_events)
    for article, body in acknowledged.items():
        known, row, state = log.get(article), rows.get(article), "failed" if article in poisoned else "projected"
        if known is None or body not in known.bodies:
            yield f"{article} was acknowledged and is not in the log"
        elif row is None or article not in listed:
            yield f"{article} is in the log and not in the list of articles"
        elif row.state != state:
            yield f"{article} is {row.state}, not {state}"
        elif events.get(article, set()) != known.current or not known.current <= told:
            yield f"{article} has other events in the views than in the log"
    yield from (f"{article} is unfinished" for article in views.unfinished)


def _doubled(views: Views) -> Iterable[str]:
    for name, ids in (("articles", views.listed_articles), ("events", views.listed_events)):
        yield from (f"{each} is listed twice among the {name}" for each, count in Counter(ids).items() if count > 1)
