"""Headlines as running text: what a parser trained on sentences can read, letter for letter as long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from workers.extract import gazetteer, lexicon
from workers.extract.gazetteer import Gazetteer, Sort
from workers.extract.vocabulary import words

CAPITALISED_SHARE = 0.6
"""Share of the longer words with a capital from which on a line is in title case."""
ALL_CAPITALISED = 3
"""More longer words than this, all with a capital, make a title of a line that ends with a stop."""
LONGEST_TITLE = 200
"""Characters of the longest line that may be in title case."""
ENDS = frozenset(".!?…:;")
_WORD = re.compile(r"[^\W\d_][\w'\u2019.]*")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""A verb that doubles its last letter in the past."""
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})  # noqa: RUF001 curly to straight
_POSITION = re.compile(r"\((?:L|R|C|left|right|center|centre|2nd [LR]|[LR]-[LR])\)")
_UNBROKEN = re.compile(r"\S{200,}")
"""What is no word: the tokenizer takes quadratic time over it."""
SMALL_WORDS = words(
    "a an and as at but by for from in into of off on or over the to up with after before amid during under "
    "against its his her their it he she they we is are was were be been being has have had will would may might "
    "can could should not no new more than who what when why how if that this these those about out next last two "
    "three four five day week year first second deal nuclear weekend war peace top key major due set ahead near "
    "former big"
)


def running(text: str, names: Gazetteer) -> str:
    """The text in sentence case where it is in capitals or title case; what no parser reads becomes spaces."""
    text = text.translate(_STRAIGHT)
    text = _UNBROKEN.sub(lambda match: " " * len(match[0]), text)
    text = _POSITION.sub(lambda match: " " * len(match[0]), text)
    words = [word for word in _WORD.findall(text) if len(word) > 3]  # noqa: PLR2004 short words are small in titles too
    shouted = len(words) > 1 and all(word.isupper() for word in words)
    whole = len(words) > ALL_CAPITALISED and all(word[0].isupper() for word in words)
    title = len(text) <= LONGEST_TITLE and (whole or text.rstrip()[-1:] not in ENDS)
    titled = title and len(words) > 2 and sum(word[0].isupper() for word in words) >= CAPITALISED_SHARE * len(words)  # noqa: PLR2004
    if not shouted and not titled:
        return text
    known, named = _common_words(), _names(text, names)
    return _WORD.sub(
        lambda match: match[0] if match.start() in named else _lowered(match, text, known, names, shouted=shouted), text
    )


def _names(text: str, names: Gazetteer) -> frozenset[int]:
    """Where the words of known names begin."""
    found = list(_WORD.finditer(text))
    starts: set[int] = set()
    for number, first in enumerate(found):
        following = found[number : number + gazetteer.LONGEST_NAME]
        match = names.longest([text[first.start() : last.end()] for last in following])
        if match is not None:
            starts |= {word.start() for word in following[: match[0]]}
    return frozenset(starts)


def _lowered(match: re.Match[str], text: str, known: AbstractSet[str], names: Gazetteer, *, shouted: bool) -> str:
    word = match[0]
    lower = word.lower()
    if len(lower) != len(word) or "." in word.rstrip("."):
        return word
    if shouted:
        return word.title() if _is_name(word.title(), names) and lower not in known else lower
    first = not text[: match.start()].strip()
    return lower if lower in known and not (first and _is_name(word, names)) else word


def _is_name(word: str, names: Gazetteer) -> bool:
    return gazetteer.opening(word) in names.openings


@cache
def _common_words() -> frozenset[str]:
    """Words that are no names: those of the lexicon and the roles with their inflections, and small words."""
    book, names = lexicon.load(), gazetteer.load()
    stems = {
        *book.verbs,
        *book.nouns,
        *(word for role in (names.titles, names.bodies) for phrase in role for word in phrase.split()),
    }
    forms = {form for stem in stems for form in _inflected(stem)}
    return frozenset((forms | SMALL_WORDS) - {"us", "mali", "arab", "uk"})


def _inflected(stem: str) -> set[str]:
    root = stem.removesuffix("e")
    forms = {
        stem,
        stem + "s",
        root + "es",
        root + "ed",
        root + "ing",
        stem + stem[-1:] + "ed",
        stem + stem[-1:] + "ing",
    }
    if stem.endswith("y"):
        forms |= {stem[:-1] + "ies", stem[:-1] + "ied"}
    return forms


_PASTS = """
hold/held meet/met seek/sought send/sent give/gave take/took leave/left fight/fought shoot/shot strike/struck make/made
begin/began tell/told break/broke bring/brought buy/bought sell/sold find/found get/got keep/kept lead/led pay/paid
speak/spoke stand/stood withdraw/withdrew throw/threw freeze/froze swear/swore win/won lose/lost go/went fly/flew
flee/fled steal/stole bind/bound draw/drew build/built say/said come/came slay/slew see/saw become/became shut/shut
cut/cut hit/hit put/put set/set quit/quit let/let retake/retook uphold/upheld overthrow/overthrew withhold/withheld
undertake/undertook admit/admitted permit/permitted commit/committed expel/expelled compel/compelled refer/referred
"""
IRREGULAR = dict(pair.split("/") for pair in _PASTS.split())
"""The pasts that do not end in "-ed"."""
OPENING = 4
"""Words within which a comma between two names joins them: "Russia, Ukraine swap prisoners"."""
NO_OBJECTS = words("on with in of over against by at after as amid near from")
"""Prepositions before which a word that may be a noun is one: "strikes on Gaza"."""
MASSES = words("police people troops gunmen policemen fishermen women men")
"""Nouns without "-s" that take a verb without "-s" in headlines."""


def past(tokens: Sequence[str], names: Gazetteer) -> list[str]:
    """The tokens with the verbs in the past that follow an actor and may be taken for nouns: "police storm hideout"."""
    found, resumed = list(tokens), False
    for i in range(1, len(tokens) - 1):
        if tokens[i] == "," and i <= OPENING and _ends_name(tokens[:i], names) and _begins_name(tokens[i + 1 :], names):
            found[i] = "and"
        stem = _stem(tokens[i])
        if stem is not None and _is_verb(tokens, i, stem, names, resumed=resumed):
            resumed = True
            found[i] = IRREGULAR.get(stem) or _past(stem)
    return found


def _ends_name(tokens: Sequence[str], names: Gazetteer) -> bool:
    """Whether the tokens end with a known name."""
    return any(" ".join(tokens[start:]) in names.names for start in range(len(tokens)))


def _begins_name(tokens: Sequence[str], names: Gazetteer) -> bool:
    """Whether the tokens begin with a known name."""
    return any(" ".join(tokens[:end]) in names.names for end in range(1, gazetteer.LONGEST_NAME + 1))


def _stem(token: str) -> str | None:
    """The verb of the lexicon that a token may be the present of."""
    verbs = _plain_verbs()
    endings = ("", "s", "es") if token.islower() else ()
    stems = (token.removesuffix(ending) for ending in endings if token.endswith(ending))
    stems_and_y = (*stems, token.removesuffix("ies") + "y")
    return next((stem for stem in stems_and_y if stem in verbs and stem not in {"be", "have", "do"}), None)


@cache
def _plain_verbs() -> AbstractSet[str]:
    """The lexicon's verbs but for what follows a form of "be"."""
    verbs = lexicon.load().verbs.items()
    return frozenset(stem for stem, patterns in verbs if not all(pattern.copula for pattern in patterns))


def _is_verb(tokens: Sequence[str], i: int, stem: str, names: Gazetteer, *, resumed: bool) -> bool:
    """Whether somebody who can do it stands before, and no preposition or other verb behind what may be a noun."""
    before, token, after = tokens[i - 1], tokens[i], tokens[i + 1]
    if not ((before == "," and resumed) or _agrees(before, plural=token == stem, names=names)):
        return False
    nouns = lexicon.load().nouns
    if token == stem or not (stem in nouns or token in nouns):
        return True
    return after not in NO_OBJECTS and _stem(after) is None and after[0].isalnum()


def _agrees(before: str, *, plural: bool, names: Gazetteer) -> bool:
    """Whether the word before can be the subject of a verb in the plural, or in the singular."""
    lower, entity = before.lower(), names.names.get(before)
    if plural:
        known = lower.removesuffix("s") in names.bodies or lower.removesuffix("s") in names.titles
        return (
            lower in MASSES or (lower.endswith("s") and known) or (entity is not None and entity.sort is Sort.NATIONALS)
        )
    if entity is not None:
        return entity.sort is not Sort.ADJECTIVE
    return lower in names.bodies or lower in names.titles or before in names.surnames


def _past(stem: str) -> str:
    """The regular past of a verb."""
    if stem.endswith("e"):
        return stem + "d"
    if stem[-1:] == "y" and stem[-2:-1] not in set("aeiou"):
        return stem[:-1] + "ied"
    return stem + stem[-1:] * bool(_SHORT.fullmatch(stem)) + "ed"
