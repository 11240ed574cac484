"""What is known of an article: its current rows, each read when a fold asks for it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol, TypeVar

from schemas.errors import LogError
from schemas.record import Stage
from schemas.rows.articles import ARTICLES, PARTS, ArticleRow, PartRow
from schemas.rows.captions import CAPTIONS, PICTURES, CaptionRow, PictureRow
from schemas.rows.copies import COPIES, DUPLICATES, PRINT_KEYS, PRINTS, CopyRow, DuplicateRow, PrintRow
from schemas.rows.events import EVENT_MOVES, EVENTS, EventMoveRow, EventRow
from schemas.rows.figures import FIGURES, SUBJECTS, FigureRow, SubjectRow
from schemas.rows.people import CORRECTIONS, CorrectionRow
from schemas.rows.quotes import QUOTES, QuoteRow
from schemas.rows.row import AnyRow, Table
from schemas.rows.sources import SOURCE_DAYS, SOURCES, SourceDayRow, SourceRow
from schemas.rows.work import FAILURES, UNFINISHED, FailureRow, UnfinishedRow

Key = tuple[str | int, ...]
Value = str | int
Found = TypeVar("Found")


class View(Protocol):
    """The current rows of every table, as they stand before a record."""

    def find(self, table: Table[AnyRow], column: str, value: Value) -> dict[Key, AnyRow]:
        """The rows with this value in an indexed (or leading key) column, by their keys; not to be changed."""

    def find_each(self, table: Table[AnyRow], column: str, values: Collection[Value]) -> dict[Any, dict[Key, AnyRow]]:
        """The rows with each of these values, read together."""


class Known:
    """The current rows of one article."""

    def __init__(self, view: View, article: str) -> None:
        self._view = view
        self._id = article
        self.article: ArticleRow | None = _only(view.find(ARTICLES, "id", article))

    @property
    def view(self) -> View:
        """The rows of everything else."""
        return self._view

    @property
    def current(self) -> ArticleRow:
        """The article; raises LogError if nothing was received yet."""
        if self.article is None:
            raise LogError(f"something is said of article {self._id} before it was received")
        return self.article

    @property
    def parts(self) -> dict[Key, PartRow]:
        """Its parts, by article and part."""
        return self._view.find(PARTS, "article", self._id)

    @property
    def captions(self) -> dict[Key, CaptionRow]:
        """Its captions, by article, part and start."""
        return self._view.find(CAPTIONS, "article", self._id)

    @property
    def events(self) -> dict[Key, EventRow]:
        """Its events, by id."""
        return self._view.find(EVENTS, "article", self._id)

    def event(self, event: str) -> EventRow | None:
        """Its event of this id."""
        return self.events.get((event,))

    @property
    def moves(self) -> dict[Key, EventMoveRow]:
        """Its events that go by another id, by article and old id."""
        return self._view.find(EVENT_MOVES, "article", self._id)

    @property
    def corrections(self) -> list[CorrectionRow]:
        """What people said of its events, in the order they said it."""
        rows = self._view.find(CORRECTIONS, "article", self._id)
        return sorted(rows.values(), key=lambda row: row.position) if rows else []

    def picture(self, caption: str) -> PictureRow | None:
        """The picture of this id in the catalogue."""
        return _only(self._view.find(PICTURES, "id", caption))

    def captions_of(self, caption: str) -> Collection[CaptionRow]:
        """The captions of a picture, on any page."""
        return self._view.find(CAPTIONS, "caption", caption).values()

    @property
    def copies(self) -> dict[Key, CopyRow]:
        """What its parts are copies of, by article and part."""
        return self.copies_of(self._id)

    def copies_of(self, article: str) -> dict[Key, CopyRow]:
        """What the parts of any article are copies of, by article and part."""
        return self._view.find(COPIES, "article", article)

    def origin(self, part: int) -> ArticleRow:
        """The article whose words a part says: itself, unless it is a copy of one that is still known."""
        copy = self.copies.get((self._id, part))
        found = self.prints([copy.origin]) if copy and copy.origin != copy.id else []
        other: ArticleRow | None = _only(self._view.find(ARTICLES, "id", found[0].article)) if found else None
        return other or self.current

    def copies_in(self, group: str) -> Collection[CopyRow]:
        """The copies of a group."""
        return self._view.find(COPIES, "group", group).values()

    def duplicate(self, group: str) -> DuplicateRow | None:
        """The group of this id, if it has two copies or more."""
        return _only(self._view.find(DUPLICATES, "id", group))

    def prints(self, ids: Collection[str]) -> list[PrintRow]:
        """The fingerprints of these texts."""
        found = self._view.find_each(PRINTS, "id", ids)
        return [row for rows in found.values() for row in rows.values()]

    def printed(self, keys: Collection[int]) -> dict[int, set[str]]:
        """The texts that each of these keys leads to."""
        found = self._view.find_each(PRINT_KEYS, "key", keys)
        return {key: {row.id for row in rows.values()} for key, rows in found.items()}

    @property
    def figures(self) -> dict[Key, FigureRow]:
        """Its figures, by id."""
        return self._view.find(FIGURES, "article", self._id)

    @property
    def quotes(self) -> dict[Key, QuoteRow]:
        """Its quotations, by id."""
        return self._view.find(QUOTES, "article", self._id)

    def subjects(self, ids: Collection[str]) -> dict[str, SubjectRow]:
        """What figures of any article are about, by id."""
        found = self._view.find_each(SUBJECTS, "id", ids)
        return {key: row for key, rows in found.items() for row in rows.values()}

    def stances(self, stance: str) -> Collection[FigureRow]:
        """The figures of a subject, in any article, that somebody claims."""
        return self._view.find(FIGURES, "stance", stance).values()

    def source(self, name: str) -> SourceRow | None:
        """A publisher."""
        return _only(self._view.find(SOURCES, "name", name))

    def source_day(self, day: str) -> SourceDayRow | None:
        """A publisher's day, by its id."""
        return _only(self._view.find(SOURCE_DAYS, "id", day))

    @property
    def failures(self) -> dict[Key, FailureRow]:
        """Its failures, by article and stage."""
        return self._view.find(FAILURES, "article", self._id)

    @property
    def unfinished(self) -> UnfinishedRow | None:
        """What is still to be done for it."""
        return _only(self._view.find(UNFINISHED, "article", self._id))

    def awaits(self, stage: Stage) -> bool:
        """Whether this stage is what is still to be done."""
        return self.unfinished is not None and self.unfinished.stage == stage

    def failed(self, stage: Stage) -> FailureRow | None:
        """How this stage failed, if it did and has not succeeded since."""
        failure = self.failures.get((self._id, stage.value))
        return failure if failure and not failure.resolved else None


def _only(rows: dict[Key, Found]) -> Found | None:
    """The row, if there is one."""
    return next(iter(rows.values()), None)
