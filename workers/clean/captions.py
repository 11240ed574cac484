"""Captions without a credit of their own, captions that are none, and placeholder texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from workers.clean.bylines import is_name, is_role, opens_with_byline
from workers.clean.credits import (
    QUOTING,
    archive_note,
    bracketed_name,
    is_bare,
    is_labelled,
    is_named,
    is_signature,
    is_source_line,
    is_sources,
    sells_pictures,
)
from workers.clean.datelines import opening_dateline
from workers.clean.dates import MONTH, WEEKDAYS, may_have_date
from workers.clean.keys import opening
from workers.clean.kinds import LONGEST_CAPTION
from workers.clean.measures import PROSE, QUESTIONS, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.stems import COUNTED
from workers.clean.subject import shared
from workers.clean.widgets import is_placeholder, label, opens_others
from workers.clean.words import any_of, folded

SECOND_SENTENCE = re.compile(r"[a-z]{3}[.!?]\s[A-Z]")
ENDS_OF_PROSE = frozenset('.!?"\u201d')
BEFORE_AGENCIES = " \u2013\u2014-"
VERBS = folded("picture_verbs")
"""What people do on pictures; among the first words of a caption."""
SCENE_WORDS = 9
"""Words from which a line without a stop that tells of a scene is a caption rather than a subheading."""
UNDATED_WORDS = 12
"""The same of a line in the text that names no day."""
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
CLAIMED_WORDS = 3
ALTERNATIVE_WORDS = 3
"""Words of a picture's alternative text."""
DESCRIBES = re.compile(
    r"(?:An?|Two|Three|Four|Five|Several|People|Men|Women|Protesters|Soldiers|Une|Deux|Trois)"
    r" (?!(?:days?|weeks?|months?|years?|decades?) (?:after|before|ago|later|since|into)\b)[a-z]"
    r"|(?:Eine?|Zwei|Drei|Mehrere) [A-Z]"
)
"""How a picture's alternative text begins that tells what is to be seen."""
SIGHT = re.compile(rf"{DESCRIBES.pattern}|[A-Z][a-z]+s [a-z].*\.$")
"""The same of a whole sentence, which may begin with a word of many."""
SAME = 0.8
"""Share of a line's words that its caption has too, in that order."""
LONGEST_SIGHT, ELSEWHERE = 160, 2
"""Code points of such a sentence, and paragraphs of a page that has a text besides."""
BEFORE_NOUNS = frozenset(("a", "an", "the", "his", "her", "their", "of", "in", "on", "for", "no", "new"))
"""What stands before a noun that is spelt as a verb is: "a protest"."""
LEAST_SHARED = 4
"""Words in common by which a line above a caption tells of the same picture."""
HEAD = frozenset({BYLINE, DATELINE, WIDGET})
PICTURES_COUNTED = re.compile(COUNTED)
SIGNERS = re.compile(r"[()\[\]/|]| for ")
"""What parts the names of a credit."""
MOST_SIGNER_WORDS = 3
"""Words in a bracket below a caption that say whose picture it is."""
MOST_SHOWN = 30
IN_PLACE = re.compile(r" (?:in|at|outside|from|near|of|on|over) (?:the )?[A-Z]")
NOT_SHOWN = re.compile(
    r"\b(?:[Ii]s|[Aa]re|[Ii]t|[Ii]ts|[Hh]e|[Ss]he|[Tt]hey|has|have|will|would|comes?|says?|[a-z]{3,}ed|was|were|had|said|told)\b"
)
"""Words of such a sentence, what it has of a place, and what it has not."""
LONG_REPORT = 200
"""Code points of a line that tells more than a caption does."""
SOURCED = "(Source: "
"""How a bracket begins that says where a story, or a picture, comes from."""
OPENINGS = ("Cover: ", "PHOTO: ")
"""What no sentence of a story begins with."""
LEDE = 60
"""Code points from which a paragraph printed twice is no refrain."""
GREETING = re.compile(r"(?:Good (?:morning|afternoon|evening|day)|Hello|Hi|Dear|Welcome)\b")
"""How the first line of a letter speaks to its readers."""
PAST = frozenset(
    ("was", "were", "had", "has", "have", "did", "said", "says", "told", "will", "would", "since", "until")
)
"""Words of sentences that tell of more than a picture."""
NOT_SEEN = PAST | {"to", "are", "can", "could", "may", "might", "must", "should"}
"""Words of sentences that tell of what no picture shows."""
REPORTING = PAST | {"added", "stated", "noted", "accused", "announced"}
WORD = re.compile(r"\w+")
SLACK = 12
"""Code points by which a line and its key may differ in length."""
ALIKE = 3
"""Code points by which a line and its copy may."""
SMALL = re.compile(r"[a-z]+(?: [a-z\d]+){3,12}")
"""Words in small letters alone, as names of pictures' files have them."""
READ_MORE = "read more"
REACH = 15
"""Lines from a line in which a caption may stand that says more of the same picture."""
MOST_SIGNED = 2
"""Pictures with nothing but an agency behind a full sentence; where more lines are so, they are the text."""
MAY_BE_TITLES = frozenset({CAPTION, PARAGRAPH, LIST_ITEM})
MAY_BE_TWINS = frozenset({HEADING, PARAGRAPH})
MAY_BE_CAPTIONS = frozenset({HEADING, PARAGRAPH, LIST_ITEM})


def titles_again(section: Section) -> Settled:
    """Captions and paragraphs that say what the title says, perhaps with the site's name behind it."""
    if section.title is None or section.title_key is None:
        return
    title = section.text(section.title)
    sizes, above = about(len(title)), section.lede + 1
    for index in section.of(*MAY_BE_TITLES):
        again = section.sizes[index] in sizes and section.key(index) == section.title_key
        if again or (index < above and section.text(index).startswith(f"{title} ") and section.is_title(index)):
            yield index, HEADING


def titles_listed(section: Section) -> Settled:
    """Lines below the title that print it once more among other stories."""
    if section.title is not None:
        listed = (index for index in section.of(WIDGET) if index > section.title and section.is_title(index))
        yield from ((index, HEADING) for index in listed)


def captions(section: Section) -> Settled:
    """Captions without a credit of their own: copies of one that has it, and lines beside a credit or with a cue."""
    signed: defaultdict[str, list[int]] = defaultdict(list)
    for index in section.of(CAPTION):
        signed[section.stem(index)].append(index)
    may_be = [i for i in section.of(*MAY_BE_CAPTIONS) if section.sizes[i] <= LONGEST_CAPTION and i != section.title]
    found = {*_signed_copies(section, may_be, signed), *_beside_credits(section), *_alternatives(section)}
    found.update(_same(section, may_be, found))
    found.update(_telling(section, may_be))
    asked = {
        i for i in found if section.kinds[i] is HEADING and section.is_prose(i + 1) and section.text(i)[-1] in QUESTIONS
    }
    yield from ((index, CAPTION) for index in may_be if index in found - asked)


def _same(section: Section, may_be: Sequence[int], found: Collection[int]) -> Iterator[int]:
    """The lines that say what one of those found says."""
    sizes = {size for index in found for size in about(section.sizes[index])}
    said = {section.key(index) for index in found}
    return (index for index in may_be if section.sizes[index] in sizes and section.key(index) in said)


def _signed_copies(section: Section, may_be: Sequence[int], signed: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """The lines that say what a caption says, the lede apart."""
    sizes = {size for said in signed for size in about(len(said))}
    for index in may_be:
        if section.sizes[index] in sizes:
            copies = signed.get(section.key(index), ())
            if copies and not _is_lede(section, index, copies):
                yield index


def _alternatives(section: Section) -> Iterator[int]:
    """The short lines with whose words the caption right below begins, or one below the head: alternative texts."""
    for index in (caption - 1 for caption in section.of(CAPTION)):
        kind = section.kind(index)
        least = ALTERNATIVE_WORDS if kind is HEADING else CAPTION_WORDS
        long = kind in MAY_BE_TWINS and words(section.text(index)) >= least
        if long and section.key(index + 1).startswith(section.key(index)):
            yield index
    first = 0 if section.title is None else section.title + 1
    for index in (at for at in section.of(*MAY_BE_TWINS) if first <= at < section.head_end):
        said, near = section.key(index), range(max(0, index - REACH), min(index + REACH + 1, len(section)))
        shown = (section.key(at) for at in near if section.kinds[at] is CAPTION)
        if words(said) >= CAPTION_WORDS and any(goes_on(said, more) for more in shown):
            yield index


def descriptions(section: Section) -> Settled:
    """Alternative texts between a credit and its caption, on pages that have the credit above, or again below."""
    for index in section.of(CREDIT):
        above, below = index - 1, index + 1
        again = above >= 0 and section.text(above).startswith(f"{section.text(index)} ")
        captioned = section.kind(below) is HEADING and words(section.text(below)) >= CAPTION_WORDS
        if again and captioned and above != section.title:
            yield from ((above, WIDGET), (below, CAPTION))
    for index in section.of(CAPTION):
        above, below = index - 1, index + 1
        if section.credit(index) or not _is_credit_above(section, above) or not _may_be_caption_below(section, below):
            continue
        said, signed = section.text(index), section.text(above)
        if said.startswith(f"{signed} ") or (DESCRIBES.match(said) and section.is_prose(below + 1)):
            yield from ((above, CREDIT), (index, WIDGET), (below, CAPTION))


def alternatives(section: Section) -> Settled:
    """Lines without a stop right above a caption: its picture's alternative text, or one more caption."""
    top = 0 if section.title is None else section.title + 1
    for index in section.of(CAPTION):
        less = index - 1 != section.title and section.credit(index) and _says_less(section, index - 1)
        less = less or (section.kind(index - 1) is HEADING and SMALL.fullmatch(section.text(index - 1)) is not None)
        if less or (_is_barred(section, index) and _are_two_barred(section, index - 1)):
            yield index - 1, WIDGET
        elif section.lede < index - 2 and section.is_prose(index - 2) and _may_describe(section, index - 1):
            yield index - 1, WIDGET if section.credit(index) else CAPTION
        elif top < index - 1 and section.credit(index) and _describes_scene(section, index - 1):
            yield index - 1, WIDGET


def _says_less(section: Section, index: int) -> bool:
    """Whether a line says in the same order next to nothing but what the caption right below says."""
    if section.kind(index) not in MAY_BE_CAPTIONS or section.sizes[index] > LONGEST_SIGHT:
        return False
    said, caption = (WORD.findall(section.key(at)) for at in (index, index + 1))
    alike = SequenceMatcher(None, said, caption, autojunk=False).get_matching_blocks()
    return len(said) >= CAPTION_WORDS and sum(run.size for run in alike) >= SAME * len(said)


def _is_barred(section: Section, index: int) -> bool:
    """Whether a bar parts a caption from an agency's name; two such lines are an alternative text and its caption."""
    return section.kind(index) is CAPTION and section.text(index).endswith(f" | {section.credit(index)}")


def _are_two_barred(section: Section, index: int) -> bool:
    """Whether a line and the one below it are two such, and not some of the more that a gallery has."""
    alone = not (_is_barred(section, index - 1) or _is_barred(section, index + 2))
    return alone and _is_barred(section, index) and section.stem(index) != section.stem(index + 1)


def _describes_scene(section: Section, index: int) -> bool:
    """Whether a line above the text begins as alternative texts do, or says in other words what the caption says."""
    if section.kinds[index] is CAPTION and not section.credit(index):
        return DESCRIBES.match(section.text(index)) is not None and section.stem(index) != section.stem(index + 1)
    if not _may_describe(section, index):
        return False
    if index < section.lede and DESCRIBES.match(section.text(index)):
        return True
    return shared(section.text(index), [section.text(index + 1)], LEAST_SHARED) == LEAST_SHARED


def sights(section: Section) -> Settled:
    """Sentences that show who does what and tell no more, beside a caption or between buttons: alternative texts."""
    if len(section.prose(0, ELSEWHERE)) < ELSEWHERE:
        return
    for index in section.of(PARAGRAPH, HEADING):
        beside = {section.kind(index - 1), section.kind(index + 1)}
        may_be = (CAPTION in beside or beside == {WIDGET}) and section.title not in {index, index - 1}
        if may_be and _is_sight(section.text(index)):
            yield index, WIDGET


def _is_sight(text: str) -> bool:
    """Whether a line is one sentence in the present about somebody that it does not name, on no day."""
    if len(text) > LONGEST_SIGHT or not SIGHT.match(text) or not NOT_SEEN.isdisjoint(text.split()) or DAY.search(text):
        return False
    spaced = text.rstrip(".").casefold().split()[:FIRST_WORDS]
    acting = any(word in VERBS and before not in BEFORE_NOUNS for before, word in pairwise(spaced))
    return acting and ". " not in text and ARTICLE.search(text) is not None


def signatures(section: Section) -> Settled:
    """Names below a picture in brackets, or alone or so anywhere if another picture's credit has them, too."""
    names = {name for index in section.of(CAPTION, CREDIT) for name in SIGNERS.split(section.credit(index))}
    for index in section.of(HEADING):
        text = section.text(index)
        named = text[1:-1] if text[0] + text[-1] in {"()", "[]"} else text
        bracketed, below = named != text, section.kind(index - 1) is CAPTION
        known = named in names and index != section.title and (bracketed or below)
        below = below and not (section.credit(index - 1) and text.isupper())  # places, below what has its credit
        short = bracketed and words(named) <= MOST_SIGNER_WORDS
        if known or (below and (short or ("/" in text and is_signature(text)))):
            yield index, CREDIT


def _may_describe(section: Section, index: int) -> bool:
    text = section.text(index)
    long = section.kinds[index] is HEADING and words(text) >= CAPTION_WORDS
    return long and text[-1] not in QUESTIONS and not (text.isupper() or section.is_title(index))


def _is_credit_above(section: Section, index: int) -> bool:
    if section.kind(index) is CREDIT:
        return True
    signed = section.kind(index) is HEADING and is_signature(section.text(index))
    return signed and section.is_prose(index - 1)


def _may_be_caption_below(section: Section, index: int) -> bool:
    if section.kind(index) is CAPTION:
        return not section.credit(index)
    return section.kind(index) is HEADING and words(section.text(index)) >= CAPTION_WORDS


def _is_lede(section: Section, index: int, copies: Sequence[int]) -> bool:
    """Whether a line says what a caption said more than once above it, and the text goes on below: it is the lede."""
    told = section.kinds[index] is PARAGRAPH and section.is_prose(index + 1) and index <= section.head_end
    return told and section.lines[index].gap > 0 and len(copies) > 1 and copies[-1] < index


def _telling(section: Section, may_be: Sequence[int]) -> Iterator[int]:
    """The lines that tell of a picture: by a cue above the text or as a heading, in it by a scene with its date."""
    lede = section.lede
    for index in may_be:
        text = section.lines[index].text
        if section.kind(index - 1) is WIDGET and opens_others(section.text(index - 1)):
            continue
        if index < lede or (index > lede and section.kinds[index] is HEADING):
            if (has_cue(text) or _is_scene(section, index)) and not opens_with_byline(text):
                yield index
        elif index == lede and section.is_prose(index + 1) and _opens_with_picture(text, section.text(index + 1)):
            yield index


def _opens_with_picture(text: str, below: str) -> bool:
    """Whether the first sentence tells of a picture: by a cue, or by a scene above a paragraph with a dateline."""
    if not PAST.isdisjoint(text.split()):
        return False
    return CUE.search(text) is not None or (is_scene(text) and opening_dateline(below) is not None)


def about(size: int) -> range:
    """The lengths that a copy of a line of this length may have."""
    return range(size - SLACK, size + SLACK + 1)


def goes_on(said: str, more: str) -> bool:
    """Whether a text begins with another's words and says more."""
    return len(more) > len(said) and more.startswith(said) and not more[len(said)].isalnum()


def has_cue(text: str) -> bool:
    """Whether a line says what captions say: (L), pictured, a full date at the end."""
    bare = text.rstrip(".")
    if bare[-1:].isdecimal() and words(bare) >= DATED_WORDS and DATED.search(bare[-DATED_TAIL:]):
        return True
    return ("(" in text or "ictured" in text or "hoto" in text or "eft" in text) and CUE.search(text) is not None


def _is_scene(section: Section, index: int) -> bool:
    """Whether a line without a stop is too long for a subheading and tells of a scene."""
    text = section.text(index)
    if section.kinds[index] is not HEADING or words(text) < SCENE_WORDS or _follows_point(section, index):
        return False
    undated = section.lede < index < section.last and words(text) >= UNDATED_WORDS
    return is_scene(text) or (undated and (shows_people(text) or _is_signed(text)))


def _follows_point(section: Section, index: int) -> bool:
    """Whether another line as long stands right above one of the head, as points do that sum a story up."""
    above = index - 1
    if section.kind(above) is not HEADING or above == section.title or section.lines[index].gap:
        return False
    if index > section.lede + 1:
        return False
    return words(section.text(above)) >= SCENE_WORDS and section.key(above) != section.key(index)


def _is_signed(text: str) -> bool:
    """Whether a bracket with somebody's full name ends a line."""
    named = bracketed_name(text)
    return named is not None and " " in text[named.start : named.end]


def is_scene(text: str) -> bool:
    """Whether a line tells who does what on which day as captions do: "Workers clear a road in Lusk on Friday"."""
    if not PAST.isdisjoint(text.split()):
        return False
    return (shows_people(text) or _names_somebody(text)) and DAY.search(text) is not None


def shows_people(text: str) -> bool:
    """Whether a line tells who does what, with the articles that headlines leave out."""
    opening = text.casefold().split(" ", FIRST_WORDS)[1:FIRST_WORDS]
    return not VERBS.isdisjoint(opening) and ARTICLE.search(text) is not None


def _names_somebody(text: str) -> bool:
    return SOMEBODY.match(text) is not None and ARTICLE.search(text) is not None


def _beside_credits(section: Section) -> Iterator[int]:
    """The line above each credit that stands alone, or below: which can be a caption, else as for the page's others."""
    last = section.last if section.last >= 0 else len(section)
    signed = [index for index in section.of(CREDIT) if index <= last and not is_source_line(section.text(index))]
    alone = [index for index in signed if section.kind(index - 1) is not CAPTION]
    alone = [i for i in alone if not (_is_below_standfirst(section, i) or section.text(i)[0] in BEFORE_AGENCIES)]
    above = {index for index in alone if index - 1 != section.title and _may_be_above_credit(section, index - 1)}
    above = {index for index in above if not _is_sender(section, index)}
    below = {index for index in alone if index + 1 != section.title and _may_be_below_credit(section, index + 1)}
    below = {index for index in below if not _stands_apart(section, index)}
    first = below if below - above and above <= below else above
    for index in alone:
        if index in first:
            yield index + 1 if first is below else index - 1
        elif index in above | below:
            yield index - 1 if index in above else index + 1


def _stands_apart(section: Section, index: int) -> bool:
    """Whether a credit stands right below what is above it, and what is below it behind an empty line."""
    return index + 1 < len(section) and section.lines[index].gap == 0 < section.lines[index + 1].gap


def _may_be_below_credit(section: Section, index: int) -> bool:
    kind = section.kind(index)
    if kind not in MAY_BE_TWINS:
        return False
    text = section.text(index)
    if kind is PARAGRAPH:
        told = len(text) > LONG_REPORT or SECOND_SENTENCE.search(text) or reports(text)
        return not told and (shows_people(text) or DESCRIBES.match(text) is not None)
    return words(text) >= ALTERNATIVE_WORDS and not (opens_with_byline(text) or is_role(text))


def _is_sender(section: Section, index: int) -> bool:
    """Whether an agency's bare name above the text or a date says who sent it: no picture is told of above it."""
    above, text = section.text(index - 1), section.text(index)
    headed = index < section.lede or section.kind(index + 1) is DATELINE
    if not headed or not is_sources(text) or sells_pictures(text):
        return False
    return not (has_cue(above) or is_scene(above))


def _is_below_standfirst(section: Section, index: int) -> bool:
    """Whether a credit with its sign stands below a sentence right below the title: some print no caption there."""
    below_title = section.title is not None and index - 2 == section.title
    return below_title and section.text(index)[0] == "\u00a9" and words(section.text(index - 1)) >= CAPTION_WORDS


def _may_be_above_credit(section: Section, index: int) -> bool:
    """Whether a line is long enough for a caption and no title; a paragraph tells of a day as captions do."""
    if section.is_title(index):
        return False
    if section.kind(index) is PARAGRAPH:
        text = section.text(index)
        told = index > section.lede and may_have_date(text) and text[-1] == "."
        pictured = is_labelled(section.text(index + 1)) and shows_people(text) and not reports(text)
        told_of = is_scene(text) or pictured or (may_have_date(text) and not told) or _shows_place(text)
        return len(text) <= LONGEST_CAPTION and told_of
    if section.kind(index) is not HEADING or words(section.text(index)) < _least_words(section, index):
        return False
    if index > section.lede and section.kind(index - 1) is DATELINE:
        return False  # the title of a live page's entry
    if _is_below_title(section, index) and reports(section.text(index)) and not shows_people(section.text(index)):
        return False  # a picture without a caption below a standfirst
    return SECOND_SENTENCE.search(section.text(index)) is None  # a standfirst may have no stop at its end


def _shows_place(text: str) -> bool:
    """Whether a line is one sentence that names a place and tells of nothing but what is to be seen there."""
    if not CAPTION_WORDS <= words(text) <= MOST_SHOWN or text[-1] != "." or SECOND_SENTENCE.search(text):
        return False
    return IN_PLACE.search(text) is not None and NOT_SHOWN.search(text) is None and QUOTING.isdisjoint(text)


def _least_words(section: Section, index: int) -> int:
    """Words of a caption above a credit; one that claims its right is no agency's in the text."""
    return CLAIMED_WORDS if section.text(index + 1).startswith("\u00a9 ") else CAPTION_WORDS


def _is_below_title(section: Section, index: int) -> bool:
    """Whether nothing but authors, dates and buttons stands between the title and a line."""
    return section.title is not None and HEAD.issuperset(section.kinds[section.title + 1 : index])


def twins(section: Section) -> Settled:
    """Lines printed twice, next to each other or above the text: an alternative text and its caption."""
    yield from ((index - 1, CAPTION) for index in section.of(CAPTION) if _goes_on_from(section, index - 1))
    lede, last, top = section.lede, section.last, -1 if section.title is None else section.title
    for copies in _copies(section):
        pairs = [before for before, after in pairwise(copies) if after - before == 1]
        text, kind = section.text(copies[0]), section.kinds[copies[0]]
        above = top < copies[0] < lede and kind is HEADING and words(text) >= CAPTION_WORDS and text[:3] != "By "
        if above or _is_film(section, copies):
            yield from ((index, CAPTION) for index in copies)
        elif is_name(text):
            yield from ((before + 1, WIDGET) for before in pairs)
        elif pairs and pairs[0] == lede and len(text) >= LEDE and not _is_pictured(text):
            continue
        elif pairs and (pairs[0] <= max(lede, section.head_end) or _stand_in_text(section, copies)):
            yield from ((index, CAPTION) for before in pairs for index in (before, before + 1))
        elif kind is HEADING and copies[-1] < last:
            told = words(text) < SCENE_WORDS and not _is_led_to(section, copies[0])  # a subheading's first copy stays
            yield from ((index, WIDGET) for before in pairs for index in (before, before + 1)[told:])


def _is_led_to(section: Section, index: int) -> bool:
    """Whether a button to read more stands right above a line."""
    return section.kind(index - 1) is WIDGET and label(section.text(index - 1)) == READ_MORE


def _is_film(section: Section, copies: Sequence[int]) -> bool:
    """Whether a heading is printed above and below what a player says, in mid-text: its film's title."""
    first, last = copies[0], copies[-1]
    if len(copies) != 2 or last - first != 2 or section.kinds[first] is not HEADING:  # noqa: PLR2004  # one line between
        return False
    return section.kinds[first + 1] is WIDGET and "video" in section.text(first + 1) and first > section.lede


def _goes_on_from(section: Section, index: int) -> bool:
    """Whether the line below says the same and more behind a comma: when or where the picture was taken."""
    if section.kind(index) not in MAY_BE_CAPTIONS or index == section.title:
        return False
    return section.text(index + 1).startswith(f"{section.text(index)}, ")


def repeated(section: Section) -> Settled:
    """Sentences that stand in the text twice, the first two apart: a picture is shown again, but nothing told again."""
    first = {*section.prose(section.lede, 2), section.title}
    short = [index for index in section.prose() if section.sizes[index] <= LONGEST_CAPTION]
    openings = Counter(opening(section.text(index)) for index in short)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in short:
        if openings[opening(section.text(index))] > 1:
            places[section.key(index)].append(index)
    for copies in places.values():
        told = not first.isdisjoint(copies) and (section.title in copies or not has_cue(section.text(copies[0])))
        if len(copies) > 1 and not told and section.sizes[copies[0]] >= LEDE:
            yield from ((index, CAPTION) for index in copies)


def _is_pictured(text: str) -> bool:
    """Whether a sentence printed twice above a text is a caption rather than the text's first one."""
    return has_cue(text) or is_scene(text)


def _copies(section: Section) -> Iterator[list[int]]:
    """The lines that stand on the page more than once, the title apart."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in sorted({*section.of(HEADING), *_pairs(section)}):
        if index != section.title:
            places[section.key(index)].append(index)
    yield from (copies for named, copies in places.items() if len(copies) > 1 and named != section.title_key)


def _pairs(section: Section) -> Iterator[int]:
    """The paragraphs of some length beside a line of much the same length."""
    sizes, kinds = section.sizes, section.kinds
    beside = [index for index, (size, below) in enumerate(pairwise(sizes)) if -ALIKE <= size - below <= ALIKE]
    for index in {*beside, *(index + 1 for index in beside)}:
        if kinds[index] is PARAGRAPH and PROSE <= sizes[index] <= LONGEST_CAPTION:
            yield index


def _stand_in_text(section: Section, copies: Sequence[int]) -> bool:
    """Whether paragraphs stand around the copies, or a credit below; films and teasers stand among buttons."""
    signed = section.kind(copies[-1] + 1) is CREDIT and len(copies) == copies[-1] - copies[0] + 1
    return signed or section.kind(copies[0] - 1) is section.kind(copies[-1] + 1) is PARAGRAPH


def unsigned(section: Section) -> Settled:
    """Lines that name an agency and are body text all the same: closing lines, items of a digest, sources."""
    yield from ((index, PARAGRAPH) for index in section.of(CREDIT) if _is_told_source(section, index))
    proven, counted = _proven(section), _counted(section)
    captions = [
        index
        for index in section.of(CAPTION)
        if not (
            section.credit(index) in proven
            or (is_labelled(section.credit(index)) and not section.credit(index).startswith(SOURCED))
            or section.text(index).startswith(OPENINGS)
            or index in counted
        )
    ]
    yield from ((index, PARAGRAPH) for index in captions if _is_report(section, index))
    ends = [index for index in captions if _ends_like_prose(section, index)]
    if not ends:
        return
    lede = section.lede
    last = section.of(PARAGRAPH, CAPTION)[-1]
    sent = {index for index in ends if _may_be_sent(section.credit(index))}
    distinct = len({section.text(index) for index in sent})
    headed = any(section.kind(index - 1) is HEADING for index in sent)
    digest = headed and distinct > MOST_SIGNED and 2 * distinct > len(section.prose(lede))
    for index in ends:
        text = section.text(index)
        may_tell = index > lede or GREETING.match(text)
        told = may_tell and (reports(text) or (index not in sent and not _shows(section, index)))
        if told or (index in sent and (digest or index == last > lede)):
            yield index, PARAGRAPH


def _counted(section: Section) -> set[int]:
    """The captions that begin with how many pictures there are, as two or more do alike."""
    numbers = {
        index: found[0] for index in section.of(CAPTION) if (found := PICTURES_COUNTED.match(section.text(index)))
    }
    often = Counter(numbers.values())
    return {index for index, number in numbers.items() if often[number] > 1}


def _proven(section: Section) -> set[str]:
    """The names behind words that are printed without them, too: whoever they are, pictures are theirs."""
    signed = [(index, section.credit(index)) for index in section.of(CAPTION)]
    bare = {section.key(index) for index, credit in signed if not credit}
    return {credit for index, credit in signed if credit and section.stem(index) in bare and not _is_agency(credit)}


def _shows(section: Section, index: int) -> bool:
    """Whether what stands before somebody's name is one sentence, and tells what a picture shows or is glued to it."""
    credit = section.credits[index]
    text = section.text(index)[: 0 if credit is None else credit.start]
    said = text.rstrip(BEFORE_AGENCIES)
    if text[-1:] in ENDS_OF_PROSE:
        return True
    return SECOND_SENTENCE.search(said) is None and _is_pictured(said)


def _is_report(section: Section, index: int) -> bool:
    """Whether a long line or several sentences below the lede that end with an agency's name tell what was."""
    text, credit = section.text(index), section.credit(index)
    sourced = credit.startswith(SOURCED)
    if index <= section.lede or not (sourced or _is_agency(credit)):
        return False
    return (sourced or len(text) >= LONG_REPORT or SECOND_SENTENCE.search(text) is not None) and reports(text)


def reports(text: str) -> bool:
    """Whether a line tells what was, or what somebody said, as captions seldom do."""
    return not REPORTING.isdisjoint(WORD.findall(text)) and not (has_cue(text) or is_scene(text))


def _is_told_source(section: Section, index: int) -> bool:
    """Whether a line between two paragraphs says where a story comes from."""
    return section.kind(index - 1) is section.kind(index + 1) is PARAGRAPH and is_source_line(section.text(index))


def _ends_like_prose(section: Section, index: int) -> bool:
    """Whether a full sentence comes before a credit that is but somebody's name."""
    text, credit = section.text(index), section.credits[index]
    if credit is None or text[: credit.start].rstrip(BEFORE_AGENCIES)[-1:] not in ENDS_OF_PROSE:
        return False
    return _may_be_sent(section.credit(index)) or is_bare(text, credit)


def _may_be_sent(credit: str) -> bool:
    return (_is_agency(credit) or is_named(credit)) and archive_note(credit) is None


def _is_agency(credit: str) -> bool:
    return is_sources(credit.strip("()[]"))


def placeholders(section: Section) -> Settled:
    """Alternative texts that stand for any picture: printed again and again, or above several different captions."""
    plain = [i for i in section.of(HEADING, CAPTION) if i != section.title and section.credits[i] is None]
    texts = Counter(section.text(i) for i in plain)
    again = [i for i in plain if texts[section.text(i)] > 1]
    pictures: defaultdict[str, set[str]] = defaultdict(set)
    for i in again:
        if section.kind(i + 1) is CAPTION and section.text(i + 1) != section.text(i):
            pictures[section.text(i)].add(section.stem(i + 1))
    for i in again:
        text = section.text(i)
        others = len(pictures[text]) - (section.key(i) in pictures[text])
        if (is_placeholder(text) and words(text) < SCENE_WORDS) or others > 1:
            yield i, WIDGET
