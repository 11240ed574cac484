"""What a line tells: of a picture, as captions do, or of what happened, as a report does. Pure."""

from __future__ import annotations

import re

from workers.clean.dates import MONTH, WEEKDAYS
from workers.clean.measures import words
from workers.clean.names import HEADING, LIST_ITEM, PARAGRAPH
from workers.clean.words import any_of, folded

SECOND_SENTENCE = re.compile(r"[a-z]{3}[.!?]\s[A-Z]")
BEFORE_AGENCIES = " \u2013\u2014-"
VERBS = folded("picture_verbs")
"""What people do on pictures; among the first words of a caption."""
SCENE_WORDS = 9
"""Words from which a line without a stop that tells of a scene is a caption rather than a subheading."""
FIRST_WORDS = 9
ARTICLE = re.compile(r"\b(?:the|a|an|his|her|their) ")
_NAME = r"[A-Z][\w'\u2019.-]+"
SOMEBODY = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}}(?:, \d{{1,2}})?,? (?:on|in|at|with|during|outside|after|before|near) "
)
DAYS = any_of(name.title() for name in WEEKDAYS if name.isascii())
_MONTH = rf"(?i:{MONTH})"
DAY = re.compile(
    rf"\b(?:{DAYS}|{_MONTH} \d{{1,4}}|\d{{1,2}} {_MONTH}|20\d\d)\b"
    rf"|\bin (?:(?:early|mid|late)[ -])?{_MONTH}$"
)
"""A day, or the month that a caption ends with."""
CUE = re.compile(
    r"\((?:L|R|C|left|right|centre|center)\)|\b(?:(?:[Ff]ile|undated|handout) (?:photo|pic|image)|pictured)\b"
    r"|^Left: .{5,300} Right: |^(?:Clockwise f|F)rom (?:top )?left[:,] "
)
DATED = re.compile(rf"\d{{1,2}} (?i:{MONTH}) \d{{4}}$|(?i:{MONTH}) \d{{1,2}}, \d{{4}}$")
DATED_TAIL = 24
"""Code points at a line's end in which its date stands."""
DATED_WORDS = 8
"""Words from which a line that ends with a date is a caption rather than a heading."""
CAPTION_WORDS = 6
"""Words from which a line right above a credit, or one printed twice, is a caption rather than a subheading."""
DESCRIBES = re.compile(
    r"(?:An?|Two|Three|Four|Five|Several|People|Men|Women|Protesters|Soldiers|Une|Deux|Trois)"
    r" (?!(?:days?|weeks?|months?|years?|decades?) (?:after|before|ago|later|since|into)\b)[a-z]"
    r"|(?:Eine?|Zwei|Drei|Mehrere) [A-Z]"
)
"""How a picture's alternative text begins that tells what is to be seen."""
LONG_REPORT = 200
"""Code points of a line that tells more than a caption does."""
PAST = frozenset(
    ("was", "were", "had", "has", "have", "did", "said", "says", "told", "will", "would", "since", "until")
)
"""Words of sentences that tell of more than a picture."""
REPORTING = PAST | {"added", "stated", "noted", "accused", "announced"}
WORD = re.compile(r"\w+")
REMINDS = re.compile(r"(?:As (?:\w+ ){0,2}reported\b|(?:Earlier|Previously),)")
"""How a paragraph begins that tells what was told before."""
MAY_BE_CAPTIONS = frozenset({HEADING, PARAGRAPH, LIST_ITEM})


def has_cue(text: str) -> bool:
    """Whether a line says what captions say: (L), pictured, a full date at the end."""
    bare = text.rstrip(".")
    if bare[-1:].isdecimal() and words(bare) >= DATED_WORDS and DATED.search(bare[-DATED_TAIL:]):
        return True
    return ("(" in text or "ictured" in text or "hoto" in text or "eft" in text) and CUE.search(text) is not None


def is_scene(text: str) -> bool:
    """Whether a line tells who does what on which day as captions do: "Workers clear a road in Lusk on Friday"."""
    if not PAST.isdisjoint(text.split()):
        return False
    return (shows_people(text) or _names_somebody(text)) and DAY.search(text) is not None


def shows_people(text: str) -> bool:
    """Whether a line tells who does what, with the articles that headlines leave out."""
    if REMINDS.match(text):
        return False
    opening = text.casefold().split(" ", FIRST_WORDS)[1:FIRST_WORDS]
    return not VERBS.isdisjoint(opening) and ARTICLE.search(text) is not None


def _names_somebody(text: str) -> bool:
    return SOMEBODY.match(text) is not None and ARTICLE.search(text) is not None


def is_pictured(text: str) -> bool:
    """Whether a line tells of a picture: by what captions say, or by a scene."""
    return has_cue(text) or is_scene(text)


def reports(text: str) -> bool:
    """Whether a line tells what was, or what somebody said, as captions seldom do."""
    return not REPORTING.isdisjoint(WORD.findall(text)) and not is_pictured(text)
