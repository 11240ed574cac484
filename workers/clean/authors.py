"""Who wrote a story, and what is told of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence

from schemas.block import Kind
from workers.clean.appeals import is_biography, opens_with_imperative
from workers.clean.bylines import (
    are_names_in_place,
    is_byline,
    is_initials,
    is_name,
    is_role,
    is_sign_off,
    opens_with_byline,
)
from workers.clean.credits import SITE, is_labelled, is_source_line, is_sources, sells_pictures
from workers.clean.datelines import HOURS, LABELS, has_year, is_time, opening_dateline, without_dates
from workers.clean.dates import MONTH, may_have_date
from workers.clean.lists import names_points
from workers.clean.measures import words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, EMBED, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.subheadings import heads_copy, is_subheading
from workers.clean.widgets import has_interface, is_furniture, is_section, label

PREPOSITIONS = frozenset({"by", "par", "por", "von", "di", "door", "author", "authors", "autor", "autoři", "autorzy"})
"""What may stand on a line of its own above a name."""
JOINERS = frozenset({"and", "und", "et", "y", "e"})
"""What may stand on a line of its own between two names."""
SEPARATOR = re.compile("\\s[\u00b7|\u2022]\\s|\\s/\\s(?=[a-z]{2,3}$)")
"""What stands between a name and whom it writes for, or the initials of whoever edited it."""
_NAME = r"[^\W\d_a-z][\w\u2019'-]*"
_NAMES = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
PLACE_AND_PAPER = re.compile(rf"{_NAMES}: {_NAMES}")
"""Where a story was written and for whom: "Brenn: Lusk Mail"."""
IN_PLACES = re.compile(rf"{_NAMES} in {_NAMES}(?:(?:, | and ){_NAMES} in {_NAMES}){{1,3}}")
"""Authors, each with a place: "Ada Lorn in Brenn and Olaf Reed in Lusk"."""
PARTING = re.compile(r"[,:\u060c] | [-\u2013\u2014|] ")
"""What stands between an agency and a place."""
FOR_PAPER = re.compile(rf"{_NAME} {_NAMES} \({_NAMES}\)")
"""An author with the paper, or a paper with its place: "Ada Lorn (Brenn Herald)", "Brenn Herald (Lusk)"."""
JOINED = re.compile(r",? (?:[Aa]nd|with) |, ")
"""What stands between the names of authors."""
NAME_WORD = re.compile(_NAME)
OF_PAPERS = frozenset({"TODAY", "NEWS", "TIMES", "POST", "MAIL", "DESK", "STAFF"})
"""Words of papers' names."""
PLACES = re.compile(rf"{_NAMES}(?:/{_NAMES})*")
POST = re.compile(
    r"^(?:[\w&'\u2019-]+ ){0,6}(?:correspondent|reporter|editor|columnist|writer|bureau chief)"
    rf"(?:,? in (?-i:{_NAMES}))?$",
    re.IGNORECASE,
)
"""What somebody is at a paper, behind or below the name: "Ada Lorn, chief business correspondent"."""
NAMED_POST = re.compile(
    rf"By {_NAME} {_NAMES}, (?:an? |the )?(?:[\w-]+ ){{0,5}}(?:writer|reporter|editor|correspondent|columnist)"
    r"(?: (?:at|for|with|of) [^.]{2,40})?\."
)
"""A sentence above the text that is nothing but a byline: "By Ada Lorn, a harbour writer at the Brenn Mail."."""
GLUED_MONTH = re.compile(rf"(?<=[a-z])(?=[A-Z])(?=(?i:{MONTH}) \d)|(?<=\d)(?=[A-Z])")
"""Where a name is glued to a date, or a date to a word."""
AT_UNIVERSITY = re.compile(rf"{_NAME} {_NAMES}, .{{0,40}}\b(?:University|College|Institute|Academy)\b.{{0,30}}")
"""A scholar: "Ada Lorn, University of Brenn"."""
IN_ONE_PLACE = re.compile(rf"{_NAME} {_NAMES} in {_NAMES}")
AUTHORS = re.compile(
    rf"{_NAMES}(?:, {_NAMES}){{0,8}},? (?:and|with) {_NAMES}(?: with {_NAMES})?(?:(?:,| and|, and) {_NAMES}){{0,4}}"
)
"""Several authors: "Ada Lorn, Olaf Reed, and Ines Vale with Karl Hall"."""
MARKED = re.compile("[\u00b7|\u2022\u25cf] ?[^\\W\\d_a-z]")
"""How a line begins that says for whom somebody writes, below the name."""
MOST_PAPER_WORDS = 6
AT_PAPER = re.compile(rf"{_NAMES}(?:(?:, | in ){_NAMES}|{SITE})")
"""What stands below a name: the paper and the place, or another name with a place."""
IN_PLACE = re.compile(rf"in {_NAMES}(?:, {_NAMES})?(?:,? and)?")
"""What stands below a name: where the story was written."""
AND_COLLEAGUES = re.compile(rf"{_NAME} {_NAMES} in {_NAMES}(?:(?:, | and ){_NAME} {_NAMES}(?: in {_NAMES})?){{1,3}}")
"""Authors, the first with a place: "Ada Lorn in Brenn and Olaf Reed"."""
WITH_AGENCY = re.compile(rf"{_NAME} {_NAMES}, [^\W\d_a-z]{{2,6}}(?: {_NAMES})?")
"""An author with an agency, perhaps with its bureau: "Ada Lorn, BPR Lusk"."""
ACRONYMS = re.compile(r"[^\W\d_a-z]{2,6}(?:[-/][^\W\d_a-z]{2,6}){0,2}")
"""Agencies, whether or not they are known: "BPR", "BPR-LNA"."""
WITH_HANDLES = re.compile(rf"{_NAME} {_NAMES}(?: ?@[\w/]{{2,30}}){{1,3}}")
"""An author with accounts: "Ada Lorn@adalorn"."""
REPORTING = re.compile(rf"{_NAMES}, reporting from {_NAMES}")
"""A paper or an author and the place: "Brenn News, reporting from Lusk"."""
ABOVE_DATES = (PLACE_AND_PAPER, IN_ONE_PLACE, AUTHORS, AND_COLLEAGUES, WITH_AGENCY)
"""What names the authors right above a date."""
BESIDE_NAMES = frozenset({DATELINE, BYLINE, WIDGET, CAPTION})
BESIDE_SIGNED = BESIDE_NAMES - {WIDGET}
"""The same where another line says "By" and a name."""
BESIDE_CASELESS = frozenset({DATELINE, BYLINE})
"""The same of a name in a script without capitals, as any two words may be one there."""
MAY_FOLLOW = frozenset({HEADING, BYLINE, LIST_ITEM, PARAGRAPH, CREDIT})
"""What may be a name below a preposition."""
BESIDE_AGENCIES = frozenset({DATELINE, BYLINE})
ENDS = frozenset({WIDGET, BYLINE, None})
"""What stands below a name that ends a story."""
TOP = 2
BOTTOM = 2
"""Paragraphs at the beginning, and lines after the text, in which a line may say who wrote it."""
MOST_PLACE_WORDS = 2
OF_TEASERS = re.compile(r"by[: ]", re.IGNORECASE)
"""How the names begin of who wrote other stories, listed below the text."""
CORRESPONDENT = "correspondent)"
"""What ends the bracket behind an author's name: "Ada Lorn (Brenn, special correspondent)"."""
BASED = "-based "
"""What stands between a place and the post of whoever is there: "Brenn-based correspondent covering ..."."""
LONGEST_NAME = 60
"""Code points of a line that is an author's name."""
WEAK_ROLES = frozenset(("staff", "team", "desk", "agency", "agencies", "bureau", "newsroom", "freelance", "admin"))
"""Words for roles that headings have too."""
LONGEST_DATED = 120
MOST_DATED_NAMES = 5
"""Code points of a line with who wrote a story and when, and words of who did."""
DASHES = "-\u2013\u2014 "
NAME_WORDS = (2, 3)
MAY_TELL = frozenset({PARAGRAPH, HEADING})
MAY_BE_NAMES = frozenset({HEADING, BYLINE, WIDGET})
MOST_STEPS = 4
"""Times that what was found to be a byline tells more of the lines beside it."""
NEAR = 3
BELOW_AUTHORS = frozenset({PARAGRAPH, EMBED, DATELINE})
"""What the text of a live page's entry begins with, and its time."""
_SENT_FROM = r"[^\W\d_a-z]{3,}(?: [^\W\d_a-z]{3,})?, [^\W\d_a-z][^\W\d_A-Z]+"
CITY = re.compile(rf"[A-Z][a-z]+, (?:[A-Z]{{2}}|D\.C\.)|{_SENT_FROM}(?: / {_SENT_FROM})*")
"""Places that stand beside authors as their names do: "Washington, DC", "BRENN, Nordia / LUSK, Selvia"."""
FURTHER = re.compile(r"(?:,|and|&) (?=[A-Z])")
"""What stands before the name of an author on a line below another's."""
BELOW_BYLINE = 10
"""Lines between an author's name and what is told of them, and from a byline, with buttons between."""


def bylines(section: Section) -> Settled:
    """Who wrote it, and from where, between title and text, or right after the text."""
    found: set[int] = set()
    if section.title is not None:
        head = [index for index in range(section.title + 1, section.head_end) if not _is_title_again(section, index)]
        found.update(i for i in head if section.kinds[i] is HEADING and is_byline(section.text(i)))
        beside = BESIDE_SIGNED if found else BESIDE_NAMES
        for _ in range(MOST_STEPS):  # a name is known by the role under it, a place by the name above it
            more = [index for index in head if index not in found and _is_byline(section, index, found, beside)]
            if not more:
                break
            found.update(more)
    else:
        above = range(section.lede if section.lede < len(section) else 0)
        found.update(i for i in above if section.kinds[i] is HEADING and is_byline(section.text(i)))
    if prose := section.prose(section.lede):
        found.update(index for index in range(prose[0], prose[min(TOP, len(prose) - 1)]) if _signs(section, index))
        end = prose[-1] + 1
        found.update(index for index in range(end, min(end + BOTTOM, len(section))) if _signs(section, index))
        if section.kind(end) is HEADING and section.kind(end + 1) in ENDS and _is_name(section.text(end)):
            found.add(end)
        late = prose[len(prose) // 2 :]
        found.update(at for at in range(end, min(end + BOTTOM, len(section))) if _is_wire(section, at))
        below = (at + 1 for at in late if section.kind(at + 1) is HEADING)
        found.update(at for at in below if is_byline(section.text(at)) and not OF_TEASERS.match(section.text(at)))
    first, last = 0 if section.title is None else section.title + 1, section.head_end
    found.update(i for i in section.of(HEADING) if first <= i < last and _is_city(section.text(i)))
    found.update(i for i in section.of(HEADING) if _signs_entry(section, i))
    found.update(i for i in section.prose(0, TOP) if NAMED_POST.fullmatch(section.text(i)))
    yield from ((index, DATELINE if _is_city(section.text(index)) else BYLINE) for index in found)
    for index in found:
        if index + 2 < last and _is_above_place(section, index) and section.kind(index + 2) is not DATELINE:
            yield from ((index + 1, DATELINE), (index + 2, BYLINE))


def _is_city(text: str) -> bool:
    return CITY.fullmatch(text) is not None and not _is_agency_in_place(text)


def _is_wire(section: Section, index: int) -> bool:
    """Whether a line right below the text names an agency, and no picture stands beside it, or gives initials."""
    if section.kind(index - 1) is not PARAGRAPH:
        return False
    sent = section.kinds[index] is CREDIT and not is_source_line(section.text(index))
    return (sent and _is_agency(section, index)) or is_initials(section.text(index))


def _signs_entry(section: Section, index: int) -> bool:
    """Whether a line names the author of a live page's entry, between its heading and its text, buttons apart."""
    below = section.below(index, {WIDGET}, NEAR)
    between = section.kind(index - 1) is HEADING and section.kind(below) in BELOW_AUTHORS
    if not between or index <= section.lede:
        return False
    text, above = section.text(index), index - 2
    timed = section.kind(above) is DATELINE and is_time(section.text(above))
    return is_byline(text) or (_is_name(text) and (timed or opening_dateline(section.text(below)) is not None))


def biographies(section: Section) -> Settled:
    """Paragraphs about an author whose name stands by itself near them, or that end the text."""
    for index in section.of(HEADING):
        if _heads_brand(section, index):
            yield from ((index, WIDGET), (index + 1, WIDGET))
    places, last = _places_of_names(section), section.last
    prose = section.prose(section.lede)
    late = prose[len(prose) // 2] if prose else len(section)
    if len(prose) > 1 and _tells_of_stranger(section, prose[-1], prose[:-1]):
        yield prose[-1], WIDGET
    authors = _authors(section)
    told = (i for i in section.of(*MAY_TELL) if section.is_prose(i) or (i > last and section.kinds[i] is HEADING))
    for index in told if places or authors else ():
        text = section.text(index)
        if index >= late and _goes_on_from_author(section, index, authors):
            yield from ((index - 1, WIDGET), (index, WIDGET))
        elif index >= late and _tells_of_author(text, authors):
            yield index, WIDGET
            if _names_author_again(section, index - 1, authors):
                yield index - 1, WIDGET
        if _tells_of_name_near(section, index, places):
            yield index, WIDGET


def _tells_of_name_near(section: Section, index: int, places: Mapping[str, set[int]]) -> bool:
    """Whether a paragraph tells the post of whose name stands by itself close by, or ends the text."""
    opening = section.text(index).split(" ", NAME_WORDS[-1])
    for name in (" ".join(opening[:size]) for size in NAME_WORDS):
        if name in places and is_biography(section.text(index)):
            near = not places[name].isdisjoint(range(index - NEAR, index + NEAR + 1))
            above = places[name].intersection(range(index - BELOW_BYLINE, index))
            if near or index >= section.last - 1 or any(section.kinds[at] is BYLINE for at in above):
                return True
    return False


def _goes_on_from_author(section: Section, index: int, authors: Counter[str]) -> bool:
    """Whether a paragraph begins with the line above it, which is the name of who wrote the story once more."""
    name, opening = section.text(index - 1), section.text(index)[: section.sizes[index - 1] + 2]
    opening = opening.upper() if name.isupper() else opening
    if section.kinds[index - 1] is not HEADING or not opening.startswith((f"{name} ", f"{name}, ")):
        return False
    names = NAME_WORD.findall(name)
    return bool(names) and all(authors[word.casefold()] for word in names)


def _names_author_again(section: Section, index: int, authors: Counter[str]) -> bool:
    """Whether a line is the name of somebody whom another byline names, as the boxes about authors have it."""
    if section.kind(index) is not BYLINE or not is_name(section.text(index)):
        return False
    return all(authors[name.casefold()] > 1 for name in NAME_WORD.findall(section.text(index)))


def _heads_brand(section: Section, index: int) -> bool:
    """Whether a line right below a sign-off is the name with which the paragraph below begins: the site's own."""
    text, above = section.text(index), section.kind(index - 1)
    if above is not BYLINE or " " not in text or not section.is_prose(index + 1):
        return False
    return is_sign_off(section.text(index - 1)) and section.text(index + 1).startswith(f"{text} ")


def _authors(section: Section) -> Counter[str]:
    """The words of the names of who wrote the story, in small letters, and how often bylines have them."""
    names = (name for index in section.of(BYLINE) for name in NAME_WORD.findall(section.text(index)))
    return Counter(name.casefold() for name in names)


def _tells_of_author(text: str, authors: Container[str]) -> bool:
    """Whether a paragraph tells the post of who wrote the story, by the whole name or a part of it."""
    first, _, rest = text.partition(" ")
    if first.casefold() not in authors or not is_biography(text):
        return False
    second = rest.partition(" ")[0]
    return second.islower() or second.strip(",").casefold() in authors


def _tells_of_stranger(section: Section, index: int, others: Sequence[int]) -> bool:
    """Whether a paragraph tells the post of somebody whom the story never names, or names nobody whose post it is."""
    text = section.text(index)
    if BASED in text[:LONGEST_NAME]:
        return is_biography(text)
    name = " ".join(text.split(" ", NAME_WORDS[0])[: NAME_WORDS[0]])
    return is_name(name) and is_biography(text) and not any(name in section.text(at) for at in others)


def _is_title_again(section: Section, index: int) -> bool:
    return section.kinds[index] is HEADING and section.key(index) == section.title_key


def _is_byline(section: Section, index: int, found: set[int], beside: frozenset[Kind]) -> bool:
    """Whether a line of the head says who wrote the story, given those that were found to."""
    text, kind = section.text(index), section.kinds[index]
    if names_points(text) or is_subheading(text):
        return False
    before, after = (BYLINE if i in found else section.kind(i) for i in (index - 1, index + 1))
    if kind is HEADING and after is DATELINE and _is_shouted_place(text) and is_byline(section.text(index - 1)):
        return False
    named = label(text)
    if named in PREPOSITIONS or named in JOINERS:
        return after in MAY_FOLLOW if named in PREPOSITIONS else before is BYLINE
    if kind is CREDIT:
        dated = not BESIDE_AGENCIES.isdisjoint({before, after}) or _is_above_place(section, index)
        dated = dated or _is_below_date(section, index)
        return dated and _is_agency(section, index)
    if kind is LIST_ITEM:
        who = text.lstrip(DASHES)
        alone = index - 1 == section.title and after is not LIST_ITEM and is_name(who)
        return alone or (before is BYLINE and MARKED.match(text) is not None and words(text) <= MOST_PAPER_WORDS)
    return kind is HEADING and (
        _names_authors(text, after)
        or _is_told_beside(section, index, before, after, beside)
        or are_names_in_place(text)
        or _is_further(section, index, found)
    )


def _is_further(section: Section, index: int, found: set[int]) -> bool:
    """Whether a line is a name behind a comma or "and", and a byline stands above it, a button between them at most."""
    comma = section.text(index - 1) == ","
    joined, above = FURTHER.match(section.text(index)), index - 1 - (comma or section.kind(index - 1) is WIDGET)
    if above not in found or not (comma or joined):
        return False
    return is_name(section.text(index)[joined.end() if joined else 0 :])


def _is_agency(section: Section, index: int) -> bool:
    """Whether a line is an agency's bare name, and no caption beside it lacks its credit."""
    text = section.text(index)
    beside = (at for at in (index - 1, index + 1) if section.kind(at) is CAPTION)
    if any(not section.credit(at) for at in beside) or is_labelled(text) or sells_pictures(text):
        return False
    return is_sources(text)


def _is_below_date(section: Section, index: int) -> bool:
    """Whether nothing but a button or a caption parts a line from the date above it."""
    return section.kind(index - 1) in {WIDGET, CAPTION} and section.kind(index - 2) is DATELINE


def _is_above_place(section: Section, index: int) -> bool:
    """Whether a place and a date follow, or an agency between them."""
    below = index + 1
    if section.kind(below) is not HEADING or not _is_place(section.text(below)):
        return False
    agency = section.kind(below + 1) is HEADING and ACRONYMS.fullmatch(section.text(below + 1)) is not None
    return section.kind(below + 1 + agency) is DATELINE


def _names_authors(text: str, after: Kind | None) -> bool:
    """Whether a line says who wrote the story, whatever stands above it."""
    if (
        is_byline(text)
        or is_role(text)
        or text.casefold().startswith("reporting from ")
        or (len(text) <= LONGEST_NAME and REPORTING.fullmatch(text))
        or IN_PLACES.fullmatch(text)
        or WITH_HANDLES.fullmatch(text)
    ):
        return True
    author, _, place = text.partition(" (")
    if _is_agency_in_place(text) or (place.endswith(CORRESPONDENT) and is_name(author)):
        return True
    who, _, post = text.partition(", ")
    if is_name(who) and len(text) <= LONGEST_NAME + LONGEST_NAME and POST.search(post):
        return True
    if AT_UNIVERSITY.fullmatch(text) or _is_dated_byline(text):
        return True
    if _lists_names(text) or (FOR_PAPER.fullmatch(text) and not is_furniture(text)):
        return True
    names = SEPARATOR.split(text)
    named = any(form.fullmatch(text) for form in ABOVE_DATES) or (len(names) > 1 and is_name(names[-1]))
    return after is DATELINE and named


def _lists_names(text: str) -> bool:
    """Whether a line is two names or more with commas between, each of two words at least."""
    names = JOINED.split(text) if ", " in text else []
    return len(names) > 1 and all(" " in name and is_name(name) and not is_furniture(name) for name in names)


def _is_agency_in_place(text: str) -> bool:
    """Whether a line names an agency and a place, in this order or the other."""
    parted = PARTING.search(text) if len(text) <= LONGEST_NAME else None
    if parted is None:
        return False
    first, second = text[: parted.start()], text[parted.end() :]
    return any(is_sources(agency) and PLACES.fullmatch(place) for agency, place in ((first, second), (second, first)))


def _is_dated_byline(text: str) -> bool:
    """Whether a line says "By", a name and a full date, or a name and a date with the time."""
    text = GLUED_MONTH.sub(" ", text) if len(text) <= LONGEST_DATED else ""
    if not has_year(text) or not may_have_date(text):
        return False
    rest = without_dates(text)
    timed = HOURS.search(text) is not None
    return is_byline(rest) or (timed and _is_names(rest))


def _is_names(text: str) -> bool:
    terms = text.split()
    return 0 < len(terms) <= MOST_DATED_NAMES and all(term[0].isupper() for term in terms)


def _is_told_beside(
    section: Section, index: int, before: Kind | None, after: Kind | None, beside: frozenset[Kind]
) -> bool:
    """Whether a line is a name or a place, as the lines beside it tell."""
    text = section.text(index)
    if _is_name(text):
        tell = BESIDE_CASELESS if text.upper() == text.lower() else beside
        return not tell.isdisjoint({before, after}) or _is_followed(section, index)
    if opens_with_byline(text):
        return DATELINE in {before, after}
    if index - 1 == section.title and after is DATELINE and ACRONYMS.fullmatch(text) and not is_furniture(text):
        return True
    placed = IN_PLACE.fullmatch(text) or (after is DATELINE and _is_place(text) and not _is_shouted_place(text))
    told = AT_PAPER.fullmatch(text) or POST.search(text) or placed
    return before is BYLINE and bool(told)


def _is_followed(section: Section, index: int) -> bool:
    """Whether below a name stands whom it writes for, from where, or the "and" before another name."""
    if _is_above_place(section, index):
        return True
    if section.kind(index + 1) is LIST_ITEM:
        return MARKED.match(section.text(index + 1)) is not None
    below = section.text(index + 1) if section.kind(index + 1) is HEADING else ""
    return label(below) in JOINERS or IN_PLACE.fullmatch(below) is not None


def _is_name(text: str) -> bool:
    """Whether a line is a name, perhaps with whom it writes for, and not a button or a section in capitals."""
    name = SEPARATOR.split(text, maxsplit=1)[0].rstrip(" |\u00b7\u2022-")
    if not is_name(name) or name.startswith("About ") or opens_with_imperative(name):
        return False
    return not (is_furniture(name) or has_interface(name))


def _is_shouted_place(text: str) -> bool:
    """Whether a line is in capitals, as the places of stories are, and no paper's name."""
    return text.isupper() and OF_PAPERS.isdisjoint(text.split())


def _is_place(text: str) -> bool:
    if text.count(" ") >= MOST_PLACE_WORDS or not text[0].isupper():
        return False
    return not is_section(text) and label(text) not in LABELS


def _signs(section: Section, index: int) -> bool:
    text = section.text(index)
    if section.kinds[index] is not HEADING or is_subheading(text):
        return False
    if section.kind(index + 1) is CAPTION and index < section.last and _is_name(text):
        return not heads_copy(section, index)
    if is_byline(text) or _is_agency_in_place(text) or _is_dated_byline(text):
        return True
    return " " in text and is_role(text) and _names_role(text)


def _names_role(text: str) -> bool:
    """Whether a line that names a role is no heading about one: a correspondent, or a desk or a staff at its end."""
    terms = text.casefold().split()
    return not WEAK_ROLES.intersection(terms) or (terms[-1] in WEAK_ROLES and len(terms) <= MOST_PLACE_WORDS + 1)


def _places_of_names(section: Section) -> dict[str, set[int]]:
    """Where names stand by themselves, each without the "By" before it."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for index in section.of(*MAY_BE_NAMES):
        text = section.text(index)
        if len(text) <= LONGEST_NAME:
            name = text[3:] if text[:3].casefold() == "by " else text
            if is_name(name):
                places[name].add(index)
    return places
