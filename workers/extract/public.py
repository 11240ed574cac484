"""Which findings are of public life: what private people do to one another is no event, nor what anybody may do."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.event import Modality
from workers.extract.finding import Finding
from workers.extract.mention import Matter, Mention
from workers.extract.tree import Word
from workers.extract.vocabulary import words

PUBLIC = words("GOV MIL LEG JUD COP IGO OPP REB PTY SPY INT UAF PRM CRM NGO LAB REL ETH")
"""Roles whose bearers act in public life."""
STATES = frozenset({Matter.STATE, Matter.PAIR, Matter.ANAPHOR, Matter.BODY})
"""What a mention of a country stands for when it is the state that acts."""
JOINING = words("PROTEST REQUEST REJECT THREATEN RETREAT")
"""What many private people do together in public."""
PRIVATE = words("CVL BUS EDU MED REF")
"""Roles whose bearers are heard only when they are many."""
MANY = words(
    "worker teacher student driver miner farmer nurse doctor activist protester demonstrator resident villager "
    "herder parent pupil trucker shepherd refugee migrant prisoner detainee employee people striker marcher "
    "campaigner relative family journalist reporter lawyer citizen voter islamist supporter fisherman tribesman "
    "grower dockworker docker pensioner islander veteran picket mourner "
    "monk nun priest settler inmate survivor elder "
    "man woman civilian passenger outlet medium"
)
"""Those who make themselves heard as a group."""
OWN = words("my our")
"""Whose people are nobody in public life."""
READERS = words("you your yourself")
GUESTS = words("tourist visitor guest fan spectator")
"""Who is welcomed or thanked without anything being supported."""
FORCEFUL = words("COERCE ASSAULT THREATEN")
"""What a firm, or somebody of whom nothing is known, does not do to a state."""
ALONE = words("CONSULT PROTEST MOBILIZE COERCE ASSAULT")
"""Types of which the target need not be named."""
RIGHTS = words("right freedom liberty ability power powers authority mandate")
"""Nouns of what one may do, done or not."""
ALL = words("every each any whoever")
"""How those begin of whom something always holds."""
ANYBODY = words("a an any every each no")
"""How those begin who are no one in particular."""
MENACING = words(
    "war consequence response retaliation reprisal revenge price action force strike attack sanction tariff escalation "
    "respond retaliate answer punish pay regret hit crush close block "
    "liable prosecute prosecution arrest jail prison expel expulsion ban dismiss trial court tough firm"
)
"""What whoever warns of it may mean to do himself, unlike snow and famine."""
CROWDS = words("mob crowd gang group")
"""Nouns for many that are in the singular."""


def is_public(finding: Finding, sentence: Sequence[Word]) -> bool:
    """Whether a side of it belongs to public life, or many raise their voice, and nobody's own people do it."""
    sides = (*finding.sources, *finding.targets)
    if (
        any(_first(each, sentence) in OWN for each in finding.sources)
        or _is_idle(finding)
        or _is_mine(finding, sentence)
    ):
        return False
    if finding.coding.type == "PROTEST":
        return any(each.country or each.role for each in sides)
    if any(_acts_in_public(each) for each in sides):
        return not _is_of_nobody(finding, sentence)
    many = any(_is_many(each, sentence) for each in finding.sources)
    harmed = finding.coding.type == "ASSAULT" and any(each.role for each in finding.targets)
    return many and (harmed or finding.coding.type in JOINING)


def _is_mine(finding: Finding, sentence: Sequence[Word]) -> bool:
    """Whether it is done to the speaker's own relative or friend: "killed my son"."""
    return bool(finding.targets) and all(_first(each, sentence) == "my" for each in finding.targets)


def is_official(finding: Finding) -> bool:
    """Whether both sides act in public."""
    return all(_acts_in_public(each) for each in (*finding.sources, *finding.targets))


def _is_of_nobody(finding: Finding, sentence: Sequence[Word]) -> bool:
    """Whether only some organisation of no country acts, upon the reader or upon what is merely named."""
    if finding.coding.type == "SUPPORT" and any(_head(each, sentence) in GUESTS for each in finding.targets):
        return True
    known = any(each.country or each.role for each in finding.targets)
    spoken_to = any(_first(each, sentence) in READERS for each in finding.targets)
    unknown = all(each.role == "INT" and each.country is None for each in finding.sources)
    if finding.targets and not known:
        return unknown or (spoken_to and finding.coding.type in {"AID", "SUPPORT"})
    return finding.coding.type in FORCEFUL and all(map(_is_unknown, finding.sources)) and _are_states(finding.targets)


def _is_unknown(mention: Mention) -> bool:
    """Whether it is a firm, or a name of which nothing is known."""
    return mention.country is None and (mention.role == "BUS" or (mention.matter is Matter.NAMED and not mention.role))


def _are_states(mentions: Sequence[Mention]) -> bool:
    return all(mention.matter in {Matter.STATE, Matter.ANAPHOR} for mention in mentions)


def _is_idle(finding: Finding) -> bool:
    """Whether it warns nobody, or of nothing that anybody would do."""
    warning = finding.coding.type == "THREATEN" and finding.trigger.entry.operator == "warn"
    if not warning or any(_acts_in_public(each) for each in finding.targets):
        return False
    return not any(word.lemma in MENACING or word.lower in MENACING for word in finding.trigger.word.subtree())


def _acts_in_public(mention: Mention) -> bool:
    """Whether it is a state, or somebody in a public role."""
    return mention.role in PUBLIC or (mention.role is None and mention.country is not None and mention.matter in STATES)


def _is_many(mention: Mention, sentence: Sequence[Word]) -> bool:
    head = sentence[mention.head] if _stands_in(mention, sentence) else None
    if head is None or mention.role not in PRIVATE:
        return False
    return (head.tag == "NNS" and head.lemma in MANY) or head.lemma in CROWDS


def _stands_in(mention: Mention, sentence: Sequence[Word]) -> bool:
    """Whether the mention is of this sentence, and not of one before."""
    return mention.first < len(sentence) and sentence[mention.first].start == mention.start


def _head(mention: Mention, sentence: Sequence[Word]) -> str:
    return sentence[mention.head].lemma if _stands_in(mention, sentence) else ""


def _first(mention: Mention, sentence: Sequence[Word]) -> str:
    """The word that the mention begins with in this sentence, lower case; none for one of another sentence."""
    return sentence[mention.first].lower if _stands_in(mention, sentence) else ""


def is_general(finding: Finding, sentence: Sequence[Word]) -> bool:
    """Whether it tells what may be done by anybody, to nobody or by right: "a court may order", "the right to"."""
    if finding.trigger.word.head.lemma in RIGHTS and finding.trigger.word.dep in {"acl", "conj"}:
        return True
    if any(_first(each, sentence) in ALL for each in finding.sources):
        return True
    anybody = all(_is_anybody(each, sentence) for each in finding.sources)
    if finding.modality is Modality.POSSIBLE and finding.targets and not any(map(_names_its_country, finding.sources)):
        anybody = anybody or all(_is_anybody(each, sentence) for each in finding.targets)
    if finding.modality is not Modality.POSSIBLE:
        return anybody and finding.trigger.word.tag in {"VBZ", "VBP"} and finding.trigger.word.dep == "relcl"
    return anybody or (not finding.targets and finding.coding.type not in ALONE)


def _is_anybody(mention: Mention, sentence: Sequence[Word]) -> bool:
    """Whether it means no one in particular: "a parliament", not "an Iranian court"."""
    return not _names_its_country(mention) and _first(mention, sentence) in ANYBODY


def _names_its_country(mention: Mention) -> bool:
    """Whether its words tell its country, and not the article."""
    return mention.country is not None and mention.name.lower() in mention.text.lower()
