"""Boxes in which a site speaks to its reader: newsletters, subscriptions, pleas for money, what its authors are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.clean.widgets import is_furniture
from workers.clean.words import alternatives, entries, folded, has_any, pattern

LONGEST = 600
"""Code points of the longest paragraph that speaks to the page's reader."""
NEWS = 6
"""Words from which a sentence tells something."""
SHORT = 200
"""Code points up to which one of the site's own offers is enough to make a box."""
LONGEST_IMPERATIVE = 20
"""Code points in which an imperative opens a line."""
LONGEST_POST = 180
"""Code points in which a line about an author names the post."""
MARKS = ("", *".,!?:;)", "\u2019s", "'s", "\u2019ve", "'ve", "\u2019re", "'re", "\u2019ll", "'ll")
"""What may stand right behind a word."""
OPENING_QUOTES = ('"', "\u201c", "\u201e", "\u00ab")
QUOTED = re.compile('["\u201c\u201e\u00ab][^"\u201d\u201c\u00bb]*(?:["\u201d\u201c\u00bb]|$)')
PRONOUNS = ("please", "you", "You", "your", "Your", "yours", "us", "our", "Our", "we", "We")
ADDRESS = frozenset(word + mark for word in PRONOUNS for mark in MARKS)
"""How a site speaks to its reader; "US" is a country."""
READER = frozenset(word + mark for word in ("you", "your", "yours") for mark in MARKS)
FOLDED_ADDRESS = frozenset(word.casefold() for word in ADDRESS)
ABROAD = frozenset(word + mark for word in folded("appeals_abroad") for mark in MARKS)
TRIGGERS = ABROAD | {word + mark for word in entries("appeals") for mark in MARKS}
"""Words of which every box has one at least."""
OF_BOXES = TRIGGERS | FOLDED_ADDRESS
IMPERATIVE = re.compile(rf"(?:{alternatives('imperatives')})\b(?! (?:was|is|were|are|has|had|sheets)\b)")
OFFERS = re.compile(alternatives("offers"))
PLEAS = re.compile(alternatives("pleas"))
TELLING = (
    " is ",
    " was ",
    " works ",
    " has been ",
    " serves ",
    " reports ",
    " covers ",
    " writes ",
    " joined ",
    "-based ",
)
"""Verbs of which a line about an author has one."""
TURN = re.compile(r"(?:[A-Z][a-z]+\.? )?(?P<name>[A-Z][A-Z.'\u2019-]+(?: [A-Z.'\u2019-]+){0,3})(?: \([^)]{2,60}\))?: ")
CLOSING = re.compile(r"\b(?:(?:click(?:ing)?|sign up) here[.!]?$|click here to \w)", re.IGNORECASE)
BIOGRAPHY = pattern("biographies")


def is_appeal(text: str) -> bool:
    """Whether a line asks something of the page's reader or offers it; what is quoted does not count."""
    if len(text) > LONGEST:
        return False
    folded = text.casefold()
    words = folded.split()
    if TRIGGERS.isdisjoint(words):
        return False
    if words[-1] in ABROAD or (" here" in folded and CLOSING.search(unquoted(text)) and not _opens_with_news(text)):
        return True
    abroad = not ABROAD.isdisjoint(words)
    if not (abroad or _may_be_addressed(text, words)) or is_turn(text) or _opens_with_news(text):
        return False
    if abroad:
        return not ABROAD.isdisjoint(unquoted(folded).split())
    return is_addressed(text) and _is_offer(unquoted(text))


def quotes(text: str) -> bool:
    """Whether a quotation begins in a line."""
    return has_any(text, OPENING_QUOTES)


def unquoted(text: str) -> str:
    """A line without what is quoted in it."""
    return QUOTED.sub("", text) if quotes(text) else text


def is_turn(text: str) -> bool:
    """Whether a line is somebody's turn in a talk, the name in capitals before it: "LORN: You can join us."."""
    turn = TURN.match(text)
    return turn is not None and not is_furniture(turn["name"])


def is_pitch(text: str) -> bool:
    """Whether a line says what boxes say, less than would make a box of it by itself; what is quoted does not count."""
    if len(text) > SHORT or _opens_with_news(text):
        return False
    said = unquoted(text)
    if not is_addressed(said):
        return False
    words = said.casefold().split()
    told = READER.isdisjoint(words) and not opens_with_imperative(said)
    return not (told or TRIGGERS.isdisjoint(words)) or PLEAS.search(said.casefold()) is not None


def is_biography(text: str) -> bool:
    """Whether a line says what somebody's post at a paper is."""
    head = text[:LONGEST_POST]
    return len(text) <= LONGEST and has_any(head, TELLING) and BIOGRAPHY.search(head) is not None


def _opens_with_news(text: str) -> bool:
    """Whether the first of several sentences says nothing that boxes say: a story's, with an invitation behind it."""
    sentence, stop, _ = text.partition(". ")
    words = sentence.casefold().split()
    if not stop or len(words) < NEWS or not OF_BOXES.isdisjoint(words):
        return False
    return not opens_with_imperative(sentence)


def _may_be_addressed(text: str, words: Sequence[str]) -> bool:
    """The same as `is_addressed` for most lines, of the words in small letters: "US" counts as "us"."""
    return not FOLDED_ADDRESS.isdisjoint(words) or opens_with_imperative(text)


def is_addressed(text: str) -> bool:
    """Whether a line speaks to somebody: by a pronoun, or by an imperative at its beginning."""
    return opens_with_imperative(text) or not ADDRESS.isdisjoint((text.lower() if text.isupper() else text).split())


def opens_with_imperative(text: str) -> bool:
    """Whether a line begins with what a box asks of its reader."""
    return IMPERATIVE.match(text[:LONGEST_IMPERATIVE].casefold()) is not None


def _is_offer(text: str) -> bool:
    """Whether a line without quotations speaks to the reader and says two things that boxes say, or one if short."""
    if not is_addressed(text):
        return False
    lowered = text.casefold()
    offers = len(set(OFFERS.findall(lowered)))
    return offers + len(set(PLEAS.findall(lowered))) > 1 or (offers > 0 and len(text) <= SHORT)
