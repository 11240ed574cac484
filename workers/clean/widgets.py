"""The page's own furniture: buttons, share bars, newsletter boxes, labels of other stories, placeholder texts."""

from __future__ import annotations

import re

from workers.clean.words import entries, folded

LONGEST_LABEL = 80
"""Code points of the longest line that can be a button or a label."""
LONGEST_APPEAL = 600
"""Code points of the longest paragraph that speaks to the page's reader."""
LONGEST_OPENING = 20
"""Code points in which an imperative opens a line."""
LONGEST_POST = 160
"""Code points in which a line about an author names the post."""
SHORT_APPEAL = 200
"""Code points up to which one word of the site's own offers is enough."""
MOST_LABEL_WORDS = 6
"""Spaces in the longest label of a list of stories on something ("Read more on …")."""
OTHERS_OF = (
    "read more on ",
    "read more about ",
    "read more from ",
    "most read in ",
    "most read on ",
    "more from ",
    "more stories ",
    "more news ",
    "more on this ",
)
LABELS = folded("labels")
OTHERS = folded("others")
SECTIONS = folded("sections")
INTERFACE = folded("interface")
KNOWN = INTERFACE | folded("filler")
MENU_BUTTONS = frozenset(("menu", "search", "navigation", "login", "sign", "log", "skip", "toggle"))
EDGES = " \t:.!…>»›→←▶►▼▲+|•·-–—[](){}*#@"
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
WORD = re.compile(r"[^\W\d_][\w'’-]*!?")
COUNTER = re.compile(
    r"\d[\d,.]*[km]?\+?\s(?:comments?|shares?|views?|likes?|retweets?|repl(?:y|ies)|followers|subscribers|members\b.{0,20}|photos|images|"
    r"videos|votes|min(?:ute)?s?(?:\s|-)(?:read|listen|watch)|min)"
    r"|(?:\d+|one|a)(?:\s|-)minute(?:\s|-)read\b.{0,20}|(?:reading\stime|temps\sde\slecture|lesezeit|tiempo\sde\slectura|время\sчтения)\b.{0,20}"
    r"|list\s\d+\sof\s\d+|list\sof\s\d+\sitems?|\d+\s?(?:of|/)\s?\d+|share\d+|no\s(?:comments|replies)\b.{0,20}"
    r"|\d{1,2}:\d{2}(?:\s*[/|-]?\s*\d{1,2}:\d{2}(?::\d{2})?)+",
    re.IGNORECASE,
)
"""How much there is of something on the page: comments, minutes of reading, photos, the seconds of a player."""
OPENING = re.compile(
    r"""
      (?:read|see|watch|listen)\s(?:also|more|next|now|live)\s*(?:[:|→>-]|about\b)
    | (?:also\sread|read|related(?:\s\w+)?|more\son\sthis|don[’']t\smiss|recommended|must\sread|in\scase\syou\smissed\sit|watch|video|
         live\sbriefing|filed\sunder|posted\sin|tags|topics|categories|share|follow\sus|image\scredits)\s*[:→>»]\s*(?=\S|$)
    | (?:lire\saussi|à\slire|leer\stambién|lea\stambién|lee\stambién|leia\stambém|leggi\sanche|lesen\ssie\sauch|lees\sook|citește\sși|
         czytaj\stakże|читайте\sтакже|читайте\sтакож|اقرأ\sأيضا[ًا]?|archivado\sen|тег[иі])\s*[:→>»]
    | video\.\s
    | (?:share|compartir|partager|teilen|condividi|поделиться)\s(?:on|en|sur|auf|su|via|в|на)\s\w+
    | (?:click|tap)\s(?:here\s|on\s)?to\s(?:read|watch|subscribe|sign|share|join|download|follow|get|listen|see|view|open|expand)\b
    | (?:view|see)\sthis\spost\son\s
    | this\s(?:content|video|embed|article)\s(?:is\s(?:hosted|provided|not\savailable|reserved|only\savailable)|could\snot)
    | to\sview\sthis\s(?:content|video|media)
    | you\sneed\sto\senable\sjavascript|please\s(?:enable|use|wait|turn\son|log\sin|sign\sin)\b|(?:sorry,\s)?your\sbrowser\s
    | video\splayer\sis\sloading|loading\s(?:comments|video|related)
    | (?:we|this\s(?:site|website))\suses?\scookies
    | (?:copyright|©|\(c\))\s*(?:©\s*)?\d{4}\b
    | (?:.{0,60}\s)?all\srights\sreserved
    | copy/paste\s
    | article\sréservé|il\svous\sreste\s\d|este\sartículo\ses\s(?:solo|exclusivo)|dieser\sartikel\sist\s(?:nur|kostenpflichtig)
    | \[\s.+\s\]$
    | for\s(?:the\slatest|more|all\sthe\slatest)\b.{0,80}\b(?:head\sto|visit|click|go\sto|download|follow)\b
    | why\s(?:you\scan\s)?trust\s
    | (?:©\s*)?(?:riproduzione\sriservata|todos\slos\sderechos|todos\sos\sdireitos|tous\sdroits|alle\srechte|все\sправа|tüm\shakları)
    | (?:\d{4}\s)?newspaper\sof\sthe\syear
    | your\semail\saddress\swill\snot\sbe\spublished
    | required\sfields\sare\smarked
    | подписывайтесь\sна\s|следите\sза\sнами|suscríbete\sa\s|abonnez-vous\sà\s|abonnieren\ssie\s
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How lines begin that lead elsewhere, speak of the page's workings or claim its copyright."""
MARKS = ("", ".", ",", "!", "?", ":", ";", ")", "\u2019s", "'s", "\u2019ve", "'ve", "\u2019re", "'re", "\u2019ll", "'ll")
"""What may stand right behind a word."""
QUOTED = re.compile(r"[\"“„«][^\"”“»]*(?:[\"”“»]|$)")
ADDRESS = frozenset(
    word + mark for word in ("you", "You", "your", "Your", "yours", "us", "our", "Our", "we", "We") for mark in MARKS
)
"""How a site speaks to its reader; "US" is a country."""
IMPERATIVE = re.compile(
    r"(?:sign[ -]?up|subscribe|join|get|receive|enter|stay|follow|download|support|donate|become|consider|don[’']t miss|never miss|"
    r"want more|like what|thank you|please|add|keep up|check|enjoy|learn|discover|explore|choose|register|log ?in|click|tap|visit|"
    r"read|listen|watch|a (?:daily|weekly|digest|roundup|round-up)|the best of|invalid|sorry|privacy notice|by \w+ing)\b"
)
SITE = re.compile(
    r"newsletter|subscri(?:be|ption)|\binbox\b|e-?mailed (?:direct|to)|e-?mail (?:address|alert)|your e-?mail|privacy (?:policy|notice)|"
    r"terms (?:of use|of service|and conditions)|\bcookies\b|recaptcha|sign(?:ing)?[ -]up (?:to|for|here|now)|click(?:ing)? here\b|"
    r"push notification|free trial|paywall|ad ?block|our (?:\w+ )?(?:app|telegram|whatsapp|youtube|podcast|website|journalis\w+)\b|"
    r"follow (?:us|our)\b|independent journalism|(?:app|google play) store|your (?:inbox|subscription|preferences|consent)|"
    r"(?:on|via) (?:whatsapp|telegram|google news|facebook|instagram|youtube)[.!]?$"
)
"""What a newsletter, consent, membership or app box speaks about."""
PLEA = re.compile(
    r"donate (?:now|today|here)|your donation|our (?:\w+ )?(?:channel|report(?:ing|ers)|readers?|newsroom|community|coverage|team|work|stories)\b|"
    r"bring(?:ing)? you\b|send(?:ing)? you\b|notifications?\b|gives? you\b|support(?:ing)? (?:us|our)\b|help(?:s|ing)? us (?:to |keep|bring|tell|do|continue|grow|report)|consider \w+ing\b|thank you\b|thanks\b|"
    r"to your (?:phone|device|door)|become an? (?:\w+ )?(?:member|supporter)|chose to (?:support|be part)|count on you|can you help|makes? all the difference|allows? us to\b|contact us\b|via e-?mail|get in touch|all your news|in one place|"
    r"your (?:account|support|contribution|membership)|every (?:weekday|morning)\b|sign up\b"
)
"""What such boxes say that others may say too: two of these make one."""
TRIGGERS = frozenset(
    word + mark for word in entries("appeals") for mark in MARKS
)
"""Words of which such boxes have one at least."""
BIOGRAPHY = re.compile(
    r"(?:is|was|has been|works as|serves as) (?:an? |the |our )?(?:[\w'’,-]+ ){0,6}?"
    r"(?:correspondent|reporter|editor|journalist|columnist|producer|writer|contributor|analyst|fellow|bureau chief|head of)\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"thumbnail|\b(?:image|photo|picture|placeholder|logo|icon|avatar|banner)\b", re.IGNORECASE)


def is_widget(text: str) -> bool:
    """Whether a line is the page's furniture, whatever stands around it."""
    if len(text) <= LONGEST_LABEL and is_label(text):
        return True
    if len(text) > LONGEST_APPEAL:
        return False
    return is_appeal(text) or (len(text) <= 3 * LONGEST_LABEL and OPENING.match(text) is not None)


def is_label(text: str) -> bool:
    """Whether a short line is a button, a counter or a label: known as a whole, or made of the words that those are made of."""
    named = label(text)
    if named in LABELS or opens_others(text) or COUNTER.fullmatch(text.strip(EDGES)):
        return True
    return _is_interface(named) or (" " not in text and _is_interface(CAMEL.sub(" ", text).casefold()))


def _is_interface(text: str) -> bool:
    words = WORD.findall(text)
    return bool(words) and KNOWN.issuperset(words) and not INTERFACE.isdisjoint(words)


def is_appeal(text: str) -> bool:
    """Whether a line speaks to the page's reader of the site's own offers; what stands in quotation marks does not count."""
    if text[-12:].casefold().rstrip(".! ").endswith("click here"):
        return True
    if ADDRESS.isdisjoint(text.split()) and IMPERATIVE.match(text[:LONGEST_OPENING].casefold()) is None:
        return False
    if TRIGGERS.isdisjoint(text.casefold().split()):
        return False
    bare = QUOTED.sub("", text)
    lowered = bare.casefold()
    if ADDRESS.isdisjoint(bare.split()) and IMPERATIVE.match(lowered) is None:
        return False
    offers = len(set(SITE.findall(lowered)))
    return offers + len(set(PLEA.findall(lowered))) > 1 or (offers > 0 and len(text) <= SHORT_APPEAL)


def label(text: str) -> str:
    """The words of a short line in small letters, without arrows and the like around them."""
    return " ".join(text.casefold().replace("’", "'").strip(EDGES).split())


def opens_others(text: str) -> bool:
    """Whether a line is the label above a list of other stories."""
    named = label(text)
    return named in OTHERS or (named.startswith(OTHERS_OF) and named.count(" ") <= MOST_LABEL_WORDS)


def is_section(text: str) -> bool:
    """Whether a line names a section that sites have in their menus."""
    return label(text) in SECTIONS


def is_menu(text: str) -> bool:
    """Whether a line is a button of the page's head, which no title has above it in vain: menu, search, sign in."""
    return not MENU_BUTTONS.isdisjoint(label(text).split())


def is_biography(text: str) -> bool:
    """Whether a line says what somebody's post at a paper is."""
    head = text[:LONGEST_POST]
    return any(verb in head for verb in (" is ", " was ", " has ", " works ", " serves ")) and BIOGRAPHY.search(head) is not None


def is_placeholder(text: str) -> bool:
    """Whether a line may be the alternative text of any picture whatever."""
    return len(text) <= LONGEST_LABEL and PLACEHOLDER.search(text) is not None
