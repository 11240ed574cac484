"""Other stories that a page lists beside its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workers.clean.bylines import is_byline, is_name, is_role, is_sign_off
from workers.clean.datelines import is_time
from workers.clean.marks import names_points
from workers.clean.measures import QUESTIONS, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, EMBED, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import COLONS, Section, Settled
from workers.clean.subject import MOST_TOLD, SMALL_WORDS, WORD, shared
from workers.clean.widgets import is_section, label, opens_others

SUBHEADING = 5
"""Words up to which the line before a paragraph is its subheading rather than one more teaser."""
SHORT_TITLE = 4
SHORT_ROW = 2
"""Words of titles in a row of more lines than these two; in shorter ones they are as long as no subheading."""
FAR = 4
"""Lines from a date to the title below it."""
MOST_TEASERS = 40
"""Lines of a list of other stories."""
KICKED = re.compile(
    r"(?:READ|WATCH|LISTEN|MORE|RELATED|OPINION|ANALYSIS|EXPLAINER|EXPLAINED|PROFILE|INTERVIEW|FEATURE"
    r"|Read|Watch|Listen|More|Related|Audio|Video|Gallery|Photos|Podcast): \S"
)
"""How the title of another story begins that stands between paragraphs; or a bar parts its column from it."""
ASKS = re.compile(r"\W+(?:Why|How|What|Who|Where|When|Watch|Listen|Analysis|Explained|Profile|In pictures|Live)\b")
"""How an item begins that is another story's title."""
MOST_ITEMS = 4
MOST_TITLED = 10
"""Items of a list that asks something, and of one in capitals."""
STOPS = frozenset(".;:!")
ENDS = frozenset('.!?"\u201d\u2019')
SHOUTED = 8
"""Words of a title in capitals, or of any that stands alone; subheadings have fewer."""
MARKED = re.compile("[:?|\u2018\u201c\"]|(?<!\\w)'|^(?:What|Why|How|Who)\\b")
"""What titles have and items of a list have not: colons, questions, words of somebody's."""
ARTICLES = frozenset(("a", "an", "the", "A", "An", "The"))
QUOTES = frozenset("\"'\u2018\u201c\u201e\u00ab")
LEAST_TEXT = 3
"""Paragraphs of a story for each such title in it; those of a digest have fewer."""
MORE = frozenset({"read more", "mehr", "leer más", "lire plus"})
"""Buttons that may stand alone, and above two other stories or more."""
LIST_ENDS = frozenset({"end of list", "end of carousel"})
"""What stands below the last of some lists."""
CARD = frozenset({HEADING, DATELINE, WIDGET})
ABOVE_CARDS = frozenset({PARAGRAPH, CAPTION, CREDIT, LIST_ITEM, EMBED})
LONGEST_CARD = 7
"""Lines of a box with another story: its label, date, section, title and summary, with the button below."""
LEAST_STORY = 5
MOST_STORY = 20
"""Paragraphs of a story that has a word in common with every point of its own, and of those how many are looked at."""
OF_STORY = 2
"""Words in common with them by which a paragraph may be the story's own."""
RANKED = ("most read", "most popular", "most viewed")
"""Labels of lists that stand between paragraphs as often as below them, and have no summaries."""
LEAST_ENTRY = 2
"""Lines above the summary of another story: its title, and a date, a source or the title once more."""
SHORT = frozenset({HEADING, LIST_ITEM, DATELINE, BYLINE})


def teasers(section: Section) -> Settled:
    """Titles of other stories, listed under a label that says so."""
    lede, last = section.lede, section.last
    for index in section.of(WIDGET):
        more, opens = label(section.text(index)) in MORE, opens_others(section.text(index))
        if more and lede < index - 1 < last and section.text(index)[-1] not in COLONS:
            yield from ((member, WIDGET) for member in _read_more(section, index))
        if opens or more:
            listed = _listed(section, index, lede, last)
            if opens or _are_titles(section, listed):
                yield from ((teaser, WIDGET) for teaser in listed if section.kinds[teaser] is not WIDGET)


def _read_more(section: Section, index: int) -> range:
    """The title of another story above a button to read it, between paragraphs, or its title, date and summary."""
    top = index - 1
    if section.kind(top) is HEADING and section.is_prose(index + 1) and section.is_prose(index - 2):
        return range(top, index)
    story = [section.text(at) for at in section.prose(section.lede)[:MOST_TOLD] if at != top]
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


def links(section: Section) -> Settled:
    """Titles of other stories: with their kind before them, or in capitals and longer than subheadings are."""
    title = "" if section.title is None else section.text(section.title)
    lede, last = section.lede, section.last
    inside = [index for index in section.of(HEADING) if section.head_end < index < last]
    yield from ((index, WIDGET) for index in _asking(section, lede, last))
    if not inside:
        return
    kicked = (i for i in inside if section.text(i).count(" | ") == 1 or KICKED.match(section.text(i)))
    yield from ((index, WIDGET) for index in kicked)
    yield from ((index, WIDGET) for index in _in_capitals(section, inside))
    shouted = [index for index in inside if _is_shouted(section.text(index))]
    if shouted and not title.isupper() and len(section.prose(lede)) >= LEAST_TEXT * len(shouted):
        yield from ((index, WIDGET) for index in inside if _is_linked(section, index))


def inserts(section: Section) -> Settled:
    """Other stories between two paragraphs: a title above its date, or above its summary, the site and the author."""
    for index in section.of(WIDGET):
        below = index + 2
        signed = section.is_prose(below) and section.is_prose(below + 2) and section.kind(below + 1) is HEADING
        if signed and index > section.lede and _is_label(section, index) and is_byline(section.text(below + 1)):
            yield from ((at, WIDGET) for at in (below, below + 1))
    for index in section.of(HEADING):
        titled = section.lede < index < section.last and words(section.text(index)) > SUBHEADING
        if titled and section.is_prose(index - 1):
            yield from ((at, WIDGET) for at in range(index, _insert_end(section, index)))


def _insert_end(section: Section, title: int) -> int:
    """The paragraph below another story that a title begins; the title itself if it begins none."""
    below, next_ = title + 1, title + 2
    if section.kind(below) is DATELINE and section.is_prose(next_) and not is_time(section.text(below)):
        return title if shared(section.text(title), [section.text(next_)], 1) else next_
    signed = section.kind(next_) is section.kind(next_ + 1) is HEADING and is_name(section.text(next_ + 1))
    return next_ + 2 if section.is_prose(below) and signed and section.is_prose(next_ + 2) else title


def strangers(section: Section) -> Settled:
    """Titles between the paragraphs of a story of some length: in a row, or below a label, or alone and of another."""
    prose = section.prose(section.lede)
    if len(prose) < LEAST_STORY:
        return
    story = [section.text(index) for index in prose[:MOST_STORY]]
    for run in _runs(section, prose[0] + 1, section.last):
        titles = [index for index in run if words(section.text(index)) > SUBHEADING]
        signed = sum(is_byline(section.text(index)) for index in run)
        if signed or any(is_role(section.text(index)) for index in run):
            listed, titles = signed > 1, list(run)  # one has the author of a live page's entry below it
        elif len(run) == 1:
            listed = _is_alone(section, run[0])
        elif _is_row(section, run, titles):
            listed, titles = section.text(run[0] - 1)[-1] in ENDS, list(run[:-1] if _asks(section, run[-1]) else run)
        else:
            listed = _is_list(run, titles) and not any(shared(section.text(at), story, 1) for at in titles)
        if listed and section.is_prose(run[0] - 1):
            yield from ((index, WIDGET) for index in range(run[0], titles[-1] + 1))


def _is_row(section: Section, run: range, titles: Sequence[int]) -> bool:
    """Whether all lines above a paragraph are as long as titles, and one is written as only titles are."""
    texts = [section.text(index) for index in run]
    long = len(titles) == len(run) or (len(run) > SHORT_ROW and all(words(text) >= SHORT_TITLE for text in texts))
    told = long and section.is_prose(run[-1] + 1)
    return told and any(MARKED.search(text) or _is_titled(text) for text in texts)


def _asks(section: Section, index: int) -> bool:
    """Whether a line asks in a few words what the paragraph below it answers."""
    text = section.text(index)
    return text[-1] in QUESTIONS and words(text) <= SUBHEADING


def _is_alone(section: Section, index: int) -> bool:
    """Whether a line is as long as no subheading, leaves articles out, and has no word of the paragraph below."""
    text = section.text(index)
    if words(text) < SHOUTED or text[-1] in QUESTIONS or text[0] in QUOTES or not ARTICLES.isdisjoint(text.split()):
        return False
    return section.is_prose(index + 1) and not shared(text, [section.text(index + 1)], 1)


def _is_list(run: range, titles: Sequence[int]) -> bool:
    """Whether titles follow each other from the first or the second line of a run on, and two lines at least."""
    if not titles or titles[0] > run[0] + 1 or titles[-1] == run[0]:
        return False
    return titles[-1] - titles[0] == len(titles) - 1


def _runs(section: Section, start: int, end: int) -> Iterator[range]:
    """The runs of headings between two lines, the title apart."""
    index = start
    while index < end:
        first = index
        while index < end and section.kinds[index] is HEADING and index != section.title:
            index += 1
        if index > first:
            yield range(first, index)
        index += 1


def _asking(section: Section, lede: int, last: int) -> Iterator[int]:
    """Items between two paragraphs that nothing announces, if one of them asks or offers what only titles do."""
    items = section.of(LIST_ITEM)
    for first in (index for index in items if section.kind(index - 1) is not LIST_ITEM):
        end = first + 1
        while section.kind(end) is LIST_ITEM and end - first <= MOST_TITLED:
            end += 1
        between = lede < first and end <= last and section.is_prose(end) and section.is_prose(first - 1)
        if between and section.text(first - 1)[-1] in ENDS and _are_links(section, range(first, end)):
            yield from range(first, end)


def _are_links(section: Section, items: range) -> bool:
    texts = [section.text(at) for at in items]
    titled = len(items) > 1 and all(words(text) > SUBHEADING and _is_titled(text) for text in texts)
    asking = len(items) <= MOST_ITEMS and any(map(ASKS.match, texts))
    return all(text[-1] not in STOPS for text in texts) and (titled or asking)


def _in_capitals(section: Section, inside: Sequence[int]) -> Iterator[int]:
    """Headlines with capitals as the page's title has them: two right below each other, or longer than subheadings."""
    if section.title is None or not _is_titled(section.text(section.title)):
        return
    headlines = {i for i in inside if words(section.text(i)) > SUBHEADING and _is_titled(section.text(i))}
    long = {i for i in headlines if words(section.text(i)) >= SHOUTED and section.text(i)[-1] not in QUESTIONS}
    alone = long if len(section.prose(section.lede)) >= LEAST_TEXT * len(long) else set()
    rows = {i for i in headlines if i in alone or not headlines.isdisjoint({i - 1, i + 1})}
    yield from (i for i in sorted(rows) if section.key(i) != section.title_key)


def _is_titled(text: str) -> bool:
    """Whether all long words of a line have capitals, prepositions apart, but not all letters."""
    long = [word for word in WORD.findall(text) if word.casefold() not in SMALL_WORDS]
    return bool(long) and not text.isupper() and all(word[0].isupper() for word in long)


def _is_shouted(text: str) -> bool:
    return text.isupper() and words(text) >= SHOUTED


def _is_linked(section: Section, index: int) -> bool:
    """Whether a line is in capitals as links of the page are: a shorter one has no word of the paragraph below."""
    text = section.text(index)
    if not text.isupper() or words(text) < SHORT_TITLE:
        return False
    return _is_shouted(text) or not (section.is_prose(index + 1) and shared(text, [section.text(index + 1)], 1))


def summaries(section: Section) -> Settled:
    """Paragraphs below the text that each tell what another story is about, under its title and when it appeared."""
    lede = section.lede
    labels = [index for index in section.of(WIDGET) if index >= lede and opens_others(section.text(index))]
    if len(labels) != 1 or label(section.text(labels[0])).startswith(RANKED):
        return
    prose = section.prose(labels[0])
    story = [section.text(index) for index in section.prose(lede)[:MOST_TOLD]]
    aged = bool(prose) and any(section.text(at).endswith(" ago") for at in range(labels[0], prose[0]))
    if prose and not aged and shared(section.text(prose[0]), story) >= OF_STORY:
        return
    apart = all(after - before > LEAST_ENTRY for before, after in pairwise([labels[0], *prose]))
    apart = apart and all(_is_below_title(section, index) for index in prose)
    entries = range(labels[0], prose[-1] + 1) if prose else range(0)
    if len(prose) > 1 and apart and not any(section.kinds[index] is CAPTION for index in entries):
        yield from ((index, WIDGET) for index in entries if section.kinds[index] in {*SHORT, PARAGRAPH})


def _is_below_title(section: Section, index: int) -> bool:
    """Whether a line as long as a title stands close above a paragraph."""
    return any(words(section.text(at)) >= SHORT_TITLE for at in range(max(0, index - FAR + 1), index))


def _is_label(section: Section, index: int) -> bool:
    return section.kinds[index] is WIDGET and opens_others(section.text(index))


def _listed(section: Section, opening: int, lede: int, last: int) -> list[int]:
    """The lines under a label, up to a paragraph, or to an empty line where none stood between the label and them."""
    listed: list[int] = []
    tight = opening + 1 < len(section) and section.lines[opening + 1].gap == 0
    captioned = section.kind(opening + 1) is CAPTION and section.kind(opening + 2) is HEADING
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
    if index == section.title or (index < lede and is_byline(text)) or _is_label(section, index):
        return False
    if index < last and (names_points(text) or _is_entry(section, index)):
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
    if not section.is_prose(index + 1) or text.isupper() or words(text) >= SHOUTED:
        return False
    above = index - 2 if is_section(section.text(index - 1)) else index - 1
    if words(text) <= SUBHEADING < words(section.text(above)) or text[0] in QUOTES:
        return True
    return shared(text, [section.text(index + 1)], 1) > 0
