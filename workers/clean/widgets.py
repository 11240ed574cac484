"""The page's own furniture: buttons, share bars, counters, labels of other stories, placeholder texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.clean.stems import bare_end
from workers.clean.words import (
    FIRST_WORD,
    alternatives,
    by_initial,
    entries,
    first_words,
    folded,
    has_any,
    pattern,
    remembered,
)

CLAIMS = ("copyright", "\u00a9", "(c)")
LONGEST_LABEL = 80
"""Code points of the longest line that can be a button or a label."""
LONGEST_LINE = 240
"""Code points of the longest line that leads elsewhere."""
MOST_LABEL_WORDS = 6
"""Spaces in the longest label of a list of stories on something ("Read more on …")."""
OTHERS_ON = (
    "read more ",
    "most read ",
    "key developments on ",
    "more from ",
    "more stories ",
    "more news ",
    "more on this ",
    "trending on ",
    "popular on ",
    "stories by ",
    "more by ",
    "articles by ",
)
MORE = re.compile(r"more (?:in )?(?P<section>.+?)(?: news| stories)?")
"""How a label names more stories of a section."""
ANNOUNCING = frozenset(("read more:", "see also:", "more:", "also read:"))
"""Labels that announce other stories only with a colon."""
ANNOUNCED = re.compile(
    r"(?:WATCH|READ|SEE|LISTEN|MORE|RELATED|ALSO)\b[A-Z\d '\u2019-]{0,40}:|(?:RELATED|MORE|READ MORE) [A-Z' -]{2,40}"
)
"""The same in capitals, whatever else they say."""
INTERFACE = folded("interface")
KNOWN = INTERFACE | folded("filler")
FILMS = frozenset(
    (
        "video",
        "play video",
        "play",
        "watch now",
        "media caption",
        "playing now",
        "video ad feedback",
        "player: audio",
        "player: video",
        "embed share",
    )
)
SHARING = frozenset(
    ("share", "save", "copy", "tweet", "like", "print", "email", "link", "facebook", "twitter", "whatsapp", "x")
)
LONGEST_MENU = 4
"""Words of a menu's button."""
MENU_BUTTONS = frozenset(("cookies", "home", "menu", "search", "navigation", "login", "sign", "log", "skip", "toggle"))
EDGES = " \t:.!\u2026>\u00bb\u203a\u2192\u2190\u25c0\u25b6\u25ba\u25bc\u25b2+|\u2022\u00b7-\u2013\u2014[](){}*#@"
"""Arrows, dots and the like that stand around labels."""
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
WORD = re.compile(r"[^\W\d_][\w'\u2019-]*!?")
COUNTER = re.compile(alternatives("counters"))
COUNTER_WITHIN = re.compile(alternatives("counters_within"))
COUNTER_MARKS = (".", "channel", "powered by ", " shar", " icon ")
"""What every line has that is one by a word within."""
RIGHTS = pattern("rights")
OPENINGS = by_initial("openings", "notices", "rights")
"""All are matched with small letters: to ignore case costs twice as much."""
NOTICES = by_initial("notices")
NOTICING = first_words("notices")
OPENS_NOTICES = frozenset(letter for word in NOTICING for letter in (word[0], word[0].upper()))
LONGEST_NOTICE = 1200
"""Code points of the longest paragraph of small print."""
SMALL_PRINT = re.compile(alternatives("small_print"))
MARKS = (
    "reader-supported ",
    " new window)",
    "? join the ",
    "creative commons",
    "banner promoting",
    "delivers the latest",
    " moderate",
    "an impartial ",
    "an independent news ",
    "news agency headquartered",
    "rfe/rl",
    "цитування ",
    "contact us here",
    "not necessarily",
    "may not share",
    "important to you",
    "rights reserved",
    "rights are reserved",
    "acceptance of",
    "registration certificate",
    "not intended for",
    "compensation",
    "commission",
    "subject to ",
    "mispron",
    "the right to ",
    " publishes ",
    "@",
    "may not be ",
    "not responsible",
    "listen ",
    "in beta",
    "your feedback",
    "newsletter",
    "newspaper of",
    "s website can",
    "category \u00b7",
    "cookie",
)
"""What every line of small print has one of; few others do, and are spared the search."""
ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]+/\S*")
"""A page's address without its scheme."""
CHANNEL = re.compile(
    r"[^\w\s].{2,120}\b(?:WhatsApp|Telegram|Google News|Instagram|YouTube|Facebook|Viber)\b.{0,30}(?<![.!?:])$"
)
"""An invitation to a site's channel, behind a pictogram."""
NEW_TAB = (", opens new tab", ", opens new window")
"""How a link is read out that leads to another site."""
ARROWS = frozenset(">\u00bb\u203a\u2192\u21b4")
"""What a line ends with that leads elsewhere."""
LENGTH = re.compile(r"\(\d:[0-5]\d\)$")
"""How long a short film is, behind its title; goals have one digit on both sides."""
YEAR = re.compile(r"\b1\d{3}\b")
"""A year of which no button speaks."""
FILMLESS = re.compile(
    r"(?:To (?:view|play|watch) this video|This video can ?not be played|Please use Chrome browser"
    r"|Um dieses Video anzusehen)\b"
)
"""What stands in a film's place where no script runs."""
FILMED = re.compile(r"(?:WATCH|VIDEO|LISTEN|Watch|Video|Listen) ?\|")
"""How the label of a film begins whose title stands below."""
HOME, LEAST_STEPS = "Home", 2
"""Where ways to a story begin; of more steps than these the last may be its title."""
TRAIL = re.compile(r"\s[/>\u203a\u00bb]\s|(?<=^Home)(?=[A-Z])")
MOST_SECTION_WORDS = 3
"""What stands between the steps of the way to a story, and words of a step."""
ARROWED = (" / ", " > ", " \u203a ", " \u00bb ")
KICKER = re.compile(
    r"(?:News|Features?|Explainer|Economy|Gallery|List|Video|Interview|Show)\|\S.{0,60}|Jerusalem Post ?/.{2,60}"
    r"|Opinion>[A-Z].{2,60}|Live Update From the Liveblog of .{6,40}"
)
LEAST_SECTIONS = 2
"""The arrows of a way, and how many sections of one may have anything behind them."""
LEAST_MENU = 5
MENU_SHARE = 0.55
LONGEST_ENTRY = 3
"""Known entries of a menu whose entries stand on one line, the share of its words that they take, and their words."""
PARTED = re.compile(r"\s+[|\u00b7\u2022]\s+")
DIGIT = re.compile(r"\d")
LEAST_ROW = 4
"""Buttons of a row."""
PLAYER = re.compile(r"0:[0-5]\d|\d{1,2}:[0-5]\d mins?\.?|(?i:video)\d{1,2}:\d{2}\d{1,2}:\d{2}")
"""The length of a short film, as no clock of a live page shows midnight, or a player's two clocks."""
FIRST_OF_PLAYERS = frozenset("0123456789vV")
YEARS = re.compile("\u00a9 ?\\d{4} ?[-\u2013] ?\\d{4}\\b")
"""Since when a site claims its copyright; photographers name one year."""
CLAIMED = re.compile("[^\\s.!?,]+(?: [^\\s.!?,]+){0,3} \u00a9 ?\\d{4}\\.?")
"""A site's name with its claim: "Brenn Mail \u00a9 2031"."""
COMPANY = re.compile(r"\u00a9 .{2,60}\b(?:ltd|limited|inc|llc|plc|gmbh|l\.p)\b", re.IGNORECASE)
"""What kind of company claims it."""
GLUED = by_initial("glued_openings", flags=re.IGNORECASE)
PLACEHOLDER = re.compile(r"thumbnail|\b(?:image|photo|picture|placeholder|logo|icon|avatar|banner)\b", re.IGNORECASE)


def lacks_film(text: str) -> bool:
    """Whether a line stands in the place of a film that cannot be played."""
    return FILMLESS.match(text) is not None


def shows_film(text: str) -> bool:
    """Whether a line is the button of a film, or its length in a player, whose title stands below it."""
    if label(text) in FILMS or FILMED.match(text) or lacks_film(text):
        return True
    return text[:1] in FIRST_OF_PLAYERS and PLAYER.fullmatch(text) is not None


def is_sharing(text: str) -> bool:
    """Whether a line is a button that stands below a title: share, save, print."""
    return not SHARING.isdisjoint(label(text).split())


def is_label(text: str) -> bool:
    """Whether a line is a button, a counter or a label: known as a whole, or made of the words of such lines."""
    if len(text) > LONGEST_LABEL:
        return False
    named = label(text)
    if named in LABELS or _opens_others(named) or ANNOUNCED.fullmatch(text) or _counts(text.strip(EDGES).casefold()):
        return True
    return _is_interface(named) or (" " not in text and _is_interface(CAMEL.sub(" ", text).casefold()))


def _counts(folded: str) -> bool:
    """Whether a line is a counter, or what a button shows, told by its beginning or by a word within it."""
    if COUNTER.fullmatch(folded):
        return True
    return has_any(folded, COUNTER_MARKS) and COUNTER_WITHIN.fullmatch(folded) is not None


def is_row(text: str) -> bool:
    """Whether a line is a row of four buttons or sections of a few words each, or of titles, with signs between."""
    if len(text) > LONGEST_NOTICE:
        return False
    names = PARTED.split(text)
    if len(names) < LEAST_ROW or text[-1] == ".":
        return False
    barred = " | " in text
    return (barred and len(text) > LONGEST_LINE) or (not DIGIT.search(text) and _are_buttons(names, barred=barred))


def is_menu_row(text: str) -> bool:
    """Whether a line is a menu with nothing between its entries: known ones make more than half of its words."""
    if text[-1] in ".!?" or text.count(" ") < LEAST_MENU - 1 or len(text) > LONGEST_NOTICE or ", " in text:
        return False
    terms = label(text).split()
    if not _opens_menu(terms):
        return False
    found = taken = at = 0
    while at < len(terms):
        longest = min(LONGEST_ENTRY, len(terms) - at)
        size = next((size for size in range(longest, 0, -1) if _is_entry(terms[at : at + size])), 0)
        found, taken = found + (size > 0), taken + size
        at += max(size, 1)
    return found >= LEAST_MENU and taken >= MENU_SHARE * len(terms)


def _opens_menu(terms: Sequence[str]) -> bool:
    return any(_is_entry(terms[:size]) for size in range(1, LONGEST_ENTRY + 1))


def _is_entry(terms: Sequence[str]) -> bool:
    return " ".join(terms) in SECTIONS


def _are_buttons(names: Sequence[str], *, barred: bool) -> bool:
    """Whether all are short and, with bars between them as between the cells of a table, some known."""
    known = not barred or sum(is_section(name) or is_furniture(name) for name in names) > 1
    return known and all(name.count(" ") < LONGEST_MENU for name in names)


def leads_elsewhere(text: str) -> bool:
    """Whether a line leads to another story or site, or speaks of the page's workings or its copyright."""
    if text.count(NEW_TAB[0]) > 1:
        return True
    if len(text) > LONGEST_LINE:
        return False
    ended = (
        leads_to_title(text)
        or is_kicker(text)
        or (" " not in text and ADDRESS.fullmatch(text))
        or (len(text) <= LONGEST_LABEL and text.endswith(NEW_TAB))
        or (text[-1] in ARROWS and "\u00ab" not in text and bare_end(text) == len(text))
        or (text[-1] == ")" and LENGTH.search(text))
        or (text[0] > "\u2600" and CHANNEL.match(text))
        or ("\u00a9" in text and _claims(text))
    )
    folded = text.casefold()
    opening, glued = OPENINGS.get(folded[0]), GLUED.get(folded[0])
    if ended or (opening and opening.match(folded)) or (glued and glued.match(text)):
        return True
    if ": " in text and names_other(text):
        return True
    return has_any(folded, MARKS) and SMALL_PRINT.match(folded) is not None


def _claims(text: str) -> bool:
    """Whether a line with the sign of a copyright claims that of a page, not of a picture."""
    return any(form.search(text) for form in (YEARS, COMPANY, RIGHTS)) or CLAIMED.fullmatch(text) is not None


def is_notice(text: str) -> bool:
    """Whether a paragraph is small print on a site's workings, or on using what it publishes."""
    if len(text) > LONGEST_NOTICE:
        return False
    first = FIRST_WORD.match(text)
    if first is None or (word := first[0].lower()) not in NOTICING:
        return False
    return NOTICES[word[0]].match(text.lower()) is not None


def names_other(text: str) -> bool:
    """Whether a line names another story behind a label of several words: "Related stories: ..."."""
    named, _, title = text.partition(": ")
    return bool(title) and " " in named and label(named) in OTHERS


def opens_others(text: str) -> bool:
    """Whether a line is the label above a list of other stories."""
    if len(text) > LONGEST_LABEL:
        return False
    return _opens_others(label(text)) or text.casefold() in ANNOUNCING or ANNOUNCED.fullmatch(text) is not None


def is_claim(text: str) -> bool:
    """Whether a line begins with the claim of a copyright."""
    return text.casefold().startswith(CLAIMS)


def is_section(text: str) -> bool:
    """Whether a line names a section that sites have in their menus."""
    return label(text) in SECTIONS


def is_trail(text: str) -> bool:
    """Whether a line is made of the names of sections with arrows between them: "Home > Business > Ports"."""
    if len(text) > LONGEST_LABEL:
        return False
    names = TRAIL.split(text)
    if len(names) > LEAST_STEPS and names[0] == HOME and "/" not in text:
        return True
    return len(names) > 1 and is_section(names[0]) and all(name.count(" ") < MOST_SECTION_WORDS for name in names)


def is_kicker(text: str) -> bool:
    """Whether a section is glued to a subject, "News|Nordia", or a line says from which page a story is."""
    return len(text) <= LONGEST_LABEL and KICKER.fullmatch(text) is not None


def leads_to_title(text: str) -> bool:
    """Whether two sections or more stand before a title, with arrows: "Home / World / Nordia Reopens Marfa Harbour"."""
    names = TRAIL.split(text) if has_any(text, ARROWED) else ()
    return len(names) > LEAST_SECTIONS and all(map(is_section, names[:-1]))


def is_furniture(text: str) -> bool:
    """Whether every word is one that buttons and sections have; names have others."""
    return all(word in KNOWN or word in SECTIONS for word in label(text).split())


def has_interface(text: str) -> bool:
    """Whether a word of a line is one of buttons."""
    return not INTERFACE.isdisjoint(WORD.findall(label(text)))


def is_menu(text: str) -> bool:
    """Whether a line is a button that stands above a page's title: menu, search, sign in."""
    words = label(text).split()
    return len(words) <= LONGEST_MENU and not MENU_BUTTONS.isdisjoint(words)


def is_placeholder(text: str) -> bool:
    """Whether a line may be the alternative text of any picture whatever."""
    return len(text) <= LONGEST_LABEL and PLACEHOLDER.search(text) is not None


@remembered
def label(text: str) -> str:
    """The words of a line in small letters, without arrows and the like around them."""
    return " ".join(text.casefold().replace("\u2019", "'").replace("i\u0307", "i").strip(EDGES).split())


LABELS, OTHERS, SECTIONS = (frozenset(map(label, entries(name))) for name in ("labels", "others", "sections"))


def _opens_others(named: str) -> bool:
    if named in OTHERS or (named.startswith(OTHERS_ON) and named.count(" ") <= MOST_LABEL_WORDS):
        return True
    more = MORE.fullmatch(named) if named.startswith("more ") else None
    return more is not None and more["section"] in SECTIONS


def _is_interface(text: str) -> bool:
    """Whether all words are those of buttons and menus, and not fillers alone."""
    first = WORD.search(text)
    if first is None or first[0] not in KNOWN:
        return False
    words = WORD.findall(text)
    return KNOWN.issuperset(words) and not INTERFACE.isdisjoint(words) and YEAR.search(text) is None
