"""How far the name of a body goes on behind its noun: "the Ministry of Trade and Industry"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workers.extract.tree import Word
from workers.extract.vocabulary import words as words_of

ORGANISATION_WORDS = {
    "REL": "Church Diocese",
    "REB": "Brigades Liberation Resistance Mujahideen Jihad",
    "MED": "Times Post News Herald Guardian Journal TV Radio Tribune",
    "EDU": "University College School",
    "BUS": "Inc Corp Ltd Company Group Bank Airlines Airways Corporation Co Holdings Motors Energy Oil",
    "LAB": "Union",
    "NGO": "Foundation Watch Society Association Charity Institute Federation Observatory Centre Center",
    "PTY": "Party Alliance League Front Bloc Movement Coalition",
    "LEG": "Parliament Assembly Senate Congress Legislature Commons",
    "MIL": "Army Navy Force Forces Guard Corps Brigade Military Command Battalion",
    "COP": "Police",
    "JUD": "Court Tribunal Judiciary",
    "GOV": "Ministry Department Agency Authority Office Council Commission Treasury Secretariat Cabinet Embassy "
    "Presidency Bureau",
}
"""Words in the names of organisations that are not in the tables."""
ORGANISATION_WORDS["IGO"] = "Organization Organisation"
KEYWORDS = {word: role for role, listed in ORGANISATION_WORDS.items() for word in listed.split()}
LINKS = frozenset({"of", "for"})
JOINTS = frozenset({"and", "&"})
PEOPLE = words_of("president minister secretary general colonel premier chancellor king prince mr mrs ms dr judge")
"""What begins a person's name, and no field of work."""


def end(words: Sequence[Word], head: int, is_known: Callable[[int], bool]) -> int:
    """The last word of the body's name that has its noun at `head`, which is that one where nothing goes on.

    `is_known` tells whether a state, a person or another body is named from a word on.
    """
    if words[head].text not in KEYWORDS or head + 2 >= len(words) or words[head + 1].lower not in LINKS:
        return head
    last = position = _run(words, head + 2, is_known)
    while 0 < position < len(words) - 2:
        comma = words[position + 1].text == ","
        joint = position + 2 if comma and words[position + 2].lower in JOINTS else position + 1
        closing = words[joint].lower in JOINTS
        position = _run(words, joint + 1, is_known) if comma or closing else 0
        if closing:
            return position or last
    return last or head


def _run(words: Sequence[Word], first: int, is_known: Callable[[int], bool]) -> int:
    """The last of the capitalised words from `first` on that name a field of work, 0 for none."""
    last = first - 1
    while last + 1 < len(words) and _is_field(words, last + 1) and not is_known(last + 1):
        last += 1
    return 0 if last < first or KEYWORDS.get(words[last].text, "BUS") != "BUS" else last


def _is_field(words: Sequence[Word], i: int) -> bool:
    """Whether the word may name a field of work, or a part of one behind a hyphen: "Co-operation"."""
    word = words[i]
    if word.start == words[i - 1].end and "-" in {word.text, words[i - 1].text}:
        return True
    return word.text[0].isupper() and not word.text.isupper() and word.lower not in PEOPLE
