"""To whom an answer is given that names only what it answers: "rejected the accusation", "denied this"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workers.extract import lexicon
from workers.extract.cast import Cast
from workers.extract.coding import Trigger
from workers.extract.mention import Mention
from workers.extract.parties import ACCORDS
from workers.extract.syntax import objects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

ANSWERING = words("ACCUSE REJECT SUPPORT CONCEDE AGREE")
"""Types that answer to something done before."""
ACCORD = "ACCORD"
"""What is noted of those who agree on something, beside PLOVER's type."""
OPPOSED = words("OPP JUD PTY REB CVL LAB NGO UAF PRM MED")
"""Roles whose bearers do not speak for their state."""
POINTING = words("the this that such these those")
"""Words before a noun for what was told of before."""
DEEDS = "AGREE COOPERATE AID CONCEDE RETREAT SANCTION MOBILIZE COERCE ASSAULT"
"""What is called a move or a decision."""
KINDS = {
    noun: tuple(kinds.split())
    for nouns, kinds in {
        "verdict ruling conviction judgment judgement": "SANCTION COERCE REJECT",
        "plan proposal suggestion initiative offer invitation idea scheme": "AGREE REQUEST SUPPORT CONSULT",
        "agreement deal accord pact memorandum treaty arrangement project": "SUPPORT AGREE RETREAT COOPERATE",
        "directive ultimatum deadline instruction": "COERCE REQUEST THREATEN",
        "demand call appeal request": "REQUEST",
        "raid search": "COERCE ASSAULT",
        "provocation incursion drill exercise manoeuvre": "MOBILIZE THREATEN ASSAULT COERCE",
        "charge claim allegation complaint": "ACCUSE",
        "comment remark statement": "ACCUSE REJECT SUPPORT THREATEN",
        "application petition lawsuit motion suit bid": "REQUEST ACCUSE",
        "decision order": f"{DEEDS} REJECT",
        "move step measure action announcement operation gesture": DEEDS,
    }.items()
    for noun in nouns.split()
}
"""What nouns that are no triggers of their own speak of."""


def answered(trigger: Trigger, kind: str, sources: Sequence[Mention], cast: Cast) -> list[Mention]:
    """Who did what the trigger answers to, if that was told of before; never those who answer."""
    if kind not in ANSWERING or trigger.word.pos != "VERB":
        return []
    told = _told(_objects(trigger.word), cast)
    plain = not any(noun.pos == "NOUN" for noun in objects(trigger.word)) or trigger.word.lemma == "deny"
    if not told and kind == "REJECT" and plain:
        told = [cast.challengers(source.country) for source in sources]
    others = ([doer for doer in doers if not _is_one_of(doer, sources)] for doers in told)
    return next((doers for doers in others if doers), [])


def spoken_of(nouns: Sequence[Word], speakers: Sequence[Mention], cast: Cast) -> list[Mention]:
    """Who did what the nouns speak of, "the verdict", if that was told of before; never those who speak."""
    known = (noun for noun in nouns if any(child.lower in POINTING for child in noun.children))
    others = ([doer for doer in doers if not _is_one_of(doer, speakers)] for doers in _told(known, cast))
    return next((doers for doers in others if doers), [])


def _told(nouns: Iterable[Word], cast: Cast) -> list[Sequence[Mention]]:
    """Those who did what each noun speaks of, the last first."""
    return [doers for noun in nouns for doers in (*_parties(noun, cast), *cast.done(_kinds(noun)))]


def _parties(noun: Word, cast: Cast) -> Iterator[Sequence[Mention]]:
    """Those who made what they agreed on, the last first: "the deal", "the treaty"."""
    return cast.done({ACCORD}) if noun.lemma in ACCORDS else iter(())


def _objects(verb: Word) -> Iterator[Word]:
    """The verb's objects that were spoken of before, and those of the verb it governs: "declined to join the talks"."""
    for each in (verb, *(child for child in verb.children if child.dep == "xcomp")):
        for noun in objects(each):
            told = noun.dep == "appos" and verb.head is noun  # "..., charges that it denied"
            if told or any(child.lower in POINTING for child in noun.children):
                yield noun


def _kinds(noun: Word) -> tuple[str, ...]:
    """The types that a noun may speak of."""
    own = (pattern.entry.type for pattern in lexicon.load().nouns.get(noun.lemma, ()) if not pattern.rest)
    return KINDS.get(noun.lemma) or tuple(kind for kind in own if kind)[:1]


def _is_one_of(doer: Mention, sources: Sequence[Mention]) -> bool:
    """Whether the doer is, or belongs to the same side as, one of those who answer."""
    return any(doer.name == each.name or (bool(doer.country) and is_alike(doer, each)) for each in sources)


def is_alike(one: Mention, other: Mention) -> bool:
    """Whether two are of one country and speak for the same: its court does not speak for its opposition."""
    return one.country == other.country and (one.role == other.role or not {one.role, other.role} & OPPOSED)
