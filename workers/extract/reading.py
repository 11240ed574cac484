"""One sentence while its noun phrases are read, and how a mention is made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import structs

from workers.extract.cast import Cast
from workers.extract.gazetteer import Entity, Gazetteer, Sort
from workers.extract.mention import Matter, Mention
from workers.extract.names import Names
from workers.extract.phrases import NOMINAL, RELATIVE_NOUNS, Phrases
from workers.extract.syntax import conjuncts
from workers.extract.tree import Sentence, Word

HEADS_OF_STATE = frozenset({"president", "prime minister", "supreme leader", "chancellor"})

SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson"})
"""Titles of those who speak for whoever acted last."""

ADDRESSING = frozenset({"to", "with", "from", "against", "towards", "toward"})
"""Prepositions behind which a speaker seldom names his own state."""


class Reading:
    """One sentence while its noun phrases are read: what is known of it, and whom it has been found to name."""

    def __init__(self, sentence: Sentence, gazetteer: Gazetteer, cast: Cast) -> None:
        self.words = sentence.words
        self.gazetteer = gazetteer
        self.cast = cast
        self.names = Names(sentence, gazetteer)
        self.phrases = Phrases(sentence.words, self.names, gazetteer)
        self.found: dict[int, Mention] = {}

    def mention(
        self,
        first: int,
        last: Word,
        name: str,
        *,
        country: str | None = None,
        role: str | None = None,
        matter: Matter = Matter.THING,
        title: str | None = None,
    ) -> Mention:
        """A mention from the word `first` to the word `last`, which is its head, of whoever is called `name`."""
        return Mention(
            first=first,
            last=last.i,
            head=last.i,
            start=self.words[first].start,
            end=last.end,
            text=self.phrases.text(first, last.i),
            name=name,
            country=country,
            role=role,
            matter=matter,
            title=title,
        )

    def known_as(
        self, first: int, last: Word, known: Mention | Entity, matter: Matter, title: str | None = None
    ) -> Mention:
        """A mention of somebody known."""
        members = self.moved(known.members, first, last) if isinstance(known, Mention) else ()
        mention = self.mention(
            first, last, known.name, country=known.country, role=known.role, matter=matter, title=title
        )
        return structs.replace(mention, members=members)

    def moved(self, members: tuple[Mention, ...], first: int, last: Word) -> tuple[Mention, ...]:
        """The members of an earlier group as they stand behind this one's words."""
        here = self.mention(first, last, "")
        return tuple(
            structs.replace(here, name=m.name, country=m.country, role=m.role, matter=m.matter) for m in members
        )

    def state(self, country: str) -> Mention:
        """The state of a country, named nowhere in particular."""
        return self.mention(0, self.words[0], self.gazetteer.states[country].name, country=country, matter=Matter.STATE)

    def country(self, first: int, head: Word) -> str | None:
        """The country that the phrase itself tells, else its possessor or whom it is named after."""
        return self.phrases.country(first, head) or self.owner(head) or self._led_by(head)

    def owner(self, head: Word) -> str | None:
        """The country of the phrase's possessor, unless the head is one beside it: "its rival"."""
        owner = head.child("poss")
        if owner is None or head.lemma in RELATIVE_NOUNS or owner.i not in self.found:
            return None
        return self.found[owner.i].country

    def _led_by(self, head: Word) -> str | None:
        """The country of whom a body is named after: "the Obama administration"."""
        names = (child.text for child in head.children if child.dep == "compound" and child.pos == "PROPN")
        return next((known.country for name in names if (known := self.called(name))), None)

    def belonging(self, country: str, text: str) -> str:
        """The text with the country's adjective before it."""
        state = self.gazetteer.states.get(country)
        return f"{state.adjective} {text}" if state else text

    def called(self, name: str) -> Mention | Entity | None:
        """Who bears a name: whom the text has named in full, else the office holder of that surname."""
        single = " " not in name or name.startswith("al-")
        return self.cast.person(name) or (self.gazetteer.holder(name, self.cast.day) if single else None)

    def known_body(self, first: int, head: Word, name: str) -> Mention | None:
        """The organisation last named so: another country's foreign ministry is not the ministry spoken of before."""
        known, own = self.cast.organisation(name), self.country(first, head)
        if known is None or (own and known.country and own != known.country):
            return None
        return self.known_as(first, head, known, Matter.BODY)

    def apposed(self, head: Word) -> tuple[str | None, str | None]:
        """Country and role from what stands in apposition: "Ada Lunt, head of Norway's central bank"."""
        noun = next((c for c in head.children if c.dep == "appos" and c.i > head.i and c.pos in NOMINAL), None)
        if noun is None:
            return None, None
        role = self.phrases.role(self.phrases.first(noun), noun) or ("GOV" if noun.lemma == "head" else None)
        return self.phrases.country_below(noun), role

    def home(self, title: str) -> str | None:
        """The article's own country, or of a title that only some states have the one of them last spoken of."""
        holders = self.gazetteer.realms.get(title)
        if holders is None:
            return self.cast.home()
        return next((country for country in reversed(self.cast.countries()) if country in holders), None)

    def presiding(self, title: str, name: str) -> str | None:
        """The country of an office holder: the article's own, but for one of which he speaks by name.

        Nor one where somebody else holds the office.
        """
        if title in SPEAKING_FOR:
            return self.cast.nearest()
        home = self.home(title)
        if title in self.gazetteer.realms:
            return home
        others = (country for country in self.cast.spoken_of() if self._may_preside(country, title, name))
        return next(others, home)

    def _may_preside(self, country: str, title: str, name: str) -> bool:
        held = title in HEADS_OF_STATE and self._is_held(country, title, name)
        return not held and country not in self._addressed

    @cached_property
    def _addressed(self) -> frozenset[str]:
        """The countries to, with or from which something is done in the sentence, as seldom to one's own."""
        heads = [
            self.words[named.root] for named in self.names.all if named.entity.sort in {Sort.STATE, Sort.ADJECTIVE}
        ]
        placed = [head for head in heads if head.dep == "pobj" and head.head.lower in ADDRESSING]
        return frozenset(filter(None, (self.names.country(head.i) for head in placed)))

    def _is_held(self, country: str, title: str, name: str) -> bool:
        """Whether somebody of another name holds an office of the country on the day."""
        holder = self.gazetteer.office(country, title, self.cast.day)
        return holder is not None and name.rsplit(maxsplit=1)[-1] not in holder.name

    def is_former(self, first: int, head: Word) -> bool:
        """Whether the office was held before: "a former prime minister"."""
        return any(word.lower in {"former", "ex", "ousted", "deposed"} for word in self.words[first : head.i])

    def thing(self, first: int, head: Word) -> Mention:
        """A mention of what does nothing by itself."""
        return self.mention(first, head, self.phrases.bare(first, head.i), country=self.country(first, head))


def rows_before(reading: Reading, head: Word) -> Iterator[tuple[Mention, ...]]:
    """The states that stand in a row before a word of the sentence, the nearest row first."""
    joined = [word for word in reading.words[: head.i] if word.dep != "conj" and word.child("conj") is not None]
    rows = ([reading.found[each.i] for each in conjuncts(word) if each.i in reading.found] for word in reversed(joined))
    return (tuple(row) for row in rows if len(row) > 1 and all(each.matter is Matter.STATE for each in row))


def is_singular(head: Word) -> bool:
    """Whether the noun is in the singular."""
    return head.tag in {"NN", "NNP"}
