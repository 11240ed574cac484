"""A passage with all that its sentences name and say, before events are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import structs

from workers.extract.actors import mentions_of
from workers.extract.cast import Cast
from workers.extract.gazetteer import Gazetteer
from workers.extract.measures import measures
from workers.extract.mention import Matter, Mention
from workers.extract.passages import Passage
from workers.extract.places import dateline_country
from workers.extract.pronouns import FIRST_PERSON
from workers.extract.speech import Quote, Saying, governing, inside, quotes, sayings
from workers.extract.tree import Sentence, Word

OWN = frozenset({"it", "they", "he", "she"})
PLURAL = frozenset({"we", "us", "our"})
TOUCHING = 2
"""Characters between a sentence and a quotation that is partly its own: the mark and a space."""


class Scene:
    """The sentences of a passage, the actors in each, who says what; `apart` are those of a game or a tale."""

    def __init__(
        self,
        passage: Passage,
        sentences: Sequence[Sentence],
        apart: Sequence[bool],
        cast: Cast,
        gazetteer: Gazetteer,
    ) -> None:
        self.passage = passage
        self.sentences = sentences
        self.apart = apart
        self.cast = cast
        self.gazetteer = gazetteer
        if country := dateline_country(passage.dateline, gazetteer):
            cast.dwell(country)
        self.quoted = quotes(passage.text, passage.start)
        self.mentions = [mentions_of(sentence, gazetteer, cast) for sentence in sentences]
        self.said = [sayings(s, m, self.quoted) for s, m in zip(sentences, self.mentions, strict=True)]
        self.topics = [self._topic(sentence) for sentence in sentences]
        for number in range(len(sentences)):
            self._first_person(number)

    @property
    def day(self) -> date | None:
        """When the passage was written."""
        return self.passage.day or self.cast.day

    def saying_of(self, word: Word, number: int) -> Saying | None:
        """The verb of saying that the quotation around a word belongs to: the nearest in or beside its sentences."""
        quote = inside(word, self.quoted)
        if quote is None:
            return None
        here = [n for n, sentence in enumerate(self.sentences) if _touches(sentence, quote)]
        candidates = [saying for n in here for saying in self.said[n]]
        if not candidates:
            beside = (n for n in (number - 1, number + 1) if 0 <= n < len(self.said))
            candidates = [saying for n in beside for saying in self.said[n]]
        return min(candidates, key=lambda saying: _distance(saying, quote), default=None)

    def leave(self, number: int) -> None:
        """Let the cast remember who spoke last in a sentence."""
        for saying in self.said[number]:
            if saying.mention is not None and saying.mention.acts:
                self.cast.speaker = saying.mention

    def _topic(self, sentence: Sentence) -> str | None:
        """The kind of happening that a sentence speaks of, else the one spoken of before."""
        topics = measures().topics
        here = (topics[word.lemma] for word in sentence.words if word.pos == "NOUN" and word.lemma in topics)
        self.cast.topic = next(here, self.cast.topic)
        return self.cast.topic

    def _first_person(self, number: int) -> None:
        """Give "I" and "we" inside quotations the speaker's name."""
        mentions, words = self.mentions[number], self.sentences[number].words
        for index, mention in mentions.items():
            if self._is_own(number, mention, words[index]):
                mentions[index] = self._reporting(number, mention, words[index])
            if mention.matter is Matter.PRONOUN and words[index].lower in FIRST_PERSON:
                saying = self.saying_of(words[index], number)
                speaker = saying.mention if saying else self.cast.speaker
                if speaker is not None and inside(words[index], self.quoted):
                    mentions[index] = self._spoken(mention, words[index], speaker)

    def _is_own(self, number: int, mention: Mention, word: Word) -> bool:
        """Whether a pronoun most likely means whoever says so: "the rebels said they would"."""
        if word.lower not in OWN:
            return False
        return mention.matter is Matter.PRONOUN or (word.lower == "they" and bool(self._governor(number, word)))

    def _governor(self, number: int, word: Word) -> Mention | None:
        """The speaker in whose reported clause the word stands."""
        spoken = governing(word, self.said[number], frozenset())
        return next((saying.mention for saying in spoken if saying.mention is not None and saying.mention.acts), None)

    def _reporting(self, number: int, mention: Mention, word: Word) -> Mention:
        speaker = self._governor(number, word)
        if speaker is None or speaker.head == mention.head:
            return mention
        return structs.replace(
            mention, name=speaker.name, country=speaker.country, role=speaker.role, matter=Matter.ANAPHOR
        )

    def _spoken(self, mention: Mention, word: Word, speaker: Mention) -> Mention:
        state = self.gazetteer.states.get(speaker.country or "")
        return structs.replace(
            mention,
            name=state.name if state and word.lower in PLURAL else speaker.name,
            country=speaker.country,
            role=speaker.role,
            matter=Matter.ANAPHOR,
        )


def _touches(sentence: Sentence, quote: Quote) -> bool:
    return sentence.start <= quote.end + TOUCHING and sentence.end >= quote.start - TOUCHING


def _distance(saying: Saying, quote: Quote) -> int:
    return min(abs(saying.verb.start - quote.end), abs(saying.verb.end - quote.start))
