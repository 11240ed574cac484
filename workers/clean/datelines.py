"""Lines that give a date or a time and nothing else, and the datelines that agencies open a story with."""

from __future__ import annotations

import re

from workers.clean.dates import DATE, END_OF_YEAR, MONTH_AND_DAY, MONTHS, WEEKDAYS, may_have_date
from workers.clean.words import any_of, folded, has_any

LONGEST = 140
"""Code points of the longest date line."""
MOST_SPACES = 24
"""Spaces in it: two dates with times and what was done on each."""
LONGEST_OPENING = 140
"""Code points in which a story's dateline ends."""
MOST_MORE_WORDS = 2
MOST_MORE = 20
"""Words and code points besides the date that a date line may have: a place, a time zone, who printed it."""
_WEEKDAY = any_of(day.title() for day in WEEKDAYS if day.isascii())
PAPER = re.compile(rf"(?:[A-Z][\w'\u2019]+ ){{2,5}}[-\u2013\u2014|] (?=(?:{_WEEKDAY})\b)")
"""A paper's name above a story, with the day of its issue behind it."""
SENT = re.compile(r"(?:\(?[^\W\d_a-z][\w'\u2019]+\)?(?: / | )){1,5}- (?=\d|[A-Z][A-Za-z]{2} \d)")
"""Where a story was written, with the day and the time behind it, as papers of Spain have it."""
MOST_NAMES = 5
"""Words of who published a story, beside a label and a date."""
LABELS = folded("date_labels")
"""The words that tell what was done to a story on its date, as that it was published."""
LABEL_ENDS = tuple(LABELS)
"""What a word ends with that a label is glued to."""
AGO = folded("ago")
BESIDE = folded("date_words").union(LABELS, AGO, *(name.split() for name in WEEKDAYS))
"""The words that stand beside dates."""
FAMILIAR = BESIDE.union(MONTHS)
"""The words that date lines are made of."""
WORD = re.compile(r"[^\W\d_]+(?:[.'\u2019\u064b-\u0652-][^\W\d_]+)*")
GLUED = re.compile(
    r"(?<=\b20\d\d)(?=\d\d?[:.]\d\d)|(?<=[a-z\d)])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])"
    r"|(?<=[:.]\d\d)(?=\d )|(?<=[A-Za-z])(?=20\d\d[.-]\d\d[.-])"
)
"""Where a date is glued to its time, to another date, or to what was done on it."""
CLOCK = re.compile(
    r"\d{1,2}(?:[:.]|\s?h\s?|[\u6642\uc2dc]\s?)\d{2}(?::\d{2})?(?:[ap]m\b)?|\d{1,2}(?:\s?[ap]\.?m\b|\u6642)",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\d{1,2}(?:[:h]\d{2}|:\d{2}:\d{2}|[:.]\d{2}\s?[ap]\.?m\.?|\s?[ap]\.?m\.?|\.\d{2}(?=\s[A-Z]{2,4}$))(?:\s\(?[A-Z]{2,4}\s?(?:[+-]\d{1,4})?\)?)?",
    re.IGNORECASE,
)
FIRST = ("First published on ", "First published at ", "First published: ", "Published: ")
"""How a line begins that says when a story first appeared."""
CHANGED = frozenset({"last", "upda"})
"""What begins a line that says when it was last changed: "Last update: ", "Updated "."""
HOURS = re.compile(r"\d(?::| ?h ?)\d\d|\d\s?[ap]\.?m\b|\bago\b", re.IGNORECASE)
SHORT_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.")
"""A day without a year, as sites of the north write it beside the time: "14.3. 14:02"."""
DAY_AND_MONTH = re.compile(rf"\b\d{{1,2}}[./]\d{{1,2}}\b|(?i:{MONTH_AND_DAY})")
SHORT_YEAR = re.compile(
    r"\b\d{1,2}[./]\d{1,2}[./]\d{2}(?:,| \|) \d{1,2}:\d{2}$|\b\d{1,2}:\d{2}, \d{1,2}[./]\d{1,2}[./]\d{2}$"
)
"""A day with two figures for its year, and the time: "04.29.31 | 11:37", "05.28.31, 22:41", "17:02, 03.30.31"."""
DIGIT = re.compile(r"\d")
YEAR = re.compile(rf"\b(?:19|20)\d\d{END_OF_YEAR}")
SLUG = re.compile(r"\([^()/]{2,40}/[A-Z][a-z]{2,8}\d{1,2}/\d{4}\)")
"""Where and when a story was filed, behind its last sentence or below it: "(Brenn/May03/2031)"."""
DAY_AND_YEAR = re.compile(r"\d{1,2}\.?\s(?:[^\W\d]\S*\s){1,2}\d{4}|\d{4}\.?\s[^\W\d]\S*\s\d{1,2}\.?")
"""A date in a language whose months are not known here."""
DAY = rf"(?i:{MONTH_AND_DAY})(?:,?\s\d{{4}})?"
PLACE = r"[^\W\d_a-z][^\d()\u2013\u2014:\"\u201c]{1,60}?"
AGENCY = r"\([A-Z][\w .,/&-]{1,40}\)"
OPENING = re.compile(
    rf"""{PLACE}(?:\s\([A-Z][a-z]{{2,30}}\))?(?:[,/]?\s{DAY})?\s?{AGENCY}\.?\s?[\u2013\u2014-]{{1,2}}\s
    | {DAY}\s?\({PLACE}\)\s?[\u2013\u2014-]{{1,2}}\s
    | {AGENCY}\s?[\u2013\u2014-]{{1,2}}\s{PLACE},\s{DAY}\s?[\u2013\u2014-]{{1,2}}\s
    | {PLACE},\s{DAY}(?:[.,]?\s?(?:/[\w ]{{2,20}}/\.?)?\s?[\u2013\u2014-]{{1,2}}\s|\.?\s/[\w ]{{2,20}}/\.?\s?)""",
    re.VERBOSE,
)
"""How agencies open a story: place, day, agency, dash; or the agency or the day first."""
PARTING = ("-", "\u2013", "\u2014", "/")
"""What every such dateline has one of."""
_CAPITAL = r"A-Z\u00c0-\u00de\u0106\u010c\u011e\u0130\u0141\u015a\u015e\u0160\u017b\u017d"
_CAPITALS = rf"[{_CAPITAL}][{_CAPITAL}\u2019'.-]+"
PLACED = re.compile(
    rf"{_CAPITALS}(?: {_CAPITALS}){{0,3}}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)? [\u2013\u2014-]{{1,2}} [A-Z]"
)
"""A place in capitals and a dash before the first sentence: "BRENN, Lusk \u2014 The court ruled"."""
PLACED_ON = re.compile(
    rf"{_CAPITALS}(?: {_CAPITALS}){{0,2}}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?, {DAY}(?:, {_CAPITALS})?[.:] [A-Z]"
)
"""The same with the day and a stop: "BRENN, Lusk, May 3. The court ruled", "BRENN, MAY 3, LUSKPRESS. The court"."""
ENDS_OF_DATELINES = frozenset(")/:-\u2013\u2014")
FROM_AGENCY = re.compile(rf"(?:{PLACE} )?\(?[A-Z]{{2,8}}\)?\s{{0,2}}[\u2013\u2014-]{{1,2}}")
"""Place and agency with a dash, parted from the paragraph that they open: "Brenn CNN \u2014"."""
SENT_FROM = re.compile(
    rf"(?:{_CAPITALS}(?: {_CAPITALS}){{0,2}}|{PLACE} \[[^\]]{{2,40}}\]),\s{DAY}\.?\s?"
    r"[(/][A-Z][\w .,/&-]{1,40}[)/][.:]?"
    rf"|{_CAPITALS}(?: {_CAPITALS}){{0,2}}(?:, {_CAPITALS})?,\s{DAY}"
    rf"|{_CAPITALS}(?: {_CAPITALS}){{0,2}} \([A-Z]{{2,6}}\)"
)
"""The same on a line of its own: "BRENN, 3 May (AP)", "Brenn [Lusk], May 3 (AP):", "BRENN (AP)"."""


def opening_dateline(text: str) -> re.Match[str] | None:
    """The dateline at the beginning of a story's first paragraph, None if there is none."""
    opening = text[:LONGEST_OPENING]
    return OPENING.match(opening) if has_any(opening, PARTING) else None


def opens_with_place(text: str) -> bool:
    """Whether a paragraph begins with a place in capitals and a dash, as stories do: "BRENN — The court ruled"."""
    return text[:2].isupper() and (PLACED.match(text) or PLACED_ON.match(text)) is not None


def is_time(text: str) -> bool:
    """Whether a line is a time of day, as the entries of live pages have it above them."""
    return len(text) <= LONGEST and TIME.fullmatch(text) is not None


def is_date_line(text: str) -> bool:
    """Whether a line gives a date or how long ago it was, perhaps a time, and next to nothing else."""
    if len(text) > LONGEST or text.count(" ") > MOST_SPACES:
        return False
    if _is_told(text):
        return _is_paper_with_day(text)
    abroad = DAY_AND_YEAR.search(text)
    if is_time(text) or SLUG.fullmatch(text) or (abroad and abroad.span() == (0, len(text))):
        return True
    spaced = GLUED.sub(" ", text)
    more = _others(spaced)
    if not DATE.search(spaced) and not (abroad and HOURS.search(text)):
        words = WORD.findall(spaced.casefold())
        timed = CLOCK.search(text) is not None and bool(words or SHORT_DAY.search(text))
        return not more and (timed or (len(words) > 1 and not AGO.isdisjoint(words)))
    if more and (text[-1] == "." or not (has_year(spaced) or HOURS.search(text))):
        return False
    named = len(more) < MOST_MORE_WORDS or not all(word.islower() for word in more)
    return named and len(more) <= MOST_MORE_WORDS and sum(map(len, more)) <= MOST_MORE


def _is_paper_with_day(text: str) -> bool:
    """Whether a paper's name stands before a weekday and a full date, or a place before a date and a time.

    "The Marfa Mail - Monday, May 5, 2031", "Lusk / Brenn - 5 MAY 2031 - 23:48 CEST".
    """
    found = PAPER.match(text) or (SENT.match(text) if HOURS.search(text) else None)
    return found is not None and has_year(text) and is_date_line(text[found.end() :])


def has_short_year(text: str) -> bool:
    """Whether a day with two figures for its year ends a line, the time beside it."""
    return SHORT_YEAR.search(text) is not None


def tells_update(text: str) -> bool:
    """Whether a date line says that a story was published or updated on its day, and names the day."""
    return not LABELS.isdisjoint(WORD.findall(text.casefold())) and DAY_AND_MONTH.search(text) is not None


def is_sent_from(text: str) -> bool:
    """Whether a line is the dateline of an agency alone, as some print it below a story."""
    if len(text) > LONGEST or not (text[-1].isdecimal() or text[-1] in ENDS_OF_DATELINES):
        return False
    if text[-1] in PARTING and (OPENING.fullmatch(f"{text} ") or FROM_AGENCY.fullmatch(text)):
        return True
    return SENT_FROM.fullmatch(text) is not None


def is_signed_date(text: str) -> bool:
    """Whether a line names who published something, and when, with a label: "Brenn Desk | Updated: 3 May 2034"."""
    if len(text) > LONGEST or not has_year(text) or not may_have_date(text):
        return False
    spaced = GLUED.sub(" ", text)
    if LABELS.isdisjoint(WORD.findall(spaced.casefold())):
        return False
    others = _others(spaced)
    return len(others) <= MOST_NAMES and all(word[0].isupper() for word in others)


def says_first(text: str) -> bool:
    """Whether a line says when a story first appeared, as it may below its text."""
    return text.startswith(FIRST)


def says_last(text: str) -> bool:
    """Whether a line says on which day of which year a story was last changed or filed, as some print it below."""
    if text[0] == "(":
        return SLUG.fullmatch(text) is not None
    return text[:4].casefold() in CHANGED and has_year(text) and tells_update(text)


def has_year(text: str) -> bool:
    """Whether a year of this century or the last stands in a line; most lines are spared the search."""
    return ("20" in text or "19" in text) and YEAR.search(text) is not None


def without_dates(text: str) -> str:
    """A line without its dates, times and what stands beside them."""
    return " ".join(_others(GLUED.sub(" ", text)))


def _others(text: str) -> list[str]:
    """The words of a line that belong to no date."""
    undated = CLOCK.sub(" ", DATE.sub(" ", text))
    return [word for word in WORD.findall(undated) if word.casefold() not in BESIDE]


def _is_told(text: str) -> bool:
    """Whether a line has neither a number nor how long ago it was, or so many other words that it is no date line."""
    words = text.casefold().split()
    if DIGIT.search(text) is None and AGO.isdisjoint(words):
        return True
    strangers = 0
    for word in (word.strip("()") for word in words):
        if word not in FAMILIAR and word.isalpha() and not word.endswith(LABEL_ENDS):
            strangers += 1
            if strangers > MOST_MORE_WORDS:
                return True
    return False
