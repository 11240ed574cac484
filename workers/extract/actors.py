"""The actors a sentence names: each noun phrase with what stands in it, its role, its country and its full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from workers.extract import lexicon
from workers.extract.cast import Cast
from workers.extract.dates import MONTHS, WEEKDAYS
from workers.extract.gazetteer import Entity, Gazetteer, Sort, spelling
from workers.extract.mention import Matter, Mention
from workers.extract.syntax import conjuncts
from workers.extract.tree import Sentence, Word

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
INSIDE = frozenset(
    {"compound", "amod", "nmod", "det", "nummod", "quantmod", "predet", "advmod", "poss", "case", "npadvmod", "nounmod"}
)
"""Relations in which a word stands inside the noun phrase on its right."""
PARTITIVE = frozenset(
    ["all", "some", "most", "many", "several", "hundred", "thousand", "dozen", "ten", "million", "score", "number", "group", "member", "majority", "one", "none", "two", "three", "both", "each", "half", "pair", "part", "rest", "any", "series", "plenty", "lot", "handful", "quarter", "third", "more", "couple", "few", "crowd", "team", "wave", "convoy"]
)
ORGANISATION_WORDS = {
    "GOV": "Ministry Department Agency Authority Office Council Commission Treasury Secretariat Cabinet Embassy Presidency Bureau",
    "JUD": "Court Tribunal Judiciary",
    "COP": "Police",
    "MIL": "Army Navy Force Forces Guard Corps Brigade Military Command Battalion",
    "LEG": "Parliament Assembly Senate Congress Legislature Commons",
    "PTY": "Party Alliance League Front Bloc",
    "NGO": "Foundation Watch Society Association Charity Institute Federation Observatory Centre Center",
    "LAB": "Union Congress",
    "BUS": "Inc Corp Ltd Company Group Bank Airlines Airways Corporation Co Holdings Motors Energy Oil",
    "EDU": "University College School",
    "MED": "Times Post News Agency Herald Guardian Journal TV Radio Tribune",
    "REB": "Brigades Liberation Resistance Mujahideen Jihad",
    "REL": "Church Diocese",
}
_KEYWORDS = {word: role for role, words in reversed(ORGANISATION_WORDS.items()) for word in words.split()}
BEHIND = frozenset(
    ["backed", "allied", "aligned", "sponsored", "made", "built", "supplied", "funded", "trained", "held", "controlled", "occupied", "style", "educated", "friendly", "listed", "bound", "facing", "drafted"]
)
GATHERINGS = frozenset({"protest", "demonstration", "riot", "uprising"})
"""Happenings that stand for their people."""
HOMELESS = frozenset({"CVL", "INT", "IGO", "MED", "NGO", "UAF", "REB", "CRM", "REF"})
"""Roles of which an article's own country must not be supposed."""
BODIES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "OPP", "PTY", "IGO", "NGO", "BUS", "REB", "LAB"})
CALENDAR = frozenset(
    {
        *WEEKDAYS,
        *MONTHS,
        "today",
        "tomorrow",
        "yesterday",
        "tonight",
        "week",
        "month",
        "year",
        "day",
        "hour",
        "minute",
        "decade",
        "century",
        "weekend",
        "morning",
        "evening",
        "night",
        "afternoon",
        "time",
        "percent",
        "%",
    }
) - {"may"}
RELATIVE_NOUNS = frozenset(
    ["neighbour", "neighbor", "ally", "rival", "counterpart", "enemy", "partner", "opponent", "foe", "adversary", "friend", "critic", "visitor", "guest"]
)
"""Whoever they are, they are not of their possessor's country."""
THIRD_PERSON = frozenset({"he", "she", "him", "her", "his"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
NEUTER = frozenset({"it", "its"})
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "republic", "kingdom", "government"})
PAIRS = frozenset(
    {
        "country",
        "nation",
        "side",
        "party",
        "government",
        "leader",
        "neighbor",
        "neighbour",
        "state",
        "power",
        "ally",
        "capital",
        "man",
        "president",
    }
)
POSTNOMINAL = frozenset({"of", "in", "from", "for"})


def mentions_of(sentence: Sentence, gazetteer: Gazetteer, cast: Cast) -> dict[int, Mention]:
    """Every actor of the sentence by the index of its head word; the cast remembers them for what follows."""
    return _Reader(sentence, gazetteer, cast).read()


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, sentence: Sentence, gazetteer: Gazetteer, cast: Cast) -> None:
        self.words = sentence.words
        self.gazetteer = gazetteer
        self.cast = cast
        self.happenings = lexicon.load().nouns.keys() - gazetteer.bodies.keys() - gazetteer.titles.keys()
        self.named = _matches(sentence, gazetteer)
        self.covering = {i: (first, last, e) for first, (last, e) in self.named.items() for i in range(first, last + 1)}
        self.roots = {_root(self.words[first : last + 1]).i: last for first, (last, _) in self.named.items()}
        self.found: dict[int, Mention] = {}

    def read(self) -> dict[int, Mention]:
        self.cast.sentence = self.words[0].start
        heads = [word for word in self.words if self._heads_phrase(word)]
        for head in sorted(heads, key=lambda word: word.i):
            self._modifiers(head)
            self.found[head.i] = self._describe(head)
            self.cast.remember(self.found[head.i])
        for last, entity in self.named.values():
            if last not in self.found:
                self.found[last] = self._named(last, entity)
        for root, last in self.roots.items():
            self.found[root] = self.found.get(root) or self.found[last]
        return self.found

    def _heads_phrase(self, word: Word) -> bool:
        if word.dep in {"compound", "amod", "nmod"} and word.head.i > word.i and word.head.pos in NOMINAL:
            return False
        if word.pos in NOMINAL:
            return word.tag != "EX" and (word.i not in self.covering or word.i in self.roots)
        if word.i in self.roots and word.dep in {
            "nsubj",
            "dobj",
            "pobj",
            "conj",
            "poss",
            "ROOT",
            "nsubjpass",
            "dep",
            "appos",
            "dative",
            "attr",
        }:
            return True
        return word.pos in {"NUM", "DET", "ADJ"} and word.dep in {"nsubj", "dobj", "pobj", "nsubjpass"}

    def _modifiers(self, head: Word) -> None:
        """States and bodies that stand before the head as adjectives or compounds: "US" in "US attack"."""
        for first in range(self._first(head), head.i):
            if first in self.named:
                last, entity = self.named[first]
                if last < head.i and last not in self.found:
                    self.found[last] = self._named(last, entity)
                    self.cast.remember(self.found[last])

    def _named(self, last: int, entity: Entity) -> Mention:
        first = self.covering[last][0]
        return self._mention(first, last, self.words[last], entity.name, entity.country, entity.role, _matter(entity))

    def _first(self, head: Word) -> int:
        """Where the noun phrase of the head begins."""
        first = self.covering[head.i][0] if head.i in self.covering else head.i
        while first > 0:
            before = self.words[first - 1]
            if not self._inside(before, head):
                break
            first -= 1
        return first

    def _inside(self, word: Word, head: Word) -> bool:
        steps = 0
        while word.i != head.i:
            joined = (
                word.dep in {"cc", "conj"} and word.head.dep in {"amod", "compound", "nmod"} and word.head.i < head.i
            )
            if (
                word.dep not in INSIDE
                and not joined
                and not (
                    (word.pos == "PUNCT" and word.text in "-–—'\"“”‘’") or (word.dep in {"punct"} and word.text == "-")
                )
            ):
                return False
            if word.head is word or steps > 12:
                return False
            word, steps = word.head, steps + 1
        return True

    def _describe(self, head: Word) -> Mention:
        first = self._first(head)
        while first < head.i and self.words[first].pos == "PUNCT":
            first += 1
        covering = self.covering.get(head.i)
        if covering and head.i in self.roots:
            return self._entity(first, self.words[covering[1]], covering[2], covering[0])
        if head.lower in THIRD_PERSON | PLURAL_PRONOUNS | NEUTER | FIRST_PERSON:
            return self._pronoun(head)
        if head.lower == "both" and head.pos in {"DET", "PRON"} and (pair := self.cast.pair()):
            return self._mention(
                first, head.i, head, pair[0].name, pair[0].country, pair[0].role, Matter.PAIR, members=pair
            )
        if head.lemma in GATHERINGS and head.pos == "NOUN":
            return self._gathering(first, head)
        if head.lemma in PARTITIVE and (inner := _of(head)) is not None:
            return self._part(first, head, inner)
        if head.lower.rstrip(".") in CALENDAR or head.lemma in CALENDAR:
            return self._mention(first, head.i, head, head.text, None, None, Matter.TIME)
        if head.lower in self.happenings or head.lemma in self.happenings:
            return self._mention(
                first,
                head.i,
                head,
                _without_article(self._text(first, head.i)),
                self._country(first, head),
                None,
                Matter.THING,
            )
        if head.pos == "PROPN" or (head.text[:1].isupper() and head.i > 0 and not self._role_of(first, head)):
            return self._proper(first, head)
        return self._common(first, head)

    def _gathering(self, first: int, head: Word) -> Mention:
        """Protests stand for those who protest."""
        country = self._country(first, head) or self.cast.home()
        state = self.gazetteer.states.get(country or "")
        name = f"{state.adjective} protesters" if state else "protesters"
        return self._mention(first, head.i, head, name, country, "CVL", Matter.GROUP)

    def _part(self, first: int, head: Word, inner: Word) -> Mention:
        """ "Thousands of protesters": the protesters, with the whole as their text."""
        whole = self._describe(inner)
        return self._mention(first, whole.last, inner, whole.name, whole.country, whole.role, whole.matter)

    def _entity(self, first: int, head: Word, entity: Entity, start: int) -> Mention:
        """A phrase whose head is a known name, with a title before it perhaps."""
        if entity.sort is Sort.NATIONALS:
            return self._mention(first, head.i, head, self._text(start, head.i), entity.country, "CVL", Matter.GROUP)
        role = entity.role
        if (
            entity.sort is Sort.ORGANISATION
            and entity.country
            and (country := self._country_before(first, start)) not in {None, entity.country}
        ):
            return self._mention(
                first, head.i, head, _without_article(self._text(first, head.i)), country, role, Matter.BODY
            )
        if entity.sort is Sort.PERSON and (title := self._title(first, start)):
            role = (
                self.gazetteer.titles[title]
                if role == "GOV" and self.gazetteer.titles[title] in {"MIL", "JUD"}
                else role
            )
        title = self._title(first, start) if entity.sort is Sort.PERSON else None
        return self._mention(first, head.i, head, entity.name, entity.country, role, _matter(entity), title)

    def _proper(self, first: int, head: Word) -> Mention:
        """A phrase that ends in a proper name: a person with or without a title, or an organisation."""
        start = self._name_start(first, head)
        name = self._text(start, head.i)
        title = self._title(first, start)
        if title and (country_title := title.split()[-1] in {"state"}):
            title = title if country_title else title
        if title:
            return self._person(first, head, name, title)
        if known := self.cast.person(name):
            return self._mention(first, head.i, head, known.name, known.country, known.role, Matter.PERSON)
        if holder := self._holder(name):
            return self._mention(first, head.i, head, holder.name, holder.country, holder.role, Matter.PERSON)
        if known := self.cast.organisation(name):
            return self._mention(first, head.i, head, known.name, known.country, known.role, Matter.BODY)
        whole = self._text(first, head.i)
        for word in reversed(whole.split()):
            if role := _KEYWORDS.get(word):
                return self._mention(
                    first, head.i, head, _without_article(whole), self._country(first, head), role, Matter.BODY
                )
        if role := self._role_of(first, head):
            return self._common(first, head)
        country, role = self._apposed(head)
        return self._mention(first, head.i, head, name, country or self._country(first, head), role, Matter.NAMED)

    def _person(self, first: int, head: Word, name: str, title: str) -> Mention:
        known = self.cast.person(name) or self._holder(name)
        country = self._country(first, head)
        if known and (country is None or known.country in {None, country}):
            role = known.role or self.gazetteer.titles[title]
            return self._mention(first, head.i, head, known.name, known.country or country, role, Matter.PERSON, title)
        role = self.gazetteer.titles[title]
        if body := self._body(first, head):
            country = country or body.country
            role = body.role if body.role not in {None, "GOV"} and role == "GOV" else role
        if country is None:
            country = self._apposed(head)[0]
        return self._mention(first, head.i, head, name, country, role, Matter.PERSON, title)

    def _common(self, first: int, head: Word) -> Mention:
        """A phrase with a common noun as its head: a body, people in a role, or a thing."""
        country = self._country(first, head)
        lemma = head.lemma.lower()
        if self._is_pair(first, head, lemma) and (pair := self.cast.pair()):
            return self._mention(
                first, head.i, head, pair[0].name, pair[0].country, pair[0].role, Matter.PAIR, members=pair
            )
        if lemma in COUNTRY_NOUNS and country is None and self._definite(first, head) and (state := self.cast.state()):
            role = "GOV" if lemma == "government" else None
            name = state.name if role is None else f"Government of {state.name}"
            return self._mention(first, head.i, head, name, state.country, role, Matter.STATE)
        appositive = next((c for c in head.children if c.dep == "appos" and c.pos == "PROPN" and c.i > head.i), None)
        role = self._role_of(first, head)
        if role is not None and (members := self._several(first, head, role)):
            return self._mention(
                first, head.i, head, members[0].name, members[0].country, role, Matter.GROUP, members=members
            )
        if role is None:
            return self._mention(
                first, head.i, head, _without_article(self._text(first, head.i)), country, None, Matter.THING
            )
        title = self._title(first, head.i + 1)
        if appositive is not None and title:
            name = self._text(self._name_start(self._first(appositive), appositive), appositive.i)
            known = self.cast.person(name) or self._holder(name)
            if known:
                return self._mention(
                    first, head.i, head, known.name, known.country or country, known.role, Matter.PERSON, title
                )
            return self._mention(first, head.i, head, name, country, role, Matter.PERSON, title)
        if title and self._singular(head) and self._definite(first, head) and (person := self._titled(title, country)):
            return self._mention(first, head.i, head, person.name, person.country, person.role, Matter.PERSON)
        if head.tag in {"NN", "NNP"} and (bloc := self._bloc(first, head)):
            return self._mention(first, head.i, head, bloc.name, bloc.country, bloc.role, Matter.BODY)
        if country is None and role not in HOMELESS:
            country = self.cast.home()
        matter = Matter.GROUP
        if self._singular(head):
            matter = Matter.PERSON if title else Matter.BODY if role in BODIES else Matter.GROUP
        return self._mention(first, head.i, head, self._group_name(first, head, country), country, role, matter)

    def _several(self, first: int, head: Word, role: str) -> tuple[Mention, ...]:
        """The parties in "Iranian and Russian officials" and "the armies of Brazil and Argentina"."""
        if head.tag not in {"NNS", "NNPS"}:
            return ()
        spots = [i for i in range(first, head.i) if i in self.covering and self.covering[i][1] == i]
        for preposition in head.children:
            if preposition.dep == "prep" and preposition.lower == "of" and len(spots) < 2:  # noqa: PLR2004 several
                noun = preposition.child("pobj")
                spots = [word.i for word in conjuncts(noun) if word.i in self.covering] if noun else []
        entities = {self.covering[i][2].country: i for i in spots if self.covering[i][2].country}
        if len(entities) < 2:  # noqa: PLR2004 several
            return ()
        return tuple(
            self._mention(
                self.covering[i][0],
                i,
                head,
                f"{self.gazetteer.states[country].adjective} {head.text}",
                country,
                role,
                Matter.GROUP,
            )
            for country, i in entities.items()
            if country
        )

    def _bloc(self, first: int, head: Word) -> Mention | None:
        """ "The bloc", "the Guard": the organisation last named that ends so."""
        if not self._definite(first, head) or head.i - first > 2:
            return None
        return self.cast.organisation(self._text(first + 1, head.i))

    def _group_name(self, first: int, head: Word, country: str | None) -> str:
        text = _without_article(self._text(first, head.i))
        state = self.gazetteer.states.get(country or "")
        if state is None or self._country(first, head) is not None:
            return text
        return f"{state.adjective} {text}"

    def _pronoun(self, head: Word) -> Mention:
        known = None
        if head.lower in THIRD_PERSON:
            known = self.cast.last_person(head)
        elif head.lower in PLURAL_PRONOUNS:
            known = self.cast.last_group()
        elif head.lower in NEUTER:
            known = self.cast.last_body()
        if known is None:
            return self._mention(head.i, head.i, head, head.text, None, None, Matter.PRONOUN)
        return self._mention(
            head.i, head.i, head, known.name, known.country, known.role, Matter.ANAPHOR, members=known.members
        )

    def _title(self, first: int, end: int) -> str | None:
        """The longest title among the words right before `end`, not beyond `first`."""
        words = [word.lower for word in self.words[max(first, end - 5) : end] if word.text not in {"-", ",", "."}]
        if words and words[-1].endswith("s") and words[-1][:-1] in self.gazetteer.titles:
            words[-1] = words[-1][:-1]
        for size in range(min(5, len(words)), 0, -1):
            if (title := " ".join(words[-size:])) in self.gazetteer.titles:
                return title
        if words and (tail := words[-1].split("-")[-1]) in self.gazetteer.titles:
            return tail
        return None

    def _role_of(self, first: int, head: Word) -> str | None:
        """The role code of the longest known phrase that ends with the head."""
        last = head.lemma.lower() if head.pos != "PROPN" else head.lower
        for tail in (last, head.lower):
            before = [word.lower for word in self.words[max(first, head.i - 3) : head.i]]
            for size in range(len(before), -1, -1):
                phrase = " ".join([*before[len(before) - size :], tail])
                if role := self.gazetteer.bodies.get(phrase) or self.gazetteer.titles.get(phrase):
                    return self._sharpened(role, first, head)
        if "-" in last and (role := self.gazetteer.bodies.get(last.split("-")[-1])):
            return role
        return None

    def _sharpened(self, role: str, first: int, head: Word) -> str:
        """The role as the words before the head tell it: "military officials" are MIL, "rebel leaders" REB."""
        if role not in {"GOV", "INT", "MIL"}:
            return role
        for word in reversed(self.words[first : head.i]):
            lemma = word.lemma.lower()
            if lemma in {"military", "army", "navy", "defense", "defence"} and head.lemma in {
                "official",
                "leader",
                "spokesman",
                "commander",
            }:
                return "MIL"
            if (other := self.gazetteer.bodies.get(lemma)) and other in {
                "REB",
                "OPP",
                "COP",
                "JUD",
                "LEG",
                "CRM",
                "PRM",
                "REL",
                "REF",
                "CVL",
            }:
                return other
            if (covering := self.covering.get(word.i)) and covering[2].role in {
                "REB",
                "PRM",
                "IGO",
                "NGO",
                "PTY",
                "LEG",
                "COP",
            }:
                return covering[2].role
        return (
            "GOV"
            if role == "INT"
            and head.lemma not in {"country", "nation", "group", "organization", "movement", "side", "west"}
            else role
        )

    def _country(self, first: int, head: Word) -> str | None:
        """The country that stands in the phrase, before its head, as its possessor, or after it with "of" or "in"."""
        for i in range(head.i, first - 1, -1):
            if i in self.covering and self.covering[i][2].country:
                return self.covering[i][2].country
        for child in head.children if head.lemma not in RELATIVE_NOUNS else ():
            if child.dep == "poss" and child.i in self.found and self.found[child.i].country:
                return self.found[child.i].country
            if child.dep == "prep" and child.lower in POSTNOMINAL:
                for inner in child.children:
                    if inner.dep == "pobj" and (country := self._country_within(inner)):
                        return country
        return None

    def _country_before(self, first: int, end: int) -> str | None:
        """The country named before a body: "Nigerian" in "the Nigerian Senate"."""
        return next((self.covering[i][2].country for i in range(first, end) if i in self.covering), None)

    def _country_within(self, word: Word) -> str | None:
        if word.i in self.covering:
            return self.covering[word.i][2].country
        return next(
            (self.covering[c.i][2].country for c in word.children if c.i in self.covering and c.i < word.i), None
        )

    def _body(self, first: int, head: Word) -> Entity | None:
        """The organisation named before the head: the Kremlin in "Kremlin spokesman Dmitry Peskov"."""
        entities = (self.covering[i][2] for i in range(head.i - 1, first - 1, -1) if i in self.covering)
        return next((entity for entity in entities if entity.sort in {Sort.ORGANISATION, Sort.CAPITAL}), None)

    def _apposed(self, head: Word) -> tuple[str | None, str | None]:
        """Country and role from what stands in apposition: "Ada Lunt, head of Norway's central bank"."""
        for child in head.children:
            if child.dep == "appos" and child.i > head.i and child.pos in NOMINAL:
                first = self._first(child)
                return self._country_anywhere(child), self._role_of(first, child) or (
                    "GOV" if child.lemma == "head" else None
                )
        return None, None

    def _country_anywhere(self, word: Word) -> str | None:
        countries = (
            self.covering[w.i][2].country for w in sorted(word.subtree(), key=lambda w: w.i) if w.i in self.covering
        )
        return next((country for country in countries if country), None)

    def _name_start(self, first: int, head: Word) -> int:
        """Where the run of name words that ends at the head begins."""
        start = head.i
        while start > first:
            before = self.words[start - 1]
            if before.i in self.covering or before.tag == "POS" or self._title(first, start):
                break
            if not (
                before.pos == "PROPN"
                or before.text in {"-", "al", "de", "bin", "van", "von", "da", "el", "."}
                or (before.text[:1].isupper() and before.pos in {"ADJ", "NOUN"})
            ):
                break
            start -= 1
        return start

    def _holder(self, name: str) -> Entity | None:
        return self.gazetteer.holder(name, self.cast.day) if " " not in name or name.startswith("al-") else None

    def _titled(self, title: str, country: str | None) -> Mention | Entity | None:
        """The person last named with that title, else whoever held the office on the day."""
        if person := self.cast.titled(title, country):
            return person
        country = country or (
            self.cast.focus() if title in {"president", "prime minister", "supreme leader", "chancellor"} else None
        )
        return (
            self.gazetteer.office(country, "president" if title == "leader" else title, self.cast.day)
            if country
            else None
        )

    def _is_pair(self, first: int, head: Word, lemma: str) -> bool:
        before = {word.lower for word in self.words[first : head.i]}
        return (
            lemma in PAIRS
            and bool(before & {"both", "two"})
            and head.tag in {"NNS", "NNPS"}
            and self._country(first, head) is None
        )

    def _definite(self, first: int, head: Word) -> bool:
        return self.words[first].lower in {"the", "this", "that"} or any(child.dep == "poss" for child in head.children)

    def _singular(self, head: Word) -> bool:
        return head.tag in {"NN", "NNP"}

    def _text(self, first: int, last: int) -> str:
        """The words as printed, with one space where there was any."""
        text, end = "", None
        for word in self.words[first : last + 1]:
            text += (" " if end is not None and word.start > end else "") + word.text
            end = word.end
        return re.sub(r"['’]s?$", "", text)

    def _mention(
        self,
        first: int,
        last: int,
        head: Word,
        name: str,
        country: str | None,
        role: str | None,
        matter: Matter,
        title: str | None = None,
        members: tuple[Mention, ...] = (),
    ) -> Mention:
        text = self._text(first, last)
        place = {
            "first": first,
            "last": last,
            "head": head.i,
            "start": self.words[first].start,
            "end": self.words[last].end,
            "text": text,
        }
        members = tuple(
            m if m.head == head.i and m.first >= first else msgspec.structs.replace(m, **place) for m in members
        )
        return Mention(
            first=first,
            last=last,
            head=head.i,
            start=self.words[first].start,
            end=self.words[last].end,
            text=text,
            name=name,
            country=country,
            role=role,
            matter=matter,
            title=title,
            members=members,
        )


def _matches(sentence: Sentence, gazetteer: Gazetteer) -> dict[int, tuple[int, Entity]]:
    """Known names by the index of their first word, longest first, none inside another."""
    words, found, i = sentence.words, {}, 0
    shouted = sentence.text.isupper()
    while i < len(words):
        match = _longest(words, i, gazetteer, shouted=shouted)
        if (
            match
            and not _only_behind(words, i + match[0])
            and not _in_longer_name(words, i, i + match[0] - 1, match[1])
        ):
            found[i] = (i + match[0] - 1, match[1])
            i += match[0]
        else:
            i += 1
    return found


def _only_behind(words: Sequence[Word], after: int) -> bool:
    """Whether the name only says who stands behind: "Iran-backed militia" is not Iran's deed."""
    return after + 1 < len(words) and words[after].text in "-–" and words[after + 1].lower in BEHIND


def _longest(words: Sequence[Word], i: int, gazetteer: Gazetteer, *, shouted: bool) -> tuple[int, Entity] | None:
    first = words[i]
    if not (
        first.text[0].isupper() or first.text[0].isdigit() or first.text.startswith("al") or first.lower in {"contras"}
    ):
        return None
    spelled, text, end = [], "", first.start
    for word in words[i : i + 8]:
        text += (" " if word.start > end else "") + word.text
        end = word.end
        spelled.append(text)
    match = gazetteer.longest(spelled)
    if match is None and shouted:
        match = gazetteer.longest([text.title() for text in spelled])
    return match


def _in_longer_name(words: Sequence[Word], first: int, last: int, entity: Entity) -> bool:
    """Whether the match is only a part of somebody's name: "Chad" in "Chad Lowe", "Jordan" in "Ann Jordan"."""
    if (
        entity.sort in {Sort.PERSON, Sort.ADJECTIVE, Sort.NATIONALS}
        or (entity.sort is Sort.ORGANISATION
        and last > first)
    ):
        return False
    before = words[first - 1] if first else None
    if (
        before is not None
        and before.pos == "PROPN"
        and before.text.istitle()
        and before.text in GIVEN_NAMES
        and before.end + 1 >= words[first].start
    ):
        return True
    return (
        words[last].text
        in {"Chad", "Jordan", "Israel", "Paris", "Georgia", "Sofia", "Victoria", "Santiago", "Kingston"}
        and last + 1 < len(words)
        and words[last + 1].pos == "PROPN"
        and words[last + 1].dep != "conj"
        and words[last].dep == "compound"
        and words[last + 1].text.istitle()
        and words[last + 1].lower not in {"president", "minister", "prime", "foreign", "king"}
        and words[last].text in {"Chad", "Israel", "Paris", "Sofia", "Victoria"}
    )


GIVEN_NAMES = frozenset(
    ["Michael", "Vernon", "Ann", "Jane", "John", "Robert", "David", "James", "Mary", "Peter", "Paul", "Mark", "Jim", "Bill", "Barbara", "Hamilton", "DeAndre", "Queen", "King", "Saint"]
)


def _root(span: Sequence[Word]) -> Word:
    """The word of a span that hangs on something outside it."""
    inside = {word.i for word in span}
    return next((word for word in span if word.head.i not in inside or word.head is word), span[-1])


def _of(head: Word) -> Word | None:
    """The noun after "of"."""
    for child in head.children:
        if child.dep == "prep" and child.lower == "of":
            return child.child("pobj")
    return None


def _matter(entity: Entity) -> Matter:
    match entity.sort:
        case Sort.STATE | Sort.CAPITAL | Sort.ADJECTIVE:
            return Matter.STATE
        case Sort.PERSON:
            return Matter.PERSON
        case Sort.NATIONALS:
            return Matter.GROUP
        case Sort.REGION:
            return Matter.REGION
        case _:
            return Matter.BODY


def _without_article(text: str) -> str:
    return re.sub(r"^(the|a|an|some|any|its|their|his|her)\s+", "", spelling(text), flags=re.IGNORECASE)
