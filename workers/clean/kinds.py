"""The kind of a line by its own looks, whatever stands around it."""

from __future__ import annotations

import re

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.appeals import is_appeal, is_biography
from workers.clean.bylines import BRACKETS, is_byline, is_initials, is_name, is_role, is_sign_off, opens_with_byline
from workers.clean.credits import (
    archive_note,
    bracketed_name,
    find_credit,
    is_credit_line,
    is_labelled,
    is_signature,
    is_source_line,
    is_sources,
    leading_credit,
)
from workers.clean.datelines import HOURS, has_year, is_date_line, is_sent_from, is_signed_date
from workers.clean.dates import MONTH, MONTH_AND_DAY, may_have_date
from workers.clean.embeds import attribution
from workers.clean.measures import QUESTIONS, SENTENCE_WORDS, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, EMBED, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.widgets import (
    LONGEST_LINE,
    OPENS_NOTICES,
    is_label,
    is_menu_row,
    is_notice,
    is_row,
    is_section,
    is_trail,
    leads_elsewhere,
)
from workers.clean.words import by_initial, remembered

LONGEST_HEADING = 150
MOST_HEADING_WORDS = 22
MOST_QUESTION_WORDS = 16
LONGEST_CAPTION = 700
STOPS = frozenset(".!?…:;,\u3002\uff01\uff1f\u061f\u06d4\u0964\u0965\u0589\u1361\u1362\uff1a\uff1b\uff0c\u3001\u060c")
"""What ends a sentence or a part of one, in Latin, Chinese, Arabic, Indic, Armenian and Ethiopic type."""
CLOSING = (
    "\uff09\u3011\u3009\u300b"
    "\"'\u201d\u2019\u00bb\u201c)]\u300f\u300d\u203a \u25a0\u25a1\u25aa\u25fc\u25cf\u25b6\u25ba\u2666\u25c6\u2756\u25ca"
)
"""What may stand behind a stop: quotation marks, brackets, and the signs that some papers end a story with."""
ITEM = re.compile(
    r"(?:[\u2022\u25aa\u25ab\u25cf\u25e6\u2023\u2043\u25cb\u25a0\u25ba\u27a4\u2714\u2713\u00b7*]\s*|[-\u2013]\s+"
    r"|[-\u2013](?=[^\W\d])|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)(?=\S)"
)
FLASH = "*"
"""What stands tight before a flash of an agency, in capitals."""
DASHES = frozenset("-\u2013\u2014")
ATTRIBUTIONS = frozenset({"\u2014 ", "\u2015 "})
"""How a line begins that names who said the one before."""
NUMERAL = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\.?")
NUMERALS = frozenset("IVX")
"""The number of a chapter, and what it begins with."""
RATE = re.compile(r"\([^()=]*\d[^()=]* = [^()=]*\d[^()=]*\)")
"""What a currency is worth, as agencies print it below a story: "($1 = 0.95 euros)"."""
NOTED = re.compile(r"(?:correction|clarification|born|died)\b", re.IGNORECASE)
"""How a line with a date begins on which nothing was published."""
FRAMED = re.compile(r"([-\u2013\u2014*=~]{1,3})\s.*\s\1$")
"""A subheading between dashes, as agencies print it."""
TWO_SENTENCES = re.compile(r"[^\W\d_]{4}[.!?]\s[^\W\d_]")
SENTENCE_AND_MORE = re.compile(r"[^\W\d_A-Z]{4}[.!?][\"\u201d\u2019]? [(A-Z\u201c\"]")
"""A sentence's end with something behind it, as a paragraph has it that ends with a note of who helped."""
PICTURED = "photo"
"""What a post is about whose holder takes pictures: the line is a credit."""
SENTENCE_AND_NOTE = re.compile(
    r"[^\W\d_A-Z]{3}[.!?][\"\u201d\u2019]? ?(?:\(|[\u2013\u2014-] ?)[A-Z][^.!?]*$"
    r"|[^\W_A-Z]{2}[.!?][\"\u201d]? (?:[\u2013\u2014-] ?with (?:an? )?reports? [^!?]*|/[a-z]{2,4})$"
    r"|[a-z\d]{2}[.!?] [A-Z]{2,4}(?: [A-Z]{2,4}){1,3}$"
)
"""The same with a bracket or a dash, or with an agency and the initials of whoever edited it."""
CLOSED = re.compile("[\u3002\uff01\uff1f][\u201d\u300d]?[(\uff08\u3010][^()\uff08\uff09]{1,12}[)\uff09\u3011]$")
"""A sentence in Chinese or Japanese with an agency's closing word in a bracket."""
NO_HEADING = (".", "; and", "; or", ", and", ", or")
"""What sentences end with, and the last points but one of lists."""
NOTE = re.compile(r"(?:\[\d{1,3}\])+$|(?<=[a-z][.!?])\d{1,2}$|(?<=[.!?][\"\u201d])\d{1,2}$")
"""The numbers of notes behind a sentence."""
BARS = re.compile(r"\s*\|\s*")
LONGEST_NOTE = 40
"""Code points that they take."""
ENDS_OF_NOTES = frozenset("]0123456789")
MOST_TOPIC_WORDS = 3
"""Words of a title's topic with a full stop behind it: "Lusk. Two ships collide in the harbour"."""
LONGEST_TITLE = 90
"""Code points from which a line with a sentence's end in it is no title."""
SPEAKER = re.compile(r"[QA]\s?[:.]\s")
"""How the turns of an interview are marked."""
CAPTION_OPENINGS = by_initial("caption_openings")
DATED_OPENING = re.compile(rf"\d{{1,2}}\s(?i:{MONTH})\s\d{{4}},\s[^:]{{2,80}}:\s")


SIZED = re.compile(r".{10,300}, \d{3,4}, \d{1,2}\.\d{2}\.\d{4}")
"""A picture's alternative text with its width and its day."""


CLAIMED = re.compile(
    r"(?<=\S) - (?P<credit>(?:[^/]{2,60}/ ?)?Copyright .{2,120}|ALL RIGHTS RESERVED|RIPRODUZIONE RISERVATA.{0,40})$"
    r"|(?<=[.!?]) (?P<claim>(?:PHOTO|Photo) \u00a9 ?\d{4} .{2,60}\b(?:ALL RIGHTS RESERVED|All rights reserved)\b.*"
    r"|Copyright \d{4} .{2,60}\b[Aa]ll rights reserved\.?)$"
)
MOST_CLAIMED_WORDS = 12
LEAST_CLAIMED = 20
"""A credit behind a caption and a dash, which may say that all rights are reserved, and code points of the caption."""
_NAMES = r"[^\W\d_a-z][\w'\u2019-]*(?:[ -][^\W\d_a-z][\w'\u2019-]*){0,3}"
BY, MAILED = "By ", " Send an email "
"""What stands before an agency that signs, and between an author and the day."""
BEHIND_NAMES = re.compile(rf" {MONTH_AND_DAY},? \d{{4}}$", re.IGNORECASE)
POSTED = re.compile(r" (?P<author>by \S+(?: \S+){0,4}?)(?: (?:Leave a Comment|(?:No|\d+) Comments?))?$")
"""Who wrote a blog's post, behind the day, and how often it was answered."""
FROM_AGENCY = re.compile(rf"(?P<place>{_NAMES})(?:: | [-\u2013] )(?P<agency>{_NAMES})")
"""A place and an agency, with a colon or a dash between them."""


class Look(Struct, frozen=True, gc=False):
    """The kind that a line seems to be, where its photo credit stands (relative to the line), and if markup says so."""

    kind: Kind
    credit: Span | None = None
    marked: bool = False


@remembered
def look(text: str) -> Look:
    """The kind of one line; a byline is left to its surroundings, for many a heading looks like one."""
    if attribution(text):
        return Look(EMBED)
    if len(text) > LONGEST_LINE and text[0] in OPENS_NOTICES and is_notice(text):
        return Look(WIDGET)
    if len(text) > LONGEST_CAPTION:
        return Look(PARAGRAPH)
    return _claimed(text) or _signed_off(text) or _pictured(text) or Look(_shape(text))


def _claimed(text: str) -> Look | None:
    """The look of a caption that ends with the claim of a copyright, or of furniture; None for any other line."""
    found = CLAIMED.search(text, LEAST_CLAIMED) if " - " in text or "\u00a9" in text or " Copyright " in text else None
    if found and words(text[: found.start()]) >= SENTENCE_WORDS:
        return Look(CAPTION, Span(found.start(found.lastgroup or 0), len(text)))
    return Look(WIDGET) if _is_furniture(text) else None


def _signed_off(text: str) -> Look | None:
    may_sign = text[0].islower() or (text[0] in BRACKETS and not is_labelled(text))
    return Look(BYLINE) if may_sign and is_sign_off(text) else None


def _is_furniture(text: str) -> bool:
    """Whether a line is a button, a label or a row of them, an appeal, or leads elsewhere."""
    if is_label(text) or is_appeal(text) or leads_elsewhere(text) or (len(text) == 1 and _is_sign(text)):
        return True
    return ((" | " in text or "\u00b7" in text or "\u2022 " in text) and is_row(text)) or is_menu_row(text)


def _is_sign(text: str) -> bool:
    """Whether a character is a sign that parts buttons or names, and no stop of a sentence that lies in pieces."""
    return not text.isalnum() and text not in STOPS


def hinted(found: Look, hint: Kind | None, text: str) -> Look:
    """The look of a line whose markup says what it is; a credit, byline or date stays one within any element."""
    if hint in {WIDGET, EMBED}:
        return Look(hint)
    if hint is CAPTION:
        return _captioned(found, text)
    if hint is HEADING and found.kind in {HEADING, PARAGRAPH, LIST_ITEM, CAPTION}:
        return Look(HEADING, marked=True)
    if hint is LIST_ITEM and found.kind in {HEADING, PARAGRAPH} and not (is_byline(text) or is_biography(text)):
        return Look(LIST_ITEM)
    if hint is PARAGRAPH and found.kind is HEADING and words(text) >= SENTENCE_WORDS and not is_byline(text):
        return Look(PARAGRAPH)
    return found


def _captioned(found: Look, text: str) -> Look:
    """The look of a line in the caption of a figure: its credit may stand on a line of its own."""
    if is_signature(text):
        return Look(CREDIT, Span(0, len(text)))
    if found.kind in {CAPTION, HEADING, PARAGRAPH, LIST_ITEM}:
        return Look(CAPTION, found.credit or bracketed_name(text))
    return found


def is_heading_like(text: str) -> bool:
    """Whether a line is short and has no stop at its end."""
    if text.endswith(NO_HEADING) or len(text) > LONGEST_HEADING or words(text) > MOST_HEADING_WORDS:
        return False
    note = NOTE.search(text, max(0, len(text) - LONGEST_NOTE)) if text[-1] in ENDS_OF_NOTES else None
    last = (text if note is None else text[: note.start()]).rstrip(CLOSING)[-1:]
    if last in STOPS and last not in QUESTIONS:
        return False
    if ("." in text or "!" in text or "?" in text) and _goes_on(text):
        return False
    if last > "\u2fff" and CLOSED.search(text):
        return False
    if last in QUESTIONS:
        spoken = TWO_SENTENCES.search(text) or text[0] in '"\u201c\u00ab\u201e' or SPEAKER.match(text)
        return not spoken and words(text) <= MOST_QUESTION_WORDS
    return True


def _goes_on(text: str) -> bool:
    """Whether a sentence ends within a line and something stands behind it: a note, or more if the line is long."""
    if SENTENCE_AND_NOTE.search(text):
        return True
    more = SENTENCE_AND_MORE.search(text) if len(text) >= LONGEST_TITLE else None
    return more is not None and text.count(" ", 0, more.end() - 1) > MOST_TOPIC_WORDS


def _pictured(text: str) -> Look | None:
    """The look of a line with a credit, one that begins as captions do, or an agency's dateline; None for any other."""
    if is_sent_from(text):
        return Look(DATELINE)
    if is_source_line(text) or is_credit_line(text):
        return Look(DATELINE) if is_date_line(text) else Look(CREDIT, Span(0, len(text)))
    if leading := leading_credit(text):
        return Look(CAPTION, leading)
    credit, opening = find_credit(text), _caption_opening(text)
    if opening is None and text[-1].isdecimal():
        opening = SIZED.fullmatch(text)
    if credit is None and (note := archive_note(text)):
        return Look(CAPTION, note)
    if credit is None or (opening and 0 < credit.start < opening.end()):
        return Look(CAPTION, bracketed_name(text)) if opening else None
    return _credited(text, credit)


def _caption_opening(text: str) -> re.Match[str] | None:
    """What a line begins with as captions do: what it shows, or the day and the place."""
    openings = DATED_OPENING if text[0].isdecimal() else CAPTION_OPENINGS.get(text[0])
    return openings.match(text) if openings else None


def _credited(text: str, credit: Span) -> Look:
    """The look of a line with a credit at its end; a line on who else had a hand in a story names agencies as well."""
    if "|" in text and is_signature(text):
        return Look(CREDIT, Span(0, len(text)))
    told = is_biography(text)
    if told or (text[:3] == BY and is_byline(text)) or _is_by_agency(text):
        return Look(PARAGRAPH if told else BYLINE)
    stem, dated = text[: credit.start].strip(" \t-\u2013\u2014|.,:"), may_have_date(text[credit.start : credit.end])
    if (text[0] in DASHES or dated or HOURS.search(text)) and is_date_line(text):
        return Look(DATELINE)
    if not stem or is_sources(stem):
        return Look(CREDIT, credit)
    if text[0] == "\u00a9" and words(text) <= MOST_CLAIMED_WORDS:
        return Look(CREDIT, Span(0, len(text)))
    return Look(BYLINE) if (dated and is_byline(stem)) or is_sign_off(text) else Look(CAPTION, credit)


def _shape(text: str) -> Kind:
    """The kind of a line by its length, its beginning and its end."""
    if text.startswith("Source: ") and words(text) >= SENTENCE_WORDS:
        return PARAGRAPH
    if len(text) <= LONGEST_HEADING and (found := _brief(text)):
        return found
    if is_sign_off(text) or (text[0] in DASHES and is_sources(text[1:].lstrip())):
        return BYLINE
    if not text[0].isupper() and ITEM.match(text):
        return HEADING if text[0] == FLASH and text[1:2].isupper() and text.isupper() else LIST_ITEM
    return (
        HEADING if text[:2] not in ATTRIBUTIONS and is_heading_like(text) and any(map(str.isalpha, text)) else PARAGRAPH
    )


def _is_dated_row(text: str) -> bool:
    """Whether a date stands among sections and counters with bars between them: "World | May 2, 2031 | Views: 3"."""
    cells = [cell for cell in BARS.split(text) if cell] if "|" in text and has_year(text) else []
    dates = sum(map(is_date_line, cells))
    return dates == 1 < len(cells) and all(map(_is_cell, cells))


def _is_cell(text: str) -> bool:
    named = ", " in text and any(map(is_section, text.split(", ")))
    return named or is_date_line(text) or is_section(text) or is_trail(text) or is_label(text) or text.endswith(":")


def _is_by_agency(text: str) -> bool:
    """Whether a line is "By" and agencies alone: "By Reuters and AFP"."""
    return text[:3] == BY and is_sources(text[3:])


def _is_from_agency(text: str) -> bool:
    """Whether a line is a place and an agency: "Port Brenn: Asharq Al Awsat", "BRENN - AFP"."""
    if ": " not in text and not (" - " in text and text[:2].isupper()):
        return False
    found = FROM_AGENCY.fullmatch(text)
    return found is not None and is_sources(found["agency"]) and not is_label(found["place"])


def _signs(text: str, *, dated: bool) -> bool:
    """Whether a line is whose story it is: with the day, as a site's theme has it, or an agency, perhaps its place."""
    if ((dated or (text[-1].isdecimal() and BEHIND_NAMES.search(text))) and opens_with_byline(text)) or MAILED in text:
        return True
    if " | " in text and _is_filed(text):
        return True
    name, stroke, post = text.partition("/")
    if stroke and post and is_name(name) and is_role(post) and PICTURED not in post.casefold():
        return True
    if text[-1] == "|" and (is_name(bare := text[:-1].rstrip()) or is_sources(bare)):
        return True
    return _is_by_agency(text) or _is_from_agency(text)


def _is_filed(text: str) -> bool:
    """Whether a line is an author, the day and where a blog files a post: "by Ada Lorn | May 6, 2031 | 3 comments"."""
    author, _, filed = text.partition(" | ")
    return is_byline(author) and has_year(filed) and is_date_line(filed.partition(" | ")[0])


def _is_post(text: str) -> bool:
    """Whether a line is the day of a blog's post, its author and perhaps its comments: "May 6, 2031 by Ada Lorn"."""
    posted = POSTED.search(text) if " by " in text and has_year(text) else None
    return posted is not None and is_date_line(text[: posted.start()]) and is_byline(posted["author"])


def _brief(text: str) -> Kind | None:
    """The kind of a short line that gives a date, a rate or a chapter's number, or stands between dashes; else None."""
    dated = is_signed_date(text)
    if _signs(text, dated=dated):
        return BYLINE
    if dated or is_date_line(text) or _is_dated_row(text) or _is_post(text):
        return PARAGRAPH if NOTED.match(text) else DATELINE
    if text[0] == "(" and RATE.fullmatch(text):
        return PARAGRAPH
    if is_initials(text) or (text[0] in NUMERALS and NUMERAL.fullmatch(text)):
        return HEADING
    framed = FRAMED.match(text) and is_heading_like(text.strip("-\u2013\u2014*=~ ") or ".")
    return HEADING if framed else None
