"""The events of a sentence: every finding with its date, place and attribution, as codes and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from schemas.block import CleanedPage, Span
from schemas.event import Actor, ActorWords, DateRange, Event, EventWords, FoundEvent, Place, PlaceWords
from workers.extract import genre, status
from workers.extract.cast import Cast
from workers.extract.circumstances import SPEECH_ACTS, Timed, when, where
from workers.extract.confidence import confidence
from workers.extract.dates import Expression
from workers.extract.finding import Finding
from workers.extract.findings import findings
from workers.extract.gazetteer import Gazetteer
from workers.extract.mention import Matter, Mention
from workers.extract.passages import Passage
from workers.extract.places import Spot, spots
from workers.extract.plover import cameo_root, goldstein
from workers.extract.scene import Scene
from workers.extract.sites import is_party
from workers.extract.speech import QUOTING, according_to, governing
from workers.extract.syntax import auxiliaries
from workers.extract.tree import Sentence, Word

CLOSE = 4
"""Words between a verb and its noun that still are one phrase."""


class Report(Struct, frozen=True):
    """A finding with when and where it took place and who says so."""

    finding: Finding
    sentence: Sentence
    day: Expression | None
    spot: Spot | None
    attribution: Span | None


def scenes(
    page: CleanedPage, passages: Sequence[Passage], parsed: Sequence[Sequence[Sentence]], names: Gazetteer
) -> Iterator[Scene]:
    """The passages with what they name and say, in order; each part of the page has a cast of its own."""
    casts = [Cast(part.published.day if part.published else None) for part in page.parts]
    apart = [iter(genre.apart(sentences)) for sentences in _by_part(page, passages, parsed)]
    for passage, sentences in zip(passages, parsed, strict=True):
        part = passage.block.part
        yield Scene(passage, sentences, list(islice(apart[part], len(sentences))), casts[part], names)


def _by_part(
    page: CleanedPage, passages: Sequence[Passage], parsed: Sequence[Sequence[Sentence]]
) -> list[list[Sentence]]:
    """The sentences of every part."""
    found: list[list[Sentence]] = [[] for _ in page.parts]
    for passage, sentences in zip(passages, parsed, strict=True):
        found[passage.block.part] += sentences
    return found


def events(scene: Scene, number: int, text: str, timed: Timed) -> Iterator[FoundEvent]:
    """The events of a sentence in order; `text` is the page's, `timed` the sentence's dates."""
    for report in reports(scene, number, timed):
        yield FoundEvent(_codes(report, scene), _words(report, text))


def reports(scene: Scene, number: int, timed: Timed) -> Iterator[Report]:
    """The findings of a sentence in order, each with when and where it took place and who says so."""
    sentence = scene.sentences[number]
    found = list(findings(scene, number))
    if not found:
        return
    placed = spots(sentence.words, scene.gazetteer, scene.cast.countries())
    for finding in found:
        spot = where(finding, placed)
        yield Report(finding, sentence, when(finding, timed), spot, _attribution(scene, number, finding))


def _attribution(scene: Scene, number: int, finding: Finding) -> Span | None:
    """Who says that it happened: the nearest speaker who is not just doing it by saying so, else a post's author.

    Who speaks for the state that does it comes last, before the author.
    """
    own: Span | None = None
    for word, mention in _speakers(scene, number, finding):
        if mention is None:
            return Span(word.start, word.end)
        if not _is_speech_act(finding):
            return Span(mention.start, mention.end)
        if any(_speaks_for(mention, source) for source in finding.sources):
            own = own or Span(mention.start, mention.end)
        elif all(mention.name != source.name for source in finding.sources):
            return Span(mention.start, mention.end)
    return own or scene.passage.author


def _speakers(scene: Scene, number: int, finding: Finding) -> Iterator[tuple[Word, Mention | None]]:
    """Those whose word the event is, the nearest first: of the quotation, of the clause, of the sentence."""
    word = finding.trigger.word
    quoting = scene.saying_of(word, number)
    if quoting is not None and quoting.verb is not word:
        yield quoting.speaker, quoting.mention
    for saying in governing(word, scene.said[number], frozenset({word.i})):
        yield saying.speaker, saying.mention
    for saying in scene.said[number]:
        if saying.verb.lemma in QUOTING and saying.verb.dep == "acl" and _is_by(finding, saying.verb.head):
            yield saying.speaker, saying.mention
    for source in according_to(scene.sentences[number]):
        yield source, scene.mentions[number].get(source.i)


def _is_by(finding: Finding, quoted: Word) -> bool:
    """Whether whoever is quoted is who does it: "Putin, quoted by TASS, condemned"."""
    return any(source.first <= quoted.i <= source.last for source in finding.sources)


def _is_speech_act(finding: Finding) -> bool:
    """Whether it is done by saying so: whoever says that he supports it supports it."""
    return finding.coding.type in SPEECH_ACTS and "had" not in auxiliaries(finding.trigger.word)


def _speaks_for(speaker: Mention, source: Mention) -> bool:
    """Whether the source is the "we" of the speaker."""
    own = speaker.country is not None and speaker.country == source.country and speaker.role != "MED"
    return own and source.matter is Matter.ANAPHOR and source.name != speaker.name


def _codes(report: Report, scene: Scene) -> Event:
    finding, block = report.finding, scene.passage.block
    coding = finding.coding
    day = _date_range(report)
    return Event(
        part=block.part,
        block=block.kind,
        type=coding.type,
        mode=coding.mode,
        cameo=cameo_root(coding.type, coding.mode),
        goldstein=goldstein(coding.type, coding.mode),
        trigger=_trigger(finding),
        sentence=Span(report.sentence.start, report.sentence.end),
        source=tuple(_actor(mention) for mention in finding.sources),
        target=tuple(_actor(mention) for mention in _whom(finding)),
        date=day,
        place=_place(report),
        modality=finding.modality,
        negated=status.negated(finding.trigger) and coding.type != "REJECT",
        historical=day is not None and status.long_ago(day.first, scene.day),
        attribution=report.attribution,
        confidence=confidence(finding),
    )


def _whom(finding: Finding) -> Sequence[Mention]:
    """To whom it is done; whoever is named alone at talks or a deal does it to nobody named, not to himself."""
    alone = len(finding.sources) == len(finding.targets) == 1 and finding.sources[0].name == finding.targets[0].name
    return () if alone else [each for each in finding.targets if is_party(finding.coding, each)]


def _words(report: Report, text: str) -> EventWords:
    finding, trigger = report.finding, _trigger(report.finding)
    day, place, attribution = _date_range(report), _place(report), report.attribution
    return EventWords(
        trigger=text[trigger.start : trigger.end],
        sentence=text[report.sentence.start : report.sentence.end],
        source=tuple(ActorWords(text[mention.start : mention.end], mention.name) for mention in finding.sources),
        target=tuple(ActorWords(text[mention.start : mention.end], mention.name) for mention in _whom(finding)),
        date=text[day.start : day.end] if day else None,
        place=PlaceWords(text[place.start : place.end], report.spot.name) if place and report.spot else None,
        attribution=text[attribution.start : attribution.end] if attribution else None,
    )


def _trigger(finding: Finding) -> Span:
    """The verb, with its noun where that stands close behind it."""
    word, noun = finding.trigger.word, finding.trigger.noun
    if noun is not None and 0 < noun.i - word.i <= CLOSE:
        return Span(word.start, noun.end)
    return Span(word.start, word.end)


def _actor(mention: Mention) -> Actor:
    return Actor(start=mention.start, end=mention.end, country=mention.country, role=mention.role)


def _date_range(report: Report) -> DateRange | None:
    day, start = report.day, report.sentence.start
    if day is None:
        return None
    return DateRange(start=start + day.start, end=start + day.end, first=day.first, last=day.last)


def _place(report: Report) -> Place | None:
    spot, words = report.spot, report.sentence.words
    if spot is None:
        return None
    return Place(
        start=words[spot.first].start,
        end=words[spot.last].end,
        country=spot.country,
        latitude=spot.latitude,
        longitude=spot.longitude,
    )
