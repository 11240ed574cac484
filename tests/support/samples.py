"""A record of every type, as steps write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from schemas.article import Priority
from schemas.block import Action, Block, Evidence, Kind, Part, Published, Span
from schemas.correction import (
    ActorCode,
    ActorCorrected,
    ActorCorrectedWords,
    ChangedCodes,
    Days,
    EventCorrected,
    EventCorrectedWords,
    Judgement,
    PlaceCode,
)
from schemas.event import (
    Actor,
    ActorWords,
    DateRange,
    Event,
    EventWords,
    Figure,
    FigureWords,
    Modality,
    Place,
    PlaceWords,
    Qualifier,
    Quotation,
    QuotationWords,
)
from schemas.fingerprint import Fingerprint
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

META = Meta(correlation_id="a:1", producer="test", causation_id="00", traceparent="00-1-2-01")
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
DAY = date(2026, 2, 1)
PUBLISHED = Published(day=DAY, evidence=Evidence.DATELINE, confidence=0.9)
FINGERPRINT = Fingerprint(part=0, text=b"\x00" * 16, shingles=20, keys=(1, 2**63 - 1), sketch=b"\x01\x02" * 128)
EVENT = Event(
    part=0,
    block=Kind.PARAGRAPH,
    type="CONSULT",
    trigger=Span(4, 7),
    sentence=Span(0, 30),
    source=(Actor(start=0, end=3, country="NOR", role="GOV"),),
    target=(),
    date=DateRange(start=8, end=14, first=DAY, last=DAY),
    place=Place(start=15, end=19, country="NOR", latitude=59.9, longitude=10.7),
    modality=Modality.PLANNED,
    attribution=Span(20, 25),
)
QUOTATION = Quotation(
    part=0,
    sentence=Span(0, 30),
    content=Span(10, 20),
    cue=Span(4, 8),
    source=Span(0, 3),
    speaker=Actor(start=0, end=3, country="NOR"),
    direct=True,
)
QUOTATION_WORDS = QuotationWords(content="All is well", cue="said", sentence="Ada said", source="Ada", speaker="Ada L.")
FIGURE = Figure(
    part=0,
    sentence=Span(0, 30),
    start=5,
    end=7,
    value=12.0,
    unit="other",
    counted=Span(12, 18),
    high=14.0,
    qualifier=Qualifier.BETWEEN,
    about=Span(12, 18),
    date=DateRange(start=20, end=26, first=DAY, last=DAY),
    country="NOR",
    topic="violence",
    claimed_by=Span(0, 3),
    claimant=Actor(start=0, end=3, role="COP"),
)
FIGURE_WORDS = FigureWords(
    number="12 to 14",
    unit="drone",
    subject="down, NOR",
    counted="drones",
    sentence="Police downed 12 to 14 drones",
    about="downed",
    date="Sunday",
    claimed_by="police",
    claimant="Norwegian police",
)
SAMPLES: dict[str, tuple[Data, Words]] = {
    "article.received": (
        ArticleReceived(
            revision=2, media_type="text/html", size=3, priority=Priority.BULK, published_at=NOON, language="en"
        ),
        ArticleReceivedWords(body=b"\xff\x00a", url="https://example.org/", title="Ünïcode", tags=("a", "b")),
    ),
    "article.cleaned": (
        ArticleCleaned(
            revision=1,
            cleaner="1",
            parts=(Part(start=0, end=6, title=Span(0, 5), published=PUBLISHED),),
            blocks=(Block(start=0, end=4, kind=Kind.HEADING, action=Action.KEEP, part=0, credit=Span(1, 2)),),
        ),
        ArticleCleanedWords(text="Talks\n\U0001f600", fingerprints=(FINGERPRINT,)),
    ),
    "event.extracted": (
        EventExtracted(revision=1, extractor="1", event_id="e", event=EVENT),
        EventWords(
            trigger="met",
            sentence="Ada met Bob",
            source=(ActorWords("Ada", "Ada L."),),
            target=(),
            place=PlaceWords("Oslo", "Oslo"),
        ),
    ),
    "extraction.completed": (
        ExtractionCompleted(
            revision=1,
            extractor="1",
            events=1,
            sentences=9,
            covered=False,
            notes=("cut",),
            quotations=(QUOTATION,),
            figures=(FIGURE,),
        ),
        ExtractionCompletedWords(quotations=(QUOTATION_WORDS,), figures=(FIGURE_WORDS,)),
    ),
    "article.failed": (
        ArticleFailed(revision=1, stage=Stage.CLEAN, reason="InputError", attempt=3, permanent=True),
        ArticleFailedWords(detail="said what it could not read"),
    ),
    "retry.requested": (RetryRequested(revision=1, stage=Stage.EXTRACT), NoWords()),
    "reprocess.requested": (ReprocessRequested(revision=1, stage=Stage.CLEAN), NoWords()),
    "watchlist.created": (WatchlistCreated(watchlist="w"), WatchlistWords(by="r.diaz", name="Talks", filters="{}")),
    "watchlist.changed": (WatchlistChanged(watchlist="w"), WatchlistWords(by="r.diaz", name="Talks", filters="{}")),
    "watchlist.removed": (WatchlistRemoved(watchlist="w"), NoWords()),
    "event.corrected": (
        EventCorrected(
            revision=1,
            event_id="e",
            correction="e-2",
            verdict=Judgement.CHANGED,
            changes=ChangedCodes(
                type="AID",
                mode=None,
                source=(ActorCode(country="NOR", role="GOV"), ActorCode()),
                date=Days(first=DAY, last=DAY),
                place=PlaceCode(country="NOR", latitude=59.9),
                modality=Modality.PLANNED,
                negated=True,
            ),
        ),
        EventCorrectedWords(by="r.diaz", why="It was ore.", source=("Ada L.", "Bob"), place="Oslo"),
    ),
    "actor.corrected": (
        ActorCorrected(actor="n", same_as="p"),
        ActorCorrectedWords(by="r.diaz", why="It is her maiden name."),
    ),
    "article.erased": (ArticleErased(revision=1), NoWords()),
}


def stored(new: NewRecord) -> Record:
    """The record as a log gives it back."""
    return Record(5, "article-a", 1, new.id, new.type, new.schema_version, 0, new.data, new.content, new.meta)
