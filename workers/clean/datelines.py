"""Lines that give a date or a time and nothing else, and the datelines that agencies open a story with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from workers.clean.dates import DATE, MONTH, MONTHS, WEEKDAYS, may_have_date
from workers.clean.words import any_of, entries, folded, has_any, pattern

LONGEST = 120
"""Code points of the longest date line."""
MOST_SPACES = (24, 9)
"""Spaces in it: two dates with times and what was done on each; before a full stop, one."""
LONGEST_OPENING = 140
"""Code points in which a story's dateline ends."""
MOST_MORE_WORDS = 2
MOST_MORE = 20
"""Words and code points besides the date that a date line may have: a place, a time zone, what was done that day."""
MOST_NAMES = 5
"""Words of who published a story, beside a label and a date."""
LABEL = re.compile(rf"(?:{pattern('date_labels').pattern})\b", re.IGNORECASE)
CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
    r"|\b(?:GMT|UTC|CET|CEST|EST|EDT|ET|BST|IST|MSK|EEST|EET|AST|PT|PDT|PST|KST|JST)\b(?:[+-]\d{1,2})?"
    r"|\(?(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?\)?|\d{1,2}\u6642(?:\d{1,2}\u5206)?",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\d{1,2}(?:[:h]\d{2}|:\d{2}:\d{2}|[:.]\d{2}\s?[ap]\.?m\.?|\s?[ap]\.?m\.?|\.\d{2}(?=\s[A-Z]{2,4}$))(?:\s\(?[A-Z]{2,4}\s?(?:[+-]\d{1,4})?\)?)?",
    re.IGNORECASE,
)
HOURS = re.compile(r"\d[:h]\d\d|\d\s?[ap]\.?m\b|\bago\b", re.IGNORECASE)
SHORT_DAYS = re.compile(
    r"(?:\w+ )?\d{1,2}\.\d{1,2}\.(?:\d{2,4})?,? \d{1,2}[:.]\d{2}(?: uhr)?"
    r"(?:\s?[\u2022\u00b7|]\s?\w+ \d{1,2}\.\d{1,2}\.(?:\d{2,4})?,? \d{1,2}[:.]\d{2}(?: uhr)?)?",
    re.IGNORECASE,
)
"""Days without a year, with the time, as sites of the north write them: "14.3. 14:02 - Updated 14.3. 16:45"."""
AGO = re.compile(
    r"(?:\d{1,2}|an?|one|two|three|a few)\s"
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\sago"
    r"|(?:h\u00e1|hace|il y a|vor) \w{1,6} (?:min|hor|heur|stund|dia|d\u00eda|jour|tag)\w*",
    re.IGNORECASE,
)
TWO_CALENDARS = re.compile(r"(?:\d{1,2}:\d{2} ?- ?)?\d{1,2} \w+ \d{4} AD \S{1,3} \d{1,2} [^\d\n]{3,24} \d{4} (?:AH|H)")
GLUED = re.compile(r"(?<=\d\d\d\d)(?=[A-Z])|(?<=[a-z]ed)(?=[A-Z])")
"""Where two dates are glued together, or a date to what was done on it."""
YESTERDAY = re.compile(
    rf"(?:{any_of(entries('near_days'))})(?:,| at| um| kl\.?| a las| \u00e0| \u00e0s| alle| o| w| \u0432| \u043e)? "
    r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{2,4})?",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DAY_AND_YEAR = re.compile(r"\d{1,2}\.?\s(?:[^\W\d]\S*\s){1,2}\d{4}|\d{4}\.?\s[^\W\d]\S*\s\d{1,2}\.?")
"""A date in a language whose months are not known here."""
BESIDE = re.compile(
    r"\W|\b(?:on|at|in|de|del|el|h|le|la|à|um|uhr|kl|saat|and|last|am|pm|mon|tues?|wed|thurs?|fri|sat|sun"
    r"|\u0635|\u0645|\u0641\u064a"  # before noon, after noon, on
    r"|\u0433|\u0433\u043e\u0434\u0430|\u062a\u0648\u0642\u064a\u062a \u0645\u0643\u0629|live|local time|time|date|ago"
    rf"|issue|{any_of(WEEKDAYS)})\b",
    re.IGNORECASE,
)
"""Words that stand beside dates."""
FAMILIAR = folded("date_words").union(MONTHS, WEEKDAYS)
"""The words that the patterns here take away; all others of the letters a to z stay, but for a label at the end."""
LABEL_WORDS = entries("date_label_words")
MERIDIEM = ("am", "pm")
"""What they may take from a word's beginning, behind a time."""
DAY = rf"(?:(?i:{MONTH})\s\d{{1,2}}|\d{{1,2}}\s(?i:{MONTH}))(?:,?\s\d{{4}})?"
PLACE = r"[^\W\d_a-z][^\d()\u2013\u2014:\"\u201c]{1,60}?"
OPENING = re.compile(
    rf"""{PLACE}(?:[,/]?\s{DAY})?\s?\([A-Z][\w .,/&-]{{1,40}}\)\s?[\u2013\u2014-]{{1,2}}\s
    | {PLACE},\s{DAY}[.,]?\s?(?:/[\w ]{{2,20}}/\.?)?\s?[\u2013\u2014-]{{1,2}}\s
    | {PLACE},\s{DAY}\.?\s/[\w ]{{2,20}}/\.?\s?""",
    re.VERBOSE,
)
"""How agencies open a story: place, day, agency, dash."""
PARTING = ("-", "\u2013", "\u2014", "/")
"""What every such dateline has one of."""
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de\u2019'.-]+"
ENDS_OF_DATELINES = frozenset(")/:-\u2013\u2014")
FROM_AGENCY = re.compile(rf"(?:{PLACE} )?\(?[A-Z]{{2,8}}\)?\s{{0,2}}[\u2013\u2014-]{{1,2}}")
"""Place and agency with a dash, parted from the paragraph that they open: "Brenn CNN \u2014"."""
SENT_FROM = re.compile(
    rf"(?:{_CAPITALS}(?: {_CAPITALS}){{0,2}}|{PLACE} \[[^\]]{{2,40}}\]),\s{DAY}\.?\s?"
    r"[(/][A-Z][\w .,/&-]{1,40}[)/][.:]?"
    rf"|{_CAPITALS}(?: {_CAPITALS}){{0,2}}(?:, {_CAPITALS})?,\s{DAY}"
)
"""The same on a line of its own: "BRENN, 3 May (AP)", "Brenn [Lusk], May 3 (AP):", "BRENN, May 3"."""


def opening_dateline(text: str) -> re.Match[str] | None:
    """The dateline at the beginning of a story's first paragraph, None if there is none."""
    opening = text[:LONGEST_OPENING]
    return OPENING.match(opening) if has_any(opening, PARTING) else None


def is_time(text: str) -> bool:
    """Whether a line is a time of day, as the entries of live pages have it above them."""
    return len(text) <= LONGEST and TIME.fullmatch(text) is not None


def is_date_line(text: str) -> bool:
    """Whether a line gives a date, perhaps a time, and next to nothing else."""
    spaces = MOST_SPACES[text[-1] == "."]
    if len(text) > LONGEST or text.count(" ") > spaces or not (DIGIT.search(text) or " ago" in text):
        return False
    whole = " AD " in text and TWO_CALENDARS.fullmatch(text)
    if not whole and _is_told(text):
        return False
    text = GLUED.sub(" ", text)
    if (
        whole
        or SHORT_DAYS.fullmatch(text)
        or is_time(text)
        or DAY_AND_YEAR.fullmatch(text)
        or YESTERDAY.fullmatch(LABEL.sub("", text).lstrip(" :"))
    ):
        return True
    if not (may_have_date(text) or HOURS.search(text) or AGO.search(text)):
        return False
    unlabelled = LABEL.sub(" ", text)
    undated = AGO.sub(" ", DATE.sub(" ", unlabelled))
    if undated == unlabelled:
        return unlabelled != text and BESIDE.sub("", CLOCK.sub("", unlabelled)).strip(" :-|") == ""
    return _is_little(BESIDE.sub(" ", CLOCK.sub(" ", undated)).split(), text)


def is_sent_from(text: str) -> bool:
    """Whether a line is the dateline of an agency alone, as some print it below a story."""
    if len(text) > LONGEST or not (text[-1].isdecimal() or text[-1] in ENDS_OF_DATELINES):
        return False
    if text[-1] in PARTING and (OPENING.fullmatch(f"{text} ") or FROM_AGENCY.fullmatch(text)):
        return True
    return SENT_FROM.fullmatch(text) is not None


def is_signed_date(text: str) -> bool:
    """Whether a line names who published something, and when, with a label: "Brenn Desk | Updated: 3 May 2034"."""
    if len(text) > LONGEST or not has_year(text):
        return False
    told = any(word.islower() for word in _strangers(text.split()))
    if told or not _is_labelled(text):
        return False
    others = _others(text)
    return len(others) <= MOST_NAMES and all(word[0].isupper() for word in others)


def has_year(text: str) -> bool:
    """Whether a year of this century or the last stands in a line; most lines are spared the search."""
    return ("20" in text or "19" in text) and YEAR.search(text) is not None


def _is_labelled(text: str) -> bool:
    """Whether something is said of the date in a line, as that the story was published then."""
    if text.isascii() and not has_any(text.casefold(), LABEL_WORDS):
        return False
    return LABEL.search(text) is not None and may_have_date(text)


def without_dates(text: str) -> str:
    """A line without its dates, times and what stands beside them."""
    return " ".join(_others(text))


def _others(text: str) -> list[str]:
    undated = AGO.sub(" ", DATE.sub(" ", LABEL.sub(" ", GLUED.sub(" ", text))))
    return BESIDE.sub(" ", CLOCK.sub(" ", undated)).split()


def _is_told(text: str) -> bool:
    """Whether so many other words stand there that it cannot be a date line, however its dates are written."""
    folded = text.casefold()
    if folded.count(" ") <= MOST_MORE_WORDS or " ago" in folded:
        return False
    return next(islice(_strangers(folded.split()), MOST_MORE_WORDS, None), None) is not None


def _strangers(words: Iterable[str]) -> Iterator[str]:
    """The words of these that the patterns here do not take away, nor so much of them that they may take the rest."""
    for word in words:
        if word.isascii() and word.isalpha():
            folded = word.lower()
            if not (folded in FAMILIAR or folded.endswith(LABEL_WORDS) or folded.startswith(MERIDIEM)):
                yield word


def _is_little(more: list[str], text: str) -> bool:
    """Whether what is left of a line without its date may stand beside a full one."""
    if more and not (has_year(text) or HOURS.search(text)):
        return False
    return len(more) <= MOST_MORE_WORDS and sum(map(len, more)) <= MOST_MORE
