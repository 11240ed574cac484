"""Captions printed once more without their credit, known before the page is cut into stories."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from schemas.block import Span
from workers.clean.bylines import is_byline
from workers.clean.credits import agency, is_labelled, is_signature
from workers.clean.keys import about, key
from workers.clean.kinds import Look
from workers.clean.lines import Line
from workers.clean.measures import PROSE, is_headline, is_long, is_prose
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.scenes import MAY_BE_CAPTIONS
from workers.clean.stems import BEFORE_CREDITS, stem
from workers.clean.subject import shared

HEAD = frozenset({BYLINE, DATELINE, CAPTION, WIDGET})
"""What may stand between a title and a caption."""
SIGNED = frozenset({BYLINE, DATELINE})
"""What stands below a title, and not between a caption and its copy."""
STOPS = (".", "!", "?", "\u2026", "\u201d")
"""What a sentence ends with, and no name."""
SET_OFF = (" - ", " \u2013 ", " \u2014 ", " (")
"""What parts a caption from whoever took its picture, or a title from its site."""
MAY_BE_SIGNED = frozenset({CAPTION, PARAGRAPH, HEADING})
"""What a line may look like that has a name behind what it says."""
MAY_BE_CREDITS = frozenset({HEADING, PARAGRAPH, WIDGET})
"""What a line may look like that is a credit."""
LONGEST_NAME = 60
"""Code points of whoever took a picture."""
SMALL = frozenset(("for", "via", "of", "by", "and", "the", "de", "pour", "para", "f\u00fcr"))
"""Words of a credit without a capital."""
FIGURE, WORD = re.compile(r"\d"), re.compile(r"\w+")
CLOSE = 3
"""Lines below a credit in which its caption may stand again, and above a line, buttons for the most part."""
REACH = 12
"""Lines from a caption in which its copy stands, the title between."""


def copies(lines: Sequence[Line], looks: Sequence[Look]) -> Iterator[tuple[int, Span | None]]:
    """The lines that say what a caption close by says, and their credit; none where the story's title says it too."""
    for index in [index for index, look in enumerate(looks) if look.kind is CAPTION]:
        said = _said(lines[index].text, looks[index].credit)
        sizes = {size for copy in said for size in about(len(copy))}
        near = range(max(0, index - REACH), min(index + REACH + 1, len(lines)))
        alike = [at for at in near if len(lines[at].text) in sizes and _may_be_copy(lines, looks, at)]
        found = [(at, _last(lines[at].text, said[copy])) for at in alike if (copy := key(lines[at].text)) in said]
        if found and not _is_title(lines, looks, found[0][0], index):
            yield from found


def twice(lines: Sequence[Line], looks: Sequence[Look]) -> Iterator[int]:
    """The lines right above a credit that are printed once more right below it, and those copies."""
    for index in [index for index, look in enumerate(looks) if look.kind is CREDIT and index]:
        above, below = index - 1, range(index + 1, min(index + 1 + CLOSE, len(lines)))
        if looks[above].kind is PARAGRAPH:
            found = [at for at in below if looks[at].kind is PARAGRAPH and lines[at].text == lines[above].text]
            yield from (at for at in (above, *found) if found)


def _said(text: str, credit: Span | None) -> dict[str, int]:
    """The keys of what a caption's copies say, and how long their credit is: none, or its own without its brackets."""
    said = {key(stem(text, credit)): 0}
    if credit is not None and text[credit.start] == "(" and text[credit.end - 1] == ")":
        name = text[credit.start + 1 : credit.end - 1]
        said[key(text[: credit.start] + name)] = len(name)
    if credit is not None:
        named = " ".join(WORD.findall(text[credit.start : credit.end].casefold()))
        said[" ".join(WORD.findall(text.casefold()))] = len(named)  # the name of the picture's file
    return said


def _last(text: str, size: int) -> Span | None:
    """Where so many code points at the end of a line stand, if any."""
    return Span(len(text) - size, len(text)) if size else None


def bare_credits(lines: Sequence[Line], looks: Sequence[Look]) -> Iterator[int]:
    """The lines that are nothing but the credit of a caption, close by unless they have the form of one."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, look in enumerate(looks):
        if look.kind is CAPTION and look.credit is not None:
            places[lines[index].text[look.credit.start : look.credit.end]].append(index)
    for index, look in enumerate(looks):
        text = lines[index].text
        named = text in places and look.kind in MAY_BE_CREDITS
        if named and (is_signature(text) or _is_near(places[text], index)):
            yield index


def _is_near(places: Sequence[int], index: int) -> bool:
    """Whether one of some places, in order, is close to a line."""
    first = bisect_left(places, index - REACH)
    return first < len(places) and places[first] <= index + REACH


def signed(lines: Sequence[Line], looks: Sequence[Look]) -> Iterator[tuple[int, Span]]:
    """The lines that say what another close by says with a name behind it, and where that credit stands."""
    head, sizes = _head_end(lines, looks), [len(line.text) for line in lines]
    for index, look in enumerate(looks):
        if look.kind not in MAY_BE_SIGNED or sizes[index] < PROSE:
            continue
        least, most, first = sizes[index] - LONGEST_NAME, sizes[index], max(0, index - REACH)
        near = enumerate(sizes[first : index + REACH + 1], first)
        for at in [at for at, size in near if least <= size < most and _may_be_unsigned(looks[at])]:
            said, text = lines[at].text, lines[index].text
            if text.endswith(said) and (name := _names_before(said, text)):
                yield index, name
            elif text.startswith(said) and (name := _name_behind(said, text)):
                beside = abs(index - at) == 1
                sentence = beside and said.endswith(STOPS)
                set_off = beside and text[len(said) :].startswith(SET_OFF) and _follows_sign(looks, min(index, at))
                named = set_off or (index > head and _is_credit(text[name.start :]))
                if look.kind is CAPTION or sentence or named:
                    yield index, name


def _follows_sign(looks: Sequence[Look], index: int) -> bool:
    """Whether an author or a date stands above a line, at most buttons between them: it is no title."""
    above = _above(looks, index)
    return above is not None and looks[above].kind in SIGNED


def _above(looks: Sequence[Look], index: int) -> int | None:
    """The first line above one that is no button, if it is close."""
    close = range(index - 1, max(-1, index - 1 - CLOSE), -1)
    return next((at for at in close if looks[at].kind is not WIDGET), None)


def _may_be_unsigned(look: Look) -> bool:
    return look.kind in MAY_BE_CAPTIONS or (look.kind is CAPTION and look.credit is None)


def _head_end(lines: Sequence[Line], looks: Sequence[Look]) -> int:
    """The first line that is a paragraph, an author's or a date: no title stands below it."""
    return next(
        (i for i, look in enumerate(looks) if look.kind in SIGNED or is_prose(lines[i].text, look.kind)), len(lines)
    )


def _is_credit(name: str) -> bool:
    """Whether a name is an agency's, or says that it is a credit; a site's may stand behind a title."""
    return agency(name) is not None or is_labelled(name)


def _name_behind(said: str, text: str) -> Span | None:
    """Where somebody's name, or what says that it is a credit, stands behind the words of a line."""
    if not is_long(said):
        return None
    name = text[len(said) :].lstrip(BEFORE_CREDITS)
    if FIGURE.search(name):
        return None  # more of the caption stands before its credit
    parted = said.endswith(STOPS) or not text[len(said)].isalnum()
    if not (name and parted) or name.endswith(STOPS if "/" not in name else STOPS[1:]):
        return None
    bracketed = name[0] == "(" and name[-1] == ")"
    if not (bracketed or is_labelled(name) or all(map(_may_name, name.split()))):
        return None
    return Span(len(text) - len(name), len(text))


def _names_before(said: str, text: str) -> Span | None:
    """Where an agency and a photographer stand before the words of a line: "LRA/Ada Lorn A ship leaves Brenn."."""
    if not is_long(said):
        return None
    names = text[: -len(said)]
    return Span(0, len(names)) if names.endswith(" ") and is_signature(names.rstrip()) else None


def _may_name(word: str) -> bool:
    return not word[0].islower() or word in SMALL


def _may_be_copy(lines: Sequence[Line], looks: Sequence[Look], index: int) -> bool:
    """Whether a line is not set off from the text below it: it may be the text's own."""
    if looks[index].kind not in MAY_BE_CAPTIONS:
        return False
    below = index + 1
    told = looks[index].kind is PARAGRAPH and lines[index].gap > 0 and below < len(lines)
    return not (told and is_prose(lines[below].text, looks[below].kind) and lines[below].text != lines[index].text)


def _is_title(lines: Sequence[Line], looks: Sequence[Look], index: int, caption: int) -> bool:
    """Whether a heading may be a title that says what its caption says: no other title stands above the caption."""
    if looks[index].kind is not HEADING or CREDIT in {look.kind for look in looks[index + 1 : index + 2]}:
        return False
    if not SIGNED.isdisjoint(look.kind for look in looks[index + 1 : caption]):
        above = _above(looks, index) or 0
        titled = above < index and looks[above].kind is HEADING and shared(lines[index].text, [lines[above].text], 1)
        return not titled
    dated = False
    for above in range(index - 1, max(-1, index - REACH), -1):
        kind, text = looks[above].kind, lines[above].text
        dated = dated or kind is DATELINE
        name = is_byline(text) or (dated and kind is HEADING and not is_headline(text))
        if kind not in HEAD and not name:
            return not (kind is HEADING and is_headline(text))
    return True
