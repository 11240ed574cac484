"""What a figure is about, as a key under which figures that speak of the same meet."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from workers.extract.measures import OTHER, measures
from workers.extract.mention import Matter
from workers.extract.places import spots
from workers.extract.scene import Scene
from workers.extract.syntax import NOMINAL, objects, subjects
from workers.extract.tree import Word
from workers.extract.units import Counted
from workers.extract.vocabulary import words

CHANGING = words("rise fall climb drop increase decrease grow shrink decline jump surge plunge slip gain lose")
"""Verbs with which a share tells how much something changed, unless it is "to" so much."""
LEVELS = frozenset({"to", "at"})
PURPOSES = ("of", "in", "for", "worth")


class Subject(Struct, frozen=True):
    """What figures are about that may contradict one another: its name, its country and the kind of happening."""

    name: str
    country: str | None
    topic: str | None


def subject_of(scene: Scene, number: int, thing: Counted, verb: Word | None) -> Subject:
    """Who or what was counted, where, and for people who came to harm in what kind of happening."""
    if thing.unit == OTHER or thing.unit in measures().sizes.values():
        what, country, topic = _matter(thing, verb), _whose(scene, number, thing, verb), None
    else:
        what, topic = _who(scene, number, thing), scene.topics[number]
        country = _where(scene, number, thing, verb)
    state = scene.gazetteer.states.get(country or "")
    return Subject(", ".join(filter(None, (what, state.name if state else country, topic))), country, topic)


def _who(scene: Scene, number: int, thing: Counted) -> str:
    """People, unless more is said of them: "12 children"."""
    word, known = thing.word, measures()
    mention = scene.mentions[number].get(word.i)
    anybody = word.pos not in NOMINAL or word is thing.printed or word.pos == "PROPN"
    if anybody or word.lemma.lower() in known.people or (mention is not None and mention.matter is Matter.STATE):
        return "people"
    return word.lemma.lower()


def _matter(thing: Counted, verb: Word | None) -> str:
    """What is done with things, or what an amount or a share is of."""
    if thing.unit == OTHER:
        return _holder(thing.word) or (_deed(verb) if verb else "")
    purpose = _holder(thing.word) or next(_purposes(thing.word), None)
    if purpose or verb is None:
        return purpose or ""
    return _share(thing.word, verb) if thing.unit in {"percent", "points"} else _deed(verb)


def _deed(verb: Word) -> str:
    """What is done, by a name for all verbs that tell of it."""
    deeds, particle = measures().deeds, verb.child("prt")
    phrase = f"{verb.lemma}-{particle.lower}" if particle is not None else verb.lemma
    return deeds.get(phrase) or deeds.get(verb.lemma, verb.lemma)


def _share(share: Word, verb: Word) -> str:
    """What a share is of: the verb's subject, or its change."""
    of = next((each.lemma.lower() for each in subjects(verb) if each.pos in NOMINAL), "")
    level = share.dep == "pobj" and share.head.lower in LEVELS
    return f"{of} change" if verb.lemma in CHANGING and not level else of


def _holder(thing: Word) -> str | None:
    """The noun that has so many, or so much, in it: "a list of 12 names", "a $2 billion loan"."""
    above = thing.head
    if thing.dep == "pobj" and above.lower == "of" and above.head.pos == "NOUN":
        return above.head.lemma.lower()
    return above.lemma.lower() if thing.dep in {"nmod", "compound", "nummod"} and above.pos == "NOUN" else None


def _purposes(amount: Word) -> Iterator[str]:
    """What stands after "of", "in", "for" behind an amount or behind the verb that it is the object of."""
    for above in (amount, *((amount.head,) if amount.dep == "dobj" else ())):
        for preposition in above.children:
            if preposition.dep == "prep" and preposition.lower in PURPOSES and preposition.i > amount.i:
                nouns = (noun for noun in preposition.children if noun.dep == "pobj" and noun.pos == "NOUN")
                yield from (noun.lemma.lower() for noun in nouns)


def _whose(scene: Scene, number: int, thing: Counted, verb: Word | None) -> str | None:
    """The country of whoever does it, else of what is counted, else where it is."""
    mentions = scene.mentions[number]
    acting = (mentions[word.i].country for word in (subjects(verb) if verb else ()) if word.i in mentions)
    done_to = (mentions[word.i].country for word in (objects(verb) if verb else ()) if word.i in mentions)
    return next(filter(None, (*acting, *done_to)), None) or _where(scene, number, thing, verb)


def _where(scene: Scene, number: int, thing: Counted, verb: Word | None) -> str | None:
    """The country of the place that hangs on the clause, else of the people, of the sentence, of where they are."""
    mention = scene.mentions[number].get(thing.word.i)
    placed = spots(scene.sentences[number].words, scene.gazetteer, scene.cast.countries())
    own = {word.i for above in (verb, thing.word) if above is not None for word in above.subtree()}
    near = (spot.country for preposition, spot in placed if preposition.i in own)
    anywhere = (spot.country for _, spot in placed)
    people = (mention.country,) if mention is not None else ()
    return next(filter(None, (*near, *people, *anywhere)), None) or scene.cast.ground()
