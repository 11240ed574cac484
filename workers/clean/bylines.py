"""Lines that say who wrote a story."""

from __future__ import annotations

import re

from workers.clean.measures import words
from workers.clean.words import alternatives, folded, has_any, remembered

LONGEST = 120
"""Code points of the longest byline."""
LONGEST_SIGN_OFF = 320
"""Code points of the longest bracketed line that tells who else had a hand in a story."""
REPORTING = ("Reporting by ", "Additional reporting by ", "Writing by ")
CONTRIBUTED = " contributed to this report."
TELLING = frozenset(("said", "says", "told", "had", "would", "will"))
"""Verbs of sentences that begin like a sign-off and tell what happened: "Reporting from Lusk, she said…"."""
BRACKETS = frozenset("([*")
OPENING = {"(": ")", "[": "]"}
MOST_NAME_WORDS = 4
"""Words of a name, as they are counted in scripts without spaces."""
MOST_WORDS = 14
MOST_ROLE_WORDS = 9
BYLINE = re.compile(
    rf"(?:(?:{alternatives('byline_openings')})(?:\s?[:\uff1a\u2013\u2014]|\s)\s*|(?-i:[Bb]y(?=[A-Z])))(?P<names>\S.*)",
    re.IGNORECASE,
)
SENT_BY = re.compile(r"[A-Z]{2,6} \| (?=By )")
"""Who sent a story, before its byline: "BPR | By Ada Lorn"."""
SIGN_OFF = re.compile(rf"[(\[*]?\s?(?:{alternatives('sign_offs')})[)\]]?\.?")
SIGNED_WITHIN = re.compile(rf"[(\[*]?\s?(?:{alternatives('sign_offs_within')})[)\]]?\.?")
MARKS = ("contributed", "(now)", "with ", "avec ", "con ", "mit ", "com ", "\u0441 ")
"""What every line has that is a sign-off by a word within; most lines have none, and are spared the match."""
_NAME = r"[^\W\d_a-z](?:[^\W\d_]|['\u2019.-])*"
POST = re.compile(r"[\w-]+ (?:[a-z-]+ ){0,3}(?:correspondent|reporter|editor|writer)(?: |$)")
"""What somebody is at a paper, before the name: "Foreign affairs reporter Ada Lorn"."""
REPORTED = re.compile(
    rf"{_NAME}(?: {_NAME}){{0,3}} reported from {_NAME}(?:,? {_NAME}){{0,4}}"
    rf"(?:,? and {_NAME}(?: {_NAME}){{0,3}}(?: reported)? from {_NAME}(?:,? {_NAME}){{0,4}})?\."
)
"""Who wrote it from where, below the text: "Lorn reported from Brenn, Nordia, and Olaf Reed from Lusk."."""
INITIALS = re.compile(r"[A-Z]\.[A-Z]\.")
PARTICLES = "(?:van|von|de|der|den|da|di|du|dos|el|bin|la|le|ter|ten)"
"""What stands before the last of some names."""
NAME = re.compile(rf"{_NAME}(?:[ ,]+{_NAME})?(?:[ ,]+| (?:{PARTICLES} ){{1,2}}){_NAME}[ ,]*")
POSSESSIVE = re.compile(r"['\u2019]s ")
"""What no name has before its last word."""
_PLACE = r"[A-Z][\w'\u2019.-]*(?: [A-Z][\w'\u2019.-]*){0,2}"
PLACED = re.compile(rf" \| {_PLACE}$| in {_PLACE}$| \((?:aus |in |from )?{_PLACE}\)$")
"""The place that an author wrote from, behind the name."""
JOINED = re.compile(r",? [Aa]nd |, ")
"""What stands between the names of authors."""
TERM = re.compile(r"[^\s,|/\u00b7\u2022()-]+(?:-[^\s,|/\u00b7\u2022()-]+)*")
ROLES = folded("roles")
SMALL_WORDS = frozenset(
    ("and", "und", "et", "y", "e", "i", "och", "en", "&", "for", "in", "at", "de", "da", "di", "la", "le", "van", "von")
) | {
    "der",
    "den",
    "al",
    "el",
    "bin",
    "the",
    "of",
    "with",
    "com",
    "con",
    "avec",
    "mit",
    "our",
    "affairs",
    "news",
    "reporting",
    "from",
    "special",
    "wires",
}


@remembered
def is_byline(text: str) -> bool:
    """Whether a line says "By" and names, perhaps with the post at the paper behind them."""
    sender = SENT_BY.match(text)
    found = BYLINE.fullmatch(text, sender.end() if sender else 0) if len(text) <= LONGEST else None
    if found is None or text[-1] in "!?:":
        return False
    if _is_name_with_post(found["names"]):
        return True
    if post := POST.match(found["names"]):
        return all(_may_stand_in_byline(word) for word in TERM.findall(found["names"], post.end()))
    names = TERM.findall(found["names"])
    if not 0 < len(names) <= MOST_WORDS or (names[0][0].islower() and not ROLES.intersection(names)):
        return False
    return all(_may_stand_in_byline(word) for word in names)


def _is_name_with_post(names: str) -> bool:
    """Whether these are a name and, behind a comma, a post at a paper."""
    who, _, post = names.partition(", ")
    return is_name(who) and not ROLES.isdisjoint(TERM.findall(post.casefold()))


@remembered
def opens_with_byline(text: str) -> bool:
    """Whether a line says "By" and a name, whatever follows."""
    found = BYLINE.fullmatch(text) if len(text) <= LONGEST else None
    return found is not None and is_name(" ".join(found["names"].split()[:2]))


def is_role(text: str) -> bool:
    """Whether a line names who somebody is at a paper, perhaps with the name before it."""
    if len(text) > LONGEST or ":" in text or text[-1] in ".!?":
        return False
    terms = TERM.findall(text)
    named = any(term.casefold() in ROLES for term in terms)
    return named and len(terms) <= MOST_ROLE_WORDS and all(_may_stand_in_byline(term) for term in terms)


def is_name(text: str) -> bool:
    """Whether a line is two or three words with capitals, as people's names are."""
    if len(text) > LONGEST or NAME.fullmatch(text) is None or POSSESSIVE.search(text):
        return False
    if text.isascii():
        return True
    return words(text) <= MOST_NAME_WORDS and not any(word[0].islower() for word in text.split())


def are_names(text: str) -> bool:
    """Whether a line is a person's name, or several with commas and "and" between them."""
    if is_name(text):
        return True
    return len(text) <= LONGEST and (", " in text or "nd " in text) and all(map(is_name, JOINED.split(text)))


def are_names_in_place(text: str) -> bool:
    """Whether a line is names of people and the place that they wrote from: "Ada Lorn in Brenn"."""
    placed = PLACED.search(text) if len(text) <= LONGEST else None
    return placed is not None and are_names(text[: placed.start()])


def is_sign_off(text: str) -> bool:
    """Whether a line tells who else had a hand in a story."""
    long = text[0] in BRACKETS or text.startswith(REPORTING) or text.endswith(CONTRIBUTED)
    longest = LONGEST_SIGN_OFF if long else LONGEST
    if len(text) > longest:
        return False
    if " reported from " in text and REPORTED.fullmatch(text):
        return True
    if text[0] in OPENING and text[-1] == OPENING[text[0]] and is_byline(text[1:-1]):
        return True
    folded = text.casefold()
    if SIGN_OFF.fullmatch(folded):
        return TELLING.isdisjoint(folded.split())
    return has_any(folded, MARKS) and SIGNED_WITHIN.fullmatch(folded) is not None


def is_initials(text: str) -> bool:
    """Whether a line is two initials: an author's below a text, a country's name in a menu."""
    return INITIALS.fullmatch(text) is not None


def _may_stand_in_byline(word: str) -> bool:
    lowered = word.casefold().partition("-")[0]
    return lowered in SMALL_WORDS or lowered in ROLES or "@" in word or not word[0].islower()
