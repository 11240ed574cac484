"""Who a noun stands for: an actor itself, or the one behind a thing ("Israeli shelling", "the army's missiles")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workers.extract import lexicon
from workers.extract.mention import THINGS, Matter, Mention
from workers.extract.syntax import after, agents, conjuncts, is_passive, possessors, subjects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

LEADING = (
    *("of", "by", "between", "with", "against", "to", "on", "for", "from", "among", "at", "over", "in", "into"),
    *("toward", "towards", "near"),
)
"""Prepositions through which an actor stands behind a thing, the most telling first."""
OWNING = ("of", "by")
PLACES = frozenset({"at", "in", "near", "over"})
"""Prepositions after which a name of which nothing is known is a place."""
DEEPEST = 4
"""Nouns inside nouns through which an actor is looked for."""
EMPTY = frozenset({"it", "this", "that"})
"""Pronouns that mostly mean no actor where an object stands."""
COLLECTIVE = words("country nation state government power ally group")
LAUNCHING = words("fire launch send shoot fly lob operate pilot plant drop")
ISSUING = words(
    "publish issue release write sign pass send adopt file approve post enact draft submit deliver circulate present "
    "lodge promulgate launch produce put hand back broadcast vote"
)
"""Verbs whose subject is the author of the document that is their object."""
DELEGATES = words("negotiator representative delegate envoy official diplomat leader delegation minister")
"""Those who come from each of several sides."""
EXAMPLES = ("including", "like", "as")


INSTRUMENTS = words(
    "plane jet warplane aircraft airpower bulldozer helicopter drone missile rocket shell bomb artillery fire tank "
    "weapon gun warship ship vessel submarine fleet unit force side bloc agency affiliate head media press television "
    "radio newspaper resolution report statement proposal draft letter decree law decision policy veto vote"
)
"""Things through which a state acts: what any other thing of a country does, a state does not do."""


DOCUMENTS = words(
    "report statement letter resolution motion petition complaint lawsuit suit article tweet message bill law decree "
    "order note communique declaration post appeal video memo circular brief"
)
"""Things that say or order what their authors do."""


class Behind:
    """Finds the actors that nouns of one sentence stand for."""

    def __init__(self, sentence: Sequence[Word], mentions: Mapping[int, Mention]) -> None:
        self.words = sentence
        self.mentions = mentions

    def acting(self, heads: Iterable[Word]) -> list[Mention]:
        """The actors among the nouns and their conjuncts; a thing stands for its owner."""
        return distinct(mention for head in heads for word in conjuncts(head) for mention in self._actor(word))

    def is_thing(self, head: Word) -> bool:
        """Whether the noun is something that meets nobody, whosesoever it is: "the offer has met with anger"."""
        mention = self.mentions.get(head.i)
        thing = mention is not None and mention.matter in THINGS
        return thing and head.pos == "NOUN" and head.lemma not in INSTRUMENTS

    def modifying(self, noun: Word) -> list[Mention]:
        """States and bodies before a noun: "US attack", "US-Iran talks"."""
        before = (word.i for word in noun.subtree() if word.i < noun.i and word.dep in PREMODIFYING)
        found = [
            self.mentions.get(i) for i in range(min(before, default=noun.i), noun.i) if self.words[i].dep != "poss"
        ]
        return [mention for mention in found if mention and mention.acts and mention.matter is not Matter.ANAPHOR]

    def standing(self, heads: Iterable[Word], *, tangible: bool, owned: bool = True) -> list[Mention]:
        """The actors the nouns stand for as objects: if `owned` through whose they are, if `tangible` things too."""
        found = (
            mention
            for head in heads
            for word in conjuncts(head)
            for mention in self._object(word, tangible=tangible, owned=owned)
        )
        return distinct(found)

    def _actor(self, word: Word) -> Sequence[Mention]:
        mention = self.mentions.get(word.i)
        if mention is None:
            return ()
        if mention.acts:
            used = word.lemma in INSTRUMENTS and any(each.lemma in LAUNCHING for each in _participles(word))
            return (used and self._makers(word)) or self._examples(word) or mention.members or (mention,)
        return self._owner(word) if mention.matter in THINGS and word.pos != "PRON" else ()

    def _examples(self, word: Word) -> list[Mention]:
        """Who is named after "including": "other countries, including Chad and Niger"; whose delegates they are."""
        if word.lemma in DELEGATES and word.tag == "NNS":
            sent = self.acting(after(word, "from"))
            return sent if len(sent) > 1 else []
        if word.lemma not in COLLECTIVE:
            return []
        return list(self._acting_among(noun for preposition in EXAMPLES for noun in after(word, preposition)))

    def _owner(self, thing: Word) -> list[Mention]:
        """Whose thing it is: "Israeli shelling killed", "the missiles fired by the army struck"."""
        own = [] if self._is_of_several(thing) else possessors(thing)
        found = list(self._acting_among([*own, *agents(thing)])) or self._before(thing)
        found = found or self._makers(thing) or list(self._acting_among(_authors(thing)))
        if found or not self._acts_for_states(thing):
            return found
        return [m for m in self._acting_among(after(thing, "of")) if m.matter is not Matter.GROUP]

    def _makers(self, thing: Word) -> list[Mention]:
        """By whom it was made or used, or whence: "shells fired by the army", "rockets launched from Chad"."""
        used = list(_participles(thing))
        makers = self.acting(word for participle in used for word in agents(participle))
        launched = (participle for participle in used if participle.lemma in LAUNCHING)
        return makers or self.standing((word for each in launched for word in after(each, "from")), tangible=False)

    def _is_of_several(self, thing: Word) -> bool:
        """Whether these are some of many: "Turkey's players", who are not Turkey."""
        return thing.tag == "NNS" and not self._acts_for_states(thing)

    def _before(self, thing: Word) -> list[Mention]:
        """Who stands before a thing that acts: "the Israeli shelling", but not "the Chilean wine"."""
        found = self.modifying(thing)
        return found if self._acts_for_states(thing) else [each for each in found if not _is_adjective(each)]

    def _acts_for_states(self, thing: Word) -> bool:
        mention = self.mentions.get(thing.i)
        happening = mention is not None and mention.matter is Matter.HAPPENING
        return happening or thing.lemma.lower() in INSTRUMENTS

    def _acting_among(self, heads: Iterable[Word]) -> Iterator[Mention]:
        for head in heads:
            for word in conjuncts(head):
                mention = self.mentions.get(word.i)
                if mention is not None and mention.acts:
                    yield mention

    def _object(self, word: Word, *, tangible: bool, owned: bool = True, depth: int = 0) -> Sequence[Mention]:
        mention = self.mentions.get(word.i)
        if mention is not None and (mention.acts or mention.matter is Matter.PRONOUN) and word.lower not in EMPTY:
            return mention.members or (mention,)
        if depth > DEEPEST or (mention is not None and mention.acts):
            return (mention,) if mention is not None and mention.acts else ()
        owners = (self.acting(possessors(word)) or self.modifying(word)) if owned else []
        found = owners or self._inside(word, depth, tangible=tangible)
        if found or mention is None or mention.matter is not Matter.THING:
            return found
        return (mention,) if tangible and depth == 0 else ()

    def _inside(self, word: Word, depth: int, *, tangible: bool) -> list[Mention]:
        """The actors after a preposition or a participle of the noun."""
        for preposition in OWNING if tangible else LEADING:
            nouns = (each for noun in after(word, preposition) for each in conjuncts(noun))
            found = [mention for noun in nouns for mention in self._object(noun, tangible=False, depth=depth + 1)]
            if preposition in PLACES:
                found = [mention for mention in found if mention.matter is not Matter.NAMED]
            if found:
                return found
        return [] if tangible else self.acting(each for child in _participles(word) for each in agents(child))


def is_harm(noun: Word) -> bool:
    """Whether the noun tells of a deed that has victims: an arrest, a killing."""
    known = lexicon.load().nouns.get(noun.lemma.lower(), ())
    return any(pattern.entry.type in {"ASSAULT", "COERCE"} for pattern in known[:1])


def _participles(noun: Word) -> Iterator[Word]:
    return (child for child in noun.children if child.dep == "acl")


def _authors(thing: Word) -> list[Word]:
    """Who issues the document that is the verb's object: "published a report accusing Chad"."""
    verb = thing.head
    issued = thing.lemma.lower() in DOCUMENTS and thing.dep == "dobj" and verb.lemma in ISSUING
    return subjects(verb) if issued and not is_passive(verb) else []


def _is_adjective(mention: Mention) -> bool:
    """Whether a state is named by its adjective: "Chilean", not "Chile" or "US"."""
    abbreviated = mention.text.isupper() or "." in mention.text
    return mention.matter is Matter.STATE and mention.text != mention.name and not abbreviated


PREMODIFYING = frozenset({"compound", "amod", "nmod", "npadvmod"})


def is_among(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether the mention is one of the others, by its words or by whom it means."""
    return any(
        mention.head == other.head or (mention.name == other.name and mention.country == other.country)
        for other in others
    )


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order, everybody once; beside named states "other countries" say nothing."""
    found: list[Mention] = []
    listed = list(mentions)
    named = any(mention.matter is Matter.STATE for mention in listed)
    for mention in listed:
        if named and (mention.role == "INT" or " other " in mention.text):
            continue
        if not any(mention.name == other.name and mention.country == other.country for other in found):
            found.append(mention)
    return found


def without(mentions: Iterable[Mention], others: Sequence[Mention]) -> list[Mention]:
    """The mentions that are not among the others."""
    return [mention for mention in mentions if not is_among(mention, others)]
