"""Whether a verb has one of the objects that an entry of the lexicon names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from workers.extract.mention import Matter, Mention
from workers.extract.syntax import after, objects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

NEAR = 4
"""How far behind the verb a preposition may stand that leads to its object: "pull out of talks"."""
COUNTING = words(
    "number tonne ton kilo litre million billion thousand hundred dozen score lot plenty series round truckload"
)
COUNTING |= words(
    "head sack crate container pallet load planeload boatload lorryload box bag barrel bottle litre gallon "
    "ten shipment consignment batch worth amount total package range variety group team state some all most many "
    "third half quarter part rest portion"
)
COUNTING |= words("act form kind sort piece case")
"""What has its meaning from what it is of: "an act of piracy"."""
LEADING = frozenset({"to", "into", "in", "out", "from", "of", "as"})
LEADERS = frozenset({"GOV", "LEG", "MIL", "IGO", "OPP", "JUD"})
PEOPLE = frozenset({"CVL", "LAB", "OPP", "EDU"})
"""Roles of those who go out onto the streets."""
SLURS = words(
    "fascist murderer terrorist dictator killer liar criminal thug tyrant traitor nazi racist genocide coward "
    "puppet thief coup enemy threat butcher warmonger lie insult provocation disgrace farce sham mistake crime "
    "hypocrite "
    "irresponsible dangerous illegal unlawful unacceptable baseless outrageous stupid absurd shameful reckless "
    "disgraceful ridiculous provocative false fake unjust barbaric cowardly despicable illegitimate "
    "unconstitutional undemocratic hypocritical dishonest corrupt cynical immoral inhumane inhuman brutal violation "
    "aggression aggressor arrogant interference blackmail theft robbery piracy pretext betrayal propaganda fabrication "
    "nonsense bully occupier outrage unjustified unprovoked disproportionate excessive discriminatory wrong cruel "
    "tool mouthpiece stooge pawn lackey fabricated motivated biased unfounded groundless "
    "treasonous treason heinous appalling politicised politicized humiliation travesty shame scandal joke slap "
    "blow blunder disservice horrific persecution terrorism massacre mockery"
)
TERMS = frozenset(
    f"{before} {noun}"
    for noun, listed in {
        "strike": "hunger general labor labour rail",
        "call": "phone",
        "war": "trade price",
        "attack": "scathing verbal blistering veiled heart panic",
    }.items()
    for before in listed.split()
)
"""Nouns that with the word before them mean something else: a hunger strike is no strike."""
CLASSES: Mapping[str, Callable[[Mention], bool]] = {
    "@person": lambda mention: mention.matter is Matter.PERSON,
    "@leader": lambda mention: mention.matter in {Matter.PERSON, Matter.ANAPHOR} and mention.role in LEADERS,
    "@state": lambda mention: mention.matter is Matter.STATE,
    "@people": lambda mention: mention.role in PEOPLE,
    "@body": lambda mention: mention.matter is Matter.BODY,
}
"""Names for classes of objects in the lexicon."""


def named_object(verb: Word, wanted: frozenset[str], mentions: Mapping[int, Mention]) -> Word | None:
    """The first object of the verb that is one of those wanted; nobody is phoned who is called something."""
    if "@leader" in wanted and verb.child("oprd") is not None:
        return None
    return next((noun for noun in _candidates(verb) if _is_wanted(noun, wanted, mentions)), None)


def with_conjuncts(noun: Word) -> Iterator[Word]:
    """The noun and what "and" joins to it."""
    yield noun
    yield from (child for child in noun.children if child.dep == "conj")


def _candidates(verb: Word) -> Iterator[Word]:
    """The verb's objects, what a quantity is of, and what a particle of the verb governs."""
    for noun in objects(verb):
        yield from with_conjuncts(noun)
        yield from (child for child in noun.children if child.dep == "appos")
        if noun.lemma in COUNTING:
            yield from after(noun, "of")
    for child in verb.children:
        near = verb.i < child.i <= verb.i + NEAR or child.lower == "as"
        if child.dep in {"prt", "prep"} and near and child.lower in LEADING:
            yield from (noun for noun in child.children if noun.dep == "pobj" or (near and noun.pos == "ADJ"))


def _is_wanted(noun: Word, wanted: frozenset[str], mentions: Mapping[int, Mention]) -> bool:
    lemma, before = noun.lemma.lower(), _word_before(noun)
    term = f"{before} {lemma}"
    named = lemma in wanted or noun.lower in wanted or noun.lower.removesuffix("s") in wanted
    named = named or hyphened(noun) in wanted
    if term in wanted or (named and term not in TERMS):
        return True
    if "@slur" in wanted:
        return lemma in SLURS
    mention = mentions.get(noun.i)
    return mention is not None and any(is_one(mention) for name, is_one in CLASSES.items() if name in wanted)


def hyphened(word: Word) -> str:
    """The lemma with what a hyphen joins before it, as "test-fire"; the lemma alone where there is none."""
    mark = next((child for child in word.children if child.i == word.i - 1 and child.tag == "HYPH"), None)
    first = next((child for child in word.children if child.i == word.i - 2), None)
    return f"{first.lower}-{word.lemma.lower()}" if mark is not None and first is not None else word.lemma.lower()


def _word_before(noun: Word) -> str:
    before = (child for child in noun.children if child.dep in {"compound", "amod"} and child.i == noun.i - 1)
    return next((child.lower for child in before), "")
