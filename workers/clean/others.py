"""Other stories that a page lists beside its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.clean.bylines import is_byline, is_name, is_sign_off
from workers.clean.datelines import is_time, says_first
from workers.clean.dates import DATE
from workers.clean.keys import key
from workers.clean.kinds import DASHES, FLASH, NUMERAL
from workers.clean.lists import ASKING, names_points
from workers.clean.measures import QUESTIONS, QUOTES, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, EMBED, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import COLONS, Section, Settled
from workers.clean.subheadings import heads_copy
from workers.clean.subject import MOST_TOLD, shared
from workers.clean.widgets import is_section, label, lacks_film, opens_others

SUBHEADING = 5
"""Words up to which the line before a paragraph is its subheading rather than one more teaser."""
SHORT_TITLE = 4
FAR = 4
"""Lines from a date to the title below it."""
MOST_TEASERS = 40
"""Lines of a list of other stories."""
KICKED = re.compile(
    r"(?:READ|WATCH|LISTEN|MORE|RELATED|OPINION|ANALYSIS|EXPLAINER|EXPLAINED|PROFILE|INTERVIEW|FEATURE"
    r"|Read|Watch|Listen|More|Related|Audio|Video|Gallery|Photos|Podcast): \S|More:(?=[A-Z])"
)
"""How the title of another story begins that stands between paragraphs."""
SHOUTED = 8
"""Words of a title in capitals; subheadings have fewer."""
FOREIGN = 8
"""Words from which a line that shares none with the paragraph below heads another text; subheadings are shorter."""
FEEDS, LONGEST_FED = frozenset({"news feed", "newsfeed"}), 160
"""The label of a site's latest news, and code points of a line of it."""
LEAST_DATED, LONGEST_TITLE = 4, 22
"""Lines of two titles with their dates, and words of such a title."""
TITLED, ENDS = frozenset({HEADING, PARAGRAPH}), COLONS | {".", ","}
LEAST_TEXT = 3
"""Paragraphs of a story for each such title in it; those of a digest have fewer."""
AROUND_WORDS = "\u00ab\u00bb "
"""What France sets around what is quoted, with a space between."""
MORE = frozenset({"read more", "mehr", "leer más", "lire plus"})
"""Buttons that may stand alone, and above two other stories or more."""
BAR_AGO = re.compile(r" (?://|\||\u00b7) \d+ (?:minutes?|hours?|days?) ago$")
"""How a line ends that stands above the title of another story, behind its section."""
BELOW_PICTURES = frozenset({"mehr"})
"""Those that stand below a picture, above a subheading."""
RELATED = "related article"
"""The label above one other story, whose picture is told of between."""
LIST_ENDS = frozenset({"end of list", "end of carousel"})
"""What stands below the last of some lists."""
CARD = frozenset({HEADING, DATELINE, WIDGET})
ABOVE_CARDS = frozenset({PARAGRAPH, CAPTION, CREDIT, LIST_ITEM, EMBED})
LONGEST_CARD = 7
"""Lines of a box with another story: its label, date, section, title and summary, with the button below."""
SHOWS, LONGEST_SUMMARY = "Photo shows ", 200
"""How a line begins that tells what the picture of a card shows, and code points of the card's summary."""
OF_STORY = 2
"""Words in common with them by which a paragraph may be the story's own."""
SHORT = frozenset({HEADING, LIST_ITEM, DATELINE, BYLINE})


def teasers(section: Section) -> Settled:
    """Titles of other stories, listed under a label that says so."""
    lede, last = section.lede, section.last
    for index in section.of(WIDGET):
        if section.kind(index + 1) is HEADING and _says_title_below(section, index):
            yield index + 1, WIDGET
        more, opens = label(section.text(index)) in MORE, opens_others(section.text(index))
        if more and lede < index - 1 < last and section.text(index)[-1] not in COLONS:
            yield from ((member, WIDGET) for member in _read_more(section, index))
        if opens or more:
            listed = _listed(section, index, lede, last)
            if opens or _are_titles(section, listed) or (more and _is_single(section, index, listed)):
                yield from ((teaser, WIDGET) for teaser in listed if section.kinds[teaser] is not WIDGET)


def _says_title_below(section: Section, index: int) -> bool:
    """Whether a line that leads to another story says its title behind a colon, as the line below does."""
    _, _, title = section.text(index).partition(": ")
    return bool(title) and key(title) == section.key(index + 1)


def _read_more(section: Section, index: int) -> range:
    """The title of another story above a button to read it, between paragraphs, or its title, date and summary."""
    top = index - 1
    above = top - 2 if section.kind(top - 1) is WIDGET else top - 1
    if section.kind(top) is HEADING and section.is_prose(index + 1) and section.is_prose(above):
        return range(top, index)
    story = [section.text(at) for at in section.prose(section.lede, MOST_TOLD) if at != top]
    if not section.is_prose(top) or shared(section.text(top), story, OF_STORY) >= OF_STORY:
        return range(0)
    while section.kind(top - 1) in CARD and index - top < LONGEST_CARD:
        top -= 1
    dated = any(section.kinds[at] in {DATELINE, WIDGET} for at in range(top, index - 1))
    titled = section.kind(index - 2) is HEADING and words(section.text(index - 2)) >= SHORT_TITLE
    titled = titled and section.kind(top - 1) in ABOVE_CARDS
    aged = DATELINE in section.kinds[top : index - 1]
    titled = titled and (aged or shared(section.text(index - 2), [section.text(index - 1)], 1) > 0)
    return range(top, index) if dated and titled else range(0)


def _are_titles(section: Section, listed: Sequence[int]) -> bool:
    """Whether two lines or more are as long as titles of stories; a subheading stands alone."""
    long = all(section.kinds[index] is HEADING and words(section.text(index)) >= SUBHEADING for index in listed)
    return long and len(listed) > 1


def _is_single(section: Section, index: int, listed: Sequence[int]) -> bool:
    """Whether a line longer than subheadings, of which the text below says little, stands alone below a label."""
    if len(listed) != 1 or not section.is_prose(index - 1) or not section.is_prose(listed[0] + 1):
        return False
    if label(section.text(index)) in BELOW_PICTURES:
        return False
    told, below = section.text(listed[0]), section.text(listed[0] + 1)
    return section.kinds[listed[0]] is HEADING and words(told) > SUBHEADING and shared(told, [below], 2) <= 1


def links(section: Section) -> Settled:
    """Titles of other stories between paragraphs: with their kind before them, or long and of nothing below."""
    inside = [i for i in section.of(HEADING) if section.head_end < i < section.last and not section.is_title(i)]
    inside = [i for i in inside if section.text(i)[0] != FLASH]
    yield from ((index, WIDGET) for index in inside if KICKED.match(section.text(index)))
    title = "" if section.title is None else section.text(section.title)
    shouted = set() if title.isupper() else {i for i in inside if _is_shouted(section, i)}
    if len(section.prose(section.lede)) > LEAST_TEXT * len(shouted):
        yield from ((index, WIDGET) for index in sorted(shouted) if section.is_prose(index - 1))
    long = [i for i in inside if _is_foreign(section, i) or i in shouted]
    foreign = [index for index in long if not _is_told_below(section, index)]
    if len(foreign) == len(long) and len(section.prose(section.lede)) >= LEAST_TEXT * len(long):
        yield from ((index, WIDGET) for index in foreign)


def bookmarks(section: Section) -> Settled:
    """Between two paragraphs another story's title, perhaps its summary, the site's name and the author's.

    Or such a title and its summary below what a picture shows, or a title above a film that cannot be played.
    """
    for index in section.of(HEADING):
        if is_name(section.text(index)) and _is_brand(section, index - 1):
            first = _bookmarked(section, index)
            yield from ((at, WIDGET) for at in range(first, index + 1))
        elif _names_film(section, index):
            yield index, WIDGET
    for index in section.of(WIDGET):
        if section.text(index).startswith(SHOWS):
            yield from ((at, WIDGET) for at in _summary(section, index))


def _summary(section: Section, shown: int) -> range:
    """The title and the summary below the line that tells what a card's picture shows."""
    card = range(shown + 1, shown + 3)
    short = all(section.kind(at) in TITLED and section.sizes[at] <= LONGEST_SUMMARY for at in card)
    return card if short else range(0)


def _bookmarked(section: Section, author: int) -> int:
    """The title above the site's and the author's name, which may be glued above them; the line below if none is."""
    below, glued = section.below(author, {WIDGET}, 1), section.text(author - 1) + section.text(author)
    last = author - 2 - (section.text(author - 2) == glued)
    title = last if section.kind(last) is HEADING else last - 1
    titled = section.kind(title) is HEADING and words(section.text(title)) >= FOREIGN
    return title if titled and section.is_prose(title - 1) and section.is_prose(below) else author + 1


def _names_film(section: Section, index: int) -> bool:
    """Whether a line between paragraphs is as long as a title, and what stands in its film's place right below it."""
    below = section.text(index + 1) if section.kind(index + 1) is WIDGET else ""
    told = words(section.text(index)) >= SUBHEADING and section.is_prose(index - 1)
    return told and index > section.head_end and lacks_film(below)


def _is_brand(section: Section, index: int) -> bool:
    """Whether a line is a few words with capitals, as the names of sites are."""
    text = section.text(index)
    return section.kind(index) in {HEADING, WIDGET} and words(text) <= SUBHEADING


def feeds(section: Section) -> Settled:
    """Times and one line each below the label of a site's latest news, below the text."""
    for index in section.of(WIDGET):
        if index > section.lede and label(section.text(index)) in FEEDS:
            end = index + 1
            while _is_fed(section, end):
                end += 1
            yield from ((at, WIDGET) for at in range(index + 1, end))


def _is_fed(section: Section, index: int) -> bool:
    """Whether a line is a time or a button, or a short one close below either."""
    kind = section.kind(index)
    if kind is None or kind is WIDGET or kind is DATELINE:
        return kind is not None
    near = {section.kind(index - 1), section.kind(index - 2)}
    return section.sizes[index] <= LONGEST_FED and not near.isdisjoint({DATELINE, WIDGET})


def dated(section: Section) -> Settled:
    """Two titles of other stories or more, each with a date below it, below the text's beginning."""
    end = 0
    for start in section.of(HEADING, PARAGRAPH):
        if start <= section.lede or start < end:
            continue
        end = start
        while (item_end := _dated_end(section, end)) > end:
            end = item_end
        if end - start >= LEAST_DATED:
            yield from ((at, WIDGET) for at in range(start, end))


def _dated_end(section: Section, start: int) -> int:
    """The line below such a title's date, its section above and its summary between; the first line if it is none."""
    titled = start + _is_short(section, start)
    if _is_dated_title(section, titled):
        return titled + 2
    summed = (
        section.kind(titled) is HEADING and section.is_prose(titled + 1) and words(section.text(titled)) >= SHORT_TITLE
    )
    if summed and section.kind(titled + 2) is section.kind(titled + 3) is DATELINE:
        return titled + 4
    return start


def _is_short(section: Section, index: int) -> bool:
    """Whether a line is a section above such a title."""
    above = section.kind(index) is HEADING and section.kind(index + 1) in TITLED
    return above and words(section.text(index)) <= SHORT_TITLE


def _is_dated_title(section: Section, index: int) -> bool:
    """Whether a line has a date below it and is as short as a title, and neither asks to be read on nor ends."""
    below = index + 1
    if section.kind(index) not in TITLED or section.kind(below) is not DATELINE or is_time(section.text(below)):
        return False
    if section.is_title(index) or is_name(section.text(index)):
        return False
    return section.text(index)[-1] not in ENDS and words(section.text(index)) <= LONGEST_TITLE


def aged(section: Section) -> Settled:
    """Below the text a section and how many hours ago, with another story's title and first paragraph below."""
    for index in section.of(DATELINE, HEADING, WIDGET):
        if section.text(index).endswith(" ago") and index > section.lede and BAR_AGO.search(section.text(index)):
            titled = section.kind(index + 1) is HEADING
            told = titled and section.is_prose(index + 2) and not section.is_prose(index + 3)
            yield from ((at, WIDGET) for at in range(index, index + 1 + titled + told))


def listed(section: Section) -> Settled:
    """Titles of other stories with a dash before each, between paragraphs: most of their words have a capital."""
    for index in section.of(LIST_ITEM):
        if section.lede < index < section.last and section.kind(index - 1) is not LIST_ITEM:
            end = index
            while section.kind(end) is LIST_ITEM and _is_marked_title(section.text(end)):
                end += 1
            if end > index and section.kind(end) is not LIST_ITEM and section.is_prose(index - 1):
                yield from ((at, WIDGET) for at in range(index, end))


def _is_marked_title(text: str) -> bool:
    """Whether a line is a dash and a title with capitals."""
    spaced = text[1:].split()
    capitals = sum(word[0].isupper() for word in spaced)
    return text[0] in DASHES and text[-1] != "." and len(spaced) >= FOREIGN and 2 * capitals > len(spaced)


def _is_shouted(section: Section, index: int) -> bool:
    text = section.text(index)
    return text.isupper() and words(text) >= SHOUTED and not ASKING.match(text)


def _is_foreign(section: Section, index: int) -> bool:
    """Whether a line above a paragraph is too long for a subheading, asks and quotes nothing, and names no day."""
    text, above = section.text(index), section.kind(index - 1)
    if words(text) < FOREIGN - (above is WIDGET) or text[0] in QUOTES or text[-1] in QUESTIONS:
        return False
    if ASKING.match(text) or DATE.match(text):
        return False
    return section.is_prose(index + 1) and (above is WIDGET or section.is_prose(index - 1))


def _is_told_below(section: Section, index: int) -> bool:
    """Whether a line heads a paragraph, with a word of it."""
    below = index + 1
    return section.is_prose(below) and shared(section.text(index), [section.text(below)], 1) > 0


def _listed(section: Section, opening: int, lede: int, last: int) -> list[int]:
    """The lines under a label, up to a paragraph, or to an empty line where none stood between the label and them."""
    listed: list[int] = []
    tight = opening + 1 < len(section) and section.lines[opening + 1].gap == 0
    captioned = section.kind(opening + 1) is CAPTION and section.kind(opening + 2) is HEADING
    if captioned and label(section.text(opening)) == RELATED:
        listed.append(opening + 1)
    first = opening + 2 if captioned else opening + 1
    for index in range(first, min(opening + 1 + MOST_TEASERS, len(section))):
        parted = tight and bool(listed) and section.lines[index].gap > 0 and index < last
        marked = section.kinds[index] is LIST_ITEM and bool(listed) and section.kinds[listed[0]] is HEADING
        if parted or (marked and index < last) or not _may_be_listed(section, index, lede, last):
            break
        listed.append(index)
        if label(section.text(index)) in LIST_ENDS:
            return listed
    short = len(listed) == 1 and words(section.text(listed[0])) <= SUBHEADING
    if (short or len(listed) > 1) and _is_subheading(section, listed[-1]):
        listed.pop()
    return listed


def _may_be_listed(section: Section, index: int, lede: int, last: int) -> bool:
    """Whether a line can be part of a list of other stories: short, and nothing of this story's head."""
    kind, text = section.kinds[index], section.text(index)
    if index == section.title or (index < lede and is_byline(text)):
        return False
    if index < last and (names_points(text) or NUMERAL.fullmatch(text) or _is_entry(section, index)):
        return False
    if kind is DATELINE and (says_first(text) or _is_entry(section, index + 1)):
        return False
    if kind is DATELINE and section.title is not None and (index < section.title <= index + FAR or index < lede):
        return False
    if section.is_text(index) or (kind is BYLINE and is_sign_off(text)):
        return False
    scrap = kind is PARAGRAPH and index < last and text[-1] != "."  # no title ends with a full stop
    return scrap or kind in SHORT or kind is WIDGET


def _is_entry(section: Section, index: int) -> bool:
    """Whether a line is the title of a live page's entry: its time above, its author and its text below."""
    signed = is_time(section.text(index - 1)) and section.is_prose(index + 2)
    return signed and is_byline(section.text(index + 1))


def _is_subheading(section: Section, index: int) -> bool:
    """Whether the last line of a list heads the paragraph after it: short, and with a word of it, quoted or shorter."""
    text = section.text(index)
    long = text[0] not in QUOTES and (section.kinds[index] is not HEADING or words(text) > SUBHEADING)
    shouted = text.isupper() and long
    heads = section.is_prose(index + 1) or heads_copy(section, index)
    if not heads or shouted or words(text.strip(AROUND_WORDS)) >= SHOUTED:
        return False
    if section.kind(index - 1) is DATELINE and section.kinds[index] is HEADING:
        return True
    above = index - 1
    if is_section(section.text(above)) or is_byline(section.text(above)):
        above -= 1
    if words(text) <= SUBHEADING < words(section.text(above)) or text[0] in QUOTES:
        return True
    return _is_told_below(section, index)
