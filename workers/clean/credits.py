"""The photo credit at the end of a caption, or standing on a line of its own."""

from __future__ import annotations

import re

from schemas.block import Span

TAIL = 160
"""Code points at a line's end that are searched for a credit."""
LONGEST = 110
"""Code points that a credit may have."""
AGENCIES = (
    r"AFP|AFPTV|AP(?:[ ]Photos?)?|Associated[ ]Press|Reuters|EPA(?:-EFE|-PAP)?|EFE|Getty(?:[ ]Images(?:[ ]\w+)?)?|dpa|"
    r"TASS|ITAR-TASS|Sputnik|RIA(?:[ ]Novosti)?|Xinhua|Kyodo|Jiji(?:[ ]Press)?|Yonhap|ANSA|LaPresse|ANP|NTB|Ritzau|"
    r"Lehtikuva|Keystone|APA|PAP|PA(?:[ ](?:Wire|Images|Media))?|MTI|CTK|ČTK|TASR|Tanjug|Agerpres|Inquam(?:[ ]Photos)?|"
    r"MediaFax|Anadolu(?:[ ]Agency|[ ]Ajansı)?|AA|IHA|DHA|IRNA|ISNA|WANA|Tasnim|Mehr|SPA|WAM|PETRA|SANA|MENA|KUNA|QNA|"
    r"KCNA|CNS|VCG|PTI|ANI|IANS|UPI|UNIAN|Ukrinform|ZUMA(?:[ ](?:Press|Wire))?|SIPA(?:[ ]USA)?|NurPhoto|Shutterstock|"
    r"iStock|Alamy(?:[ ]Stock[ ]Photo)?|Bloomberg|Pool|IMAGO|ABACA(?:PRESS)?|Hans[ ]Lucas|Polaris|Redux|Flash90|"
    r"Middle[ ]East[ ]Images|SOPA[ ]Images|LightRocket|Planet[ ]Labs(?:[ ]PBC)?|Maxar(?:[ ]Technologies)?|Unsplash|"
    r"Wikimedia(?:[ ]Commons)?|Pixabay|Depositphotos|Adobe[ ]Stock|UNTV|Telegram|Handout|Courtesy|File(?:[ ]Photo)?|"
    r"Screen(?:shot|grab)|Stringer|Archive"
)
AGENCY = re.compile(rf"(?<!\w)(?:{AGENCIES})(?!\w)", re.IGNORECASE)
ONLY_AGENCIES = re.compile(
    rf"(?:©|Copyright|\(c\)|via|and|by|Photo:|Source:|[-\s,/&|()\[\]]|(?<!\w)(?:{AGENCIES})(?!\w))+", re.IGNORECASE
)
LABEL = re.compile(
    r"""(?:
      (?:photo(?:graph(?:s|er)?|s)?|image|picture|pic|foto(?:grafie|s)?|credits?|crédit[s]?|cr[eé]dito|bild|quelle|
         imagen|imagem|immagine|zdj[eę]cie|kép|valokuva|фото|снимок|صورة|تصوير|写真|图|사진)
        (?:[ ](?:credits?|source|by|courtesy(?:[ ]of)?|von|de|di|crédit|agency|d'archives?))?
        \s?(?::|：|/|[ ]by[ ])
      | (?:photo(?:graph)?s?|image|picture)[ ](?:by|courtesy(?:[ ]of)?|via)\b
      | courtesy(?:[ ]of|:)
      | (?:image|photo)[ ](?:source|credit)s?[,:]
      | image[ ]source,
      | (?:-[ ])?(?:©|\(c\)[ ]|copyright\b)
    )\s*\S""",
    re.VERBOSE | re.IGNORECASE,
)
SMALL_WORDS = frozenset(
    "via and for the of by de del la le du da di von van der al el en with y e et und i в и".split()
)
CLUES = ("/", ")", "]", "©")
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
    labelled = _labelled(tail, whole=base == 0)
    if labelled is None and not any(clue in tail for clue in CLUES) and AGENCY.search(tail) is None:
        return None
    start = labelled if labelled is not None else _bracketed(tail)
    if start is None:
        start = _unbracketed(tail, whole=base == 0, stopped=text[-1] == ".")
    return None if start is None else Span(base + start, base + len(tail))


def is_agencies(text: str) -> bool:
    """Whether nothing but names of agencies stands there."""
    return ONLY_AGENCIES.fullmatch(text) is not None and AGENCY.search(text) is not None


def credit_key(text: str) -> str:
    """A credit's words without its label, by which two credits are compared."""
    return " ".join(re.findall(r"\w+", LABEL.sub(lambda found: " " + found[0][-1], text).casefold()))


def _labelled(tail: str, *, whole: bool) -> int | None:
    """Where a label ("Photo: …") opens a credit that runs to the end."""
    for found in LABEL.finditer(tail):
        before = tail[: found.start()].rstrip()
        if not before and not (whole and _is_names(tail)):
            continue  # "Photo: workers stand by" opens a caption, not a credit
        begins = not before or SENTENCE_END.search(before) or before[-1] in "-–—|(["
        if begins and len(tail) - found.start() <= LONGEST:
            opened = bool(before) and before[-1] in "(["
            return len(before) - 1 if opened else found.start()
    return None


def _bracketed(tail: str) -> int | None:
    """Where the bracket opens that ends the tail and holds a credit."""
    opening = OPENING.get(tail[-1:])
    start = -1 if opening is None else tail.rfind(opening)
    inside = tail[start + 1 : -1]
    if start < 0 or len(inside) > LONGEST or not inside:
        return None
    named = "/" in inside and " " in inside and _is_names(inside)
    return start if (AGENCY.search(inside) and _is_names(inside)) or named or LABEL.match(inside) else None


def _unbracketed(tail: str, *, whole: bool, stopped: bool) -> int | None:
    """Where the run of names begins that ends the tail and makes a credit."""
    start, bounded = _names(tail)
    run = tail[start:]
    if whole and start == 0:
        return (
            0
            if is_agencies(run) or (_has_agency(run) and ("/" in run or " via " in run) and run.count(" ") < 8)
            else None
        )
    dashed = tail[:start].rstrip()[-1:] in "-–—|"
    if bounded and len(run) <= LONGEST:
        unknown = "/" in run and not stopped and run.count(" ") < 6
        if (_has_agency(run) and ("/" in run or not dashed)) or unknown:
            return start
    return _inside(tail, start)


def _inside(tail: str, start: int) -> int | None:
    """Where a credit begins within a run of names that began earlier."""
    slash = tail.find("/", start)
    if slash >= 0 and _has_agency(tail[start:]):
        agency = AGENCY.search(tail, start)
        words = tail[start:slash].split(" ")
        by_name = start + len(" ".join(words[:-3])) + (len(words) > 3)
        return agency.start() if agency and agency.start() < slash else by_name
    found = UNMISTAKABLE.search(tail, start)
    return found.start() if found else None


def _has_agency(text: str) -> bool:
    return AGENCY.search(text) is not None


def _is_names(text: str) -> bool:
    """Whether every word could belong to a name."""
    return all(_is_name(word) for word in re.findall(r"[^\s/]+", text))


def _is_name(word: str) -> bool:
    core = word.strip("()[].,:;&|-–—©'’\"“”")
    return not core or not core[0].islower() or core in SMALL_WORDS or _has_agency(core)


def _names(tail: str) -> tuple[int, bool]:
    """Where the longest run of names that ends the tail begins, and whether something sets it apart from before."""
    start = end = len(tail)
    while end > 0:
        begin = tail.rfind(" ", 0, end) + 1
        word = tail[begin:end]
        if word and start < len(tail) and (SENTENCE_END.search(word) or word in "-–—|"):
            return start, True
        glue = max((found.end() for found in GLUE.finditer(word.partition("/")[0])), default=0)
        if glue and (word[0].islower() or "." in word[:glue]):
            return begin + glue, True
        if not _is_name(word):
            return start, False
        start, end = begin, begin - 1
    return 0, True
