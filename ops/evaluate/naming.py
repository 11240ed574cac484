"""When two names mean the same: words without accents, articles and titles, and the heads of noun phrases."""

from __future__ import annotations

import re
import unicodedata

from workers.extract.vocabulary import words

SHORT_FORMS = {
    "us": r"\bu\. ?s\.( ?a\.)?|\bunited states( of america)?\b|\busa\b",
    "un": r"\bu\. ?n\.|\bunited nations\b",
    "uk": r"\bu\. ?k\.|\bunited kingdom\b",
    "eu": r"\be\. ?u\.|\beuropean union\b",
    "northkorea": r"\bnorth korea\b|\bdprk\b",
    "southkorea": r"\bsouth korea\b",
    "isis": r"\bislamic state\b|\bisil\b|\bdaesh\b",
    "": r"['’]s?\b",  # noqa: RUF001  # either apostrophe ends a possessor
}
"""What a name is also written as → how it is compared; the last takes a possessor's ending off."""
_SHORT_FORMS = [(re.compile(pattern), f" {short} ") for short, pattern in SHORT_FORMS.items()]
EMPTY = words("a an the this that these those his her its their and or of in on at to for from by with both some s")
"""Words that tell nobody from anybody else."""
TITLES = words(
    "president prime minister ministry secretary general leader leaders official officials spokesman spokeswoman "
    "spokesperson administration government council state authorities foreign defense defence police military army "
    "forces force troops party movement group groups"
)
"""Words that many names share; they count only where a name has no other."""
COUNTED = words("number lot majority most many some group groups members hundreds thousands millions dozens scores")
"""Words of quantity, after which the head of what follows "of" is a head too."""
_END = re.compile(
    r"(?<![-\w])(?:of|in|on|at|to|for|from|by|with|about|after|against|as|before|between|during|inside|near|outside|over|"
    r"under|including|who|whom|whose|which|that|accused|based|jailed|led|suspected)(?![-\w])",
    re.IGNORECASE,
)
"""What ends the core of a noun phrase: a preposition, a relative pronoun, or a common participle."""
_CONJUNCT = re.compile(r"[,;:()\[\]–—]|\band\b|\bor\b|&")  # noqa: RUF001  # a dash of either length parts phrases


def words_of(name: str) -> list[str]:
    """The words in their order, lower case, without accents and possessors' endings, "U.S." as one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    for pattern, short in _SHORT_FORMS:
        plain = pattern.sub(short, plain)
    return re.findall(r"\w+", plain)


def content_words(name: str) -> frozenset[str]:
    """The telling words of a name; all its words if none is."""
    every = frozenset(words_of(name))
    return every - EMPTY or every


def own_words(name: str) -> frozenset[str]:
    """The words of a name without titles and other words that many share, if any remain."""
    telling = content_words(name)
    return telling - TITLES or telling


def likeness(one: str, other: str) -> float:
    """1 where all own words of one name are in the other, else the share of their own words that both have."""
    mine, theirs = own_words(one), own_words(other)
    if not mine or not theirs:
        return 0.0
    return 1.0 if mine <= theirs or theirs <= mine else len(mine & theirs) / len(mine | theirs)


def head_words(phrase: str) -> frozenset[str]:
    """The head of every conjunct of a noun phrase: its last word before a preposition or a clause."""
    return frozenset(head for conjunct in _CONJUNCT.split(phrase) for head in _heads(conjunct))


def _heads(conjunct: str) -> list[str]:
    cut = _END.search(conjunct)
    core = [word for word in words_of(conjunct[: cut.start()] if cut else conjunct) if word not in EMPTY]
    rest = conjunct[cut.end() :] if cut else ""
    if not core:
        return _heads(rest) if rest.strip() else []
    counted = cut is not None and cut[0].lower() == "of" and core[-1] in COUNTED
    return [core[-1], *(_heads(rest) if counted and rest.strip() else [])]
