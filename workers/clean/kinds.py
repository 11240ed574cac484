"""The kind of a line by its own looks, whatever stands around it."""

from __future__ import annotations

import re

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.credits import find_credit, is_agencies
from workers.clean.dates import DATE, MONTH
from workers.clean.embeds import attribution
from workers.clean.widgets import is_widget

LONGEST_HEADING = 150
MOST_HEADING_WORDS = 22
LONGEST_CAPTION = 700
LONGEST_HEAD_LINE = 120
"""Code points of the longest byline or date line."""
STOPS = frozenset(".!?。！？…؟۔।॥։፡។:;：；,،、，")
CLOSING = "\"'”’»“)]』」›"
LIST_ITEM = re.compile(r"(?:[•▪▫●◦‣⁃○■►➤✔✓·*]\s*|[-–]\s+|[-–](?=[^\W\d])|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)(?=\S)")
FRAMED = re.compile(r"([-–—*=~]{1,3})\s.*\s\1$")
"""A subheading between dashes, as agencies print it."""
CAPTION_OPENING = re.compile(
    rf"""FILE\s*(?:PHOTO|PICTURE|IMAGE|-\s*PHOTO)?\s*[-–—:]+\s | \[?(?:File|Archive)\s(?:photo|picture|image)\b.{{0,3}}[:\]–-]
    | (?:Image|Photo|Picture)\s+caption\b | Caption:\s | (?:Photo|Image|Picture|Foto|Bild|Фото):\s
    | (?:In\s)?[Tt]his\s(?:\w+\s){{0,3}}(?:photo(?:graph)?|image|picture|handout|screen\s?grab|frame\sgrab|combination)\b.{{0,60}}\b(?:shows?|taken|released|provided|made|from|by)\b
    | An?\s(?:undated\s)?(?:handout|combination|file|screen\s?grab)\s(?:\w+\s)?(?:photo|picture|image|grab|of|shows?)
    | \d{{1,2}}\s{MONTH}\s\d{{4}},\s[^:]{{2,80}}:\s""",
    re.VERBOSE,
)
CAPTION_CUE = re.compile(
    rf"\((?:L|R|C|left|right|centre|center)\)|\b(?:file photo|pictured)\b|\d{{1,2}} {MONTH} \d{{4}}$|{MONTH} \d{{1,2}}, \d{{4}}$"
)
BYLINE = re.compile(
    r"(?:by|par|por|von|door|af|av|di|de|written by|reported by|story by|words by|author[s]?:?|autor(?:in)?:?|автор:?|текст:?|بقلم:?|كتب:?|作者[:：]?|記者)"
    r"[:\s]\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(
    r"[(\[]?(?:(?:additional|with additional|further)\s)?(?:reporting|writing|editing|compiled|translated|translation)\s(?:by|for)\s.{2,300}[)\]]?\.?",
    re.IGNORECASE,
)
NAME_WORDS = frozenset(
    "and und et y e i och en & | for in at de da di la le van von der den al el bin the of with our staff agencies agency writers writer reporters correspondent correspondents editor reporter".split()
)
DATE_LABEL = re.compile(
    r"(?:first\s)?(?:published|publish(?:ing)? date|updated|last (?:updated|modified|update)|posted|issued|modified|created|date|"
    r"publicado|actualizado|publié|mis à jour|veröffentlicht|aktualisiert|stand|pubblicato|publicat|опубликовано|обновлено|نشر|تاريخ النشر|发布时间)\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\b(?:GMT|UTC|CET|CEST|EST|EDT|ET|BST|IST|MSK|EEST|EET|AST|PT|PDT|PST|KST|JST)\b(?:[+-]\d{1,2})?|\(?(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?\)?",
    re.IGNORECASE,
)
AGO = re.compile(
    r"(?:\d{1,2}|an?|one|two|three|a few)\s(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\sago", re.IGNORECASE
)
DATE_WORDS = re.compile(
    r"\W|\b(?:on|at|in|de|del|le|la|à|um|uhr|kl|modified|updated|published|and|last|am|pm|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|г|года|local time|time|date|ago|issue)\b",
    re.IGNORECASE,
)


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
    credit = find_credit(text)
    if credit is not None:
        return _credited(text, credit)
    if CAPTION_OPENING.match(text):
        return Look(Kind.CAPTION)
    if is_date_line(text):
        return Look(Kind.DATELINE)
    if SIGN_OFF.fullmatch(text):
        return Look(Kind.BYLINE)
    return Look(_shape(text))


def is_heading_like(text: str) -> bool:
    """Whether a line is short and has no stop at its end."""
    if len(text) > LONGEST_HEADING or text.count(" ") >= MOST_HEADING_WORDS:
        return False
    core = text.rstrip(CLOSING)
    last = core[-1:]
    if last in {"?", "？", "؟"}:
        return text.count(" ") < MOST_HEADING_WORDS // 2 and text[0] not in '"“«„'
    return last not in STOPS


def is_byline(text: str) -> bool:
    """Whether a line says "By" and names."""
    found = BYLINE.fullmatch(text) if len(text) <= LONGEST_HEAD_LINE else None
    if found is None or text[-1] in ".!?:":
        return False
    words = re.findall(r"[^\s,|/·•-]+", found["names"])
    return (
        0 < len(words) <= 14
        and not words[0][0].islower()
        and all(not word[0].islower() or word.casefold() in NAME_WORDS or "@" in word for word in words)
    )


def is_date_line(text: str) -> bool:
    """Whether a line gives a date, perhaps a time, and nothing else."""
    if len(text) > LONGEST_HEAD_LINE or not (any(character.isdecimal() for character in text) or "ago" in text):
        return False
    rest = DATE_LABEL.sub(" ", text)
    bare = AGO.sub(" ", DATE.sub(" ", rest))
    if bare == rest:
        return rest != text and CLOCK.sub("", rest).strip(" :-|") == ""
    return not DATE_WORDS.sub("", CLOCK.sub(" ", bare))


def _credited(text: str, credit: Span) -> Look:
    """A line with a credit: a caption, or a credit alone."""
    stem = text[: credit.start].strip(" \t-–—|.,:")
    if not stem or is_agencies(stem):
        return Look(Kind.CREDIT, credit)
    return Look(Kind.CAPTION, credit)


def _shape(text: str) -> Kind:
    if FRAMED.match(text) and is_heading_like(text.strip("-–—*=~ ") or "."):
        return Kind.HEADING
    if LIST_ITEM.match(text):
        return Kind.LIST_ITEM
    return Kind.HEADING if is_heading_like(text) and any(c.isalpha() for c in text) else Kind.PARAGRAPH
