"""Which line is a story's title: the heading for which most speaks, of all above the text.

What speaks for a heading and against it has points, those of a conditional logit over the titles of labelled pages: how
much more often a line of which it holds is the title than the other headings of its page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from schemas.block import Kind
from workers.clean.bylines import is_byline, opens_with_byline
from workers.clean.keys import key
from workers.clean.lines import Line
from workers.clean.measures import is_headline, is_prose, words
from workers.clean.names import BYLINE, CAPTION, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.section import BARS
from workers.clean.subject import MOST_TOLD, shared_with, subject_of
from workers.clean.widgets import is_menu, is_section, shows_film

ENOUGH = 0.0
"""Points below which no heading is the title."""
LONGEST_HEAD, MUCH_TEXT = 400, 600
"""Lines, and code points of text above it, in which the title is looked for."""
SCRAP, SCRAP_WORDS = -3.15, range(1, 3)
FULL, FULL_WORDS = 2.1, range(6, 17)
"""Points for so many words: few are a button or a section, more a title."""
TOLD, CLEARLY_TOLD = 2.05, 3
SHARE, MOST_SHARE = 4.5, 0.6
"""Points for so many words that the text has too, and for all words of a line being such, as they need not be."""
BELOW_HEADLINE, MOST_HEADLINES = -0.36, 6
"""Points for each headline above, and how many are counted."""
BELOW_TITLE, LINES_BELOW_TITLE, TITLE_TOLD = -1.5, 6, 2
"""Points for standing so close below a headline of which the text has so many words."""
STANDFIRST = -0.9
"""Points for the second of some headlines right below each other."""
BELOW_TEXT, BELOW_MUCH, LITTLE = -2.15, -0.9, 250
"""Points for any text above, and for more code points of it than that."""
ABOVE_MENU = -1.9
"""Points for a menu between a line and the text."""
BELOW_SIGNED, LINES_BELOW_SIGNED = 1.35, 3
ABOVE_SIGNED, LINES_ABOVE_SIGNED = 2.35, 8
"""Points for standing so close below an author or a date, and above one, a paragraph between them at most."""
NAMED = -6.0
"""Points for an author's name."""
KICKER, MOST_KICKER = -3.0, 5
"""Points for so many words in capitals right above a longer headline in small letters."""
OF_FILM, LINES_BELOW_FILM = -3.0, 2
"""Points for standing so close below the button of a film once, as the film's own title does."""
SIGNED = frozenset({DATELINE, BYLINE})
CALLED = frozenset({HEADING, PARAGRAPH, CAPTION})
"""What a title may look like that the sender knows."""
KICKED = re.compile(r"(?:WATCH|VIDEO|LISTEN|READ|LIVE|PHOTOS|Watch|Video|Listen|Live|Photos): (?:\S+ ){4}")
"""How a title may begin that has a film or pictures below it."""
MOST_BARE = 4
"""Lines above the text of a page that has a title, its date and author, and no menu."""
LEAST_POINTS, LINES_BELOW_LABEL = 3, 3
"""Headlines right below a label that are points of a story, and lines above the label in which its title stands."""
FIRM = 80
"""Code points from which a paragraph tells what a story is about."""
WORD = re.compile(r"[^\W\d_]{4,}")
FAR = 12
"""Lines from a title with capitals to its author or its date."""
LONGEST_TITLE, ENDS, CLOSE = 180, frozenset('.!\u2026:;,"\u201d\u00bb)'), 2
"""Code points of such a title, what it does not end with, and lines to the author or the date."""
NEAR_SLUG = 6
"""Lines from a title with something before it to the bare one."""


def headlines(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[int]:
    """Titles of two sentences, without a stop or with capitals: below a button, above an author or a date."""
    for index, kind in enumerate(kinds):
        text = lines[index].text
        if kind is not PARAGRAPH or len(text) > LONGEST_TITLE or not is_headline(text):
            continue
        if index and not (
            kinds[index - 1] is WIDGET or is_section(lines[index - 1].text) or _is_dated_below(lines, kinds, index)
        ):
            continue
        capitals = _has_capitals(text)
        if text[-1] in ENDS and not capitals:
            continue
        below = range(index + 1, min(index + 1 + (FAR if capitals else CLOSE), len(lines)))
        if any(_signs(lines[at].text, kinds[at]) for at in below):
            yield index


def _is_dated_below(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a date stands right below a line, and an empty line above it."""
    below = index + 1
    if below == len(lines) or kinds[below] is not DATELINE:
        return False
    return lines[index].gap > lines[below].gap


def _has_capitals(text: str) -> bool:
    """Whether every word of some length has a capital, as in titles."""
    return all(word[0].isupper() for word in WORD.findall(text))


def _signs(text: str, kind: Kind) -> bool:
    """Whether a line is a date or an author's, which may still pass for a heading here."""
    return kind in SIGNED or (kind is HEADING and _names_author(text))


def find_title(lines: Sequence[Line], kinds: Sequence[Kind], known: str | None) -> int | None:
    """The line of the title: what the sender calls it, else the heading for which most speaks, of copies the first."""
    called = _called(lines, kinds, known) if known else None
    if called is not None:
        return _without_slug(lines, kinds, called)
    head = Head(lines, kinds)
    title = head.title()
    if title is None:
        return None
    bare = _without_slug(lines, kinds, title)
    wanted = key(lines[bare].text)
    first = next((index for index in head.headings if key(lines[index].text) == wanted), bare)
    return first + _ends_trail(lines, kinds, first)


def _called(lines: Sequence[Line], kinds: Sequence[Kind], known: str) -> int | None:
    """The first line that says what the sender calls the story."""
    near, wanted = range(min(LONGEST_HEAD, len(lines))), key(known)
    return next((index for index in near if kinds[index] in CALLED and key(lines[index].text) == wanted), None)


def _without_slug(lines: Sequence[Line], kinds: Sequence[Kind], title: int) -> int:
    """A line close below the title that says the same without what an agency or a site puts before or behind it."""
    slugged = key(lines[title].text)
    for below in range(title + 1, min(title + 1 + NEAR_SLUG, len(lines))):
        if kinds[below] is HEADING and is_headline(lines[below].text):
            plain = key(lines[below].text)
            said = slugged.endswith(plain) or slugged.startswith(tuple(plain + bar for bar in BARS))
            if slugged != plain and said and SIGNED.isdisjoint(kinds[title:below]):
                return below
    return title


def _ends_trail(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a title is the last step of the way to it: below a section, and the title is below it and an empty line.

    Below two sections no empty line is asked for.
    """
    if not 0 < index < len(lines) - 1 or kinds[index + 1] is not HEADING or lines[index].gap:
        return False
    if key(lines[index + 1].text) != key(lines[index].text) or not is_section(lines[index - 1].text):
        return False
    return lines[index + 1].gap > 0 or (index > 1 and is_section(lines[index - 2].text))


def _may_be_alone(text: str) -> bool:
    """Whether a headline is nobody's name, nor a site's with its motto."""
    return " | " not in text and not _names_author(text)


def _names_author(text: str) -> bool:
    """Whether a line is an author's, or begins as one."""
    return is_byline(text) or opens_with_byline(text)


def announces(text: str, kind: Kind) -> bool:
    """Whether a line looks like the label of a film and its title, as the title above that film may."""
    return kind is WIDGET and KICKED.match(text) is not None


class Head:
    """The headings of which one may be the title, and what speaks for each of them."""

    def __init__(self, lines: Sequence[Line], kinds: Sequence[Kind]) -> None:
        self._lines, self._kinds = lines, kinds
        self._prose = [index for index, line in enumerate(lines) if is_prose(line.text, kinds[index])]
        self._above = list(accumulate((len(lines[index].text) for index in self._prose), initial=0))
        self._firm = [index for index in self._prose if len(lines[index].text) >= FIRM]
        much = bisect_right(self._above, MUCH_TEXT) - 1
        near = range(min(LONGEST_HEAD, len(lines), *self._prose[much : much + 1]))
        self._menus = [index for index in near if kinds[index] is WIDGET and is_menu(lines[index].text)]
        self._subjects = dict[int, str]()
        self._told = dict[int, int]()
        self._printed = [i for i in near if kinds[i] is HEADING or announces(lines[i].text, kinds[i])]
        self._headlines = [index for index in self._printed if is_headline(lines[index].text)]
        self._runs = dict[int, int]()
        for index in self._headlines:
            self._runs[index] = self._runs.get(index - 1, index)
        may_be = [i for i in self._printed if not (self._is_point(i) or self._is_alternative(i))]
        self.headings = may_be if self._has_head() else []
        self._films = {key(lines[index].text) for index in self.headings if self._is_films(index)}

    def _has_head(self) -> bool:
        """Whether a heading or a button stands above the text, or buttons below its first paragraph, then a notice."""
        first, second = [*self._firm, len(self._lines), len(self._lines)][:2]
        return (
            HEADING in self._kinds[:first]
            or WIDGET in self._kinds[:second]
            or max(self._copies().values(), default=0) > 1
        )

    def _is_point(self, index: int) -> bool:
        """Whether a line is a point of a story, below a label below the title; the first may be a section's title."""
        first = self._runs.get(index, index)
        pointed = self._kinds[first - 1 : first + LEAST_POINTS] == [HEADING] * (LEAST_POINTS + 1)
        return 0 < first < index and pointed and bool(self._headlines_above(first - 1, LINES_BELOW_LABEL))

    def _is_films(self, index: int) -> bool:
        """Whether a line stands close below the button of a film."""
        return any(shows_film(self._lines[at].text) for at in range(max(0, index - LINES_BELOW_FILM), index))

    def _is_alternative(self, index: int) -> bool:
        """Whether the caption right below begins with a line, which is the picture's alternative text."""
        below = index + 1
        if below == len(self._lines) or self._kinds[below] is not CAPTION:
            return False
        return key(self._lines[below].text).startswith(key(self._lines[index].text))

    def title(self) -> int | None:
        """The first headline of a page without a menu, else the heading for which most speaks, if it is enough."""
        first = self._first()
        if first is not None:
            return first
        title = max(self.headings, key=self.points, default=None)
        return None if title is None or self.points(title) < ENOUGH else title

    def _first(self) -> int | None:
        """The first headline, or the first printed twice, if the text begins few lines below with no button above."""
        text = self._prose[0] if self._prose else len(self._lines)
        if text > MOST_BARE or WIDGET in self._kinds[:text]:
            return None
        above = [index for index in self._headlines if index < text and _may_be_alone(self._lines[index].text)]
        copies = self._copies()
        return max(above, key=lambda index: (copies[key(self._lines[index].text)], self._is_told(index)), default=None)

    def _is_told(self, index: int) -> tuple[bool, bool]:
        """Whether a headline speaks of the text, and whether with several words, and is no longer than titles."""
        told = self._shared(index)
        return told > 0, told >= TITLE_TOLD and words(self._lines[index].text) < FULL_WORDS.stop

    def _copies(self) -> Counter[str]:
        """How often each heading is printed."""
        return Counter(key(self._lines[index].text) for index in self._printed)

    def points(self, index: int) -> float:
        """How much speaks for a heading as the title."""
        text = self._lines[index].text
        size, told = words(text), self._shared(index)
        return (
            SCRAP * (size in SCRAP_WORDS)
            + FULL * (size in FULL_WORDS)
            + TOLD * (told >= CLEARLY_TOLD)
            + SHARE * min(told / size, MOST_SHARE)
            + NAMED * _names_author(text)
            + KICKER * self._is_kicker(index)
            + self._place(index)
        )

    def _place(self, index: int) -> float:
        """The points for what stands above a heading and below it."""
        paragraphs = bisect_left(self._prose, index)
        text, second = [*self._prose[paragraphs : paragraphs + 2], len(self._lines), len(self._lines)][:2]
        above = self._kinds[max(0, index - LINES_BELOW_SIGNED) : index]
        below = range(index + 1, min(index + 1 + LINES_ABOVE_SIGNED, second))
        return (
            BELOW_HEADLINE * min(bisect_left(self._headlines, index), MOST_HEADLINES)
            + BELOW_TITLE
            * any(self._shared(at) >= TITLE_TOLD for at in self._headlines_above(index, LINES_BELOW_TITLE))
            + STANDFIRST * (self._runs.get(index - 1) == index - 1)
            + BELOW_TEXT * (paragraphs > 0)
            + BELOW_MUCH * (self._above[paragraphs] > LITTLE)
            + BELOW_SIGNED * (not SIGNED.isdisjoint(above))
            + ABOVE_SIGNED * any(self._is_signed(at) for at in below)
            + ABOVE_MENU * (bisect_left(self._menus, index) < bisect_left(self._menus, text))
            + OF_FILM * (key(self._lines[index].text) in self._films)
        )

    def _is_kicker(self, index: int) -> bool:
        text, below = self._lines[index].text, index + 1
        if not text.isupper() or words(text) > MOST_KICKER or below not in self._runs:
            return False
        return not self._lines[below].text.isupper() and words(self._lines[below].text) > words(text)

    def _is_signed(self, index: int) -> bool:
        return _signs(self._lines[index].text, self._kinds[index])

    def _headlines_above(self, index: int, lines: int) -> list[int]:
        """The headlines among so many lines above a line."""
        first, last = (bisect_left(self._headlines, at) for at in (index - lines, index))
        return self._headlines[first:last]

    def _shared(self, index: int) -> int:
        """How many words a line has in common with the first paragraphs below it."""
        if index not in self._told:
            first = bisect_left(self._firm, index)
            if first not in self._subjects:
                below = self._firm[first : first + MOST_TOLD]
                self._subjects[first] = subject_of([self._lines[at].text for at in below])
            self._told[index] = shared_with(self._lines[index].text, self._subjects[first])
        return self._told[index]
