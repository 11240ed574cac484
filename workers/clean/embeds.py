"""Quoted posts: the line that names their author, and how far back the quoted words reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.dates import MONTH_AND_DAY
from workers.clean.lines import Line
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, EMBED, HEADING, PARAGRAPH, WIDGET

TAIL = 140
"""Code points at a line's end that are searched for a post's attribution."""
ATTRIBUTION = re.compile(
    rf"""(?:[\u2013-\u2015]|--|^-)\s?[^\u2013-\u2015()@]{{0,80}}?\(@[\w.]{{1,60}}(?:@[\w.-]{{1,60}})?\)[ ,·•|-]{{0,3}}
    (?:(?:\d{{1,2}}\.?[ ](?:de[ ])?\S{{2,20}}[ ](?:de[ ])?\d{{4}} | \S{{2,20}}[ ]\d{{1,2}},?[ ]\d{{4}}
        | \d{{4}}[年-]\d{{1,2}}[月-]\d{{1,2}}日? | {MONTH_AND_DAY}
     )(?:,?[ ](?:at[ ])?\d{{1,2}}:\d{{2}}.{{0,12}})?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
UNMARKED = re.compile(rf"[^()@]{{2,60}}\(@\w{{1,30}}\) {MONTH_AND_DAY},? \d{{4}}", re.IGNORECASE)
"""The same as a line of its own, without the dash."""
WHOLE = re.compile(
    rf"[^@()]{{2,50}} (?:\(@\w{{1,30}}\) (?P<before>{MONTH_AND_DAY},? \d{{4}}): \S.{{9,}}"
    rf"|\(?@\w{{1,30}}\)? .{{10,}}[^\d\s] (?P<behind>{MONTH_AND_DAY},? \d{{4}}))",
    re.IGNORECASE,
)
"""A post on one line that begins with its author: "Lorn (@lorn) May 3, 2031: Sail!", "Lorn @lorn Sail! 3 May 2031"."""
SHARED = re.compile(
    r"(?:A (?:post|video|photo|reel) shared by|Une publication partagée par|Una publicación compartida)\b"
    r".{1,80}\(@[\w.]+\)",
    re.IGNORECASE,
)
POSTED = re.compile(
    rf"\d{{1,2}}:\d{{2}}(?: [AP]M)? \u00b7 {MONTH_AND_DAY},? \d{{4}}(?: \u00b7 .{{1,40}})?",
    re.IGNORECASE,
)
"""When a post was written, as its site prints it below: "2:17 PM \u00b7 Oct 8, 2031 \u00b7 Twitter for Android"."""
HANDLE = re.compile(r"(?:[^@]{1,60} )?@\w{1,30}(?: \u00b7 .{1,20})?")
"""Its author above it."""
COUNTED = re.compile(r"[\d.,]+[KM]? (?:Views|Reposts?|Retweets?|Quotes?|Likes?|Bookmarks?|Replies)\b.*")
LONGEST_NAME = 50
LINK = re.compile(r"(?:https?://)?(?:t\.co|pic\.(?:twitter|x)\.com|x\.com|twitter\.com|bit\.ly)/\S+|https?://\S+")
OWN_LINK = re.compile(r"(?:t\.co|pic\.(?:twitter|x)\.com)/\S+$")
"""What only posts end with."""
PICTOGRAM = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b06\u25b6\u203c]")
MARK = re.compile(
    r"(?:^|\s)[#@]\w|…$|…\s*(?:https?:|pic\.)"
    r"|^(?:BREAKING|JUST IN|NEW|WATCH|UPDATE|ALERT|THREAD)\b|^\d{1,2}/(?:\d{0,2}\s|$)"
)
OPENS = re.compile(r"(?:BREAKING|JUST IN|THREAD)\b")
"""How posts begin, and nothing in their midst."""
LONGEST = 310
"""Code points of a post apart from its links: 280 (longer ones are cut when embedded), with room for pictograms."""
MOST_LINES = 14
BUTTON = "Tweet URL"
MOST_BELOW = 6
"""What some sites print above a post, and the lines of one with its author, handle and date."""
NEVER_POSTED = frozenset({CAPTION, CREDIT, WIDGET, BYLINE, DATELINE})
STRIKING = frozenset({"capitals", "caseless"})
WORD = re.compile(r"[^\W\d_][\w'\u2019.-]*")
SHORT = 3
"""Letters of words that titles may leave small."""


def attribution(text: str) -> Span | None:
    """Where in a line a post's author is named, with the date; None if the line does not end so."""
    if "@" not in text:
        return None
    if len(text) <= LONGEST and "@" in text[:LONGEST_NAME] and (whole := WHOLE.fullmatch(text)):
        return Span(whole.start("behind") if whole["behind"] else whole.start("before"), len(text))
    if "(@" not in text[-TAIL:]:
        return None
    base = max(0, len(text) - TAIL)
    found = ATTRIBUTION.search(text[base:])
    if found:
        return Span(base + found.start(), len(text))
    return Span(0, len(text)) if SHARED.match(text) or UNMARKED.fullmatch(text) else None


def posts(lines: Sequence[Line], kinds: Sequence[Kind]) -> dict[int, Kind]:
    """Every line of a quoted post: below its button, or above its attribution, which is marked already."""
    found: dict[int, Kind] = {**dict(_below_buttons(lines, kinds)), **dict(_above_times(lines))}
    if EMBED not in kinds:
        return found
    manner = Manner.of(lines, kinds)
    floor = 0
    for index, kind in enumerate(kinds):
        if kind is EMBED:
            found.update(dict.fromkeys(range(_beginning(lines, kinds, index, floor, manner), index), EMBED))
            floor = index + 1
    return found


def _below_buttons(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[tuple[int, Kind]]:
    """The lines of posts from below their button to their date."""
    for index in (index for index, line in enumerate(lines) if line.text == BUTTON):
        below = range(index + 1, min(index + 1 + MOST_BELOW, len(lines)))
        dated = next((at for at in below if kinds[at] is DATELINE), index)
        yield from ((at, EMBED) for at in range(index + 1, dated + 1))


def _above_times(lines: Sequence[Line]) -> Iterator[tuple[int, Kind]]:
    """The lines of posts from their author's name to their time and to how often they were read."""
    for time in (index for index, line in enumerate(lines) if line.text[0].isdecimal() and POSTED.fullmatch(line.text)):
        first = _signed(lines, time)
        below = range(time + 1, len(lines))
        end = next((index for index in below if not COUNTED.fullmatch(lines[index].text)), len(lines))
        yield from ((index, EMBED) for index in range(first, end) if first < time)


def _signed(lines: Sequence[Line], time: int) -> int:
    """The line of the author above a post's time, the name above the handle included; the time's if there is none."""
    near = range(time - 1, max(-1, time - 1 - MOST_LINES), -1)
    first = next((index for index in near if HANDLE.fullmatch(lines[index].text)), time)
    if sum(_length(line.text) for line in lines[first + 1 : time]) > LONGEST:
        return time
    named = lines[first].text.startswith("@") and first > 0 and len(lines[first - 1].text) <= LONGEST_NAME
    return first - 1 if named else first


class Manner(Struct, frozen=True):
    """How the page around a post is written: whether empty lines part its paragraphs, and its headings' styles."""

    spaced: bool
    headings: Counter[str]

    @classmethod
    def of(cls, lines: Sequence[Line], kinds: Sequence[Kind]) -> Manner:
        """The manner of a page."""
        gaps = [line.gap > 0 for line, kind in zip(lines, kinds, strict=True) if kind is PARAGRAPH]
        styles = Counter(_style(line.text) for line, kind in zip(lines, kinds, strict=True) if kind is HEADING)
        return cls(2 * sum(gaps) > len(gaps), styles)

    def is_foreign(self, text: str) -> bool:
        """Whether the page writes its own headings otherwise."""
        style = _style(text)
        own = 1 if style in STRIKING else 0  # a line that strikes the eye is not measured by itself
        return 4 * (self.headings[style] - own) <= self.headings.total() - own


def _beginning(lines: Sequence[Line], kinds: Sequence[Kind], last: int, floor: int, manner: Manner) -> int:
    """The first line of the post whose attribution stands in line `last`."""
    window = _window(lines, kinds, last, floor)
    where = attribution(lines[last].text)
    glued = where is not None and where.start > 0
    begin = last
    if manner.spaced:
        while begin > window and lines[begin].gap == 0:
            begin -= 1
        return begin if begin < last or glued else max(window, last - 1)
    if not glued:
        begin = max(window, last - 1)
    begin = next((index for index in range(window, begin) if _is_marked(lines[index].text, manner)), begin)
    while begin > window and kinds[begin - 1] is HEADING and manner.is_foreign(lines[begin - 1].text):
        begin -= 1
    return next((index for index in range(last, begin, -1) if OPENS.match(lines[index].text)), begin)


def _window(lines: Sequence[Line], kinds: Sequence[Kind], last: int, floor: int) -> int:
    """The earliest line that the post can begin with, by its length and by what cannot be part of it."""
    room = LONGEST - _length(lines[last].text)
    begin = last
    while begin > max(floor, last - MOST_LINES):
        text = lines[begin - 1].text
        room -= _length(text)
        never = kinds[begin - 1] in NEVER_POSTED and not (LINK.match(text) or OWN_LINK.search(text))
        if room < 0 or never or text.endswith(":"):
            break
        begin -= 1
    return begin


def _length(text: str) -> int:
    """How much of a post's room a line takes: links and the attribution take none."""
    if len(text) > 4 * LONGEST:
        return len(text)
    where = attribution(text)
    return len(LINK.sub("", text if where is None else text[: where.start]))


def _is_marked(text: str, manner: Manner) -> bool:
    """Whether a line has what posts have and articles have not: links, pictograms, hashtags, capitals throughout."""
    if MARK.search(text) or LINK.search(text) or PICTOGRAM.search(text):
        return True
    return _style(text) == "capitals" and manner.is_foreign(text)


def _style(text: str) -> str:
    """How a heading is written: in capitals, with them at most words, like a sentence, or in a script without any."""
    if text.isupper():
        return "capitals"
    if text.upper() == text.lower():
        return "caseless"
    words = [word for word in WORD.findall(text) if len(word) > SHORT]
    return "title" if all(word[0].isupper() for word in words) else "sentence"
