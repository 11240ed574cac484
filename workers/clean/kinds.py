"""The kind of a line by its own looks, whatever stands around it."""

from __future__ import annotations

import re

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.credits import find_credit, is_sources
from workers.clean.dates import DATE, MONTH, WEEKDAYS, may_have_date
from workers.clean.embeds import attribution
from workers.clean.widgets import is_widget
from workers.clean.words import folded

LONGEST_HEADING = 150
MOST_HEADING_WORDS = 22
MOST_QUESTION_WORDS = 15
LONGEST_CAPTION = 700
MOST_BYLINE_WORDS = 14
MOST_ROLE_WORDS = 9
LONGEST_HEAD_LINE = 120
"""Code points of the longest byline or date line."""
STOPS = frozenset(".!?。！？…؟۔।॥։፡។:;：；,،、，")
CLOSING = "\"'”’»“)]』」› ■□▪◼●▶►"
LIST_ITEM = re.compile(r"(?:[•▪▫●◦‣⁃○■►➤✔✓·*]\s*|[-–]\s+|[-–](?=[^\W\d])|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)(?=\S)")
FRAMED = re.compile(r"([-–—*=~]{1,3})\s.*\s\1$")
"""A subheading between dashes, as agencies print it."""
SPEAKER = re.compile(r"[QAВО]\s?[:.]\s")
"""How the turns of an interview are marked."""
CAPTION_OPENING = re.compile(
    rf"""FILE\s*(?:PHOTO|PICTURE|IMAGE|-\s*PHOTO)?\s*[-–—:]+\s | \[?(?:File|Archive)\s(?:photo|picture|image)\b.{{0,3}}[:\]–-]
    | (?:Image|Photo|Picture)\s+caption\b | Caption:\s | (?:Photo|Image|Picture|Foto|Bild|Фото):\s
    | (?:In\s)?[Tt]his\s(?:\w+\s){{0,3}}(?:photo(?:graph)?|image|picture|handout|screen\s?grab|frame\sgrab|combination)\b.{{0,60}}\b(?:shows?|taken|released|provided|made|from|by)\b
    | An?\s(?:undated\s)?(?:handout|combination|file|screen\s?grab)\s(?:\w+\s)?(?:photo|picture|image|grab|of|shows?)
    | \d{{1,2}}\s(?i:{MONTH})\s\d{{4}},\s[^:]{{2,80}}:\s""",
    re.VERBOSE,
)
CAPTION_CUE = re.compile(
    rf"\((?:L|R|C|left|right|centre|center)\)|\b(?:file photo|pictured)\b"
)
DATED = re.compile(rf"\d{{1,2}} (?i:{MONTH}) \d{{4}}$|(?i:{MONTH}) \d{{1,2}}, \d{{4}}$")
DATED_TAIL = 24
"""Code points at a line's end in which its date stands."""
DATED_WORDS = 8
"""Words from which a line that ends with a date is a caption rather than a heading."""
BYLINE = re.compile(
    r"(?:by|par|por|von|door|af|av|di|de|interview by|photos by|photographs by|text by|analysis by|written by|reported by|story by|words by|author[s]?:?|autor(?:in)?:?|автор:?|текст:?|بقلم:?|كتب:?|作者[:：]?|記者|记者)"
    r"[:\s]\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(
    r"[(\[*]?\s?(?:(?:(?:with\s)?(?:additional|further)\s|with\s)?(?:reporting|writing|editing|files|inputs|contributions?|compiled|translated|"
    r"translation|edited|written|reported)\s(?:by|for|from)\s.{2,300}|with\s(?:agencies|afp|ap|reuters)\b.{0,60})[)\]]?\.?",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:[^\W\d_a-zа-яё][\w'’.-]*[ ,]*){2,3}")
NAME_WORDS = frozenset(
    "and und et y e i och en & | for in at de da di la le van von der den al el bin the of with our from".split()
)
ROLES = folded("roles")
PROSE = 40
SENTENCE_WORDS = 5
"""Code points, or words, from which a paragraph is body text rather than a scrap."""
HEADLINE = 25
HEADLINE_WORDS = 4
"""Code points, or words, from which a heading may be a story's title."""
WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uf900-\ufaff]")
"""The scripts written without spaces: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""
LETTERS_A_WORD = 3
"""Code points that stand for a word in those scripts."""
DATE_LABEL = re.compile(
    r"(?:first\s)?(?:published|publish(?:ing)? date|updated|last (?:updated|modified|update)|posted|issued|modified|created|date|"
    r"publicado|actualizado|publié|mis à jour|modifié|güncellendi|yayınlanma|opublikowano|veröffentlicht|aktualisiert|stand|pubblicato|publicat|опубликовано|обновлено|نشر|تاريخ النشر|发布时间)\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\b(?:GMT|UTC|CET|CEST|EST|EDT|ET|BST|IST|MSK|EEST|EET|AST|PT|PDT|PST|KST|JST)\b(?:[+-]\d{1,2})?|\(?(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?\)?",
    re.IGNORECASE,
)
TIME = re.compile(r"\d{1,2}(?:[:h]\d{2}|[:.]\d{2}\s?[ap]\.?m\.?|\s?[ap]\.?m\.?)(?:\s[A-Z]{2,4})?", re.IGNORECASE)
"""A time of day alone, as the entries of live pages have it."""
MOST_MORE_WORDS = 2
MOST_MORE = 20
"""Words and code points besides the date that a date line may have: a place, a time zone, what was done that day."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
HOURS = re.compile(r"\d[:h]\d\d|\d\s?[ap]\.?m\b|\bago\b", re.IGNORECASE)
AGO = re.compile(
    r"(?:\d{1,2}|an?|one|two|three|a few)\s(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\sago", re.IGNORECASE
)
DATE_WORDS = re.compile(
    r"\W|\b(?:on|at|in|de|del|le|la|à|um|uhr|kl|saat|modified|updated|published|and|last|am|pm|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|"
    rf"{'|'.join(WEEKDAYS)}|г|года|local time|time|date|ago|issue)\b",
    re.IGNORECASE,
)
SOURCE_LINE = re.compile(
    r"(?:sources?|fuentes?|quellen?|fonte|источник|джерело|المصدر|来源|来源)\s*[:：]\s*\S.{0,60}(?<![.!?])$",
    re.IGNORECASE,
)
"""Where a story comes from, as some sites print it below the text."""


class Look(Struct, frozen=True, gc=False):
    """The kind that a line seems to be, and where its photo credit stands (relative to the line)."""

    kind: Kind
    credit: Span | None = None


def look(text: str) -> Look:
    """The kind of one line; a byline is left to its surroundings, for many a heading looks like one."""
    if attribution(text):
        return Look(Kind.EMBED)
    if len(text) > LONGEST_CAPTION:
        return Look(Kind.PARAGRAPH)
    if is_widget(text):
        return Look(Kind.WIDGET)
    if SOURCE_LINE.match(text) and len(text) <= LONGEST_HEAD_LINE:
        return Look(Kind.CREDIT, Span(0, len(text)))
    credit, opening = find_credit(text), CAPTION_OPENING.match(text)
    if credit is not None and not (opening and 0 < credit.start < opening.end()):
        return _credited(text, credit)
    if opening:
        return Look(Kind.CAPTION)
    if len(text) > LONGEST_HEADING:
        return Look(Kind.LIST_ITEM if LIST_ITEM.match(text) else Kind.PARAGRAPH)
    if is_date_line(text):
        return Look(Kind.DATELINE)
    if SIGN_OFF.fullmatch(text):
        return Look(Kind.BYLINE)
    return Look(_shape(text))


def hinted(found: Look, hint: Kind | None, text: str) -> Look:
    """The look of a line whose markup says what it is; a credit, byline or date stays one within any element."""
    if hint in {Kind.WIDGET, Kind.EMBED}:
        return Look(hint)
    if hint is Kind.CAPTION and found.kind in {Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM}:
        return Look(Kind.CAPTION, found.credit)
    if hint is Kind.HEADING and found.kind in {Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.CAPTION}:
        return Look(Kind.HEADING)
    if hint is Kind.LIST_ITEM and found.kind in {Kind.HEADING, Kind.PARAGRAPH}:
        return Look(Kind.LIST_ITEM)
    if hint is Kind.PARAGRAPH and found.kind is Kind.HEADING and words(text) >= SENTENCE_WORDS and not is_byline(text):
        return Look(Kind.PARAGRAPH)
    return found


def is_heading_like(text: str) -> bool:
    """Whether a line is short and has no stop at its end."""
    if len(text) > LONGEST_HEADING or text.count(" ") >= MOST_HEADING_WORDS:
        return False
    core = text.rstrip(CLOSING)
    last = core[-1:]
    if last in {"?", "？", "؟"}:
        return text.count(" ") < MOST_QUESTION_WORDS and text[0] not in '"“«„' and SPEAKER.match(text) is None
    return last not in STOPS


def words(text: str) -> int:
    """How many words a line has, about, in any script."""
    spaced = text.count(" ") + 1
    if text.isascii() or WITHOUT_SPACES.match(text) is None:
        return spaced
    return max(spaced, len(text) // LETTERS_A_WORD)


def is_prose(text: str, kind: Kind) -> bool:
    """Whether a paragraph is long enough to be body text by itself."""
    return kind is Kind.PARAGRAPH and is_long(text)


def is_long(text: str) -> bool:
    """Whether a line has the words or the length of a sentence."""
    return len(text) >= PROSE or words(text) >= SENTENCE_WORDS


def is_headline(text: str) -> bool:
    """Whether a heading is long enough for a story's title."""
    return words(text) >= HEADLINE_WORDS or len(text) >= HEADLINE


def is_byline(text: str) -> bool:
    """Whether a line says "By" and names, perhaps with the post at the paper behind them."""
    found = BYLINE.fullmatch(text) if len(text) <= LONGEST_HEAD_LINE else None
    if found is None or text[-1] in "!?:":
        return False
    who, _, post = found["names"].partition(", ")
    if is_name(who) and not ROLES.isdisjoint(post.casefold().split()):
        return True
    names = re.findall(r"[^\s,|/·•-]+", found["names"])
    if not 0 < len(names) <= MOST_BYLINE_WORDS or (names[0][0].islower() and names[0].casefold() not in ROLES):
        return False
    return all(_in_byline(word) for word in names)


def is_role(text: str) -> bool:
    """Whether a line names who somebody is at a paper, perhaps with the name before it."""
    terms = re.findall(r"[^\s,|/·•-]+", text) if len(text) <= LONGEST_HEAD_LINE else []
    named = any(word.casefold() in ROLES for word in terms)
    return named and len(terms) <= MOST_ROLE_WORDS and ":" not in text and text[-1] not in ".!?" and all(_in_byline(word) for word in terms)


def has_caption_cue(text: str) -> bool:
    """Whether a line says what captions say: (L), pictured, a full date at the end."""
    bare = text.rstrip(".")
    if bare[-1:].isdecimal() and words(bare) >= DATED_WORDS:
        return DATED.search(bare[-DATED_TAIL:]) is not None
    return ("(" in text or "ictured" in text or "hoto" in text) and CAPTION_CUE.search(text) is not None


def is_name(text: str) -> bool:
    """Whether a line is two or three words with capitals, as people's names are."""
    return len(text) <= LONGEST_HEAD_LINE and NAME.fullmatch(text) is not None


def _in_byline(word: str) -> bool:
    lowered = word.casefold()
    return lowered in NAME_WORDS or lowered in ROLES or "@" in word or not word[0].islower()


def is_date_line(text: str) -> bool:
    """Whether a line gives a date, perhaps a time, and nothing else."""
    if len(text) > LONGEST_HEAD_LINE or not (may_have_date(text) or HOURS.search(text)):
        return False
    if TIME.fullmatch(text):
        return True
    rest = DATE_LABEL.sub(" ", text)
    bare = AGO.sub(" ", DATE.sub(" ", rest))
    if bare == rest:
        return rest != text and CLOCK.sub("", rest).strip(" :-|") == ""
    more = DATE_WORDS.sub(" ", CLOCK.sub(" ", bare)).split()
    if more and not (YEAR.search(text) or HOURS.search(text)):
        return False
    return len(more) <= MOST_MORE_WORDS and sum(map(len, more)) <= MOST_MORE


def _credited(text: str, credit: Span) -> Look:
    """A line with a credit: a caption, or a credit alone."""
    stem = text[: credit.start].strip(" \t-–—|.,:")
    if not stem or is_sources(stem):
        return Look(Kind.CREDIT, credit)
    return Look(Kind.CAPTION, credit)


def _shape(text: str) -> Kind:
    if FRAMED.match(text) and is_heading_like(text.strip("-–—*=~ ") or "."):
        return Kind.HEADING
    if LIST_ITEM.match(text):
        return Kind.LIST_ITEM
    return Kind.HEADING if is_heading_like(text) and any(c.isalpha() for c in text) else Kind.PARAGRAPH
