"""Which line is a story's title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from schemas.block import Kind
from workers.clean.bylines import is_byline, is_role, opens_with_byline
from workers.clean.keys import key
from workers.clean.lines import Line
from workers.clean.measures import HEADLINE_WORDS, is_headline, is_prose, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.subject import MOST_TOLD, shared
from workers.clean.widgets import is_menu, is_section, is_trail, opens_others

MENU_RUN = 4
MENU_WORDS = 3
"""Lines, and words of each, that make a menu of what follows a headline."""
LONGEST_MOTTO = 50
"""Code points of a sentence that a site prints above its menus."""
BELOW_MOTTO = 4
"""Lines in which such a sentence has a button below it."""
HEAD = frozenset({DATELINE, BYLINE, CAPTION, CREDIT})
"""What stands between a story's title and its text, and nowhere in a site's notice."""
SIGNED = frozenset({DATELINE, BYLINE})
BELOW_TITLE = 2
"""Lines from a title to its byline or date, a standfirst between them."""
NOTICE = 16
"""Lines from the top in which a notice ends and the menu begins."""
PLEA = 5
"""Words of an appeal to the reader; buttons have fewer."""
NEAR_PLEA = 3
"""Lines between such an appeal and a sentence of the same plea."""
MORE_TEXT = 2
"""Paragraphs below the menu for one above it."""
LONGEST_HEAD = 400
"""Lines in which the title is looked for."""
KICKED = re.compile(r"(?:WATCH|VIDEO|LISTEN|READ|LIVE|PHOTOS|Watch|Video|Listen|Live|Photos): (?:\S+ ){4}")
"""How a title may begin that has a film or pictures below it."""
FIRM = 80
"""Code points from which a paragraph tells what a story is about."""
LITTLE = 250
"""Code points of text above which a line is no title."""
NEAR_TITLE = 2
"""Lines above a standfirst in which its title stands."""
NEAR_SLUG = 6
"""Lines from a title with something before it to the bare one."""
CLEARLY = 2
"""Words that a headline has in common with its text, and another line has not."""


def find_title(lines: Sequence[Line], kinds: Sequence[Kind], known: str | None) -> int | None:
    """The line of the title: what the sender calls it, else the first headline above the text."""
    head = _head(lines, kinds)
    if known:
        wanted = key(known)
        for index in range(min(LONGEST_HEAD, len(lines))):
            if kinds[index] in {HEADING, PARAGRAPH, CAPTION} and key(lines[index].text) == wanted:
                return _without_slug(lines, kinds, index)
    skipped = _teasers(lines, kinds, len(head))
    candidates = [
        index
        for index in head
        if kinds[index] is HEADING
        and index not in skipped
        and not (is_section(lines[index].text) or is_trail(lines[index].text))
        and not is_byline(lines[index].text)
    ]
    masthead = range(_first_head(lines, kinds, head))
    menu = max((index for index in masthead if kinds[index] is WIDGET and is_menu(lines[index].text)), default=-1)
    below = [index for index in candidates if index > menu] or candidates
    headlines = [index for index in below if is_headline(lines[index].text)]
    free = [index for index in headlines if not _is_in_menu(lines, kinds, index)]
    title = next(iter(free or headlines or below), None)
    announcing = _announcing(lines, kinds, head)
    if announcing is not None and (title is None or not _told(lines, kinds, title, 1)):
        return announcing
    if title is None:
        return _printed_again(lines, kinds)
    alone = (i for i in skipped if skipped.isdisjoint({i - 1, i + 1}))  # a label above one title alone opens no list
    copies = sorted({*candidates, *alone})
    title = _first_copy(lines, copies, _printed_twice(lines, kinds, headlines, title))
    return _without_slug(lines, kinds, _told_below(lines, kinds, title))


def _announcing(lines: Sequence[Line], kinds: Sequence[Kind], head: range) -> int | None:
    """The first line of the head that is about the text although it begins as the titles of other stories do."""
    kicked = (index for index in head if kinds[index] is WIDGET and KICKED.match(lines[index].text))
    return next((index for index in kicked if _told(lines, kinds, index, CLEARLY) == CLEARLY), None)


def _printed_twice(lines: Sequence[Line], kinds: Sequence[Kind], headlines: Sequence[int], title: int) -> int:
    """The first headline printed twice that shares more with the text than the title found, which is not; else that."""
    counts = Counter(lines[index].text for index in headlines)
    twice = [index for index in headlines if counts[lines[index].text] > 1]
    if not twice or title in twice:
        return title
    return twice[0] if _told(lines, kinds, twice[0]) > _told(lines, kinds, title) else title


def _told_below(lines: Sequence[Line], kinds: Sequence[Kind], title: int) -> int:
    """The first headline close below, or right above, that is clearly more the text's own than the title found."""
    known = _told(lines, kinds, title, CLEARLY)
    for index in range(max(0, title - NEAR_TITLE), title):
        if _may_be_told(lines, kinds, index) and _told(lines, kinds, index) >= _told(lines, kinds, title) + CLEARLY:
            return index
    near = range(title + 1, min(title + 1 + BELOW_TITLE, len(lines)))
    if known > 1 or (words(lines[title].text) > HEADLINE_WORDS and any(is_byline(lines[i].text) for i in near)):
        return title
    dated = title + 1 < len(lines) and kinds[title + 1] is DATELINE
    told = 0
    for index in range(title + 1, min(LONGEST_HEAD, len(lines))):
        told += len(lines[index].text) if is_prose(lines[index].text, kinds[index]) else 0
        signs = kinds[index] in HEAD or is_byline(lines[index].text)
        if told > LITTLE or (known and signs and not (dated and index == title + 1)):
            break
        if _may_be_told(lines, kinds, index) and _is_better(lines, kinds, index, title, known + 2 * dated):
            return _uppermost(lines, kinds, index, title)
    return title


def _is_better(lines: Sequence[Line], kinds: Sequence[Kind], index: int, title: int, known: int) -> bool:
    """Whether a line shares clearly more with the text than the title does, or as much and has an author below."""
    shares = _told(lines, kinds, index)
    if shares >= known + CLEARLY:
        return True
    signed = _is_signed(lines, kinds, index)
    return signed and (shares > known or (0 < shares == known and not _is_signed(lines, kinds, title)))


def _uppermost(lines: Sequence[Line], kinds: Sequence[Kind], index: int, title: int) -> int:
    """The first of the headlines right above a line, which then is a standfirst."""
    while index > title and _may_be_told(lines, kinds, index - 1):
        above = _may_be_title(lines[title].text) if index - 1 == title else _told(lines, kinds, index - 1)
        if not above:
            break
        index -= 1
    return index


def _may_be_title(text: str) -> bool:
    """Whether a headline is long enough for a title without a word of the text, and no site's name with its motto."""
    return words(text) > HEADLINE_WORDS and " | " not in text


def _is_signed(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether an author or a date stands below a line, a standfirst between them at most."""
    below = range(index + 1, min(index + 1 + BELOW_TITLE, len(lines)))
    return any(kinds[i] in SIGNED or opens_with_byline(lines[i].text) for i in below)


def _may_be_told(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a heading may be a title: not where its credit stands right below, as below a caption."""
    text = lines[index].text
    if kinds[index] is not HEADING or words(text) < HEADLINE_WORDS or opens_with_byline(text):
        return False
    return index + 1 == len(lines) or kinds[index + 1] is not CREDIT


def _told(lines: Sequence[Line], kinds: Sequence[Kind], index: int, most: int | None = None) -> int:
    """How many words a line shares with the first paragraphs below it, counted up to `most`."""
    near = range(index + 1, min(index + 1 + LONGEST_HEAD, len(lines)))
    below = (lines[i].text for i in near if _is_firm(lines[i].text, kinds[i]))
    return shared(lines[index].text, list(islice(below, MOST_TOLD)), most)


def _is_firm(text: str, kind: Kind) -> bool:
    return is_prose(text, kind) and (len(text) >= FIRM or words(text) > text.count(" ") + 1)


def _first_head(lines: Sequence[Line], kinds: Sequence[Kind], head: range) -> int:
    """Where a byline or a date stands right below a long headline: what comes after it is no masthead."""
    for index in head[1:]:
        signed = kinds[index] in HEAD or is_byline(lines[index].text)
        near = range(max(0, index - BELOW_TITLE), index)
        if signed and any(kinds[i] is HEADING and words(lines[i].text) > HEADLINE_WORDS for i in near):
            return index
    return head.stop


def _without_slug(lines: Sequence[Line], kinds: Sequence[Kind], title: int) -> int:
    """A line close below the title that says the same without what an agency or the way to a story puts before it."""
    slugged = key(lines[title].text)
    for below in range(title + 1, min(title + 1 + NEAR_SLUG, len(lines))):
        if kinds[below] is HEADING and is_headline(lines[below].text):
            plain = key(lines[below].text)
            if slugged != plain and slugged.endswith(plain):
                return below
    return title


def _printed_again(lines: Sequence[Line], kinds: Sequence[Kind]) -> int | None:
    """The first headline that follows again soon below other text: a title under what a site prints above it."""
    places: dict[str, int] = {}
    for index in range(min(LONGEST_HEAD, len(lines))):
        if kinds[index] is HEADING and is_headline(lines[index].text):
            first = places.setdefault(key(lines[index].text), index)
            if first < index - 1 or (first < index and _told(lines, kinds, index, CLEARLY) == CLEARLY):
                return first
    return None


def _is_in_menu(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a run of short lines follows that are nobody's names or posts, as below the entries of a menu."""
    below = range(index + 1, index + 1 + MENU_RUN)
    return below.stop <= len(lines) and all(
        kinds[i] is HEADING and words(lines[i].text) <= MENU_WORDS and not is_role(lines[i].text) for i in below
    )


def _first_copy(lines: Sequence[Line], candidates: Sequence[int], title: int) -> int:
    """The first line that says the same as the title, perhaps with the site's name behind it."""
    wanted = key(lines[title].text)
    return next(index for index in candidates if key(lines[index].text).startswith(wanted))


def _head(lines: Sequence[Line], kinds: Sequence[Kind]) -> range:
    """The lines above the text; a short sentence with a button below and no headline above is but the site's motto."""
    end = min(LONGEST_HEAD, len(lines))
    headline = False
    for index in range(_notice_end(lines, kinds, end), end):
        text, kind = lines[index].text, kinds[index]
        headline = headline or (kind is HEADING and is_headline(text))
        motto = len(text) <= LONGEST_MOTTO and (
            WIDGET in kinds[index : index + BELOW_MOTTO] or is_motto(lines, kinds, index)
        )
        if is_prose(text, kind) and (headline or not (motto or is_in_plea(lines, kinds, index))):
            return range(index)
    return range(end)


def is_motto(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a short sentence opens the page above a headline that is about the text, as the sentence is not."""
    below = index + 1
    if index or below >= len(lines) or len(lines[0].text) > LONGEST_MOTTO or not _may_be_told(lines, kinds, below):
        return False
    return _told(lines, kinds, below, CLEARLY) == CLEARLY and not _told(lines, kinds, 0, 1)


def is_in_plea(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether appeals to the reader stand close above a line and close below it."""
    above, below = range(max(0, index - NEAR_PLEA), index), range(index + 1, min(index + 1 + NEAR_PLEA, len(lines)))
    return all(any(kinds[i] is WIDGET and words(lines[i].text) >= PLEA for i in near) for near in (above, below))


def _notice_end(lines: Sequence[Line], kinds: Sequence[Kind], end: int) -> int:
    """The menu below what a site says of itself at the top, 0 if there is none: no date, no byline, little text."""
    told = next((i for i in range(min(NOTICE, end)) if is_prose(lines[i].text, kinds[i])), NOTICE)
    menu = next((i for i in range(told, min(NOTICE, end)) if kinds[i] is WIDGET and is_menu(lines[i].text)), 0)
    above = [i for i in range(menu) if is_prose(lines[i].text, kinds[i])]
    if not above or not HEAD.isdisjoint(kinds[:menu]):
        return 0
    below = [i for i in range(menu, end) if is_prose(lines[i].text, kinds[i])]
    titled = any(kinds[i] is HEADING and words(lines[i].text) > HEADLINE_WORDS for i in range(menu, min([*below, end])))
    return menu if titled and len(below) > MORE_TEXT * len(above) else 0


def _is_headed(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a byline follows right below, as below a story's own title, or a date if the line is about the text."""
    below = index + 1
    if below >= len(lines):
        return False
    if kinds[below] is BYLINE or is_byline(lines[below].text):
        return True
    return _is_signed(lines, kinds, index) and _told(lines, kinds, index, CLEARLY) == CLEARLY


def _teasers(lines: Sequence[Line], kinds: Sequence[Kind], end: int) -> set[int]:
    """The lines right under a label of other stories, up to an empty line."""
    teasers: set[int] = set()
    under = False
    for index in range(end):
        under = under and not lines[index].gap and kinds[index] is HEADING and not _is_headed(lines, kinds, index)
        if under:
            teasers.add(index)
        if kinds[index] is WIDGET and opens_others(lines[index].text):
            under = True
    others = (i for i in range(end) if kinds[i] is HEADING and i not in teasers and is_headline(lines[i].text))
    told = max((_told(lines, kinds, i) for i in others), default=0)
    signed = any(_is_signed(lines, kinds, i) and _told(lines, kinds, i, 1) for i in others)
    own = max((_told(lines, kinds, i) for i in teasers), default=0)
    return teasers if signed or own - CLEARLY < told > 0 else set()
