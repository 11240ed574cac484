"""Articles as they stand in a log once they are extracted: any number, all different, the same ones every time.

Few actors, places and publishers are in many events and many in few, as in news (weights by Zipf's law).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from schemas.block import Action, Block, Evidence, Kind, Part, Published, Span
from schemas.codec import encode
from schemas.event import Actor, ActorWords, DateRange, Event, EventType, EventWords, Modality, Place, PlaceWords
from schemas.identity import event_id, record_id, stream_of
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    EventExtracted,
    ExtractionCompleted,
    Meta,
    NewRecord,
    NoWords,
    Words,
)
from services.eventlog import Write

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
SYLLABLES = ("ba", "do", "fi", "ga", "ho", "ka", "li", "mo", "na", "po", "ri", "sa", "ta", "ve", "zu")
COUNTRIES = ("NOR", "PER", "KEN", "JPN", "BRA", "TUR", "IND", "MEX", "EGY", "POL", "CHL", "FIN", "GHA", "NPL", "OMN")
ACTORS, PLACES, PUBLISHERS = 3_000, 500, 200
DAYS = 730
EPOCH = date(2024, 1, 1)
UNUSUAL = 0.05
"""The share of events that are planned, that are denied, and that are told as background."""
TYPES = tuple(EventType)
Item = TypeVar("Item")


class Named(Struct, frozen=True):
    """Somebody or some place by name, with a country."""

    name: str
    country: str


class Newsroom:
    """Writes articles of so many events each into a log."""

    def __init__(self, events: int) -> None:
        self.events = events
        self.records = events + 3  # received, cleaned and completed
        self.actors = [_named(number, 3) for number in range(ACTORS)]
        self.places = [_named(number, 2) for number in range(PLACES)]
        self.publishers = [f"paper{number}.example" for number in range(PUBLISHERS)]

    def write(self, number: int) -> Write:
        """The article of this number, received, cleaned and extracted."""
        chance = Random(number)  # noqa: S311  # the same articles every time, no secret
        article = article_of(number)
        published = EPOCH + timedelta(days=number * DAYS // 100_000 % DAYS)
        lines = [self._event(chance) for _ in range(self.events)]
        text = "\n".join(words.sentence for _, words in lines)
        publisher = choose(chance, self.publishers)
        records = [
            self._record(article, 0, _received(text, published), _received_words(article, publisher, text)),
            self._record(article, 1, _cleaned(text, published), ArticleCleanedWords(text=text)),
        ]
        start = 0
        for event, words in lines:
            found = _moved(event, start)
            data = EventExtracted(revision=1, extractor="bench", event_id=event_id(article, found), event=found)
            records.append(self._record(article, len(records), data, words))
            start += len(words.sentence) + 1
        done = ExtractionCompleted(revision=1, extractor="bench", events=self.events, sentences=self.events)
        records.append(self._record(article, len(records), done, NoWords()))
        return Write(stream=stream_of(article), expected_version=0, records=tuple(records))

    def _event(self, chance: Random) -> tuple[Event, EventWords]:
        """An event whose sentence begins at 0."""
        source, target, place = (choose(chance, each) for each in (self.actors, self.actors, self.places))
        verb = chance.choice(("thanked", "accused", "met", "warned", "visited", "blamed"))
        sentence = f"{source.name} {verb} {target.name} in {place.name} over case {chance.randrange(10_000)}."
        day = EPOCH + timedelta(days=chance.randrange(DAYS)) if chance.random() < UNUSUAL else None
        event = Event(
            part=0,
            block=Kind.PARAGRAPH,
            type=chance.choice(TYPES),
            trigger=_span(sentence, f" {verb} ", 1),
            sentence=Span(0, len(sentence)),
            source=(_actor(sentence, source, 0),),
            target=(_actor(sentence, target, len(source.name)),),
            goldstein=float(chance.randrange(-10, 11)),
            date=DateRange(start=0, end=1, first=day, last=day) if day else None,
            place=Place(start=0, end=1, country=place.country, latitude=1.0, longitude=2.0),
            modality=Modality.PLANNED if chance.random() < UNUSUAL else Modality.ACTUAL,
            negated=chance.random() < UNUSUAL,
            historical=chance.random() < UNUSUAL,
            confidence=round(chance.uniform(0.4, 0.95), 2),
        )
        return event, EventWords(
            trigger=verb,
            sentence=sentence,
            source=(ActorWords(source.name, source.name),),
            target=(ActorWords(target.name, target.name),),
            place=PlaceWords(place.name, place.name),
        )

    def _record(self, article: str, ordinal: int, data: Data, words: Words) -> NewRecord:
        identity = record_id(stream_of(article), revision=1, step="bench", step_version="1", ordinal=ordinal)
        return encode(identity, data, words, Meta(correlation_id=article, producer="newsfold bench read"))


def article_of(number: int) -> str:
    """The id of the article of this number."""
    letters = ""
    for _ in range(26):
        number, last = divmod(number, len(LETTERS))
        letters = LETTERS[last] + letters
    return letters


def _named(number: int, syllables: int) -> Named:
    """A name of its own for every number."""
    country, name = COUNTRIES[number % len(COUNTRIES)], ""
    for _ in range(syllables):
        number, last = divmod(number, len(SYLLABLES))
        name += SYLLABLES[last]
    return Named(name.capitalize(), country)


def choose(chance: Random, items: Sequence[Item]) -> Item:
    """One of the items, the first far more often than the last: each rank as often as its inverse (Zipf)."""
    return items[int(len(items) ** chance.random()) - 1]


def _moved(event: Event, start: int) -> Event:
    """The event with its sentence where it stands on the page."""
    actors = {
        side: tuple(replace(each, start=each.start + start, end=each.end + start) for each in getattr(event, side))
        for side in ("source", "target")
    }
    spans = {
        name: Span(getattr(event, name).start + start, getattr(event, name).end + start)
        for name in ("trigger", "sentence")
    }
    return replace(event, **actors, **spans)


def _received(text: str, published: date) -> ArticleReceived:
    noon = datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
    return ArticleReceived(revision=1, media_type="text/plain", size=len(text), published_at=noon)


def _received_words(article: str, publisher: str, text: str) -> ArticleReceivedWords:
    return ArticleReceivedWords(body=text.encode(), url=f"https://{publisher}/{article}", source=publisher)


def _cleaned(text: str, published: date) -> ArticleCleaned:
    told = Published(day=published, evidence=Evidence.SENDER, confidence=1.0)
    blocks, start = list[Block](), 0
    for line in text.split("\n"):
        end = start + len(line)
        blocks.append(Block(start=start, end=end, kind=Kind.PARAGRAPH, action=Action.KEEP, part=0))
        start = end + 1
    part = Part(start=0, end=len(text), title=Span(0, len(text.split("\n", 1)[0])), published=told)
    return ArticleCleaned(revision=1, cleaner="bench", parts=(part,), blocks=tuple(blocks))


def _actor(sentence: str, named: Named, after: int) -> Actor:
    start = sentence.index(named.name, after)
    return Actor(start=start, end=start + len(named.name), country=named.country)


def _span(sentence: str, words: str, inside: int) -> Span:
    start = sentence.index(words) + inside
    return Span(start, start + len(words) - 2 * inside)
