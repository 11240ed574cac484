"""Noun phrases: where they begin, what titles, roles and countries stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.extract.gazetteer import Entity, Gazetteer, Sort, spelling
from workers.extract.names import Names
from workers.extract.places import city_country
from workers.extract.syntax import after, conjuncts
from workers.extract.tree import Word
from workers.extract.vocabulary import words

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
INSIDE = words("compound amod nmod det nummod quantmod predet advmod poss case npadvmod")
"""Relations in which a word stands inside the noun phrase on its right."""
JOINED = frozenset({"cc", "conj"})
PREMODIFYING = frozenset({"amod", "compound", "nmod"})
SUBJECT_OR_OBJECT = frozenset({"nsubj", "dobj", "pobj", "nsubjpass"})
HEADING = SUBJECT_OR_OBJECT | {"conj", "poss", "ROOT", "dep", "appos", "dative", "attr"}
DEEPEST = 12
"""Steps from a word inside a phrase up to its head."""
LONGEST_TITLE, LONGEST_ROLE = 5, 3
"""Words of the longest title, and before the head of the longest role."""
PARTICLES = words("- al ul ur de bin van von da el .")
"""Small words inside a personal name."""
RELATIVE_NOUNS = words(
    "neighbour neighbor ally rival counterpart enemy partner opponent foe adversary friend critic visitor guest"
)
"""Whoever they are, they are not of their possessor's country."""
POSTNOMINAL = frozenset({"of", "in", "from", "for"})
SERVING = frozenset({"work", "act"})
"""What somebody does "for" a state who is its own: "hackers working for the Chinese state"."""
MILITARY = frozenset({"military", "army", "navy", "defense", "defence"})
HEADS_OF_MILITARY = frozenset({"official", "leader", "spokesman", "commander"})
TELLING_BEFORE = words("REB OPP COP JUD LEG CRM PRM REL REF CVL IGO NGO PTY")
"""Roles that a word before the head gives to officials and leaders."""
UNCERTAIN = frozenset({"GOV", "INT", "MIL"})
CRAFT = words("drone jet warplane helicopter gunship bomber submarine missile")
"""What attacks without anybody's saying whose it is."""
MEMBERS = frozenset({"member"})
NOT_OFFICIALS = words("ally power neighbour neighbor country nation group organization movement side west")


class Phrases:
    """The noun phrases of one sentence, each asked for by its head word and the index of its first word."""

    def __init__(self, words: Sequence[Word], names: Names, gazetteer: Gazetteer) -> None:
        self.words = words
        self.names = names
        self.gazetteer = gazetteer

    def is_head(self, word: Word) -> bool:
        """Whether a noun phrase ends with the word."""
        if word.dep in PREMODIFYING and word.head.i > word.i and word.head.pos in NOMINAL:
            return False
        named = self.names.over(word.i)
        if word.pos in NOMINAL:
            return word.tag != "EX" and (named is None or named.root == word.i)
        if named is not None and named.root == word.i and word.dep in HEADING:
            return True
        return word.pos in {"NUM", "DET", "ADJ"} and word.dep in SUBJECT_OR_OBJECT

    def first(self, head: Word) -> int:
        """Where the phrase begins."""
        named = self.names.over(head.i)
        first = named.first if named else head.i
        while first > 0 and self._is_inside(self.words[first - 1], head):
            first -= 1
        while first < head.i and self.words[first].pos == "PUNCT":
            first += 1
        return first

    def _is_inside(self, word: Word, head: Word) -> bool:
        for _ in range(DEEPEST):
            if word.i == head.i:
                return True
            listed = word.head.dep in PREMODIFYING | {"conj"} and word.head.i < min(word.i, head.i)
            joined = listed and (word.dep in JOINED or word.tag == ",")
            mark = word.tag in {"HYPH", "``", "''"}
            if word.head is word or not (word.dep in INSIDE or joined or mark):
                return False
            word = word.head
        return False

    def text(self, first: int, last: int) -> str:
        """The words as printed, with one space where there was any, without a closing possessive."""
        text, end = "", self.words[first].start
        for word in self.words[first : last + 1]:
            text += (" " if word.start > end else "") + word.text
            end = word.end
        return re.sub(r"['\u2019]s?$", "", text)

    def bare(self, first: int, last: int) -> str:
        """The text without article or possessive pronoun."""
        return re.sub(
            r"^(the|a|an|some|any|its|their|his|her)\s+", "", spelling(self.text(first, last)), flags=re.IGNORECASE
        )

    def rest(self, head: Word) -> str:
        """What of a body's name stands behind its noun: " of Trade and Industry"."""
        end = self.names.end(head.i)
        return f" {self.text(head.i + 1, end)}" if end > head.i else ""

    def title(self, first: int, end: int) -> str | None:
        """The longest title among the words right before `end`, not beyond `first`."""
        before = self.words[max(first, end - LONGEST_TITLE) : end]
        words = [word.lower for word in before if word.text not in {"-", ",", "."}]
        if not words:
            return None
        titles = self.gazetteer.titles
        words[-1] = words[-1] if words[-1] in titles else words[-1].removesuffix("s")
        phrases = (" ".join(words[start:]) for start in range(len(words)))
        joined = words[-1].split("-")[-1]
        return next((phrase for phrase in phrases if phrase in titles), joined if joined in titles else None)

    def name_start(self, first: int, head: Word) -> int:
        """Where the run of name words that ends at the head begins."""
        named = self.names.over(head.i)
        start = named.first if named else head.i
        while start > first and self._is_name_word(self.words[start - 1]) and not self.title(first, start):
            start -= 1
        return start

    def _is_name_word(self, word: Word) -> bool:
        if self.names.over(word.i) is not None or word.tag == "POS":
            return False
        capital = word.text[:1].isupper() and word.pos in {"ADJ", "NOUN"}
        return word.pos == "PROPN" or word.text in PARTICLES or capital

    def role(self, first: int, head: Word) -> str | None:
        """The role code of the longest known phrase that ends with the head."""
        last = head.lemma.lower() if head.pos != "PROPN" else head.lower
        if (last == "justice" and first == head.i) or (last == "party" and self.words[head.i - 1].lower == "all"):
            return None
        if last in MEMBERS and head.i > first and (role := self._role_of(self.words[head.i - 1])):
            return role
        before = [word.lower for word in self.words[max(first, head.i - LONGEST_ROLE) : head.i] if word.text != "-"]
        for tail in (last, head.lower):
            for start in range(len(before) + 1):
                phrase = " ".join([*before[start:], tail])
                if role := self.gazetteer.bodies.get(phrase) or self.gazetteer.titles.get(phrase):
                    return self._sharpened(role, first, head)
        return self.gazetteer.bodies.get(last.split("-")[-1]) if "-" in last else None

    def _role_of(self, body: Word) -> str | None:
        """The role of the body that somebody is a member of: "union members", "Hamas members"."""
        named = self.names.over(body.i)
        return named.entity.role if named else self.gazetteer.bodies.get(body.lemma.lower())

    def _sharpened(self, role: str, first: int, head: Word) -> str:
        """The role as the words before the head tell it: "military officials" are MIL, "rebel leaders" REB."""
        if role not in UNCERTAIN or head.lemma in CRAFT:
            return role
        for word in reversed(self.words[first : head.i]):
            if word.lower in MILITARY and head.lemma in HEADS_OF_MILITARY:
                return "MIL"
            named = self.names.over(word.i)
            other = named.entity.role if named else self.gazetteer.bodies.get(word.lemma.lower())
            if other in TELLING_BEFORE:
                return other
        return "GOV" if role == "INT" and head.lemma not in NOT_OFFICIALS else role

    def country(self, first: int, head: Word) -> str | None:
        """The country named in the phrase, before its head, or after it with "of" or "in"."""
        inside = (self.names.country(i) for i in range(head.i, first - 1, -1))
        if country := next((country for country in inside if country), None):
            return country
        if head.lemma in RELATIVE_NOUNS:
            return None
        homes = (
            noun
            for child in self._below(head)
            if child.lower in POSTNOMINAL or child.lemma in SERVING
            for noun in (child.children if child.dep == "prep" else after(child, "for"))
        )
        return next((country for noun in homes if noun.dep == "pobj" and (country := self._country_within(noun))), None)

    def _below(self, head: Word) -> list[Word]:
        """What hangs on the head, or on what of its name stands behind it."""
        end = self.names.end(head.i)
        further = [child for word in self.words[head.i + 1 : end + 1] for child in word.children if child.i > end]
        return [*head.children, *further]

    def country_before(self, first: int, end: int) -> str | None:
        """The country named before a body: "Nigerian" in "the Nigerian Senate"."""
        return next((country for i in range(first, end) if (country := self.names.country(i))), None)

    def country_below(self, word: Word) -> str | None:
        """The first country named in all that hangs on the word."""
        below = sorted(word.subtree(), key=lambda each: each.i)
        return next((country for each in below if (country := self.names.country(each.i))), None)

    def _country_within(self, word: Word) -> str | None:
        if self.names.over(word.i):
            return self.names.country(word.i)
        before = (self.names.country(child.i) for child in word.children if child.i < word.i)
        return next((country for country in before if country), None) or self._city_country(word)

    def _city_country(self, word: Word) -> str | None:
        """The country of a great city: of Nigeria for the police "in Lagos"."""
        first = next((child.i for child in word.children if child.dep == "compound" and child.i < word.i), word.i)
        return city_country(self.text(first, word.i)) if word.pos == "PROPN" else None

    def body(self, first: int, head: Word) -> Entity | None:
        """The organisation named before the head: the Kremlin in "Kremlin spokesman Dmitry Peskov"."""
        named = (self.names.over(i) for i in range(head.i - 1, first - 1, -1))
        found = (each.entity for each in named if each is not None)
        return next((entity for entity in found if entity.sort in {Sort.ORGANISATION, Sort.CAPITAL}), None)

    def countries(self, first: int, head: Word) -> dict[str, int]:
        """The countries side by side before a plural head or after its "of", "in" or "from", with their indices."""
        if head.tag not in {"NNS", "NNPS"}:
            return {}
        spots = [named.last for named in self.names.all if first <= named.first and named.last < head.i]
        nouns = [noun for preposition in ("from", "in", "of") for noun in after(head, preposition)]
        for noun in nouns if len(spots) <= 1 else ():
            spots = [word.i for word in conjuncts(noun) if self.names.over(word.i)]
        return {country: i for i in spots if (country := self.names.country(i))}

    @staticmethod
    def after_of(head: Word) -> list[Word]:
        """The noun after "of"."""
        prepositions = (child for child in head.children if child.dep == "prep" and child.lower == "of")
        return [noun for preposition in prepositions for noun in preposition.children if noun.dep == "pobj"]

    def is_definite(self, first: int, head: Word) -> bool:
        """Whether the phrase means one that is known already."""
        return self.words[first].lower in {"the", "this", "that"} or head.child("poss") is not None
