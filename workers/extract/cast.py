"""Who has been mentioned so far in a part, so that a surname, a title or a pronoun finds its bearer."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from msgspec import structs

from workers.extract.mention import Matter, Mention
from workers.extract.telling import Open, Telling

REMEMBERED = 400
"""Names that are remembered of persons, and of organisations; a part names fewer."""
STATES_REMEMBERED = 12
DATELINE = 8
"""Mentions that a dateline weighs."""
COUPLE = 2
DEEDS = 24
"""Deeds that are remembered with their doers."""
RECENT = 3
"""Sentences after which a pronoun no longer means somebody."""
INITIAL = 2
"""Letters of a first name that is too short to be known by."""
SHORT_NAMES = {
    "European Union": ("bloc", "commission"),
    "NATO": ("alliance",),
    "African Union": ("bloc",),
    "Economic Community of West African States": ("bloc",),
    "Association of Southeast Asian Nations": ("bloc",),
    "Southern African Development Community": ("bloc",),
    "UN Security Council": ("council",),
    "International Criminal Court": ("court",),
    "International Court of Justice": ("court",),
    "International Monetary Fund": ("lender",),
    "World Bank": ("lender",),
    "International Atomic Energy Agency": ("agency", "watchdog"),
}
"""What well-known organisations are called once they have been named."""
CHALLENGES = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""Types that a denial or a refusal answers to, an accusation sooner than the others."""
ANY = frozenset({"any", "each", "every", "no"})
"""How those begin who are no one in particular, whom "it" does not mean."""
COLLECTIVE = frozenset({"REB", "UAF", "CRM", "PRM", "NGO", "PTY", "OPP", "LAB"})
"""Roles of what "the group" may mean."""
IMPERSONAL = frozenset({Matter.STATE, Matter.BODY})
AUTHORITIES = frozenset({"COP", "JUD", "GOV"})


class Cast:
    """The actors of one part in order of mention; `day` is when the part was published.

    `topic` is the kind of happening last spoken of, `speaker` who spoke last, and
    `telling` where that is told (`person_telling`, of a person), `open` the quotations that wait for a speaker.
    """

    def __init__(self, day: date | None) -> None:
        self.day = day
        self.speaker: Mention | None = None
        self.topic: str | None = None
        self.telling: Telling | None = None
        self.person_telling: Telling | None = None
        self.open: list[Open] = []
        self._sentence = 0
        self._count = 0
        self._seen: dict[str, int] = {}
        self._persons: dict[str, Mention] = {}
        self._organisations: dict[str, Mention] = {}
        self._titles: dict[str, Mention] = {}
        self._authorities: dict[str, Mention] = {}
        self._people: dict[str, Mention] = {}
        self._ground: str | None = None
        self._grounded = 0
        self._police: Mention | None = None
        self._policed = -RECENT - 1
        self._partners: dict[str, Mention] = {}
        self._deeds: deque[tuple[str, Sequence[Mention]]] = deque(maxlen=DEEDS)
        self._challengers: dict[str, Sequence[Mention]] = {}
        self._mentioned: Counter[str] = Counter()
        self._states: deque[Mention] = deque(maxlen=STATES_REMEMBERED)
        self._countries: deque[str] = deque(maxlen=STATES_REMEMBERED)
        self._row: tuple[Mention, ...] = ()
        self._dealing: tuple[Mention, Mention] | None = None
        self._opposed: tuple[Mention, Mention] | None = None
        self._recent_persons: deque[Mention] = deque(maxlen=2)
        self._recent_groups: deque[Mention] = deque(maxlen=2)
        self._body: Mention | None = None
        self._collective: Mention | None = None
        self._centre: str | None = None
        self._leading: Mention | None = None
        self._seen_leading = 0
        self._leading_body: Mention | None = None
        self._seen_leading_body = 0

    def dwell(self, country: str) -> None:
        """Take note that the part is written from a country, which makes it likelier the one that it is about."""
        self._mentioned[country] += DATELINE

    def enter_sentence(self, start: int) -> None:
        """Take note that a sentence begins."""
        self._sentence = start
        self._count += 1
        if self._centre is not None:
            self.recall(self._centre)
            self._centre = None

    def stand(self, country: str) -> None:
        """Take note of the country in which something takes place."""
        self._ground, self._grounded = country, self._count

    def remember(self, mention: Mention, *, aside: bool = False) -> None:
        """Take note of a mention; things, times and pronouns leave no trace, a state named aside is only counted."""
        if aside:
            self._mentioned.update(filter(None, [mention.country]))
            return
        self._seen[mention.matter] = self._count
        if mention.role in COLLECTIVE and mention.matter in {Matter.BODY, Matter.GROUP} and not _is_plain(mention):
            self._collective = mention
        match mention.matter:
            case Matter.PERSON | Matter.NAMED:
                self._remember_person(mention)
            case Matter.STATE:
                self._body = mention
            case Matter.BODY:
                self._remember_body(mention)
            case Matter.GROUP | Matter.PAIR:
                _renew(self._recent_groups, mention)
                self._remember_people(mention)
        if mention.country and mention.acts and mention.matter not in {Matter.ANAPHOR, Matter.PAIR}:
            self._remember_country(mention, mention.country)

    def lead(self, mention: Mention) -> None:
        """Take note of who is the subject of a clause."""
        if mention.country and mention.acts:
            self._leading, self._seen_leading = mention, self._count
        if mention.matter in IMPERSONAL and (mention.country or mention.role == "IGO"):
            self._leading_body, self._seen_leading_body = mention, self._count

    def centre(self, name: str) -> None:
        """Take note of a subject: the first person who is one in a sentence is whom the next one's "he" means."""
        if self._centre is None and name in self._persons:
            self._centre = name

    def entrust(self, mention: Mention) -> None:
        """Take note of police, a court or a government, whom arrests and trials are laid to where nobody else is."""
        if mention.country and mention.role in AUTHORITIES and mention.matter in {Matter.GROUP, Matter.BODY}:
            self._authorities[mention.country] = mention
            if mention.role == "COP":
                self._police, self._policed = mention, self._count

    def _remember_country(self, mention: Mention, country: str) -> None:
        if mention.matter is Matter.STATE:
            self._states.append(mention)
        if mention.matter is not Matter.NAMED:
            self._countries.append(country)
        if mention.matter is not Matter.GROUP and not (mention.role == "LEG" and " " not in mention.text):
            self._mentioned[country] += 1

    def _remember_person(self, mention: Mention) -> None:
        words = mention.name.split()
        if not words or (mention.matter is Matter.NAMED and len(words) == 1 and not mention.role):
            return
        _renew(self._recent_persons, mention)
        keys = {mention.name, words[-1], words[-1].removeprefix("al-")}
        if len(words[0]) > INITIAL:
            keys.add(words[0])
        if len(self._persons) < REMEMBERED:
            self._persons |= dict.fromkeys(keys, mention)
        if mention.title:
            self._titles[mention.title] = mention

    def entitle(self, title: str | None, person: Mention) -> None:
        """Take note that a person who was named has that title."""
        if title:
            self._titles[title] = person

    def _remember_body(self, mention: Mention) -> None:
        if mention.text.partition(" ")[0].lower() in ANY:
            return
        self._body = mention
        if len(self._organisations) < REMEMBERED:
            words = mention.name.split()
            short = re.split(" (?:of|for) ", mention.name)[0].split()
            keys = {" ".join(each[start:]) for each in (words, short) for start in range(len(short))}
            keys |= set(short[-2:-1])
            keys.add("".join(word[0] for word in words if word[0].isupper()))
            keys.update(SHORT_NAMES.get(mention.name, ()))
            if mention.role in {"IGO", "NGO"}:
                keys |= {"organisation", "organization"}
            self._organisations |= dict.fromkeys(keys, mention)

    def _remember_people(self, mention: Mention) -> None:
        noun = mention.text.rsplit(maxsplit=1)[-1].lower()
        if noun in self._people or len(self._people) < REMEMBERED:
            self._people[noun] = mention

    def person(self, name: str) -> Mention | None:
        """Who bears that full name, surname or family name."""
        return self._persons.get(name)

    def recall(self, name: str) -> None:
        """Take note that a person who was named is spoken of again."""
        if (person := self._persons.get(name)) is not None:
            _renew(self._recent_persons, person)

    def organisation(self, name: str) -> Mention | None:
        """The organisation of that name, or whose name ends so."""
        return self._organisations.get(name)

    def titled(self, title: str, country: str | None) -> Mention | None:
        """Who was last named with that title, of that country if one is given."""
        titles = (title, "supreme leader", "president", "prime minister") if title == "leader" else (title,)
        known = next((self._titles[each] for each in titles if each in self._titles), None)
        return known if known and country in {None, known.country} else None

    def last_person(self, beside: str | None = None) -> Mention | None:
        """Whom "he" or "she" means; as an object not the one beside it who is the subject."""
        return _last_but(self._recent_persons, beside)

    def persons(self, *, here: bool = False) -> tuple[Mention, Mention] | None:
        """Whom "both men" means: the last two persons named, `here` in this sentence, if they are of two countries."""
        two = sorted(self._recent_persons, key=lambda person: person.start)
        known = len(two) == COUPLE and all(each.role and (not here or each.start >= self._sentence) for each in two)
        return (two[0], two[1]) if known and two[0].country != two[1].country else None

    def last_group(self, beside: str | None = None) -> Mention | None:
        """Whom "they" means; "them" not the subject beside it."""
        return _last_but(self._recent_groups, beside) if self._is_recent(Matter.GROUP, Matter.PAIR) else None

    def people(self, noun: str) -> Mention | None:
        """Whom "the ministers" means: those last named whose words end so."""
        return self._people.get(noun)

    def collective(self) -> Mention | None:
        """What "the group" means: the armed group, charity, party or the like last named."""
        return self._collective

    def last_body(self) -> Mention | None:
        """What "it" means: the state or organisation that was the subject just before, else the one last named."""
        if self._leading_body is not None and self._count - self._seen_leading_body <= 1:
            return self._leading_body
        return self._body if self._is_recent(Matter.STATE, Matter.BODY) else None

    def _is_recent(self, *matters: Matter) -> bool:
        """Whether one such was named within the last few sentences."""
        return any(self._count - self._seen.get(matter, -RECENT) <= RECENT for matter in matters)

    def pair(self, besides: Collection[str | None] = ()) -> tuple[Mention, Mention] | None:
        """Whom "both countries" means: the last two of the sentence, the two that dealt with each other, or before.

        Those of the countries `besides` are not meant.
        """
        states = [state for state in self._states if state.country not in besides]
        here = [state for state in states if state.start >= self._sentence]
        before = [state for state in states if state.start < self._sentence]
        dealing = None if here or any(state.country in besides for state in self._dealing or ()) else self._dealing
        return (
            _last_two(here) or dealing or _last_two(self._spoken_of(before)) or _last_two(before) or _last_two(states)
        )

    def _spoken_of(self, states: list[Mention]) -> list[Mention]:
        """Those of the states that the part speaks of more than once."""
        return [state for state in states if self._mentioned[state.country or ""] > 1]

    def nearest(self) -> str | None:
        """The country of who was last a subject, else the one spoken of most: whose "the ministry" is."""
        near = self._leading if self._count - self._seen_leading <= RECENT else None
        return (near.country if near is not None else None) or self.home()

    def state(self, besides: Collection[str | None] = ()) -> Mention | None:
        """Which "the country" is meant: the state last named in the sentence, else the one spoken of most.

        Those of the countries `besides` are not meant.
        """
        states = [state for state in self._states if state.country not in besides]
        here = [state for state in states if state.start >= self._sentence]
        known = [state for state in states if state.country == self.home()]
        candidates = here or known or states
        return candidates[-1] if candidates else None

    def authority(self) -> Mention | None:
        """The police named within the last few sentences, else the authorities of where things happen."""
        lately = self._count - self._policed <= RECENT
        return self._police if lately else self._authorities.get(self.ground() or "")

    def done(self, kinds: Collection[str]) -> Iterator[Sequence[Mention]]:
        """Who last did something of one of these types, and who before: whose "the accusation" is."""
        return (doers for kind, doers in reversed(self._deeds) if kind in kinds)

    def did(self, kind: str, doers: Sequence[Mention], targets: Sequence[Mention]) -> None:
        """Take note of who did something of a type, and to whom."""
        self._deeds.append((kind, doers))
        for country in (target.country for target in targets if kind in CHALLENGES and target.country):
            if kind == "ACCUSE" or country not in self._challengers:
                self._challengers[country] = doers

    def challengers(self, country: str | None) -> Sequence[Mention]:
        """Who last accused, threatened or asked a state or its people."""
        return self._challengers.get(country or "", ())

    def deal(self, one: Mention, other: Mention) -> None:
        """Take note that two had to do with one another."""
        if one.country and other.country and one.country != other.country:
            self._partners[one.country], self._partners[other.country] = other, one
            states = [state for state in map(self._state_of, (one.country, other.country)) if state is not None]
            if len(states) == COUPLE:
                self.couple(states)
        elif one.country == other.country and one.role and other.role:
            self.oppose(one, other)

    def _state_of(self, country: str) -> Mention | None:
        """The state as it was last named."""
        return next((state for state in reversed(self._states) if state.country == country), None)

    def couple(self, states: Sequence[Mention]) -> None:
        """Take note of two states that deal with one another or stand side by side, so that "the two" means them.

        The two before stay the two if they are spoken of at least twice as often.
        """
        if len({state.country for state in states}) == COUPLE and not self._is_less_spoken_of(states):
            self._dealing = states[0], states[1]

    def line_up(self, states: tuple[Mention, ...]) -> None:
        """Take note of states that were named in a row, so that "the three countries" means the last ones of them."""
        self._row = states

    def row(self, count: int) -> tuple[Mention, ...]:
        """The last so many of the states that were last named in a row; none if it was of fewer."""
        return self._row[-count:] if 0 < count <= len(self._row) else ()

    def _is_less_spoken_of(self, states: Sequence[Mention]) -> bool:
        """Whether one of these is spoken of at most half as often as either of the two that dealt before."""
        often, dealing = (
            [self._mentioned[each.country or ""] for each in two] for two in (states, self._dealing or ())
        )
        return bool(dealing) and 2 * min(often) <= min(dealing)

    def oppose(self, one: Mention, other: Mention) -> None:
        """Take note of any two that were named side by side, so that "both sides" means them."""
        if one.name != other.name:
            self._opposed = one, other

    def sides(self) -> tuple[Mention, Mention] | None:
        """Whom "both sides" means where they are not two states: those last named side by side."""
        opposed = self._opposed
        states = opposed is not None and opposed[0].country and opposed[1].country
        return opposed if opposed is not None and not (states and opposed[0].country != opposed[1].country) else None

    def partner(self, country: str | None) -> Mention | None:
        """With whom that country last had to do."""
        return self._partners.get(country or "")

    def home(self) -> str | None:
        """The country spoken of most, the first of equals: "the police" of an article are its police."""
        return max(self._mentioned, key=self._mentioned.__getitem__) if self._mentioned else None

    def ground(self) -> str | None:
        """The country of the place that the sentence or the one before names, else the one spoken of most."""
        lately = self._ground is not None and self._count - self._grounded <= 1
        return self._ground if lately else self.home()

    def dwelling(self, country: str | None = None) -> Mention | None:
        """The state of a country, else the one spoken of most, as it was last named."""
        state = self._state_of(country or self.home() or "")
        return structs.replace(state, matter=Matter.ANAPHOR) if state is not None else None

    def spoken_of(self) -> list[str]:
        """The countries named so far, the one spoken of most first."""
        return [country for country, _ in self._mentioned.most_common()]

    def is_aside(self, country: str) -> bool:
        """Whether the country is spoken of at most half as often as the article's own."""
        return 2 * self._mentioned[country] <= self._mentioned[self.home() or country]

    def has_named(self, country: str | None) -> bool:
        """Whether the country was spoken of."""
        return country in self._mentioned

    def speaks_of(self, country: str | None) -> bool:
        """Whether the country was spoken of, or none was."""
        return country in self._mentioned or not self._mentioned

    def countries(self) -> list[str]:
        """The countries lately spoken of, the last one last."""
        return list(self._countries)

    def focus(self) -> str | None:
        """The country that was last spoken of."""
        return self._countries[-1] if self._countries else None


def _is_plain(mention: Mention) -> bool:
    """Whether these are just people of a role, and no group with a name or a word for it."""
    return mention.matter is Matter.GROUP and "group" not in mention.text and not mention.text[:1].isupper()


def _renew(recent: deque[Mention], mention: Mention) -> None:
    """Put the mention last, everybody once."""
    same = next((each for each in recent if each.name == mention.name), None)
    if same is not None:
        recent.remove(same)
    recent.append(mention)


def _last_but(recent: deque[Mention], name: str | None) -> Mention | None:
    return next((each for each in reversed(recent) if each.name != name), None)


def _last_two(states: list[Mention]) -> tuple[Mention, Mention] | None:
    last = {state.country: state for state in states}
    order = sorted(last.values(), key=lambda state: state.start)[-2:]
    return (order[0], order[1]) if len(order) > 1 else None
