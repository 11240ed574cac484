"""The known names in a sentence: where they stand and whom they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from workers.extract import bodynames
from workers.extract.gazetteer import LONGEST_NAME, Entity, Gazetteer, Sort
from workers.extract.tree import Sentence, Word
from workers.extract.vocabulary import words as words_of

BEHIND = words_of(
    "backed allied aligned brokered mediated sponsored made built supplied funded trained held controlled "
    "occupied style educated friendly majority minority speaking listed bound facing drafted"
)
"""What is joined to a name by a hyphen and says that its bearer is not the one who acts."""
MINDS = frozenset({"pro", "anti", "non"})
"""What is joined to a name by a hyphen and says of what mind one is."""
GIVEN_NAMES = words_of(
    "Michael Vernon Ann Jane John Robert David James Mary Peter Paul Mark Jim Bill Barbara Queen King Saint"
)
"""Names before which "Jordan" or "Paris" is a surname."""
OFFICES = words_of("minister ministry secretary department law market union unions day court force")
"""Words before which "Labour" is no party."""
OTHERS = {"PTY": OFFICES, "LEG": frozenset({"party"})}
"""Words before which a name does not mean the body of that role: "the Congress party"."""
DIVISIONS = words_of("province county district prefecture governorate oblast")
"""Words before which a state's name is that of a part of another one."""
FIRST_NAMES = frozenset({"Chad", "Israel", "Paris", "Santiago", "Sofia", "Victoria"})
"""Names of places that are given names when a capitalised word follows."""


class Named(Struct, frozen=True):
    """A known name: its first and last word, the word that hangs on the rest of the sentence, whom it means."""

    first: int
    last: int
    root: int
    entity: Entity


class Names:
    """The known names of one sentence."""

    def __init__(self, sentence: Sentence, gazetteer: Gazetteer) -> None:
        self._ends: dict[int, int] = {}
        self.all = list(_names(sentence, gazetteer, self._ends))
        self._over = {i: named for named in self.all for i in range(named.first, named.last + 1)}
        self._first = {named.first: named for named in self.all}

    def over(self, i: int) -> Named | None:
        """The name that the word is part of."""
        return self._over.get(i)

    def beginning(self, i: int) -> Named | None:
        """The name that begins with the word."""
        return self._first.get(i)

    def end(self, i: int) -> int:
        """The last word of the body's name that goes on behind the word, else the word itself."""
        return self._ends.get(i, i)

    def country(self, i: int) -> str | None:
        """The country of the name that the word is part of."""
        named = self._over.get(i)
        return named.entity.country if named else None


def _names(sentence: Sentence, gazetteer: Gazetteer, ends: dict[int, int]) -> Iterator[Named]:
    """Known names from left to right, longest first, none inside another or in a body's name, whose ends are noted."""
    words, i = sentence.words, 0
    shouted = sentence.text.isupper()

    def is_known(first: int) -> bool:
        entity = _longest(words, first, gazetteer, shouted=shouted)[1]
        return entity is not None and entity.role not in OTHERS

    while i < len(words):
        size, entity = _longest(words, i, gazetteer, shouted=shouted)
        last = i + size - 1
        if entity is not None and not _only_behind(words, i, last + 1) and not _in_longer_name(words, i, last, entity):
            yield Named(i, last, _root(words[i : last + 1]).i, entity)
        elif (last := bodynames.end(words, i, is_known)) > i:
            ends[i] = last
        else:
            last = i
        i = last + 1


def _longest(words: Sequence[Word], i: int, gazetteer: Gazetteer, *, shouted: bool) -> tuple[int, Entity | None]:
    """How many words the longest known name has that begins here, and whom it means."""
    first = words[i]
    if not (first.text[0].isupper() or first.text[0].isdigit() or first.text.startswith("al")):
        return 1, None
    spelled, text, end = [], "", first.start
    for word in words[i : i + LONGEST_NAME]:
        text += (" " if word.start > end else "") + word.text
        end = word.end
        spelled.append(text)
    match = gazetteer.longest(spelled)
    if match is None and shouted:
        match = gazetteer.longest([text.title() for text in spelled])
    return match or (1, None)


def _only_behind(words: Sequence[Word], first: int, after: int) -> bool:
    """Whether the name only says who stands behind, or of what mind one is: "Iran-backed", "pro-Iranian"."""
    if first > 1 and words[first - 1].tag == "HYPH" and words[first - 2].lower in MINDS:
        return True
    return after + 1 < len(words) and words[after].tag == "HYPH" and words[after + 1].lower in BEHIND


def _in_longer_name(words: Sequence[Word], first: int, last: int, entity: Entity) -> bool:
    """Whether the match is only a part of somebody's name: "Jordan" in "Ann Jordan", "Chad" in "Chad Lowe"."""
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and (after.lower in OTHERS.get(entity.role or "", ()) or after.lower in DIVISIONS):
        return True
    if entity.sort not in {Sort.STATE, Sort.CAPITAL}:
        return False
    if first and words[first - 1].text in GIVEN_NAMES:
        return True
    follows = after is not None and after.pos == "PROPN" and words[last].dep == "compound" and words[last].head is after
    return words[last].text in FIRST_NAMES and follows


def _root(span: Sequence[Word]) -> Word:
    """The word of a span that hangs on something outside it."""
    inside = {word.i for word in span}
    return next((word for word in span if word.head.i not in inside or word.head is word), span[-1])
