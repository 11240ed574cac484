"""Who has been mentioned so far in a part, so that a surname, a title or a pronoun finds its bearer."""

from __future__ import annotations

from collections import deque
from datetime import date

from workers.extract.mention import Matter, Mention
from workers.extract.tree import Word

SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
REMEMBERED = 400
"""Persons, and organisations, that are remembered at a time; a part names fewer."""


class Cast:
    """The actors of one part in order of mention; `day` is when the part was published."""

    def __init__(self, day: date | None) -> None:
        self.day = day
        self._persons: dict[str, Mention] = {}
        self._organisations: dict[str, Mention] = {}
        self._titles: dict[str, Mention] = {}
        self._authorities: dict[str, Mention] = {}
        self._partners: dict[str, Mention] = {}
        self._counts: dict[str, int] = {}
        self._states: deque[Mention] = deque(maxlen=12)
        self.sentence = 0
        self.speaker: Mention | None = None
        self._person: Mention | None = None
        self._group: Mention | None = None
        self._body: Mention | None = None

    def remember(self, mention: Mention) -> None:
        """Take note of a mention; things and pronouns leave no trace."""
        if mention.role in {"COP", "JUD", "GOV"} and mention.matter in {Matter.GROUP, Matter.BODY} and mention.country:
            self._authorities[mention.country] = mention
        if mention.country and mention.matter not in {Matter.THING, Matter.GROUP}:
            self._counts[mention.country] = self._counts.get(mention.country, 0) + 1
        match mention.matter:
            case Matter.PERSON | Matter.NAMED:
                self._remember_person(mention)
            case Matter.STATE:
                self._states.append(mention)
                self._body = mention
            case Matter.BODY:
                self._remember_body(mention)
            case Matter.GROUP:
                self._group = mention
        if (
            mention.country
            and mention.matter not in {Matter.STATE, Matter.THING}
            and mention.matter is not Matter.NAMED
        ):
            self._states.append(mention)

    def _remember_person(self, mention: Mention) -> None:
        if mention.matter is Matter.NAMED and len(mention.name.split()) == 1 and not mention.role:
            return
        self._person = mention
        if len(self._persons) < REMEMBERED:
            words = mention.name.split()
            for key in {mention.name, words[-1], words[0] if len(words[0]) > 2 else words[-1]}:
                self._persons[key] = mention
            if words[-1].startswith("al-"):
                self._persons[words[-1].removeprefix("al-")] = mention
        if mention.title:
            self._titles[mention.title] = mention

    def _remember_body(self, mention: Mention) -> None:
        self._body = mention
        if len(self._organisations) < REMEMBERED:
            words = mention.name.split()
            for size in range(1, len(words) + 1):
                self._organisations[" ".join(words[-size:])] = mention
            if len(words) > 1:
                self._organisations[" ".join(words[-2:-1])] = mention
            if mention.name == "European Union":
                self._organisations["bloc"] = mention
            if mention.name == "NATO":
                self._organisations["alliance"] = mention

    def person(self, name: str) -> Mention | None:
        """Who bears that full name, surname or family name."""
        return self._persons.get(name)

    def organisation(self, name: str) -> Mention | None:
        """The organisation of that name, or whose name ends so."""
        return self._organisations.get(name)

    def titled(self, title: str, country: str | None) -> Mention | None:
        """Who was last named with that title, of that country if one is given."""
        known = self._titles.get(title)
        if known is None and title == "leader":
            known = next(
                (self._titles[t] for t in ("supreme leader", "president", "prime minister") if t in self._titles), None
            )
        return known if known and country in {None, known.country} else None

    def last_person(self, _pronoun: Word) -> Mention | None:
        """Whom "he" or "she" means."""
        return self._person

    def last_group(self) -> Mention | None:
        """Whom "they" means."""
        return self._group

    def last_body(self) -> Mention | None:
        """What "it" means: the state or organisation last named."""
        return self._body

    def pair(self) -> tuple[Mention, Mention] | None:
        """Whom "both countries" means: the two states last named."""
        seen: list[Mention] = []
        for state in reversed(self._states):
            if state.matter is Matter.STATE and all(state.country != other.country for other in seen):
                seen.append(state)
            if len(seen) == 2:  # noqa: PLR2004 both
                return seen[1], seen[0]
        return None

    def state(self) -> Mention | None:
        """Which "the country" is meant: the state last named in the sentence, else the one spoken of most."""
        states = [state for state in self._states if state.matter is Matter.STATE]
        here = [state for state in states if state.start >= self.sentence]
        known = [state for state in states if state.country == self.home()]
        return (here or known or states or [None])[-1]

    def authority(self) -> Mention | None:
        """The authorities of the article's own country that were last named."""
        return self._authorities.get(self.home() or "")

    def deal(self, one: Mention, other: Mention) -> None:
        """Take note that two had to do with one another."""
        if one.country and other.country and one.country != other.country:
            self._partners[one.country], self._partners[other.country] = other, one

    def partner(self, country: str | None) -> Mention | None:
        """With whom that country last had to do."""
        return self._partners.get(country or "")

    def home(self) -> str | None:
        """The country spoken of most, the first of equals: "the police" of an article are its police."""
        return max(self._counts, key=self._counts.__getitem__) if self._counts else None

    def countries(self) -> list[str]:
        """The countries lately spoken of, the last one last."""
        return [state.country for state in self._states if state.country]

    def focus(self) -> str | None:
        """The country that was last spoken of."""
        return self._states[-1].country if self._states else None
