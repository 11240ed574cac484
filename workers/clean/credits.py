"""The photo credit at the end of a caption, or standing on a line of its own."""

from __future__ import annotations

import re

from schemas.block import Span
from workers.clean.appeals import opens_with_imperative
from workers.clean.datelines import SLUG
from workers.clean.dates import DATE, MONTH, WEEKDAYS
from workers.clean.stems import bare_end
from workers.clean.widgets import is_furniture
from workers.clean.words import alternatives, any_of, entries, folded, has_any, remembered


def _names(*lists: str) -> str:
    """The entries of these lists as they are written and in capitals, as a regular expression."""
    return any_of(form for name in lists for entry in entries(name) for form in (entry, entry.upper()))


TAIL = 160
"""Code points at a line's end that are searched for a credit."""
LONGEST = 110
"""Code points that a credit may have."""
SHORTEST = 2
"""Code points of agencies that are words when they are written small."""
LONGEST_NOUN = 12
"""Code points of a label before what hints at it."""
NAME_WORDS = 3
"""Words of a photographer's name before a slash, where nothing else tells where it begins."""
AROUND_NAMES = "()[].,:;&|-\u2013\u2014\u00a9'\u2019\"\u201c\u201d*"
MOST_WORDS = 6
"""Words before a slash that can name a photographer."""


AGENCIES = {entry.casefold(): entry for entry in reversed(entries("agencies"))}
"""The agencies as they are listed first, by their names in any case."""
AGENCY = re.compile(rf"(?<!\w){_names('agencies')}(?!\w)")
SOURCE = re.compile(rf"(?<!\w){_names('agencies', 'aids')}(?!\w)")
SOURCES = re.compile(rf"(?<!\w){_names('agencies', 'aids')}(?!\w)", re.IGNORECASE)
JOINERS = re.compile(r"\(c\)|\u00a9|\b(?:copyright|via|and|by)\b|photo:|source:|[-\s,/&|()\[\]]", re.IGNORECASE)
PICTURES_ONLY = folded("picture_agencies")
"""Agencies that sell pictures and send no stories."""
FILED = frozenset({"(file", "[file"})
"""What a bracket around a credit from the archive opens with, before the label."""
LAST_WORDS = frozenset(entry.split()[-1].casefold() for entry in entries("agencies"))
LABEL = re.compile(rf"(?:{alternatives('credit_labels')})\s*(?=\S)", re.IGNORECASE)
SOURCED = "Source: "
"""What a bracket opens with that says where a picture comes from."""
LABEL_ALONE = re.compile(r"(?:Author|Source): ")
"""Labels that need a sentence before them, at the beginning of a credit without it."""
MARKS = (
    ":",
    "/",
    "ourtesy",
    "opyright",
    "(c)",
    "ource,",
    "oto via",
    "mage via",
    "redit..",
    ". Credit ",
    ". Photo",
    "OTO BY",
    "OURTESY",
    "OPYRIGHT",
    "hoto from",
)
MORE_MARKS = ("\u00a9", "\uff1a", "redit\u2026")
BY = ("hoto by", "hotos by", "graph by", "graphs by", "mage by", "icture by", "pic by", "redit by", "Map by", "Maps by")
"""What a label ends with, or is; those that are not ASCII and those with "by" apart."""
ENDS_DAY = re.compile(rf"(?:(?<=\b\d )|(?<=\b\d\d ))(?i:{MONTH}) ")
"""What a caption may end with, right before the name of whoever took its picture: "18 July"."""
NOUN = re.compile(any_of(entries("credit_nouns")))
SMALL_WORDS = frozenset(entries("credit_words"))
DAYS = frozenset(name for name in WEEKDAYS if len(name) > len("sun"))
"""What may stand right before a photographer's name and is no part of it; the shorter names are people's too."""
LOWER_NAMES = frozenset(word for entry in entries("agencies") for word in entry.split() if word[0].islower())
IDEOGRAPHIC = tuple(entry for entry in entries("agencies") if entry[0] >= "\u2e80")
WORD = re.compile(r"\w+")
INITIALED = re.compile(r"(?<=[a-z])(?:/[a-z]{2,4}){1,2}$")
"""The initials of whoever edited a caption, behind the photographer."""
OPENING = {")": "(", "]": "["}
QUOTING = frozenset('"\u201c\u201d\u00ab\u00bb')
"""What a bracket has in it that holds what somebody said."""
LEADS = ("RELATED: ", "READ: ", "READ MORE: ", "READ ALSO: ", "WATCH: ", "SEE ALSO: ")
"""What a bracket opens with that leads to another story."""
FILMED = "Video: "
"""What a bracket opens with that says who took a film."""
NOTES = ("Live", "Photo", "Video", "Update", "Exclusive", "Opinion", "Analysis", "Watch")
"""What a squared bracket opens with that says what a story is."""
TOLD = ("told ", "tells ")
"""What stands before an agency that somebody spoke to."""
STOPS = frozenset(".!?")
STOPPED = (*STOPS, ".\u201d", '."')
"""What a sentence ends with before a bracket."""
STATION = re.compile(r"[A-Z][\w/&.-]{1,20}(?: [\w/&.-]{1,12}){0,2}")
"""Whose picture it is, in a bracket glued to the stop before it: "A ship leaves Brenn.(WLSK)"."""
ARCHIVED = folded("archived")
"""What stands in the bracket behind a picture that is none of the day."""
DASHES = frozenset("-\u2013\u2014|")
SENTENCE_END = re.compile(
    '(?:\\w\\w|["\u201d\u00bb])[.!?\u2026\u3002]["\u201d\u2019\u00bb)\\]]*$|[!?\u2026\u3002"\u201d\u00bb]$'
)
GLUE = re.compile('(?:[a-z\u00e0-\u00ff\\d]|\\w\\w[.!?"\u201d)\\]]\u2014?)(?=[A-Z\u00c0-\u00de\u00a9])')
"""Where a credit is glued to the word before it."""
GLUED_CAPTION = re.compile(
    r"\u00a9 ?[A-Z][\w-]{1,20}/[A-Z][\w'.-]+ [A-Z][\w'-]+(?= [A-Z][\w'\u2019-]* )"
    rf"|\u00a9 ?.{{3,{LONGEST}}}?[a-z]{{3}}(?=[A-Z][a-z]+ )"
    rf"|\u00a9 ?[A-Za-z][\w .,'/-]{{2,{LONGEST}}}?[A-Za-z.](?= [\u0400-\u042f][\u0430-\u045f]* )"
)
"""A credit with its caption behind: "\u00a9 AP / Ada LornA ship leaves", "\u00a9 LRA/Ada Lorn A ship leaves".

In Cyrillic the caption is told by its letters.
"""
GLUED_NAMES = re.compile(r"[^/]*[^\s/]/[^\s/]+$")
"""What stands behind a stroke that parts it from its caption: "Ships in Brenn / A. Lorn/BPR"."""
CAPITALS = re.compile(r"(?<!\S)[A-Z][A-Z'.-]+(?:\s[A-Z][A-Z'.-]+){1,3}(?:/[A-Z'./\s-]+|\sFOR\s[A-Z'.\s-]+)$")
"""A photographer in capitals with an agency or a paper behind, after words that are not."""
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'.-]+"
SHOUTED = re.compile(
    rf"(?<=[.!?\u201d\u00bb] ){_CAPITALS}(?: {_CAPITALS}){{1,3}} $"
    r"|(?<=[a-z\u00df-\u00ff\d][.!?])[^\W\d_a-z][\w.'\u2019-]*(?: [^\W\d_a-z][\w.'\u2019-]*){1,3} $"
)
"""A photographer between a caption and an agency in brackets: in capitals, or glued to the stop."""
SOURCE_LINE = re.compile(
    r"(?:sources?|fuentes?|quellen?|fonte|źródło|kaynak|источник|джерело|المصدر|来源)\s*[:\uff1a]\s*\S.{0,60}(?<![.!?])$",
    re.IGNORECASE,
)
FOR_PAPER = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][\w.'\u2019-]*){1,3} for (?:[A-Z]{2,6}|(?:T|t)he (?:[A-Z]\w+ ?){2,4})")
"""A photographer and who sent them: "Ada Lorn for The Brenn Times", "Ada Lorn for BPR"."""
_PEOPLE = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*(?: [A-Za-z\u00c0-\u00de][\w.'\u2019-]*){0,3}"
SIGNATURE = re.compile(rf"{_PEOPLE}(?: ?/ ?{_PEOPLE}){{1,2}}|{_PEOPLE}(?: \| {_PEOPLE}){{1,3}}")
"""A photographer and a paper, whether or not it is known: "Ada Lorn/Brenn Herald", "Ada Lorn | Brenn Herald"."""
STAFF_PHOTO = re.compile(
    r"[A-Z]{2,5} [Pp]hoto|[A-Z]{2,8}(?: Photo)?/[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][\w'\u2019.-]*){1,2}"
)
"""Whose picture it is on a line of its own, an agency's or a broadcaster's: "AFP photo", "BBC/Ada Lorn"."""
GIVEN = frozenset({"Supplied", "SUPPLIED", "Handout", "Supplied photo"})
"""What stands below a picture that somebody gave."""
GIVEN_BEHIND = GIVEN | {"Contributed", "File", "File photo"}
"""The same behind a bar: "Ada Lorn, 19. | Contributed"."""
SHOUTED_LABEL = "PHOTO "
"""What a credit all in capitals begins with: "PHOTO ADA LORN, BPR"."""
MARKED = re.compile(
    r"(?<=\w )@[A-Z][\w.'-]+(?: (?:of |for )?[A-Z][\w.'-]+){1,5}$"
    r"|(?<=[.!?] )[A-Z]{2,5} (?:file )?photo [A-Z][a-z]+\.? \d{1,2}, \d{4}$"
    r"|(?<=[.!?] )(?:Official|Family|Archive|Handout|Courtesy) photo$"
    r"|(?<= / )[A-Z]\. ?[^\W\d_][\w'-]+ / [A-Z][\w. ]{1,20}$"
    r"|(?<=[a-z\d][.!?] )(?:[A-Z][^.!?]{2,60} press (?:service|office)|Social media)$"
)
"""Names behind their mark, or whose photo it is with its day: "A ship leaves Brenn @Lusk Navy"."""
MARKS_OF_NAMES = (" @", " photo", " / ", " press ", " media")
"""What lines have that have such names."""
OF_NETWORK = re.compile(r"(?:Instagram|Facebook|Twitter|TikTok|YouTube|Telegram|X) ?/ ?@[\w.]{2,30}")
"""Whose account had a picture: "Instagram/@lorn"."""
LABELLED_LINE = re.compile(
    r"(?:(?:Via [A-Z].{2,30}; )?(?:(?:Illustrative|Cover|Header|Main|Featured) (?:[Pp]hoto|[Ii]mage)(?: credit)?"
    r"|Photo|Photos|Фото|Ілюстративне фото): |PHOTO \| )(?P<names>[^.!?]{2,70}|https?://\S+)"
)
ILLUSTRATES = re.compile(r",? (?:illustrative|ілюстративне|архівне|archive)$")
"""A label and names, an address, or both with a word that the picture only illustrates."""
PRESS = re.compile(r"(?i:press (?:service|office|centre|center)(?: of)?)")
"""Whose people took it, before a name."""
ACRONYM = re.compile(r"(?<=[.!?])\s?\u2014\s?(?P<name>[A-Z]{3,6})$")
"""An agency behind a sentence and a dash, whether or not it is known."""
NAMED_LABEL = re.compile(r"(?<=[a-z\d][.!?] )(?:[A-Z][\w.'\u2019-]* ){1,4}$")
"""Whose photo it is, behind a sentence and before who took it: "A ship leaves Brenn. Lusk Navy photo by Ada Lorn"."""
_NAME = r"[^\W\d_a-z][\w.'\u2019-]*"
SITE = r", [a-z-]+(?:\.[a-z]{2,8})+"
"""The paper's site behind a name: "Ada Lorn, brenn.example"."""
NAMES = re.compile(
    rf"(?:[\u2014\u2013-] ?)?(?P<names>(?!By ){_NAME}"
    rf"(?:(?: | ?/ ?| for (?:the )?[\x22\u201c]?){_NAME}[\x22\u201d]?){{0,4}}"
    rf"(?: [Ff]ile)?(?: [Pp]hotos?)?(?:{SITE}|, {_NAME}(?: {_NAME}){{0,3}}(?: staff)?)?)"
)
"""Whoever they are, names that stand behind a sentence: "A ship leaves Brenn. Lusk Navy", "Ada Lorn, Brenn Herald"."""
GLUED_NAME = re.compile(rf"(?<=[a-z]{{2}}[.!?]){_NAME}(?: {_NAME}){{1,2}}$")
"""The same glued to the sentence: "A ship leaves Brenn.Ada Lorn"."""
AT_SITE = re.compile(rf"{SITE}$")
SENTENCE = re.compile(r"(?:[^\W\d_]{2}|\d{4}|\. \d{1,2}|[a-z]{3} \d{1,2})[.!?][\u201d\"]?$")
LEAST_BEFORE_STROKE = 7
"""Spaces before names behind a stroke."""
LEAST_SAID = 3
"""Spaces in such a sentence; a question has one more."""
OWN = re.compile(rf"{_NAME}(?: [\w.'&-]+){{0,3}} (?:[Pp]hotos?|pic)|{_NAME}(?: [\w.'&-]+){{1,3}} image")
"""Whose photo it is, in a bracket: "Family photo", "BPR Photo"."""
_MORE_NAMES = rf"(?:(?:,? |/| (?:of|for) (?:[Tt]he )?){_NAME})"
NAMED_BRACKET = re.compile(rf"\({_NAME}{_MORE_NAMES}{{0,4}}\)$")
NAMED = re.compile(rf"[A-Z]{{3,6}}|{_NAME}{_MORE_NAMES}{{1,4}}")
"""Whoever they are, what a bracket behind a sentence holds: "A ship leaves Brenn. (Lusk Harbour Board)", "… (WLSK)"."""
CLOSING_NOTE = re.compile(
    SLUG.pattern + r"?$|(?<=\S )[\u2014\u2013-] ?[A-Z]{2,4}/[A-Z]{2,4}, [A-Z]"
    r"|(?<=\S )[\u2014\u2013-] ?with (?:an? )?reports? from |(?<=[.!?\"\u201d] )/[a-z]{2,4}$"
    r"|(?<=[.!?)\"\u201d] )(?:PTI|ANI|IANS|UNI)(?: [A-Z]{2,4}){1,4}$"
)
"""What stands behind the last sentence of some stories: its place and day, who edited it, or who else reported."""
CLOSING_MARKS = ("/", " report", " PTI ", " ANI ", " IANS ", " UNI ")
"""What every line has that ends so."""
ENDS = frozenset('.!?:\u2026"\u201d\u3002')
BARRED = re.compile(
    rf"(?<= \| ){_names('picture_agencies')}(?: ?/ ?\w{{2,12}})?$|(?<= \| )(?:AFP|dpa|REUTERS)$"
    rf"|(?<=\w[.!?] \| ){_CAPITALS}(?: {_CAPITALS})?$"
)
"""An agency behind a bar, where titles have the name of a site; behind a sentence, any name in capitals."""
SHOT = re.compile(
    "(?:^|(?<=[\u3002\uff01\uff1f\u201d]))[^\u3002\uff01\uff1f]{2,30}[\u6444\u651d][)\uff09]?$"
    "|(?<=[\uff1d\u3001])[^\uff1d\u3001\u3002]{1,20}(?:\u64ae\u5f71|\u63d0\u4f9b)$"
    "|\uff08[^\uff08\uff09\u3002]{1,30}(?:\u64ae\u5f71|\u63d0\u4f9b)\uff09$"
)
"""A Chinese or Japanese credit: whose agency and "shot by", or who shot or gave a picture, behind a double stroke."""
ENDS_OF_SHOT = frozenset("\u6444\u651d\u5f71\u4f9b)\uff09")
UNMISTAKABLE = re.compile(
    r"(?:(?:Handout|HANDOUT|Pool|Sipa USA|NurPhoto|[A-Z]{2,6}) (?:via|VIA) )?"
    r"(?:Getty Images|AP Photos?|Shutterstock|NurPhoto|Alamy Stock Photo|Anadolu Agency)$"
    r"|(?:Handout|HANDOUT|Pool|Sipa USA|[A-Z]{2,6}) (?:via|VIA) (?:AP|AFP|Reuters|REUTERS)$"
)
"""Names that are a credit at the end of a line even where nothing sets them apart."""


def find_credit(text: str) -> Span | None:
    """Where the credit at the end of a line stands, without its closing stop; None if there is none."""
    end = bare_end(text)
    base = max(0, end - TAIL)
    tail = text[base:end].rstrip(" .|\u00a0")
    if not tail or (has_any(tail, CLOSING_MARKS) and CLOSING_NOTE.search(tail)):
        return None
    whole = base == 0
    hint = _label_hint(tail)
    start = None if hint is None else _labelled(tail, max(0, hint - LONGEST_NOUN), whole=whole)
    stopped, bracketed = text[end - 1] == ".", tail[-1] in ")]"
    if start is None and bracketed:
        start = _bracketed(tail, stopped=stopped)
    signed = bracketed and stopped
    if start is None and not signed and ("/" in tail or " FOR " in tail or _names_source(tail)):
        start = _unspaced(tail)
        if start is None:
            start = _unbracketed(tail, whole=whole, stopped=stopped)
        if start is not None and tail[:start].endswith(TOLD):
            return None
    if start is None and text[end - 1] not in ENDS:
        start = _named(tail)
    if start is None:
        start = _set_off(tail)
    if start is None:
        return None
    day = ENDS_DAY.match(tail, start)
    return Span(base + (day.end() if day else start), base + len(tail))


def leading_credit(text: str) -> Span | None:
    """Where the credit ends that a line begins with, its caption glued to it; None if there is none."""
    glued = GLUED_CAPTION.match(text) if text[0] == "\u00a9" else None
    return None if glued is None else Span(0, glued.end())


def bracketed_name(text: str) -> Span | None:
    """Where the bracket with a name stands that ends a line, whoever is named."""
    found = NAMED_BRACKET.search(text, max(0, len(text) - LONGEST))
    return None if found is None else Span(found.start(), found.end())


def is_named(credit: str) -> bool:
    """Whether a credit is but a bracket with names, which may be of whoever sent or signed a story."""
    return credit[0] == "(" and "/" not in credit and NAMED.fullmatch(credit, 1, len(credit) - 1) is not None


def archive_note(text: str) -> Span | None:
    """Where the bracket stands that ends a line and says that its picture is none of the day."""
    end = len(text) - text.endswith(").")
    if text[end - 1] != ")":
        return None
    start = text.rfind("(")
    named = text[start + 1 : end - 1].casefold().lstrip("0123456789 ")
    return Span(start, end) if start >= 0 and named in ARCHIVED else None


def is_bare(text: str, credit: Span) -> bool:
    """Whether a credit is somebody's name behind a sentence, and nothing else says that it is one."""
    base = max(0, credit.end - TAIL)
    bare = _named(text[base : credit.end]) == credit.start - base and "/" not in text[credit.start : credit.end]
    said = LABEL.match(text, credit.start, credit.end) or text.endswith(("hoto", "hotos"))
    return bare and not (said or AT_SITE.search(text) or ACRONYM.search(text, base))


def _named(tail: str) -> int | None:
    """Where names begin that end the tail, right behind a sentence of some words."""
    glued = GLUED_NAME.search(tail)
    if glued and tail.count(" ", 0, glued.start()) >= LEAST_SAID and not _is_button(glued[0]):
        return glued.start()
    stop = max(tail.rfind(". "), tail.rfind("! "), tail.rfind("? "), tail.rfind('" '), tail.rfind("\u201d "))
    if stop < 0 or tail.count(" ", 0, stop) < LEAST_SAID + (tail[stop] == "?"):
        return None
    names = NAMES.fullmatch(tail, stop + 2)
    ended = SENTENCE.search(tail[: stop + 1], max(0, stop - len("2031.")))
    if not (names and ended) or not (tail.isascii() or _has_capitals(names["names"])):
        return None
    return names.start("names")


def _set_off(tail: str) -> int | None:
    """Where a credit begins that a stroke, a bar or a dash parts from its caption, or that says who shot it."""
    found = SHOT.search(tail) if tail[-1] in ENDS_OF_SHOT else None
    if found is None and " | " in tail:
        _, _, given = tail.rpartition(" | ")
        if given in GIVEN_BEHIND:
            return len(tail) - len(given)
        found = BARRED.search(tail)
    if found:
        return found.start()
    if has_any(tail, MARKS_OF_NAMES) and (marked := MARKED.search(tail)):
        return marked.start()
    if "\u2014" in tail and (dashed := ACRONYM.search(tail)):
        return dashed.start("name")
    return _behind_stroke(tail) if " / " in tail else None


def _behind_stroke(tail: str) -> int | None:
    """Where names begin that end the tail behind a stroke and at least some words: "A ship in Brenn / Lusk Navy"."""
    start = tail.rfind(" / ") + len(" / ")
    names = tail[start:]
    if tail.count(" ", 0, start) < LEAST_BEFORE_STROKE or names.count(" ") >= MOST_WORDS or not names[0].isupper():
        return None
    return start if _is_names(names) else None


def _is_button(name: str) -> bool:
    return is_furniture(name) or opens_with_imperative(name)


def _has_capitals(names: str) -> bool:
    """Whether no word begins with a small letter outside ASCII, in which the pattern of names tells them itself."""
    return not any(word[0].islower() and word[0] > "\u007f" for word in names.split())


@remembered
def is_sources(text: str) -> bool:
    """Whether nothing but names of agencies and the words around them stands there."""
    if not (SOURCES.match(text) or JOINERS.match(text)):
        return False
    others = SOURCES.sub(" ", text)
    return others != text and not JOINERS.sub("", others)


def sells_pictures(text: str) -> bool:
    """Whether a line is the name of an agency that sends no stories, and so a picture's credit."""
    return text.casefold() in PICTURES_ONLY


def agency(credit: str) -> str | None:
    """The agency that a credit names first, as agencies are listed."""
    found = AGENCY.search(credit)
    return AGENCIES.get(found[0].casefold()) if found else None


def is_signature(text: str) -> bool:
    """Whether a line is a photographer's name and a paper's, which beside a picture is its credit."""
    if "/" in text or " | " in text:
        return SIGNATURE.fullmatch(text) is not None
    return " for " in text and FOR_PAPER.fullmatch(text) is not None


def is_credit_line(text: str) -> bool:
    """Whether a line is a credit and nothing else: an agency's, one with its label, or one parted by strokes."""
    if (text[:2].isupper() and STAFF_PHOTO.fullmatch(text)) or ("@" in text and OF_NETWORK.fullmatch(text)):
        return True
    if text in GIVEN or (text.startswith(SHOUTED_LABEL) and ", " in text and text.isupper()):
        return True
    if named := LABELLED_LINE.fullmatch(text):
        said = PRESS.sub("", ILLUSTRATES.sub("", named["names"]))
        return " " not in said or _is_names(said)
    return text.count(" / ") > 1 and SOURCE.search(text) is not None and all(map(_is_names, text.split(" / ")))


def is_labelled(text: str) -> bool:
    """Whether a credit says itself that it is one: "(photo credit: BPR)", "Photo: Ada Lorn"."""
    return LABEL.match(text.lstrip("([")) is not None


def is_source_line(text: str) -> bool:
    """Whether a line says where the whole story comes from, as some sites print it below the text."""
    return len(text) <= LONGEST and (":" in text or "\uff1a" in text) and SOURCE_LINE.match(text) is not None


@remembered
def credit_key(text: str) -> str:
    """A credit's words without its label, by which two credits are compared; none if it names nobody."""
    if text.strip("()[]").casefold() in ARCHIVED:
        return ""
    first, second = text[: len(text) // 2].rstrip(), text[len(text) // 2 :].lstrip()
    once = first if first == second else text  # some print it twice
    return " ".join(WORD.findall(LABEL.sub(" ", LABEL_ALONE.sub("", once)).casefold()))


def _label_hint(tail: str) -> int | None:
    """Where a label may stand first; most lines have none, and are spared the search for it."""
    if not (
        has_any(tail, MARKS)
        or (" by" in tail and has_any(tail, BY))
        or (not tail.isascii() and has_any(tail, MORE_MARKS))
    ):
        return None
    found = NOUN.search(tail.casefold())
    return None if found is None else found.start()


def _names_source(tail: str) -> bool:
    """Whether the last word is the last one of an agency's name."""
    last = tail[tail.rfind(" ") + 1 :].strip("|-\u2013\u2014\u00a9)]").casefold()
    last = last.replace(".", "-").replace("\u2014", "-").rpartition("-")[2]  # it may be glued to another word
    return last in LAST_WORDS or (not tail.isascii() and tail.endswith(IDEOGRAPHIC))


def _ends_with_source(tail: str) -> bool:
    """The same where the last word may have a dash in it, as Agence France-Presse has."""
    return _names_source(tail) or tail[tail.rfind(" ") + 1 :].casefold() in LAST_WORDS


def _labelled(tail: str, position: int, *, whole: bool) -> int | None:
    """Where a label ("Photo: …") opens a credit that runs to the end."""
    for found in LABEL.finditer(tail, position):
        before = tail[: found.start()].rstrip()
        if any(name.start() < found.start() < name.end() for name in AGENCY.finditer(tail)):
            continue  # an agency's own name, as NurPhoto
        labelled = " by" in found[0] or found[0][0].isupper()
        if labelled and (named := NAMED_LABEL.search(tail, 0, found.start())):
            return named.start()
        if not _may_begin(tail, found, whole=whole):
            continue
        bare = before[: -len("file")] if before[-5:].casefold() in FILED else before
        return len(bare) - 1 if bare[-1:] in {"(", "["} else found.start()
    return None


def _may_begin(tail: str, found: re.Match[str], *, whole: bool) -> bool:
    """Whether a label is one: at the beginning, after a sentence, set off or glued, and with names behind it."""
    start, named = found.start(), _is_names(tail[found.end() :])
    before = tail[:start].rstrip()
    if not before:
        return whole and named
    if SENTENCE_END.search(before) or before[-1] in {*DASHES, "(", "[", "/"}:
        return named or not found[0].rstrip()[-1].isalpha() or " " in found[0].rstrip()
    if start and tail[start - 1].isalnum():
        return named and tail[start].isupper() and not tail[start - 1].isupper()
    if named and found[0][0].isupper() and " by" in found[0]:
        return before[-1].isalnum()
    return named and (found[0].rstrip()[-1] in ":.\uff1a\u00a9" or found[0].casefold().startswith(("copyright", "(c)")))


def _unspaced(tail: str) -> int | None:
    """Where an agency's name begins that ends a line of a script without spaces."""
    start = next((len(tail) - len(name) for name in IDEOGRAPHIC if tail.endswith(name)), None)
    return start if start and tail[start - 1] in "\u3001\u3002\uff01\uff1f\uff1d\u300d\u201d " else None


def _bracketed(tail: str, *, stopped: bool) -> int | None:
    """Where the bracket opens that ends the tail and holds a credit; "(ANSA)." with its stop signs a story."""
    opening = OPENING.get(tail[-1:])
    start = -1 if opening is None else tail.rfind(opening)
    inside = tail[start + 1 : -1].strip()
    if start < 0 or len(inside) > LONGEST or not inside or not QUOTING.isdisjoint(inside) or inside.startswith(LEADS):
        return None
    signed = "/" in inside or " via " in inside
    if stopped and not (signed or LABEL.search(inside)):
        return None
    named = (signed and " " in inside and _is_names(inside)) or FOR_PAPER.fullmatch(inside)
    sourced = inside.startswith(SOURCED) and _is_names(inside[len(SOURCED) :])
    labelled = sourced or (": " in inside and _is_names(inside) and SENTENCE_END.search(tail[:start].rstrip()))
    glued = start > 0 and tail[start - 1] in STOPS and STATION.fullmatch(inside)
    said = tail[:start].rstrip()
    told = NAMED.fullmatch(inside) and (
        said.endswith(STOPPED) or (said[-4:].isdecimal() and said.count(" ") > LEAST_SAID)
    )
    squared = opening == "[" and " " in inside and NAMED.fullmatch(inside) and not inside.startswith(NOTES)
    if (
        glued
        or told
        or squared
        or inside.startswith(FILMED)
        or SOURCE.fullmatch(inside)
        or (inside.islower() and len(inside) > SHORTEST and inside in AGENCIES)
        or (SOURCE.search(inside) and _is_names(inside))
        or named
        or labelled
        or OWN.fullmatch(inside)
        or _is_label(inside)
    ):
        shouted = SHOUTED.search(tail, 0, start)
        before = shouted.start() if shouted else _named(tail[:start].rstrip())
        return start if before is None else before
    return None


def _is_label(inside: str) -> bool:
    """Whether a bracket opens with a label, or says whose photo it is and by whom: "Lusk Army photo by Ada Lorn"."""
    found = LABEL.match(inside) or (LABEL.search(inside) if " by " in inside else None)
    return found is not None and _is_names(inside[: found.start()])


def _unbracketed(tail: str, *, whole: bool, stopped: bool) -> int | None:
    """Where the run of names begins that ends the tail and makes a credit."""
    start, bounded = _name_run(tail)
    if bounded and (dated := DATE.match(tail, start)) and tail[dated.end() :].lstrip()[:1].isalpha():
        start = len(tail) - len(tail[dated.end() :].lstrip())
    run = tail[start:]
    agency = AGENCY.search(run) is not None
    if whole and start == 0:
        joined = agency and ("/" in run or " via " in run) and run.count(" ") < MOST_WORDS + 2
        return 0 if is_sources(run) or joined else None
    capitals = CAPITALS.search(tail, start)
    if capitals and not run.isupper():
        return capitals.start()
    dashed = tail[:start].rstrip()[-1:] in DASHES
    if bounded and len(run) <= LONGEST:
        unknown = "/" in run and not stopped and run.count(" ") < MOST_WORDS
        told = SENTENCE_END.search(tail[:start].rstrip(" -\u2013\u2014|"))
        if (agency and ("/" in run or not dashed or told)) or unknown:
            return start
    return _inside(tail, start)


def _inside(tail: str, start: int) -> int | None:
    """Where a credit begins within a run of names that began earlier."""
    slash, agency = tail.find("/", start), AGENCY.search(tail, start)
    if slash >= 0 and agency:
        if agency.start() < slash:
            return agency.start()
        words = tail[start:slash].rstrip().split(" ")
        first = max(0, len(words) - NAME_WORDS)
        while first + 1 < len(words) and (words[first][0].isdigit() or words[first].casefold() in DAYS):
            first += 1
        return start + len(" ".join(words[:first])) + (first > 0)
    found = UNMISTAKABLE.search(tail, start) or CAPITALS.search(tail, start)
    return found.start() if found else None


def _is_names(text: str) -> bool:
    """Whether every word could belong to a name, initials behind a stroke at its end apart."""
    text = INITIALED.sub("", text)
    return all(_is_name(word) for word in re.findall(r"[^\s/]+", text))


def _is_name(word: str) -> bool:
    core = word.strip(AROUND_NAMES)
    return not core or not core[0].islower() or core in SMALL_WORDS or core.partition("/")[0] in LOWER_NAMES


def _is_day_or_year(word: str) -> bool:
    return word.casefold() in DAYS or (len(word) == len("2031") and word.isdecimal())


def _name_run(tail: str) -> tuple[int, bool]:
    """Where the longest run of names that ends the tail begins, and whether something sets it apart from before."""
    start = end = len(tail)
    while end > 0:
        begin = tail.rfind(" ", 0, end) + 1
        word = tail[begin:end]
        joined = word in DASHES and _ends_with_source(tail[: max(0, begin - 1)])
        if word == "/" and GLUED_NAMES.match(tail, end) and tail.count(" ", 0, end) >= NAME_WORDS:
            return start, True
        if word and start < len(tail) and not joined and (SENTENCE_END.search(word) or word in DASHES):
            return start, True
        if word in LOWER_NAMES:
            start, end = begin, begin - 1
            continue
        glue = max((found.end() for found in GLUE.finditer(word.partition("/")[0])), default=0)
        if glue and (word[0].islower() or "." in word[:glue] or _is_day_or_year(word[:glue])):
            return begin + glue, True
        if not _is_name(word):
            return start, False
        start, end = begin, begin - 1
    return 0, True
