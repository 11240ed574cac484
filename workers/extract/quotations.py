"""Who said what, in direct and indirect speech: source, cue and content of every attribution in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from schemas.block import Span
from schemas.event import Actor, FoundQuotation, Quotation, QuotationWords
from workers.extract.claimants import told_by
from workers.extract.mention import Matter, Mention
from workers.extract.scene import Scene
from workers.extract.speech import Quote, Saying, according_to, inside
from workers.extract.telling import Open, Telling
from workers.extract.tree import Sentence, Word

LOOSE = frozenset({"parataxis", "advcl", "conj"})
"""Relations in which a verb of saying hangs on what is said: "It rained, she said"."""
A_FEW = 3
"""Quoted words up to which a quotation is a turn of phrase, and no speech, unless a verb of saying governs it."""
MOST = 12
"""Attributions of one sentence; what holds more is no prose."""
NEAR = 600
"""Characters within which "he said" goes on with whoever spoke before."""
PERSONS = frozenset({Matter.PERSON, Matter.NAMED, Matter.ANAPHOR})
ONWARD = frozenset({"he", "she"})
LONGEST = 8
"""Paragraphs that a quotation runs through before somebody is named."""
MARKS = ('"', "“")


def quotations(scene: Scene, number: int, text: str) -> Iterator[FoundQuotation]:
    """The attributions of a sentence, in order of their verbs; a quotation over several sentences is given once.

    One that stands by itself belongs to who spoke beside it, or before it in the paragraph above, or, if that paragraph
    leaves it open, to who is named in the next; `text` is the page's.
    """
    sentence, cast = scene.sentences[number], scene.cast
    if number == 0 and not scene.passage.text.startswith(MARKS):
        cast.open.clear()
    told = [(content, _telling(scene, number, saying)) for saying, content in _said(scene, number)]
    told += _according(scene, number)
    told += _alone(scene, number)
    for content, telling in islice(told, MOST):
        cast.telling = telling
        cast.person_telling = telling if telling.is_person and telling.name else cast.person_telling
        yield from (_found(scene, each.sentence, each.content, telling, text) for each in cast.open)
        cast.open.clear()
        yield _found(scene, sentence, content, telling, text)


def _found(scene: Scene, sentence: Sentence, content: Span, telling: Telling, text: str) -> FoundQuotation:
    source = telling.source
    before = text[max(0, content.start - 1) : content.start]
    quotation = Quotation(
        part=scene.passage.block.part,
        sentence=Span(sentence.start, sentence.end),
        content=content,
        cue=telling.cue,
        source=source,
        speaker=telling.speaker,
        direct=before in {*MARKS, "”"} and bool(before),
    )
    words = QuotationWords(
        content=text[content.start : content.end],
        cue=text[telling.cue.start : telling.cue.end],
        sentence=sentence.text,
        source=text[source.start : source.end] if source else None,
        speaker=telling.name,
    )
    return FoundQuotation(quotation, words)


def _said(scene: Scene, number: int) -> Iterator[tuple[Saying, Span]]:
    for saying in scene.said[number]:
        content = _content(scene, number, saying)
        if content is not None:
            yield saying, content


def _telling(scene: Scene, number: int, saying: Saying) -> Telling:
    """Who says it; "he said" goes on with the person who spoke just before, if there is one."""
    mention = saying.mention or scene.mentions[number].get(saying.speaker.i)
    telling = _told(saying.speaker, mention, _whole([saying.verb]))
    before, pronoun = scene.cast.person_telling, saying.speaker.lower
    if pronoun not in ONWARD:
        return telling
    if before is None or saying.speaker.start - before.cue.end > NEAR or before.pronoun not in {None, pronoun}:
        return replace(telling, pronoun=pronoun)
    return replace(telling, speaker=_moved(before.speaker, telling.source), name=before.name, pronoun=pronoun)


def _moved(actor: Actor | None, there: Span | None) -> Actor | None:
    """The same actor where a pronoun stands for it."""
    return replace(actor, start=there.start, end=there.end) if actor and there else actor


def _told(speaker: Word, mention: Mention | None, cue: Span) -> Telling:
    by = told_by(speaker, mention)
    person = mention is not None and mention.matter in PERSONS
    return Telling(cue, _phrase(speaker), by.actor, by.name if by.actor else None, is_person=person)


def _according(scene: Scene, number: int) -> list[tuple[Span, Telling]]:
    """What the sentence tells according to somebody."""
    sentence, found = scene.sentences[number], []
    for speaker in according_to(sentence):
        content = _attributed(sentence, speaker)
        if content is not None:
            to = sentence.words[_index(sentence, speaker) + 1]
            cue = Span(sentence.words[to.i - 1].start, to.end)
            found.append((content, _told(speaker, scene.mentions[number].get(speaker.i), cue)))
    return found


def _alone(scene: Scene, number: int) -> list[tuple[Span, Telling]]:
    """The quotation that a sentence begins with, if no verb of saying stands in any of its sentences."""
    sentence = scene.sentences[number]
    quote = next((each for each in scene.quoted if 0 <= each.start - sentence.start <= 1), None)
    over = [n for n, each in enumerate(scene.sentences) if quote and each.start < quote.end and quote.start < each.end]
    if quote is None or any(scene.said[n] for n in over):
        return []
    content = Span(quote.start, quote.end)
    beside = scene.saying_of(sentence.words[1], number) if len(sentence.words) > 1 else None
    if beside is not None:
        near = next(n for n, said in enumerate(scene.said) if beside in said)
        return [(content, _telling(scene, near, beside))]
    telling = scene.cast.telling
    if not _is_speech(sentence, quote):
        return []
    if _is_left_open(scene, quote) and len(scene.cast.open) < LONGEST and (telling is None or not _follows(scene)):
        scene.cast.open.append(Open(content, sentence))
        return []
    return [(content, telling)] if telling is not None and (_follows(scene) or scene.cast.open) else []


def _is_left_open(scene: Scene, quote: Quote) -> bool:
    """Whether the paragraph ends before the quotation does."""
    passage = scene.passage
    return quote.end == passage.start + len(passage.text)


def _follows(scene: Scene) -> bool:
    """Whether somebody spoke in the paragraph before, or earlier in this one."""
    telling = scene.cast.telling
    return telling is not None and 0 <= scene.passage.start - telling.cue.end < NEAR


def _is_speech(sentence: Sentence, quote: Quote) -> bool:
    return sum(quote.start <= word.start < quote.end for word in sentence.words) > A_FEW


def _content(scene: Scene, number: int, saying: Saying) -> Span | None:
    """What was said: the clause that the verb governs, with the quotations in it, else those that are the verb's."""
    verb = saying.verb
    clause = _clause(verb)
    if inside(verb, scene.quoted) is not None:
        return _whole(clause) if clause else None
    quoted = [quote for quote in scene.quoted if _teller(scene, number, quote) is saying]
    if not quoted:
        return _whole(clause) if any(word.pos in {"VERB", "AUX"} for word in clause) else None
    spans = [Span(quote.start, quote.end) for quote in quoted]
    if clause and any(_meet(_whole(clause), span) for span in spans) and not _holds(quoted, clause):
        spans.append(_whole(clause))
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _clause(verb: Word) -> list[Word]:
    """What the verb says in words that are not quoted: the clause below it, or the one that it hangs on."""
    clause = verb.child("ccomp")
    if clause is not None:
        return _beside(clause, verb)
    return _beside(verb.head, verb) if verb.dep in LOOSE and verb.head.i < verb.i else []


def _beside(clause: Word, verb: Word) -> list[Word]:
    """The words of a clause on the side of the verb that its head is on, without the verb's own."""
    own = {word.i for word in verb.subtree()} if clause is verb.head else {verb.i}
    own |= {below.i for word in clause.subtree() if word.lower == "according" for below in word.subtree()}
    return [word for word in clause.subtree() if word.i not in own and (word.i < verb.i) is (clause.i < verb.i)]


def _teller(scene: Scene, number: int, quote: Quote) -> Saying | None:
    """Whose quotation it is: the verb's that the quoted words depend on, else the nearest outside it."""
    sentence = scene.sentences[number]
    if quote.end <= sentence.start or sentence.end <= quote.start:
        return None
    said = {saying.verb.i: saying for saying in scene.said[number]}
    first = next((word for word in sentence.words if word.start >= quote.start), None)
    above = (said[word.i] for word in first.ancestors() if word.i in said) if first is not None else iter(())
    governor = next(above, None)
    if governor is not None and sentence.start <= quote.start and quote.end <= sentence.end:
        return governor
    if sentence.start < quote.start and quote.end < sentence.end and not _is_speech(sentence, quote):
        return None
    return min(said.values(), key=lambda saying: _distance(saying.verb, quote), default=None)


def _distance(verb: Word, quote: Quote) -> int:
    return min(abs(verb.start - quote.end), abs(verb.end - quote.start))


def _holds(quoted: Sequence[Quote], clause: Sequence[Word]) -> bool:
    """Whether the clause is all in quotation marks."""
    return all(inside(word, quoted) is not None for word in clause if word.pos != "PUNCT")


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _index(sentence: Sentence, speaker: Word) -> int:
    """The index of the "according" before a speaker."""
    return max(word.i for word in sentence.words[: speaker.i] if word.lower == "according")


def _attributed(sentence: Sentence, speaker: Word) -> Span | None:
    """What is said according to somebody: the longer side of the sentence that the phrase stands at an end of."""
    first = _index(sentence, speaker)
    last = max(word.i for word in speaker.subtree())
    sides = (sentence.words[:first], sentence.words[last + 1 :])
    content = [word for word in max(sides, key=len) if word.pos != "PUNCT"]
    return _whole(content) if content else None


def _phrase(head: Word) -> Span:
    """The speaker's noun phrase with all that belongs to it."""
    return _whole([word for word in head.subtree() if word.pos != "PUNCT"] or [head])


def _whole(found: Sequence[Word]) -> Span:
    """From the first to the last of the words, without commas and stops at the edges."""
    words = sorted((word for word in found if word.pos != "PUNCT"), key=lambda word: word.i) or list(found)
    return Span(words[0].start, max(word.end for word in words))
