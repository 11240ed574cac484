"""Folds: what each record of the log changes in the rows that people read. Pure.

A fold sees the rows as they stand just before the record, all folds of a record the same ones, and yields changes.
Only what is said of an article's current revision changes anything: a finding of an older one stays in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, get_args

from schemas.codec import ERASED, known, legible
from schemas.correction import EventCorrected
from schemas.identity import article_of
from schemas.record import (
    ArticleCleaned,
    ArticleErased,
    ArticleFailed,
    ArticleReceived,
    Data,
    EventExtracted,
    ExtractionCompleted,
    OfArticle,
    OfOthers,
    Record,
    ReprocessRequested,
    RetryRequested,
)
from schemas.rows.row import Change
from workers.projections import (
    articles,
    captions,
    copies,
    corrections,
    coverage,
    failures,
    figures,
    joins,
    moved,
    occurrences,
    parts,
    quotes,
    sources,
    timeline,
    unfinished,
    unknown,
    watchlists,
)
from workers.projections.entry import Entry, Notice
from workers.projections.view import Known, View

if TYPE_CHECKING:
    from typing_extensions import TypeIs

FOLDS_VERSION = "6"
"""Counts up whenever a fold or a table changes: read models built by an older one are built anew."""


def are_newer(folds_version: str) -> bool:
    """Whether folds of this version are newer than this program's."""
    return int(folds_version) > int(FOLDS_VERSION)


OTHERS = frozenset(get_args(OfOthers))
Fold = Callable[[Entry, Known], Iterable[Change]]
ABOUT_ARTICLES: tuple[Fold, ...] = (
    articles.fold,
    parts.fold,
    captions.fold,
    copies.fold,
    timeline.fold,
    moved.fold,
    corrections.fold,
    figures.fold,
    quotes.fold,
    sources.fold,
    coverage.fold,
    occurrences.fold,
    unfinished.fold,
    failures.fold,
)
"""What keeps rows of articles: a new revision has none of those before, and an erased article has none."""
Folds = Mapping[type[OfArticle], tuple[Fold, ...]]
FOLDS: Folds = {
    ArticleReceived: ABOUT_ARTICLES,
    ArticleErased: ABOUT_ARTICLES,
    ArticleCleaned: (
        articles.fold,
        parts.fold,
        captions.fold,
        copies.fold,
        coverage.fold,
        unfinished.fold,
        failures.fold,
    ),
    EventExtracted: (timeline.fold, moved.fold, corrections.fold),
    ExtractionCompleted: (
        articles.fold,
        timeline.fold,
        moved.fold,
        corrections.fold,
        figures.fold,
        quotes.fold,
        sources.fold,
        occurrences.fold,
        unfinished.fold,
        failures.fold,
    ),
    ArticleFailed: (articles.fold, unfinished.fold, failures.fold),
    RetryRequested: (articles.fold, unfinished.fold, failures.fold),
    ReprocessRequested: (unfinished.fold,),
    EventCorrected: (timeline.fold, corrections.fold, occurrences.fold),
}
"""What each type of record touches; every fold passes over what it has nothing to do with."""


def fold(record: Record, view: View, folds: Folds = FOLDS) -> list[Change]:
    """What the record changes by these folds; nothing if its words were erased.

    A record of a type that is not known is only counted. Raises LogError if the record cannot be read.
    """
    if not known(record):
        return list(unknown.fold(record, view))
    if record.content == ERASED:
        return []
    data, words = legible(record)
    if _is_of_others(data):
        notice = Notice(position=record.position, recorded_at=record.recorded_at, data=data, words=words)
        return [*watchlists.fold(notice), *joins.fold(notice, view)]
    entry = Entry(
        article=article_of(record.stream),
        position=record.position,
        recorded_at=record.recorded_at,
        data=data,
        words=words,
    )
    rows = Known(view, entry.article)
    if not _counts(entry, rows):
        return []
    return [change for each in folds.get(type(entry.data), ()) for change in each(entry, rows)]


def _is_of_others(data: Data) -> TypeIs[OfOthers]:
    return type(data) in OTHERS  # as `isinstance` takes a tenth of a microsecond for each type that it is not


def _counts(entry: Entry, rows: Known) -> bool:
    """Whether the record opens a new revision or speaks of the current one; of an event people speak at any time."""
    current = rows.article.revision if rows.article else 0
    if type(entry.data) is EventCorrected:
        return current > 0
    if type(entry.data) is ArticleReceived:
        return entry.data.revision > current
    return entry.data.revision == current
