"""The actors a sentence names: each noun phrase with what stands in it, its role, its country and its full name."""

from __future__ import annotations

from msgspec import structs

from workers.extract.cast import COUPLE, Cast
from workers.extract.commonnouns import (
    BODIES,
    bloc,
    gathering,
    happening,
    introduced,
    listed,
    numbers,
    pair,
    relation,
    role,
    several,
    the_country,
    the_group,
    the_people,
    time,
    titled,
)
from workers.extract.gazetteer import Gazetteer, Sort
from workers.extract.mention import Matter, Mention
from workers.extract.names import Named
from workers.extract.places import PLACING, is_great, spots
from workers.extract.pronouns import pronoun
from workers.extract.propernames import known_name, of_name, proper_name
from workers.extract.reading import Reading
from workers.extract.syntax import conjuncts
from workers.extract.tree import Sentence, Word, hang
from workers.extract.vocabulary import words

PARTITIVE = words(
    "all some most many several hundred thousand dozen ten million score number group member majority one none "
    "two three four both each half pair part rest any series plenty lot handful quarter third more couple few "
    "crowd team wave convoy representative delegate"
)
"""Nouns that count, or stand for, what stands after their "of"."""
SETTING = PLACING | {"between"}
"""Prepositions before the places where things happen, a road between two cities too."""
BESIDE = frozenset({"relcl", "acl", "advcl"})
"""Clauses that tell where something else took place."""
SEATED = frozenset({"ministry", "government", "parliament", "presidency"})
"""Bodies of which it is told where they have their seat."""
ABROAD = frozenset({"embassy", "consulate", "delegation"})
"""Bodies that arrest nobody where they are."""
DEEPEST = 4
"""Countings of countings: "some of the dozens of hundreds of protesters"."""


def mentions_of(sentence: Sentence, gazetteer: Gazetteer, cast: Cast) -> dict[int, Mention]:
    """Every actor of the sentence by the index of its head word; the cast remembers them for what follows."""
    reading = Reading(sentence, gazetteer, cast)
    reading.cast.enter_sentence(reading.words[0].start)
    _take_place(reading)
    end = -1
    for head in reading.words:
        if head.i > end and reading.phrases.is_head(head):
            _modifiers(reading, head)
            _note(reading, head.i, _describe(reading, head))
            end = reading.names.end(head.i)
            _join_others(reading, head, end)
    _couples(reading)
    for named in reading.names.all:
        mention = reading.found.get(named.last) or reading.found.get(named.root) or of_name(reading, named)
        reading.found.setdefault(named.last, mention)
        reading.found.setdefault(named.root, mention)
    return reading.found


def _take_place(reading: Reading) -> None:
    """Let the cast know in which country things happen, but not by clauses and seats that only tell of somebody."""
    cast = reading.cast
    for preposition, spot in spots(reading.words, reading.gazetteer, cast.countries(), SETTING):
        beside = preposition.head.lemma in SEATED or any(word.dep in BESIDE for word in preposition.ancestors())
        beside = beside or (preposition.lower == "between" and spot.name in reading.gazetteer.names)
        if spot.country and not beside and (cast.has_named(spot.country) or is_great(spot)):
            cast.stand(spot.country)


def _note(reading: Reading, i: int, mention: Mention) -> None:
    reading.found[i] = mention
    named = _named_before(reading, reading.words[i])
    if named is not None and mention.matter is not Matter.NAMED:
        reading.cast.entitle(mention.title, named)
        return
    reading.cast.remember(mention, aside=_is_unknown_owner(reading.words[i]))
    _weigh(reading, reading.words[i], mention)


def _is_unknown_owner(word: Word) -> bool:
    """Whether it only tells whose something is, of nobody known: of "a captain's house" the captain."""
    return word.dep == "poss" and any(child.lower in {"a", "an"} for child in word.children)


def _weigh(reading: Reading, word: Word, mention: Mention) -> None:
    """Let the cast know a subject and an authority, but not "48 officers"; "his lawyer" is never the next "he"."""
    counted = any(child.dep == "nummod" or child.lower in {"a", "an"} for child in word.children)
    if not counted and word.lemma not in ABROAD:
        reading.cast.entrust(mention)
    owner = word.child("poss")
    own = reading.found.get(owner.i) if owner is not None and owner.tag == "PRP$" else None
    if own is not None:
        reading.cast.recall(own.name)
    if word.dep in {"nsubj", "nsubjpass"}:
        reading.cast.centre(own.name if own is not None else mention.name)
        reading.cast.lead(mention)


def _couples(reading: Reading) -> None:
    """Let the cast remember whom the sentence names as two: "Chad and Sudan", "the armies of Chad and Sudan"."""
    for i, mention in list(reading.found.items()):
        if reading.words[i].dep == "conj":
            continue
        if not mention.members and (not _is_side(mention) or reading.words[i].child("conj", "appos") is None):
            continue
        beside = [reading.found[word.i] for word in conjuncts(reading.words[i]) if word.i in reading.found]
        sides = mention.members or tuple(beside)
        if len(sides) > COUPLE and all(side.matter is Matter.STATE for side in sides):
            reading.cast.line_up(sides)
        if len(sides) != COUPLE or not all(_is_side(each) for each in sides):
            continue
        reading.cast.oppose(sides[0], sides[1])
        if all(each.country for each in sides):
            reading.cast.couple([reading.state(each.country) for each in sides if each.country])


def _named_before(reading: Reading, noun: Word) -> Mention | None:
    """The person of whom a common noun in apposition only tells more: "Ada Lunt, a former commander"."""
    named = reading.found.get(noun.head.i) if noun.dep == "appos" and noun.pos == "NOUN" else None
    return named if named is not None and named.matter in {Matter.PERSON, Matter.NAMED} else None


def _modifiers(reading: Reading, head: Word) -> None:
    """States and bodies that stand before the head as adjectives or compounds: "US" in "US attack"."""
    for first in range(reading.phrases.first(head), head.i):
        named = reading.names.beginning(first)
        if named is None or named.last >= head.i or named.last in reading.found:
            continue
        reading.found[named.last] = mention = of_name(reading, named)
        reading.cast.remember(mention, aside=_is_aside(reading, named, head))


def _is_aside(reading: Reading, named: Named, head: Word) -> bool:
    """Whether a state's adjective only tells what kind of thing this is: "the Chinese border"."""
    described = named.entity.sort is Sort.ADJECTIVE and head.pos == "NOUN"
    return described and not any(
        reading.phrases.role(reading.phrases.first(head), word) for word in reading.words[named.last + 1 : head.i + 1]
    )


def _part(reading: Reading, first: int, head: Word) -> Mention | None:
    """The people counted: of "thousands of protesters" the protesters, with the whole as their text."""
    inner, depth = head, 0
    while _counts(inner) and depth < DEEPEST and (nouns := reading.phrases.after_of(inner)):
        inner, depth = nouns[0], depth + 1
    if inner is head or _counts(inner):
        return None
    owner = inner.child("poss")
    if owner is not None and owner.i not in reading.found:
        _note(reading, owner.i, _describe(reading, owner))
    whole = _describe(reading, inner)
    return structs.replace(
        whole, first=first, start=reading.words[first].start, text=reading.phrases.text(first, whole.last)
    )


def _counts(head: Word) -> bool:
    """Whether the word only says how many: "dozens of", "eleven of"."""
    return head.lemma in PARTITIVE or head.tag == "CD"


def _is_side(mention: Mention) -> bool:
    """Whether it may be one of two sides: a state, or somebody in a role who is no private person."""
    return mention.acts and (mention.country is not None or mention.role in BODIES | {"UAF", "PRM", "REL"})


def _describe(reading: Reading, head: Word) -> Mention:
    """The mention that the phrase is."""
    first = reading.phrases.first(head)
    found = (way(reading, first, head) for way in WAYS)
    mention = next((mention for mention in found if mention is not None), None) or reading.thing(first, head)
    return _in_full(reading, mention)


def _join_others(reading: Reading, head: Word, end: int) -> None:
    """Join to a body who stands behind its name: "the Ministry of Health and UNICEF"."""
    for word in reading.words[head.i + 1 : end + 1]:
        for other in [child for child in word.children if child.dep == "conj" and child.i > end]:
            hang(other, head, "conj")


def _in_full(reading: Reading, mention: Mention) -> Mention:
    """The mention of a body with what of its name stands behind its noun."""
    head = reading.words[mention.last]
    rest = reading.phrases.rest(head)
    if not rest or mention.matter is not Matter.BODY:
        return mention
    last = reading.names.end(head.i)
    name = mention.name if mention.name.endswith(rest) else mention.name + rest
    text = reading.phrases.text(mention.first, last)
    return structs.replace(mention, last=last, end=reading.words[last].end, text=text, name=name)


WAYS = (
    known_name,
    pronoun,
    pair,
    listed,
    gathering,
    _part,
    numbers,
    time,
    happening,
    proper_name,
    the_country,
    relation,
    several,
    introduced,
    titled,
    bloc,
    the_group,
    the_people,
    role,
)
"""How a noun phrase may be read; the first that fits is taken."""
