"""Histories of articles to fold: written step by step, or drawn at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

import msgspec
from hypothesis import strategies as st

from schemas.article import Priority
from schemas.block import Action, Block, CleanedPage, Evidence, Kind, Part, Published, Span
from schemas.codec import encode
from schemas.correction import (
    ActorCorrected,
    ActorCorrectedWords,
    Changed,
    Days,
    EventCorrected,
    Judgement,
    NamedActor,
    NamedPlace,
    codes_of,
    words_of_change,
)
from schemas.event import (
    Actor,
    ActorWords,
    DateRange,
    Event,
    EventType,
    EventWords,
    Figure,
    FigureWords,
    FoundFigure,
    FoundQuotation,
    Place,
    PlaceWords,
    Qualifier,
    Quotation,
    QuotationWords,
)
from schemas.identity import (
    ACTOR_PREFIX,
    WATCHLIST_PREFIX,
    actor_id,
    actor_stream,
    article_of,
    correction_id,
    event_id,
    record_id,
    stream_of,
    watchlist_stream,
)
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleErased,
    ArticleFailed,
    ArticleFailedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    EventExtracted,
    ExtractionCompleted,
    ExtractionCompletedWords,
    Meta,
    NewRecord,
    NoWords,
    Record,
    ReprocessRequested,
    RetryRequested,
    Stage,
    WatchlistChanged,
    WatchlistCreated,
    WatchlistRemoved,
    WatchlistWords,
    Words,
)
from schemas.rows.row import AnyRow, Change, Enter, Put, Row, Table
from services.eventlog import Appended, EventLog, Write
from services.readmodels.cells import LAYOUTS, Key
from workers.clean.fingerprints import fingerprint
from workers.clean.pictures import pictures
from workers.projections import fold
from workers.projections.moved import replaced

TITLE, BODY = "Talks resume", "Ada met Bob in Oslo on Monday."
COPY, CREDIT = "A ferry leaves the harbour of Oslo.", "Photo: Ada/Reuters"
CAPTION = f"{COPY} {CREDIT}"
TEXT = f"{TITLE}\n{BODY}\n{CAPTION}\n{COPY}"
MONDAY = date(2026, 2, 2)
META = Meta(correlation_id="test", producer="test")
A = "a"


class History:
    """Records in the order of a log, after those that it holds; each method adds what one step would."""

    def __init__(self, before: Sequence[Record] = ()) -> None:
        self.records: list[Record] = []
        self._position = before[-1].position if before else 0
        self._waited = 0
        self._versions = Counter(article_of(record.stream) for record in before)
        self._revisions = Counter(article_of(record.stream) for record in before if record.type == "article.received")
        self._corrections = Counter[str]()
        self._found: dict[tuple[str, int], list[EventExtracted]] = {}

    def revision(self, article: str) -> int:
        """The revision that the article has come to."""
        return self._revisions[article]

    def received(
        self,
        article: str = A,
        *,
        revision: int | None = None,
        size: int = 90,
        priority: Priority = Priority.LIVE,
        source: str = "example.org",
    ) -> int:
        """A new revision, or the one given."""
        self._revisions[article] += revision is None
        data = ArticleReceived(
            revision=revision or self._revisions[article],
            media_type="text/plain",
            size=size,
            priority=priority,
            published_at=datetime(2026, 2, 2, 9, tzinfo=UTC),
        )
        words = ArticleReceivedWords(body=b"body", url=f"https://example.org/{article}", source=source)
        return self.add(article, data, words)

    def cleaned(
        self,
        article: str = A,
        *,
        revision: int = 1,
        cleaner: str = "1",
        parts: int = 1,
        text: str = TEXT,
        captions: Sequence[Block] | None = None,
        bodies: Sequence[str] = (),
    ) -> int:
        """A page of so many equal parts, with one caption printed twice; `bodies` are what the parts are known by."""
        published = Published(day=MONDAY, evidence=Evidence.SENDER, confidence=0.9)
        part = Part(start=0, end=len(text), title=Span(0, len(TITLE)), published=published)
        here = _span(BODY)
        body = Block(start=here.start, end=here.end, kind=Kind.PARAGRAPH, action=Action.KEEP, part=0)
        blocks = (body, *(caption_printed_twice() if captions is None else captions))
        page = CleanedPage(text=text, parts=(part,) * parts, blocks=blocks)
        data = ArticleCleaned(revision=revision, cleaner=cleaner, parts=page.parts, blocks=blocks)
        prints = tuple(
            found for part, body in enumerate(bodies[:parts]) if (found := fingerprint(part, body)) is not None
        )
        return self.add(article, data, ArticleCleanedWords(text=text, fingerprints=prints, pictures=pictures(page)))

    def found(
        self,
        article: str = A,
        *,
        revision: int = 1,
        extractor: str = "x1",
        event: Event | None = None,
        words: EventWords | None = None,
        instead_of: tuple[str, ...] = (),
    ) -> int:
        """An event, without the end of its extraction."""
        event = event or meeting()
        data = _extracted(article, revision, extractor, event)
        return self.add(article, msgspec.structs.replace(data, instead_of=instead_of), words or words_of(event))

    def extracted(
        self,
        article: str = A,
        *,
        revision: int = 1,
        extractor: str = "x1",
        events: Sequence[Event] | None = None,
        figures: Sequence[FoundFigure] = (),
        quotations: Sequence[FoundQuotation] = (),
        covered: bool = True,
    ) -> int:
        """A whole extraction; of one meeting, if nothing else is given."""
        events = (meeting(),) if events is None else events
        found = [_extracted(article, revision, extractor, event) for event in events]
        places = replaced(self._found.get((article, revision), ()), found)
        self._found[article, revision] = found
        for data in found:
            instead_of = places[data.event_id]
            self.found(article, revision=revision, extractor=extractor, event=data.event, instead_of=instead_of)
        completed = ExtractionCompleted(
            revision=revision,
            extractor=extractor,
            events=len(events),
            sentences=3,
            covered=covered,
            language="en" if covered else "ru",
            quotations=tuple(each.quotation for each in quotations),
            figures=tuple(each.figure for each in figures),
        )
        words = ExtractionCompletedWords(
            quotations=tuple(each.words for each in quotations), figures=tuple(each.words for each in figures)
        )
        return self.add(article, completed, words)

    def whole(self, article: str = A, *, page: Mapping[str, Any], findings: Mapping[str, Any]) -> int:
        """A new revision and its whole way, with this page and these findings."""
        self.received(article)
        revision = self.revision(article)
        self.cleaned(article, revision=revision, **page)
        return self.extracted(article, revision=revision, **findings)

    def again(self, article: str = A, *, findings: Mapping[str, Any]) -> int:
        """Once more what is found on the page of the present revision."""
        return self.extracted(article, revision=max(1, self.revision(article)), **findings)

    def failed(
        self,
        article: str = A,
        *,
        revision: int = 1,
        stage: Stage = Stage.CLEAN,
        attempt: int = 1,
        permanent: bool = False,
        detail: str = "it did not work",
        traceback: str = "",
    ) -> int:
        """A step that could not be done."""
        data = ArticleFailed(revision=revision, stage=stage, reason="Oops", attempt=attempt, permanent=permanent)
        return self.add(article, data, ArticleFailedWords(detail=detail, traceback=traceback))

    def stuck(self, article: str = A, *, failure: Mapping[str, Any]) -> int:
        """A new revision of which a step fails before any is done."""
        self.received(article)
        return self.failed(article, revision=self.revision(article), **failure)

    def retried(self, article: str = A, *, revision: int = 1, stage: Stage = Stage.CLEAN) -> int:
        """Somebody asked to try again."""
        return self.add(article, RetryRequested(revision=revision, stage=stage), NoWords())

    def reprocessed(self, article: str = A, *, revision: int = 1, stage: Stage = Stage.CLEAN) -> int:
        """Somebody asked to do a step once more."""
        return self.add(article, ReprocessRequested(revision=revision, stage=stage), NoWords())

    def corrected(
        self,
        article: str = A,
        *,
        event: Event | None = None,
        verdict: Judgement = Judgement.CHANGED,
        changes: Changed | None = None,
        by: str = "Eve",
        withdraws: int | None = None,
        revision: int | None = None,
    ) -> int:
        """Somebody judged an event; `withdraws` is the number of an earlier judgement of it."""
        identity = event_id(article, event or meeting())
        self._corrections[identity] += 1
        changes = changes or Changed()
        data = EventCorrected(
            revision=revision or self._revisions[article],
            event_id=identity,
            correction=correction_id(identity, self._corrections[identity]),
            verdict=Judgement.WITHDRAWN if withdraws else verdict,
            changes=codes_of(changes),
            withdraws=correction_id(identity, withdraws) if withdraws else None,
        )
        return self.add(article, data, words_of_change(changes, by, "I was there."))

    def erased(self, article: str = A, *, revision: int = 1) -> int:
        """Somebody asked to erase the article."""
        return self.add(article, ArticleErased(revision=revision), NoWords())

    def watched(self, watchlist: str = "w", *, filters: str | None = "{}", anew: bool = False) -> int:
        """Somebody keeps a watchlist, or with no filters keeps it no longer."""
        words = WatchlistWords(by="Eve", name=watchlist, filters=filters or "")
        if filters is None:
            return self.add(watchlist_stream(watchlist), WatchlistRemoved(watchlist=watchlist), NoWords())
        kind = WatchlistCreated if anew else WatchlistChanged
        return self.add(watchlist_stream(watchlist), kind(watchlist=watchlist), words)

    def joined(self, actor: str, same_as: str | None = None, *, by: str = "Eve") -> int:
        """Somebody says that an actor is another one, or one apart."""
        words = ActorCorrectedWords(by=by, why="I know her.")
        return self.add(actor_stream(actor), ActorCorrected(actor=actor, same_as=same_as), words)

    def unknown(self, article: str = A) -> int:
        """A record that a later version of the program writes."""
        return self._append(article, _new(article, "article.praised", b'{"stars":5}', self._versions[article]))

    def broken(self, article: str = A) -> int:
        """A record that cannot be read."""
        return self._append(article, _new(article, "article.cleaned", b'{"revision":"one"}', self._versions[article]))

    def add(self, article: str, data: Data, words: Words) -> int:
        """Any record; its position."""
        identity = record_id(
            stream_of(article), revision=1, step="test", step_version="1", ordinal=self._versions[article]
        )
        return self._append(article, encode(identity, data, words, META))

    def wait(self, microseconds: int) -> None:
        """Time goes by before the next record."""
        self._waited += microseconds

    def append_to(self, log: EventLog) -> None:
        """Put the history into the log that it follows."""
        writes = [
            Write(stream=record.stream, expected_version=record.version - 1, records=(new_record(record),))
            for record in self.records
        ]
        outcomes = log.append(writes)
        assert all(isinstance(outcome, Appended) for outcome in outcomes)

    def _append(self, article: str, new: NewRecord) -> int:
        self._versions[article] += 1
        self._position += 1
        self.records.append(
            Record(
                position=self._position,
                stream=article if article.startswith((WATCHLIST_PREFIX, ACTOR_PREFIX)) else stream_of(article),
                version=self._versions[article],
                recorded_at=1_770_000_000_000_000 + self._waited + self._position,
                **msgspec.structs.asdict(new),
            )
        )
        return self._position


def meeting(
    trigger: str = "met", *, kind: str = "CONSULT", part: int = 0, targets: int = 1, day: date | None = None
) -> Event:
    """Ada meets Bob in Oslo; the same trigger and kind make the same event."""
    ada, bob, oslo, monday = map(_span, ("Ada", "Bob", "Oslo", "Monday"))
    return Event(
        part=part,
        block=Kind.PARAGRAPH,
        type=kind,
        trigger=_span(trigger),
        sentence=_span(BODY),
        source=(Actor(start=ada.start, end=ada.end, country="NOR", role="GOV"),),
        target=(Actor(start=bob.start, end=bob.end, country="SWE"),) * targets,
        date=DateRange(start=monday.start, end=monday.end, first=day, last=day) if day else None,
        place=Place(start=oslo.start, end=oslo.end, country="NOR", latitude=59.9, longitude=10.75),
    )


def words_of(event: Event) -> EventWords:
    """The words of such a meeting."""
    return EventWords(
        trigger=TEXT[event.trigger.start : event.trigger.end],
        sentence=BODY,
        source=(ActorWords("Ada", "Ada Lund"),),
        target=(ActorWords("Bob", "Bob Berg"),) * len(event.target),
        date="on Monday" if event.date else None,
        place=PlaceWords("Oslo", "Oslo, Norway"),
    )


def toll(
    value: float,
    claimant: str | None = None,
    *,
    subject: str = "people, Norway",
    at: str = "Ada",
    qualifier: Qualifier = Qualifier.EXACT,
    days: tuple[date, date] | None = None,
) -> FoundFigure:
    """So many killed; two at the same words are the same figure."""
    here, monday = _span(at), _span("Monday")
    figure = Figure(
        part=0,
        sentence=_span(BODY),
        start=here.start,
        end=here.end,
        value=value,
        unit="killed",
        counted=here,
        qualifier=qualifier,
        country="NOR",
        date=DateRange(start=monday.start, end=monday.end, first=days[0], last=days[1]) if days else None,
        claimed_by=_span("Bob") if claimant else None,
        claimant=Actor(start=_span("Bob").start, end=_span("Bob").end, country="SWE") if claimant else None,
    )
    words = FigureWords(
        number=f"{value:g}", unit="killed", subject=subject, counted=at, sentence=BODY, claimant=claimant
    )
    return FoundFigure(figure, words)


def quotation(content: str = "Ada met Bob", speaker: str | None = "Ada Lund") -> FoundQuotation:
    """Somebody says some of the body's words."""
    ada = _span("Ada")
    found = Quotation(
        part=0,
        sentence=_span(BODY),
        content=_span(content),
        cue=_span("met"),
        source=ada,
        speaker=Actor(start=ada.start, end=ada.end, country="NOR") if speaker else None,
        direct=True,
    )
    return FoundQuotation(
        found, QuotationWords(content=content, cue="met", sentence=BODY, source="Ada", speaker=speaker)
    )


def caption_printed_twice() -> tuple[Block, Block]:
    """A caption with its credit, and a copy without."""
    whole, copy = _span(CAPTION), TEXT.rindex(COPY)
    return (
        Block(
            start=whole.start, end=whole.end, kind=Kind.CAPTION, action=Action.METADATA, part=0, credit=_span(CREDIT)
        ),
        Block(start=copy, end=len(TEXT), kind=Kind.CAPTION, action=Action.DROP, part=0, repeat_of=whole.start),
    )


def story(start: int, end: int) -> str:
    """These words of an endless story, in which no run of words comes twice."""
    return " ".join(f"word{number}" for number in range(start, end))


def caption_without_credit() -> Block:
    """The same caption, as it stands on other pages."""
    return Block(start=TEXT.rindex(COPY), end=len(TEXT), kind=Kind.CAPTION, action=Action.METADATA, part=0)


def new_record(record: Record) -> NewRecord:
    """The record as it was before it had a place in the log."""
    return NewRecord(**{name: getattr(record, name) for name in NewRecord.__struct_fields__})


def _extracted(article: str, revision: int, extractor: str, event: Event) -> EventExtracted:
    identity = event_id(article, event)
    return EventExtracted(revision=revision, extractor=extractor, event_id=identity, event=event)


def _new(article: str, kind: str, data: bytes, ordinal: int) -> NewRecord:
    """A record that the codec would not write."""
    identity = record_id(stream_of(article), revision=1, step="test", step_version="1", ordinal=ordinal)
    return NewRecord(id=identity, type=kind, schema_version=1, data=data, content=b"", meta=msgspec.json.encode(META))


def _span(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text))


CAPTIONS = (None, (), (caption_without_credit(),), (caption_without_credit(), *caption_printed_twice()))
"""Captions of a page: two copies of one, none, and that one without its credit."""
BODIES = (
    *(story(start, start + 200) for start in (0, 20, 90, 1000)),
    story(0, 600),
    story(150, 250) + " " + story(1000, 1200),
    "Nine words are enough to be told from others.",
)
"""Texts of which some are the better part of others."""
ARTICLES = tuple(letter * 26 for letter in "abc")
IDS = st.sampled_from(ARTICLES)
REVISIONS = st.integers(1, 3)
STAGES = st.sampled_from(list(Stage))
VERSIONS = st.sampled_from(["x1", "x2"])
MEETING = st.builds(
    meeting,
    st.sampled_from(["met", "Ada", "resume"]),
    kind=st.sampled_from(["CONSULT", "AID"]),
    targets=st.integers(0, 2),
    day=st.none() | st.just(MONDAY),
)
MEETINGS = st.lists(MEETING, max_size=4)
CHANGES = st.sampled_from(
    [
        Changed(type=EventType.THREATEN, mode=None),
        Changed(type=EventType.AID, negated=True),
        Changed(source=(), target=(NamedActor(name="Bob", country="DNK"), NamedActor(name="Carl"))),
        Changed(date=None, place=None),
        Changed(same_as=None),
        *(Changed(same_as=event_id(article, meeting(trigger))) for article in ARTICLES for trigger in ("met", "Ada")),
        Changed(date=Days(first=MONDAY, last=MONDAY), place=NamedPlace(name="Bergen", country="NOR")),
    ]
)
TOLLS = st.lists(
    st.builds(
        toll,
        st.sampled_from([2.0, 12.0, 3_000.0]),
        st.sampled_from([None, "Bob Berg", "bob berg", "Ada Lund"]),
        subject=st.sampled_from(["people, Norway", "children, Norway"]),
        at=st.sampled_from(["Ada", "Bob", "Oslo"]),
        qualifier=st.sampled_from(Qualifier),
        days=st.none() | st.just((MONDAY, MONDAY)),
    ),
    max_size=3,
)
QUOTATIONS = st.lists(
    st.builds(quotation, st.sampled_from(["Ada met Bob", "in Oslo"]), st.sampled_from([None, "Ada Lund"])), max_size=2
)
ACTOR_IDS = st.sampled_from(
    [actor_id("ada lund", "NOR"), actor_id("bob berg", "SWE"), actor_id("bob", "DNK"), actor_id("carl", None)]
)
SOURCE_NAMES = st.sampled_from(["example.org", "another.example", "\0"])
PAGE: dict[str, st.SearchStrategy[Any]] = {
    "cleaner": VERSIONS,
    "parts": st.integers(0, 3),
    "captions": st.sampled_from(CAPTIONS),
    "bodies": st.lists(st.sampled_from(BODIES), max_size=3),
}
FINDINGS: dict[str, st.SearchStrategy[Any]] = {
    "extractor": VERSIONS,
    "events": MEETINGS,
    "figures": TOLLS,
    "quotations": QUOTATIONS,
    "covered": st.booleans(),
}
FAILURE: dict[str, st.SearchStrategy[Any]] = {
    "stage": STAGES,
    "attempt": st.integers(1, 3),
    "permanent": st.booleans(),
    "detail": st.sampled_from(["it did not work", "\0"]),
    "traceback": st.sampled_from(["", "workers/clean/kinds.py:7 kind_of"]),
}
STEPS: dict[Callable[..., int], dict[str, st.SearchStrategy[Any]]] = {
    History.whole: {"page": st.fixed_dictionaries(PAGE), "findings": st.fixed_dictionaries(FINDINGS)},
    History.again: {"findings": st.fixed_dictionaries(FINDINGS)},
    History.cleaned: {"revision": REVISIONS, **PAGE},
    History.received: {"revision": st.none() | REVISIONS, "source": SOURCE_NAMES},
    History.extracted: {"revision": REVISIONS, **FINDINGS},
    History.failed: {"revision": REVISIONS, **FAILURE},
    History.stuck: {"failure": st.fixed_dictionaries(FAILURE)},
    History.watched: {"filters": st.sampled_from([None, "{}", '{"actor":"Ada"}']), "anew": st.booleans()},
    History.joined: {"same_as": ACTOR_IDS | st.none()},
    History.retried: {"revision": REVISIONS, "stage": STAGES},
    History.reprocessed: {"revision": REVISIONS, "stage": STAGES},
    History.corrected: {
        "event": MEETING,
        "verdict": st.sampled_from([Judgement.WRONG, Judgement.RIGHT, Judgement.CHANGED]),
        "changes": st.none() | CHANGES,
        "withdraws": st.none() | st.integers(1, 2),
    },
    History.erased: {"revision": REVISIONS},
    History.unknown: {},
    History.broken: {},
}
LONGEST = 30
WHOLE = 6
"""How many times more often than another step an article goes its whole way."""


@st.composite
def histories(draw: st.DrawFn, *, broken: bool = True) -> History:
    """Steps in any order: late findings of old revisions, steps done twice, failures after success, broken records.

    Every third or so is an article's whole way, as steps in any order seldom come to a row that anybody sees.
    """
    history = History()
    steps = (
        [step for step in STEPS if broken or step is not History.broken] + [History.whole] * WHOLE + [History.joined]
    )
    count = draw(st.integers(0, LONGEST))  # else most lists would be short
    for step in draw(st.lists(st.sampled_from(steps), min_size=count, max_size=count)):
        step(history, draw(ACTOR_IDS if step is History.joined else IDS), **draw(st.fixed_dictionaries(STEPS[step])))
    return history


class Rows:
    """The current rows in memory, as the folds see and change them."""

    def __init__(self, history: History | None = None) -> None:
        self._rows: dict[str, dict[Key, Row]] = {}
        for record in history.records if history else ():
            self.fold(record)

    def fold(self, record: Record) -> list[Change]:
        """Fold a record in; its changes."""
        changes = fold(record, self)
        for change in changes:
            rows = self._rows.setdefault(change.table.name, {})
            layout = LAYOUTS[change.table.name]
            if isinstance(change, Put):
                rows[layout.key(change.row)] = change.row
            elif isinstance(change, Enter):
                rows |= {key: layout.row(key) for key in change.keys}
            else:
                rows.pop(change.key, None)
        return changes

    def find(self, table: Table[AnyRow], column: str, value: str | int) -> dict[Key, AnyRow]:
        rows = cast("dict[Key, AnyRow]", self._rows.get(table.name, {}))
        return {key: row for key, row in rows.items() if getattr(row, column) == value}

    def find_each(
        self, table: Table[AnyRow], column: str, values: Collection[str | int]
    ) -> dict[Any, dict[Key, AnyRow]]:
        return {value: self.find(table, column, value) for value in values}

    def all(self, table: Table[AnyRow]) -> list[AnyRow]:
        """Every row of a table, by key."""
        return [row for _, row in sorted(cast("dict[Key, AnyRow]", self._rows.get(table.name, {})).items())]
