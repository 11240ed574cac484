"""The photo credit at the end of a caption, or standing on a line of its own."""

from __future__ import annotations

import re

from schemas.block import Span
from workers.clean.words import entries

TAIL = 160
"""Code points at a line's end that are searched for a credit."""
LONGEST = 110
"""Code points that a credit may have."""
LONGEST_NOUN = 12
"""Code points of a label before what hints at it."""
MOST_WORDS = 6
"""Words before a slash that can name a photographer."""


def _any(*lists: str) -> str:
    """The entries of these lists as they are written and in capitals, the longest first, for a regular expression."""
    forms = {form for name in lists for entry in entries(name) for form in (entry, entry.upper())}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


AGENCY = re.compile(rf"(?<!\w)(?:{_any('agencies')})(?!\w)")
SOURCE = re.compile(rf"(?<!\w)(?:{_any('agencies', 'aids')})(?!\w)")
ONLY_SOURCES = re.compile(
    rf"(?:©|Copyright|\(c\)|via|and|by|Photo:|Source:|[-\s,/&|()\[\]]|(?<!\w)(?:{_any('agencies', 'aids')})(?!\w))+",
    re.IGNORECASE,
)
LAST_WORDS = frozenset(entry.split()[-1].casefold() for entry in entries("agencies"))
_NOUN = (
    r"photographs?|photographer|photos?|images?|pictures?|pics?|credits?|foto(?:grafie|s|grafía)?|crédits?|cr[eé]dito|bild|quelle|"
    r"imagen|imagem|immagine|zdj[eę]cie|kép|valokuva|фото|снимок|صورة|تصوير|写真|图|사진"
)
LABEL = re.compile(
    rf"""(?:
      (?:{_NOUN})(?:\s(?:credits?|source|by|courtesy(?:\sof)?|von|de|di|crédit|agency|d'archives?))?\s?(?::|：|/|\sby\s)
    | (?:photo(?:graph)?s?|image|picture)\s(?:by|courtesy(?:\sof)?|via)\b
    | courtesy(?:\sof|:)
    | (?:image|photo)\s(?:source|credit)s?[,:]
    | ©|\(c\)\s|copyright\b
    )\s*(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
"""What opens a credit: "Photograph:", "(Photo by", "Image source,", "- Copyright"."""
LABEL_END = re.compile("[:：/©]| by | courtesy | via |opyright|ourtesy|ource,|\\(c\\)")
"""What a label ends with, or is."""
LABEL_HINTS = (
    "hoto", "HOTO", "redit", "REDIT", "mage", "MAGE", "icture", "ICTURE", "oto", "pic", "Pic", "©", "opyright", "OPYRIGHT", "ourtesy", "(c)",
    "édit", "ild:", "uelle", "imag", "Imag", "immag", "zdj", "kép", "alokuva", "фото", "Фото", "нимок", "صورة", "تصوير", "写真", "图", "사진",
)  # fmt: skip
"""Parts of the words that labels are made of, as they are written in small letters, with a capital, and in capitals."""
SMALL_WORDS = frozenset(
    "via and for the of on by de del la le du da di von van der al el en with y e et und i в и /".split()
)
LOWER_NAMES = frozenset(word for entry in entries("agencies") for word in entry.split() if word[0].islower())
IDEOGRAPHIC = tuple(entry for entry in entries("agencies") if entry[0] >= "\u2e80")
OPENING = {")": "(", "]": "["}
SENTENCE_END = re.compile(r"""\w\w[.!?…。]["”’»)\]]*$|[!?…。"”»]$""")
GLUE = re.compile(r"""(?:[a-zà-ÿ\d]|\w\w[.!?"”)\]])(?=[A-ZÀ-Þ©])""")
"""Where a credit is glued to the word before it."""
UNMISTAKABLE = re.compile(r"(?:Getty Images|AP Photos?|Shutterstock|NurPhoto|Alamy Stock Photo|Anadolu Agency)$")
"""Names that are a credit at the end of a line even where nothing sets them apart."""


def find_credit(text: str) -> Span | None:
    """Where the credit at the end of a line stands, without its closing stop; None if there is none."""
    base = max(0, len(text) - TAIL)
    tail = text[base:].rstrip(" .\u00a0")
    if not tail:
        return None
    whole = base == 0
    hint = _label_hint(tail)
    start = None if hint is None else _labelled(tail, max(0, hint - LONGEST_NOUN), whole=whole)
    if start is None and tail[-1] in ")]":
        start = _bracketed(tail)
    if start is None and (_names_source(tail) or "/" in tail):
        start = _unspaced(tail)
        if start is None:
            start = _unbracketed(tail, whole=whole, stopped=text[-1] == ".")
    return None if start is None else Span(base + start, base + len(tail))


def is_sources(text: str) -> bool:
    """Whether nothing but names of agencies and the words around them stands there."""
    return ONLY_SOURCES.fullmatch(text) is not None and SOURCE.search(text) is not None


def credit_key(text: str) -> str:
    """A credit's words without its label, by which two credits are compared."""
    return " ".join(re.findall(r"\w+", LABEL.sub(" ", text).casefold()))


def _label_hint(tail: str) -> int | None:
    """Where a label may stand first; most lines have none, and are spared the search for it."""
    if LABEL_END.search(tail) is None:
        return None
    places = [place for hint in LABEL_HINTS if (place := tail.find(hint)) >= 0]
    return min(places, default=None)


def _names_source(tail: str) -> bool:
    """Whether the last word is the last one of an agency's name."""
    return tail[tail.rfind(" ") + 1 :].strip("|-–—©)]").casefold() in LAST_WORDS or tail.endswith(IDEOGRAPHIC)


def _labelled(tail: str, position: int, *, whole: bool) -> int | None:
    """Where a label ("Photo: …") opens a credit that runs to the end."""
    for found in LABEL.finditer(tail, position):
        before = tail[: found.start()].rstrip()
        if len(tail) - found.start() > LONGEST or not _may_begin(tail, found, whole=whole):
            continue
        return len(before) - 1 if before[-1:] in {"(", "["} else found.start()
    return None


def _may_begin(tail: str, found: re.Match[str], *, whole: bool) -> bool:
    """Whether a label is one: at the beginning, after a sentence, set off or glued, and with names behind it."""
    start, named = found.start(), _is_names(tail[found.end() :])
    before = tail[:start].rstrip()
    if not before:
        return whole and named
    if SENTENCE_END.search(before) or before[-1] in "-–—|([":
        return True
    if start and tail[start - 1].isalnum():
        return named and tail[start].isupper() and not tail[start - 1].isupper()
    return named and (found[0].rstrip()[-1] in ":：©" or found[0].casefold().startswith(("copyright", "(c)")))


def _unspaced(tail: str) -> int | None:
    """Where an agency's name begins that ends a line of a script without spaces."""
    start = next((len(tail) - len(name) for name in IDEOGRAPHIC if tail.endswith(name)), None)
    return start if start and tail[start - 1] in "。！？」” " else None


def _bracketed(tail: str) -> int | None:
    """Where the bracket opens that ends the tail and holds a credit."""
    opening = OPENING.get(tail[-1:])
    start = -1 if opening is None else tail.rfind(opening)
    inside = tail[start + 1 : -1].strip()
    if start < 0 or len(inside) > LONGEST or not inside:
        return None
    named = "/" in inside and " " in inside and _is_names(inside)
    return start if (SOURCE.search(inside) and _is_names(inside)) or named or LABEL.match(inside) else None


def _unbracketed(tail: str, *, whole: bool, stopped: bool) -> int | None:
    """Where the run of names begins that ends the tail and makes a credit."""
    start, bounded = _names(tail)
    run = tail[start:]
    agency = AGENCY.search(run) is not None
    if whole and start == 0:
        joined = agency and ("/" in run or " via " in run) and run.count(" ") < MOST_WORDS + 2
        return 0 if is_sources(run) or joined else None
    dashed = tail[:start].rstrip()[-1:] in "-–—|"
    if bounded and len(run) <= LONGEST:
        unknown = "/" in run and not stopped and run.count(" ") < MOST_WORDS
        if (agency and ("/" in run or not dashed)) or unknown:
            return start
    return _inside(tail, start)


def _inside(tail: str, start: int) -> int | None:
    """Where a credit begins within a run of names that began earlier."""
    slash = tail.find("/", start)
    if slash >= 0 and AGENCY.search(tail, start):
        agency = AGENCY.search(tail, start)
        words = tail[start:slash].rstrip().split(" ")
        by_name = start + len(" ".join(words[:-3])) + (len(words) > 3)
        return agency.start() if agency and agency.start() < slash else by_name
    found = UNMISTAKABLE.search(tail, start)
    return found.start() if found else None


def _is_names(text: str) -> bool:
    """Whether every word could belong to a name."""
    return all(_is_name(word) for word in re.findall(r"[^\s/]+", text))


def _is_name(word: str) -> bool:
    core = word.strip("()[].,:;&|-–—©'’\"“”*")
    return not core or not core[0].islower() or core in SMALL_WORDS or core in LOWER_NAMES


def _names(tail: str) -> tuple[int, bool]:
    """Where the longest run of names that ends the tail begins, and whether something sets it apart from before."""
    start = end = len(tail)
    while end > 0:
        begin = tail.rfind(" ", 0, end) + 1
        word = tail[begin:end]
        if word and start < len(tail) and (SENTENCE_END.search(word) or word in {"-", "–", "—", "|"}):
            return start, True
        glue = max((found.end() for found in GLUE.finditer(word.partition("/")[0])), default=0)
        if glue and (word[0].islower() or "." in word[:glue]):
            return begin + glue, True
        if not _is_name(word):
            return start, False
        start, end = begin, begin - 1
    return 0, True
