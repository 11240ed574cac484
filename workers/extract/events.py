"""Who did what to whom: the events of a passage, put together from all the other rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from schemas.block import CleanedPage, Span
from schemas.event import Actor, ActorWords, DateRange, Event, EventWords, FoundEvent, Modality, Place, PlaceWords
from workers.extract import gazetteer, lexicon, status
from workers.extract.actors import FIRST_PERSON, mentions_of
from workers.extract.arguments import Arguments
from workers.extract.cast import Cast
from workers.extract.coding import Coder, Trigger
from workers.extract.dates import Expression, expressions
from workers.extract.embeds import Post, posts
from workers.extract.mention import Matter, Mention
from workers.extract.needs import met
from workers.extract.operators import COOPERATIVE, HOSTILE_DEEDS, Coding, intended, request_mode
from workers.extract.passages import Passage
from workers.extract.places import Spot, spots
from workers.extract.plover import cameo_root, goldstein
from workers.extract.speech import Quote, Saying, according_to, governing, inside, quotes, sayings
from workers.extract.syntax import auxiliaries
from workers.extract.tree import Sentence, Word

Parties = tuple[Sequence[Mention], Sequence[Mention]]
VERBAL_TYPES = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})


class Scene:
    """One passage with all its sentences, read for events; the cast of its part is brought along."""

    def __init__(self, passage: Passage, sentences: Sequence[Sentence], cast: Cast, post: Post | None = None) -> None:
        self.passage = passage
        self.sentences = sentences
        self.cast = cast
        self.gazetteer = gazetteer.load()
        self.day = post.day if post and post.day else cast.day
        self.quoted = quotes(passage.text, passage.start)
        self.mentions = [mentions_of(sentence, self.gazetteer, cast) for sentence in sentences]
        self.said = [sayings(s, m, self.quoted) for s, m in zip(sentences, self.mentions, strict=True)]
        self._first_person()

    def events(self) -> Iterator[FoundEvent]:
        """The passage's events in order."""
        for number in range(len(self.sentences)):
            yield from self._sentence(number)

    def _first_person(self) -> None:
        """Give "I" and "we" inside quotations the speaker's name."""
        for number, mentions in enumerate(self.mentions):
            for index, mention in mentions.items():
                word = self.sentences[number].words[index]
                if mention.matter is Matter.PRONOUN and word.lower in FIRST_PERSON:
                    speaker = self._speaker(number, word)
                    if speaker is not None:
                        mentions[index] = self._spoken(mention, word, speaker)

    def _spoken(self, mention: Mention, word: Word, speaker: Mention) -> Mention:
        known = msgspec.structs.replace(mention, name=speaker.name, country=speaker.country, role=speaker.role, matter=Matter.ANAPHOR)
        state = self.gazetteer.states.get(speaker.country or "")
        if word.lower in {"we", "us", "our"} and state:
            return msgspec.structs.replace(known, name=state.name)
        return known

    def _speaker(self, number: int, word: Word) -> Mention | None:
        """Who speaks a quoted word: the speaker nearest to it in its own or a neighbouring sentence."""
        quote = inside(word, self.quoted)
        if quote is None:
            return None
        saying = self._saying_of(quote, number)
        return saying.mention if saying else self.cast.speaker

    def _saying_of(self, quote: Quote, number: int) -> Saying | None:
        near = [s for n, s in enumerate(self.sentences) if s.start <= quote.end + 2 and s.end >= quote.start - 2]
        candidates = [saying for n, s in enumerate(self.sentences) if s in near for saying in self.said[n]]
        if not candidates:
            candidates = [saying for n in (number - 1, number + 1) if 0 <= n < len(self.said) for saying in self.said[n]]
        return min(candidates, key=lambda s: min(abs(s.verb.start - quote.end), abs(s.verb.end - quote.start)), default=None)

    def _sentence(self, number: int) -> Iterator[FoundEvent]:
        sentence, mentions = self.sentences[number], self.mentions[number]
        coder = Coder(sentence.words, mentions, lexicon.load())
        triggers = coder.triggers()
        if not triggers:
            self._note_speaker(number)
            return
        arguments = Arguments(sentence.words, mentions)
        timed = self._dates(sentence)
        placed = spots(sentence.words, self.gazetteer, self.cast.countries())
        told: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
        for first in triggers:
            read = ((trigger, arguments.of(trigger)) for trigger in coder.alternatives(first.word))
            chosen = next(((t, p) for t, p in read if p[0] and met(t.entry.needs, *p)), None)
            chosen = chosen or self._spoken_of(number, first, arguments)
            if chosen is None:
                continue
            trigger, (sources, targets) = chosen
            coding, modality = self._coding(trigger)
            key = (coding.type, tuple(sorted(m.name for m in sources)), tuple(sorted(m.name for m in targets)))
            if key not in told:
                told.add(key)
                yield self._event(number, trigger, coding, modality, (sources, targets), timed, placed)
        self._note_speaker(number)

    def _spoken_of(self, number: int, trigger: Trigger, arguments: Arguments) -> tuple[Trigger, Parties] | None:
        """Talks of which only the other side is named are the speaker's own."""
        _, targets = arguments.of(trigger)
        if trigger.coding.type != "CONSULT" or len(targets) != 1:
            return None
        spoken = governing(trigger.word, self.said[number], frozenset())
        speaker = next((saying.mention for saying in spoken if saying.mention is not None and saying.mention.acts), None)
        if speaker is None or speaker.country in {None, targets[0].country}:
            return None
        both = [speaker, *targets]
        return trigger, (both, both)

    def _note_speaker(self, number: int) -> None:
        for saying in self.said[number]:
            if saying.mention is not None and saying.mention.acts:
                self.cast.speaker = saying.mention

    def _coding(self, trigger: Trigger) -> tuple[Coding, Modality]:
        """The type as the tense has it: a deed announced is an agreement or a threat."""
        coding, modality = trigger.coding, status.modality_of(trigger)
        if coding.type in COOPERATIVE and status.negated(trigger) and status.is_refusal(trigger):
            return Coding("REJECT", request_mode(coding)), Modality.ACTUAL
        if trigger.entry.operator in {None, "light", "raise", "ease", "allow"} and modality is Modality.PLANNED and status.is_future(trigger):
            if coding.type in COOPERATIVE and coding.type != "AGREE":
                return intended(coding), Modality.PLANNED
            if coding.type in HOSTILE_DEEDS:
                return intended(coding), Modality.ACTUAL
        return coding, modality

    def _dates(self, sentence: Sentence) -> list[tuple[Word, Expression]]:
        """Date expressions by the word they begin at."""
        future = any(auxiliaries(word) & status.FUTURE or word.lemma in status.PLANNING for word in sentence.words if word.pos == "VERB")
        found = []
        for expression in expressions(sentence.text, self.day, future=future):
            start = sentence.start + expression.start
            word = next((w for w in sentence.words if w.start <= start < w.end), None)
            if word is not None:
                found.append((word, expression))
        return found

    def _event(self, number: int, trigger: Trigger, coding: Coding, modality: Modality, parties: Parties, timed: Sequence[tuple[Word, Expression]], placed: Sequence[tuple[Word, Spot]]) -> FoundEvent:  # noqa: PLR0913 the fields of an event
        sentence, block = self.sentences[number], self.passage.block
        sources, targets = parties
        when = _when(trigger, timed, coding)
        spot = _where(trigger, placed)
        span = _trigger_span(trigger)
        attribution = self._attribution(number, trigger, coding, sources)
        text, offset = self.passage.text, self.passage.start
        day = when.first if when else None
        event = Event(
            part=block.part,
            block=block.kind,
            type=coding.type,
            mode=coding.mode,
            cameo=cameo_root(coding.type, coding.mode),
            goldstein=goldstein(coding.type, coding.mode),
            trigger=span,
            sentence=Span(sentence.start, sentence.end),
            source=tuple(_actor(mention) for mention in sources),
            target=tuple(_actor(mention) for mention in targets),
            date=DateRange(start=sentence.start + when.start, end=sentence.start + when.end, first=when.first, last=when.last) if when else None,
            place=_place(spot, sentence) if spot else None,
            modality=modality,
            negated=status.negated(trigger) and coding.type != "REJECT",
            historical=status.long_ago(day, self.day),
            attribution=attribution,
            confidence=_confidence(trigger, sources, targets),
        )
        words = EventWords(
            trigger=text[span.start - offset : span.end - offset],
            sentence=sentence.text,
            source=tuple(ActorWords(text[m.start - offset : m.end - offset], m.name) for m in sources),
            target=tuple(ActorWords(text[m.start - offset : m.end - offset], m.name) for m in targets),
            date=sentence.text[when.start : when.end] if when else None,
            place=_place_words(spot, sentence) if spot else None,
            attribution=text[attribution.start - offset : attribution.end - offset] if attribution else None,
        )
        return FoundEvent(event, words)

    def _attribution(self, number: int, trigger: Trigger, coding: Coding, sources: Sequence[Mention]) -> Span | None:
        """Who says that it happened: the nearest speaker who is not just doing it by saying so."""
        sentence, mentions = self.sentences[number], self.mentions[number]
        own = frozenset({trigger.word.i})
        speakers = [(saying.speaker, saying.mention) for saying in governing(trigger.word, self.said[number], own)]
        quote = inside(trigger.word, self.quoted)
        if quote is not None and (saying := self._saying_of(quote, number)) and saying.verb.i not in own:
            speakers.insert(0, (saying.speaker, saying.mention))
        speakers += [(word, mentions.get(word.i)) for word in according_to(sentence)]
        for word, mention in speakers:
            if coding.type in VERBAL_TYPES and "had" not in auxiliaries(trigger.word) and mention is not None and any(mention.name == source.name for source in sources):
                continue
            return Span(mention.start, mention.end) if mention is not None else Span(word.start, word.end)
        return None


def _when(trigger: Trigger, timed: Sequence[tuple[Word, Expression]], coding: Coding) -> Expression | None:
    """The date that hangs on the trigger, on its noun, or on the verbs above it in the same clause."""
    if not timed:
        return None
    below = {id(word) for start in (trigger.word, trigger.noun) if start is not None for word in _own(start)}
    for word, expression in timed:
        if id(word) in below:
            return expression
    for above in trigger.word.ancestors():
        attached = {id(word) for word in _own(above)}
        for word, expression in timed:
            if id(word) in attached:
                return expression
        if above.pos in {"VERB", "AUX"} and (coding.type not in VERBAL_TYPES or "had" in auxiliaries(trigger.word)):
            return None
    return None


def _own(word: Word) -> Iterator[Word]:
    """The word and what hangs on it within its own clause."""
    stack = [word]
    while stack:
        one = stack.pop()
        yield one
        stack += [child for child in one.children if child.dep not in {"ccomp", "advcl", "relcl", "acl", "conj", "xcomp", "nsubj", "parataxis"}]


def _where(trigger: Trigger, placed: Sequence[tuple[Word, Spot]]) -> Spot | None:
    """The place whose preposition hangs on the trigger, its noun or its clause."""
    below = {id(word) for start in (trigger.word, trigger.noun) if start is not None for word in _own(start)}
    for preposition, spot in placed:
        if id(preposition) in below:
            return spot
    return None


def _place(spot: Spot, sentence: Sentence) -> Place:
    first, last = sentence.words[spot.first], sentence.words[spot.last]
    return Place(start=first.start, end=last.end, country=spot.country, latitude=spot.latitude, longitude=spot.longitude)


def _place_words(spot: Spot, sentence: Sentence) -> PlaceWords:
    first, last = sentence.words[spot.first], sentence.words[spot.last]
    return PlaceWords(sentence.text[first.start - sentence.start : last.end - sentence.start], spot.name)


def _trigger_span(trigger: Trigger) -> Span:
    """The verb; with its noun where that stands close behind it."""
    word, noun = trigger.word, trigger.noun
    if noun is not None and 0 < noun.i - word.i <= 4:  # noqa: PLR2004 close enough to be one phrase
        return Span(word.start, noun.end)
    return Span(word.start, word.end)


def _actor(mention: Mention) -> Actor:
    return Actor(start=mention.start, end=mention.end, country=mention.country, role=mention.role)


def _confidence(trigger: Trigger, sources: Sequence[Mention], targets: Sequence[Mention]) -> float:
    """A first estimate: verbs say it more plainly than nouns, known actors more surely than unknown ones."""
    score = 0.55 if trigger.word.pos in {"NOUN", "PROPN"} else 0.65
    score += 0.1 if any(source.country or source.role for source in sources) else -0.1
    score += 0.05 if targets else -0.05
    return round(score, 2)


def read(page: CleanedPage, passages: Sequence[Passage], parsed: Sequence[Sequence[Sentence]]) -> Iterator[FoundEvent]:
    """The events of all passages, in order; each part has a cast of its own."""
    casts = [Cast(part.published.day if part.published else None) for part in page.parts]
    quoted = posts(page.text, page.blocks)
    for passage, sentences in zip(passages, parsed, strict=True):
        cast, post = casts[passage.block.part], quoted.get(passage.block.start)
        scene = Scene(passage, sentences, cast, post)
        for found in scene.events():
            yield found if post is None else _posted(found, post, page.text)


def _posted(found: FoundEvent, post: Post, text: str) -> FoundEvent:
    """An event of a quoted post is its author's word, unless the post itself names a source."""
    if found.event.attribution is not None:
        return found
    author = text[post.author.start : post.author.end]
    return FoundEvent(
        msgspec.structs.replace(found.event, attribution=post.author),
        msgspec.structs.replace(found.words, attribution=author),
    )
