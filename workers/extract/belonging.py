"""Of which country those are who are only told by their role: "the police", "a delegation", "the ministry"."""

from __future__ import annotations

from workers.extract.phrases import CRAFT
from workers.extract.propernames import HOMELESS
from workers.extract.reading import Reading, is_singular
from workers.extract.syntax import subjects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

DEPUTATIONS = frozenset({"delegation", "mission", "team", "envoy", "ambassador", "diplomat"})
"""Those whose country is seldom the one they are in."""
PRAISING = words("praise thank salute commend applaud congratulate hail")
"""What leaders say to their own troops."""
SENDING = words("send deploy dispatch mobilize mobilise withdraw order command station")
"""What states do with their own envoys and troops."""
MINISTRIES = frozenset({"ministry", "embassy"})
"""Bodies that speak for a state to another one."""
STATES = words("state country nation government power")
"""Nouns that in the plural are of no one state."""
HARMING = words("kill wound injure capture attack shell bomb ambush execute")
"""What is done to the soldiers of others."""
AFAR = words("foreign international overseas western regional")
"""Adjectives of those who are not the article's own, but for foreign ministers."""
MINISTERS = frozenset({"minister", "ministry"})
LOCAL = words("state regional local provincial municipal county district")
"""Adjectives of governments that are no state's."""


ON_THE_SPOT = frozenset({"COP"})
"""Roles of those who act where they are at home, as local governments do."""


def country_of(reading: Reading, first: int, head: Word, role: str) -> str | None:
    """The country of who sends or praises them, of a ministry that of who acted last, else the article's own if any."""
    country = _sender(reading, head, role) or _foe(reading, head, role)
    if country is not None:
        return country
    if head.tag == "NNS" and head.lemma in STATES:
        return None
    local = is_local(head) and any(child.pos == "PROPN" for child in head.children)
    if role in HOMELESS or head.lemma in DEPUTATIONS | CRAFT or local or _is_from_afar(reading, first, head):
        return None
    if role == "GOV" and head.lemma in MINISTRIES and is_singular(head):
        return reading.cast.nearest()
    if (role in ON_THE_SPOT or is_local(head)) and head.child("poss") is None:
        return reading.cast.ground()
    return reading.home(head.lemma.lower())


def is_local(head: Word) -> bool:
    """Whether a government is that of a part of a state."""
    return any(child.lower in LOCAL for child in head.children)


def _sender(reading: Reading, head: Word, role: str) -> str | None:
    """The country of who sends an envoy or a force, or who praises troops."""
    force = role in {"MIL", "COP"}
    praised, sent = head.head.lemma in PRAISING, head.head.lemma in SENDING
    if head.dep != "dobj" or not ((force and praised) or (sent and (force or head.lemma in DEPUTATIONS))):
        return None
    senders = (reading.found[word.i] for word in subjects(head.head) if word.i in reading.found)
    return next((sender.country for sender in senders if sender.country), None)


def _foe(reading: Reading, head: Word, role: str) -> str | None:
    """Of soldiers whom those of one country kill in a sentence that names another before them, that other one."""
    if role not in {"MIL", "COP"} or head.dep != "dobj" or head.head.lemma not in HARMING:
        return None
    doers = {reading.found[word.i].country for word in subjects(head.head) if word.i in reading.found}
    named = [reading.names.country(named.last) for named in reading.names.all if named.last < head.i]
    return next((country for country in reversed(named) if country not in doers), None) if doers - {None} else None


def _is_from_afar(reading: Reading, first: int, head: Word) -> bool:
    """Whether they are said not to be the article's own: "foreign prosecutors"."""
    afar = any(word.lower in AFAR for word in reading.words[first : head.i])
    return afar and head.tag == "NNS" and head.lemma not in MINISTERS
