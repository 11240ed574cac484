"""Articles about happenings: a line says who did what to whom, when and where, and a history tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from msgspec import Struct

from schemas.block import Evidence, Kind, Part, Published, Span
from schemas.event import Actor, ActorWords, DateRange, Event, EventWords, Modality, Place, PlaceWords
from schemas.fingerprint import Fingerprint
from schemas.identity import event_id
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleReceived,
    ArticleReceivedWords,
    EventExtracted,
    ExtractionCompleted,
    NoWords,
)
from schemas.rows.actors import ACTORS as ACTOR_TABLE
from tests.support.histories import MONDAY, History, Rows

DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY
TYPES = {"CONSULT": 1.0, "ASSAULT": -9.0, "ACCUSE": -2.0, "AID": 7.0, "PROTEST": -6.5}


class Told(Struct, frozen=True, kw_only=True):
    """What a sentence says; `at` tells it from the others of its page, actors are (name, country, role)."""

    at: int = 0
    trigger: int = 0
    type: str = "ASSAULT"
    source: tuple[tuple[str, str | None, str | None], ...] = (("Norway", "NOR", None),)
    target: tuple[tuple[str, str | None, str | None], ...] = (("Sweden", "SWE", None),)
    first: date | None = MONDAY
    last: date | None = None
    place: str | None = None
    sentence: str = "Norway struck Sweden."
    part: int = 0
    modality: Modality = Modality.ACTUAL
    negated: bool = False
    historical: bool = False
    mode: str | None = None

    @property
    def event(self) -> Event:
        """The event as the extractor would tell it."""
        start = 1000 * self.at
        last = self.last or self.first
        return Event(
            part=self.part,
            block=Kind.PARAGRAPH,
            type=self.type,
            trigger=Span(start + self.trigger, start + self.trigger + 3),
            sentence=Span(start, start + len(self.sentence)),
            source=_actors(self.source),
            target=_actors(self.target),
            date=DateRange(start=start, end=start + 2, first=self.first, last=last) if self.first and last else None,
            place=Place(start=start, end=start + 2) if self.place else None,
            modality=self.modality,
            negated=self.negated,
            historical=self.historical,
            mode=self.mode,
            goldstein=TYPES.get(self.type),
        )

    @property
    def words(self) -> EventWords:
        """The words of the event."""
        return EventWords(
            trigger="did",
            sentence=self.sentence,
            source=tuple(ActorWords(name, name) for name, _, _ in self.source),
            target=tuple(ActorWords(name, name) for name, _, _ in self.target),
            date="then" if self.first else None,
            place=PlaceWords(self.place, self.place) if self.place else None,
        )


def received(history: History, article: str, *, publisher: str | None = None, revision: int = 1) -> None:
    """A new revision of an article."""
    data = ArticleReceived(revision=revision, media_type="text/plain", size=9)
    history.add(article, data, ArticleReceivedWords(body=b"body", source=publisher or article))


def cleaned(
    history: History,
    article: str,
    *,
    published: Sequence[date] = (MONDAY,),
    revision: int = 1,
    fingerprints: tuple[Fingerprint, ...] = (),
) -> None:
    """Its page, with a part for each day of publication."""
    parts = tuple(
        Part(start=0, end=4, published=Published(day=day, evidence=Evidence.SENDER, confidence=0.9))
        for day in published
    )
    data = ArticleCleaned(revision=revision, cleaner="1", parts=parts, blocks=())
    history.add(article, data, ArticleCleanedWords(text="text", fingerprints=fingerprints))


def extracted(history: History, article: str, told: Sequence[Told], *, revision: int = 1, extractor: str = "1") -> None:
    """All that is found on its page."""
    for each in told:
        identity = event_id(article, each.event)
        history.add(
            article,
            EventExtracted(revision=revision, extractor=extractor, event_id=identity, event=each.event),
            each.words,
        )
    completed = ExtractionCompleted(revision=revision, extractor=extractor, events=len(told), sentences=9)
    history.add(article, completed, NoWords())


def article(
    history: History, name: str, *told: Told, publisher: str | None = None, published: date = MONDAY
) -> History:
    """A whole article, published by somebody of its own name if nobody else is said."""
    received(history, name, publisher=publisher)
    cleaned(history, name, published=(published,))
    extracted(history, name, told)
    return history


def _actors(named: Sequence[tuple[str, str | None, str | None]]) -> tuple[Actor, ...]:
    return tuple(Actor(start=0, end=4, country=country, role=role) for _, country, role in named)


ACTORS = st.sampled_from(
    [
        ("Norway", "NOR", None),
        ("Norway", "NOR", "GOV"),
        ("Sergei Berg", "NOR", "GOV"),
        ("Sergey Berg", "NOR", "GOV"),
        ("Berg", "NOR", "GOV"),
        ("Anna Berg", "NOR", "GOV"),
        ("Norwegian soldiers", "NOR", "MIL"),
        ("Sweden", "SWE", None),
        ("Swedish officials", "SWE", "GOV"),
        ("Council of Fjords", None, "IGO"),
        ("two sailors", None, "CVL"),
    ]
)
SIDES = st.lists(ACTORS, max_size=2).map(tuple)
SENTENCES = st.sampled_from(
    ["Norway struck a Swedish lighthouse at dawn.", "A lighthouse was struck at dawn.", "They held talks about cod."]
)
TELLING = st.builds(
    Told,
    at=st.integers(0, 3),
    type=st.sampled_from(sorted(TYPES)),
    source=SIDES,
    target=SIDES,
    first=st.sampled_from([None, MONDAY, TUESDAY]),
    place=st.sampled_from([None, "Oslo", "Bergen"]),
    sentence=SENTENCES,
    modality=st.sampled_from([Modality.ACTUAL, Modality.ACTUAL, Modality.PLANNED]),
    historical=st.sampled_from([False, False, True]),
)
PUBLISHED = st.lists(st.sampled_from([MONDAY, TUESDAY]), max_size=2)


@st.composite
def newsrooms(draw: st.DrawFn, *, joins: bool = False) -> History:
    """Some articles of some publishers, with revisions, new extractions and pages cleaned again, in any order.

    If asked for, somebody says between them that one actor is another, or one apart.
    """
    history, revisions = History(), dict[str, int]()
    kinds = ["received", "cleaned", "extracted", "extracted", "extracted", *["joined"] * joins]
    for _ in range(draw(st.integers(1, 12))):
        name = draw(st.sampled_from("abcd"))
        step = draw(st.sampled_from(kinds))
        if step == "joined":
            if known := [row.id for row in Rows(history).all(ACTOR_TABLE)]:
                one, other = draw(st.sampled_from(known)), draw(st.none() | st.sampled_from(known))
                history.joined(one, other)
        elif step == "received" or name not in revisions:
            revisions[name] = revisions.get(name, 0) + 1
            received(history, name, publisher=draw(st.sampled_from("xyz")), revision=revisions[name])
            cleaned(history, name, published=draw(PUBLISHED), revision=revisions[name])
        elif step == "cleaned":
            cleaned(history, name, published=draw(PUBLISHED), revision=revisions[name])
        else:
            told = draw(st.lists(TELLING, max_size=4))
            extracted(history, name, told, revision=revisions[name], extractor=draw(st.sampled_from("12")))
    return history
