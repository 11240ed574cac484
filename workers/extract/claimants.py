"""Whose claim something is: the nearest who says, counts or reports it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from schemas.block import Span
from schemas.event import Actor
from workers.extract.mention import Matter, Mention
from workers.extract.scene import Scene
from workers.extract.speech import according_to, governing
from workers.extract.syntax import subjects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

COUNTING = words(
    "count record document tally confirm verify register put estimate report acknowledge identify say publish"
)
"""Verbs whose subject vouches for the number in their object."""


class Claimant(Struct, frozen=True):
    """Who says so: where that is printed, the full name, and the actor where it is one."""

    span: Span
    name: str
    actor: Actor | None = None


def claimant(scene: Scene, number: int, word: Word) -> Claimant | None:
    """Whose claim a word of a sentence is: of the quotation, the count, the clause, the sentence, or the post."""
    speaker, mention = next(_speakers(scene, number, word), (None, None))
    if speaker is not None:
        return told_by(speaker, mention)
    author = scene.passage.author
    if author is None:
        return None
    printed = scene.passage.text[author.start - scene.passage.start : author.end - scene.passage.start]
    return Claimant(author, printed) if printed else None


def told_by(speaker: Word, mention: Mention | None) -> Claimant:
    """Whoever a noun phrase with this head stands for."""
    if mention is None:
        return Claimant(Span(speaker.start, speaker.end), speaker.text)
    span = Span(mention.start, mention.end)
    known = mention.acts and (mention.country or mention.role or mention.matter in {Matter.NAMED, Matter.PERSON})
    actor = Actor(start=span.start, end=span.end, country=mention.country, role=mention.role) if known else None
    return Claimant(span, mention.name, actor)


def _speakers(scene: Scene, number: int, word: Word) -> Iterator[tuple[Word, Mention | None]]:
    """Those whose word it is, the nearest first."""
    mentions = scene.mentions[number]
    relative = (saying for saying in scene.said[number] if saying.verb.head is word and saying.verb.dep == "relcl")
    yield from ((saying.speaker, saying.mention) for saying in relative)
    quoting = scene.saying_of(word, number)
    if quoting is not None:
        yield quoting.speaker, quoting.mention
    verb = next((above for above in word.ancestors() if above.pos == "VERB"), None)
    if verb is not None and verb.lemma in COUNTING:
        yield from ((each, mentions.get(each.i)) for each in subjects(verb) if each.pos != "NUM")
    for saying in governing(word, scene.said[number], frozenset()):
        yield saying.speaker, saying.mention or mentions.get(saying.speaker.i)
    for source in according_to(scene.sentences[number]):
        yield source, mentions.get(source.i)
