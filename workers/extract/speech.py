"""Who says what: the speakers of a passage and the stretches that are theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from workers.extract.mention import THINGS, Mention
from workers.extract.syntax import agents, conjuncts, is_passive, subjects
from workers.extract.tree import Sentence, Word
from workers.extract.vocabulary import words

SAYING = words(
    "say tell add report announce claim state note insist argue write tweet post explain stress declare confirm "
    "quote cite reveal disclose acknowledge admit allege comment reply respond remark testify suggest estimate "
    "maintain assert warn describe show indicate emphasize emphasise highlight conclude recall observe broadcast "
    "reiterate believe think deny vow pledge continue ask caution stipulate chant shout"
)
REPORTING_NOUNS = frozenset({"report", "claim", "allegation", "statement", "announcement", "reports"})
STATING = words("emphasize emphasise stress highlight note acknowledge confirm recall")
"""Verbs of saying whose object is what is said."""
CONTENT = frozenset({"ccomp", "parataxis", "dep", "xcomp", "nsubjpass"})
"""Relations to a verb of saying in which what is said stands."""
QUOTING = frozenset({"quote", "cite"})
"""Verbs of saying that govern what was said through "as saying"."""
TELLING = words(
    "report footage video statement source image photo data study survey poll readout document figure record witness"
)
"""Things that say something."""
_QUOTE = re.compile(r'["“”]')


class Saying(Struct, frozen=True):
    """A verb of saying and who says it: head words, the speaker's mention where there is one."""

    verb: Word
    speaker: Word
    mention: Mention | None


class Quote(Struct, frozen=True):
    """A stretch between quotation marks, in offsets into the page text."""

    start: int
    end: int


def quotes(text: str, start: int) -> list[Quote]:
    """The quoted stretches of a passage that starts at `start`; an unclosed quotation goes on to its end."""
    found, opened = [], None
    for match in _QUOTE.finditer(text):
        if opened is None:
            opened = match.end()
        elif match[0] != "“":
            found.append(Quote(start + opened, start + match.start()))
            opened = None
    if opened is not None:
        found.append(Quote(start + opened, start + len(text)))
    return found


def sayings(sentence: Sentence, mentions: Mapping[int, Mention], quoted: Sequence[Quote]) -> list[Saying]:
    """The verbs of saying outside quotation marks with their speakers."""
    found = []
    for word in sentence.words:
        if word.pos != "VERB" or word.lemma not in SAYING or inside(word, quoted):
            continue
        speakers = agents(word) if is_passive(word) else subjects(word)
        for speaker in speakers[:1]:
            mention = _mention(speaker, mentions)
            if (mention is not None and mention.matter not in THINGS) or speaker.lemma in TELLING:
                found.append(Saying(word, speaker, mention))
    return found


def _mention(speaker: Word, mentions: Mapping[int, Mention]) -> Mention | None:
    return next((mentions[word.i] for word in conjuncts(speaker) if word.i in mentions), None)


def inside(word: Word, quoted: Sequence[Quote]) -> Quote | None:
    """The quotation a word stands in."""
    return next((quote for quote in quoted if quote.start <= word.start and word.end <= quote.end), None)


def according_to(sentence: Sentence) -> list[Word]:
    """The heads of the noun phrases after "according to"."""
    found = []
    for word in sentence.words:
        if word.lower == "according" and word.i + 1 < len(sentence.words) and sentence.words[word.i + 1].lower == "to":
            preposition = sentence.words[word.i + 1]
            noun = preposition.child("pobj") or word.child("pobj")
            if noun is not None:
                found.append(noun)
    return found


def governing(word: Word, said: Sequence[Saying], own: frozenset[int]) -> list[Saying]:
    """The sayings that a word's clause belongs to, the nearest first; `own` are words of the event itself."""
    by_verb = {saying.verb.i: saying for saying in said}
    found, below = [], word
    for above in word.ancestors():
        if above.i in by_verb and above.i not in own and _governs(above, below):
            found.append(by_verb[above.i])
        elif above.lemma in REPORTING_NOUNS and below.dep in {"acl", "ccomp", "relcl"} and above.pos == "NOUN":
            found.append(Saying(above, above, None))
        below = above
    return found


def _governs(verb: Word, below: Word) -> bool:
    """Whether what is below a verb of saying is what is said; before a semicolon it is another sentence."""
    if below.dep == "dobj":
        return verb.lemma in STATING
    if any(child.text == ";" and below.i < child.i < verb.i for child in verb.children):
        return False
    return below.dep in CONTENT or (below.dep == "prep" and verb.lemma in QUOTING)
