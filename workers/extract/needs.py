"""Conditions that the lexicon sets on an event's source and target, so that sport and cooking tell of no war."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workers.extract.mention import THINGS, Matter, Mention
from workers.extract.vocabulary import words

FIGHTING = words("MIL REB COP UAF PRM CRM SPY")
OFFICIAL = words("GOV MIL LEG JUD COP IGO OPP REB PTY SPY INT")
OUTLAWED = words("UAF CRM REB PRM")
QUESTIONING = words("COP JUD LEG SPY MIL")
WORKING = words("CVL LAB MED JUD EDU BUS COP")
PUBLIC = OFFICIAL | {"NGO", "LAB", "REL", "UAF", "PRM"}
UNARMED = words("CVL LAB MED EDU NGO BUS OPP")
HUMAN = frozenset({Matter.PERSON, Matter.GROUP, Matter.NAMED, Matter.ANAPHOR, Matter.PRONOUN})

Parties = tuple[Sequence[Mention], Sequence[Mention]]
Condition = Callable[[Sequence[Mention], Sequence[Mention]], bool]


def _official(sources: Sequence[Mention], _: Sequence[Mention]) -> bool:
    return any(m.matter is Matter.STATE or m.role in OFFICIAL for m in sources)


def _collective(sources: Sequence[Mention], _: Sequence[Mention]) -> bool:
    return any(
        m.matter is Matter.GROUP or m.role in {"CVL", "LAB", "OPP", "NGO", "REF", "REL", "ETH", "PTY", "CRM"}
        for m in sources
    )


def _fight(sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    if sources and all(m.role == "LAB" for m in sources):
        return False
    if all(m.role in UNARMED for m in sources):
        return any(m.role in FIGHTING | {"CVL"} for m in targets)
    return any(m.role in FIGHTING or m.country for m in sources) or any(
        m.role in FIGHTING | {"CVL", "GOV"} for m in targets
    )


def _is_it(mention: Mention) -> bool:
    """Whether it is the "it" of a state."""
    return mention.text.lower() == "it" and mention.country is not None


def _abroad(sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """Whether the sides are of different countries; several who do it with one another are both sides."""
    own, others = {m.country for m in sources}, {m.country for m in targets}
    return len(own) > 1 if list(sources) == list(targets) else not own & others


CONDITIONS: Mapping[str, Condition] = {
    "target": lambda _, targets: bool(targets),
    "actor_target": lambda _, targets: any(m.matter not in THINGS or m.country for m in targets),
    "human_target": lambda _, targets: any(m.matter in HUMAN or (m.matter is Matter.BODY) for m in targets),
    "official": _official,
    "questioner": lambda sources, _: any(m.role in QUESTIONING for m in sources),
    "official_target": lambda _, targets: any(m.role in OFFICIAL for m in targets),
    "at_home": lambda sources, targets: bool({m.country for m in sources} & {m.country for m in targets} - {None}),
    "abroad": _abroad,
    "civil_or_state": lambda sources, _: any(m.role not in FIGHTING - {"COP"} for m in sources),
    "civilians": lambda sources, _: not any(m.role in FIGHTING | {"GOV", "JUD", "LEG"} for m in sources),
    "outlaw": lambda sources, _: any(m.role in OUTLAWED for m in sources),
    "unarmed": lambda sources, _: not any(m.role in FIGHTING for m in sources),
    "visitor": lambda sources, targets: _official(sources[:1], targets),
    "collective": _collective,
    "workers": lambda sources, _: any(m.role in WORKING and m.matter is not Matter.PERSON for m in sources),
    "force": lambda sources, _: any(m.role in FIGHTING or m.matter is Matter.STATE or m.role == "GOV" for m in sources),
    "force_or_state": lambda sources, _: any(
        m.role in FIGHTING | {"GOV", "IGO"} or m.matter is Matter.STATE for m in sources
    ),
    "state": lambda sources, _: any(m.matter is Matter.STATE or m.role in {"GOV", "IGO"} or m.country for m in sources),
    "state_source": lambda sources, _: any(
        m.matter in {Matter.STATE, Matter.BODY} or _is_it(m) or m.role in {"GOV", "OPP", "LEG", "IGO"} for m in sources
    ),
    "fight": _fight,
    "diplomatic": lambda sources, _: any(m.matter is Matter.PERSON or m.role in OFFICIAL - FIGHTING for m in sources),
    "public": lambda sources, _: any(m.matter is Matter.STATE or m.country or m.role in PUBLIC for m in sources),
    "armed": lambda sources, _: any(m.role in {"MIL", "REB", "PRM", "UAF"} for m in sources),
    "civil_target": lambda _, targets: any(m.role in UNARMED | {"REF", "PTY", "REL", "ETH"} for m in targets),
    "donor": lambda sources, _: any(
        m.matter is Matter.STATE or m.country or m.role in OFFICIAL | {"NGO", "BUS"} for m in sources
    ),
}


def met(needs: frozenset[str], sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """Whether all of an entry's conditions hold."""
    return all(CONDITIONS[need](sources, targets) for need in needs if need in CONDITIONS)
