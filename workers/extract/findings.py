"""What a sentence tells of: for every trigger its type, status, sources and targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from schemas.event import Modality
from workers.extract import lexicon, status
from workers.extract.answers import ACCORD, answered, is_alike, spoken_of
from workers.extract.behind import Behind
from workers.extract.cast import AUTHORITIES, COUPLE, Cast
from workers.extract.coding import Coder, Trigger
from workers.extract.finding import Finding
from workers.extract.mention import THINGS, Matter, Mention
from workers.extract.needs import met
from workers.extract.objects import PEOPLE, SLURS
from workers.extract.operators import COOPERATIVE, THREATENING, Coding, intended, request_mode
from workers.extract.parties import SYMMETRIC, TIES, Parties, is_between_parties, is_of_others, parties, with_others
from workers.extract.phrases import CRAFT
from workers.extract.public import is_general, is_official, is_public
from workers.extract.scene import Scene
from workers.extract.shapes import is_infinitive, is_inverted
from workers.extract.sources import STATE_DEEDS
from workers.extract.speech import governing
from workers.extract.syntax import (
    after,
    auxiliaries,
    conjuncts,
    grammatical_subject,
    is_negated,
    is_passive,
    joined,
    objects,
    possessors,
    subjects,
)
from workers.extract.tree import Word
from workers.extract.vocabulary import words

PRIVATE = frozenset({"BUS", "CVL", "MED"})
"""Roles whose deals are seldom with whom a state last dealt."""
RIOTING = re.compile(r"protester|demonstrator|rioter|supporters", re.IGNORECASE)
ATTACKING = frozenset({"attack", "hit", "assault", "slam", "target", "savage"})
CLASHING = frozenset({"clash", "fight", "battle", "skirmish"})
RAMPAGING = frozenset({"loot", "torch", "burn", "ransack", "smash", "vandalize", "vandalise"})
LODGED = frozenset({"protest", "complaint"})
"""What is lodged with somebody, said or not."""
SEAS = frozenset({"sea", "ocean", "water", "air"})
"""Into what is fired that is to hurt nobody."""
CIVIL = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD"})
"""Roles whose bearers fight one another with words."""
DEEDS = frozenset({"attack", "operation", "raid", "strike", "assault", "ambush", "shelling", "bombing", "airstrike"})
CONCERNING = frozenset({"AID", "AGREE", "CONCEDE", "RETREAT", "REJECT", "THREATEN", "REQUEST", "ACCUSE"})
"""Types that concern a state named further on where no target is."""
JAILING = frozenset({"jail", "imprison"})
"""What a court does by its sentence, and the police without one."""
SHARED = frozenset({"solidarity", "condolence", "sympathy", "border", "crossing", "airspace"})
"""What one does not express or close without another side."""
GIVING = frozenset({"pledge", "offer", "donate"})
GUILTY = words("responsible guilty complicit culpable implicated accountable")
OFFENDING = frozenset({"commit", "perpetrate", "violate", "breach"})
OFFENCES = words(
    "crime atrocity abuse violation genocide airspace law ceasefire truce treaty agreement accord resolution"
)
"""What somebody is accused of who is said to have committed, violated or breached it."""
OBLIGING = frozenset({"need", "have"})
DEMANDING = frozenset({"must", "should", "ought"})


def findings(scene: Scene, number: int) -> Iterator[Finding]:
    """The events of a sentence in order of their triggers, each happening once."""
    sentence, mentions = scene.sentences[number], scene.mentions[number]
    coder = Coder(sentence.words, mentions, lexicon.load())
    behind = Behind(sentence.words, mentions)
    found: list[Finding] = []
    told: set[tuple[str, frozenset[str], frozenset[str]]] = set()
    for trigger in () if scene.apart[number] else coder.triggers():
        finding = _finding(scene, number, trigger, coder, behind)
        if finding is None or not is_public(finding, sentence.words) or is_general(finding, sentence.words):
            continue
        if finding.modality is Modality.POSSIBLE and finding.coding.type != "REJECT" and status.negated(trigger):
            continue  # "if he does not yield" tells of nothing
        happening = (finding.coding.type, _names(finding.sources), _names(finding.targets))
        if happening not in told:
            told.add(happening)
            found.append(finding)
    found += _demands(scene, number, found)
    found += _judgements(scene, number, found)
    scene.leave(number)
    yield from (finding for finding in found if not _is_repeated(finding, found))


def _is_repeated(finding: Finding, found: Sequence[Finding]) -> bool:
    """Whether another finding says the same and to whom, or with what: "fired tear gas to disperse the crowd"."""
    if any(_is_means(finding, other) for other in found):
        return True
    if finding.targets:
        return False
    same = (each for each in found if each.coding == finding.coding)
    return any(each.targets and _names(each.sources) == _names(finding.sources) for each in same)


def _is_means(finding: Finding, other: Finding) -> bool:
    """Whether it only tells by what the other was done: "a drone launched by Ghana hit a depot"."""
    word, verb = finding.trigger.word, other.trigger.word
    alike = finding.coding.type == other.coding.type and _names(finding.sources) == _names(other.sources)
    return alike and word.dep == "acl" and word is not verb and word.head in subjects(verb)


def _names(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(mention.name for mention in mentions)


def _demands(scene: Scene, number: int, found: Sequence[Finding]) -> list[Finding]:
    """What somebody says that others must do, where the lexicon does not know what that is."""
    if scene.apart[number]:
        return []
    told = {finding.trigger.word.i for finding in found}
    mentions, made = scene.mentions[number], []
    for saying in scene.said[number]:
        clause = saying.verb.child("ccomp")
        if clause is None or clause.i in told or not _is_demanded(clause) or saying.mention is None:
            continue
        asked = [mentions[word.i] for word in grammatical_subject(clause) if word.i in mentions]
        demand = Trigger(clause, lexicon.load().verbs["demand"][0].entry, Coding("REQUEST", "change"))
        finding = Finding(demand, demand.coding, Modality.ACTUAL, [saying.mention], asked)
        if asked and asked[0].acts and not is_alike(asked[0], saying.mention) and is_official(finding):
            made.append(finding)
    return made


def _judgements(scene: Scene, number: int, found: Sequence[Finding]) -> list[Finding]:
    """Whose deeds somebody says are illegal, a farce or the like."""
    if scene.apart[number] or not scene.said[number]:
        return []
    told = {finding.trigger.word.i for finding in found}
    behind, made = Behind(scene.sentences[number].words, scene.mentions[number]), []
    for saying in scene.said[number]:
        clause = saying.verb.child("ccomp")
        if clause is None or clause.i in told or saying.mention is None or is_negated(clause):
            continue
        mode = _judgement(clause)
        if mode is None:
            continue
        trigger = Trigger(saying.verb, lexicon.load().verbs["denounce"][0].entry, Coding("ACCUSE", mode))
        heads = grammatical_subject(clause)
        others = behind.standing(heads, tangible=False) or spoken_of(heads, [saying.mention], scene.cast)
        finding = Finding(trigger, trigger.coding, Modality.ACTUAL, [saying.mention], others)
        if others and not is_alike(others[0], saying.mention) and is_official(finding):
            made.append(finding)
    return made


def _judgement(clause: Word) -> str | None:
    """PLOVER's mode of saying that somebody is a disgrace, that he is behind a deed, or that he committed a crime."""
    judged = (clause, *(child for child in clause.children if child.dep in {"acomp", "attr"}))
    if any(word.lemma in SLURS or word.lower in SLURS for word in judged):
        return "disapprove"
    behind = clause.lemma == "be" and any(child.lower == "behind" for child in clause.children)
    blamed = clause.lemma == "be" and any(child.dep == "xcomp" and child.lemma == "blame" for child in clause.children)
    if behind or blamed or any(word.lower in GUILTY for word in judged[1:]):
        return "allege"
    wrong = clause.lemma in OFFENDING and any(noun.lemma in OFFENCES for noun in objects(clause))
    return "allege" if wrong and not is_passive(clause) else None


def _is_demanded(clause: Word) -> bool:
    """Whether it must, should or has to be done, and is not denied."""
    return not is_negated(clause) and not is_inverted(clause) and _is_obliged(clause)


def _is_obliged(verb: Word) -> bool:
    """Whether somebody must, should or has to do it, and not should have done it."""
    obliged = verb.lemma in OBLIGING and any(child.dep == "xcomp" and is_infinitive(child) for child in verb.children)
    told = auxiliaries(verb)
    return obliged or ("have" not in told and not told.isdisjoint(DEMANDING))


def _finding(scene: Scene, number: int, trigger: Trigger, coder: Coder, behind: Behind) -> Finding | None:
    readings = ((reading, _sides(scene, reading, behind)) for reading in coder.alternatives(trigger.word))
    chosen = next(((r, both) for r, both in readings if both[0] and met(r.entry.needs, *with_others(*both))), None)
    if chosen is None:
        named = parties(trigger, behind)
        completed = (
            _by_speaker(scene, number, trigger, named)
            or _by_authority(scene, trigger, named)
            or _by_summoner(scene, number, trigger, named)
            or _in_deed(scene, trigger, named, behind)
        )
        return _told(scene, number, trigger, completed) if completed else None
    return _told(scene, number, chosen[0], chosen[1])


def _sides(scene: Scene, trigger: Trigger, behind: Behind) -> Parties:
    """Who does it to whom, as the sentence names them or as it answers to what was told before."""
    doers, others = parties(trigger, behind)
    own = {each.country for each in others} <= {each.country for each in doers}
    if trigger.word.lemma == "deny" and (own or trigger.inner is not None):
        others = ()  # who denies what he or his own did answers somebody else
    return doers, others or answered(trigger, trigger.coding.type, doers, scene.cast)


def _told(scene: Scene, number: int, trigger: Trigger, named: Parties) -> Finding:
    """The finding with its type as tense and manner have it; what two had to do with one another is remembered."""
    coding, modality = _coding(trigger, *named)
    sources, targets = _with_partner(scene, trigger, coding, _refused(trigger, coding, named))
    sources = _flown(sources, targets, scene)
    targets = _captors(trigger, sources, targets, scene.cast)
    if coding.mode == "weapons":
        targets = [each for each in targets if each.matter not in THINGS or each.country]
    targets = targets or answered(trigger, coding.type, sources, scene.cast)
    targets = targets or _dispersed(trigger, coding, sources, scene, scene.mentions[number])
    if all(each.matter in THINGS and each.country is None for each in targets):
        targets = _in_need(trigger, coding, sources, scene.mentions[number]) or targets
    targets = targets or _at_home(trigger, coding, sources, scene)
    scene.cast.did(coding.type, sources, targets)
    if sources == targets and coding.type != "CONSULT" and is_between_parties(trigger):
        scene.cast.did(ACCORD, sources, targets)
    if (asker := _asker(scene, number, trigger, sources)) is not None:
        return Finding(trigger, Coding("REQUEST", request_mode(coding)), Modality.ACTUAL, [asker], sources)
    if sources and targets and len({each.country for each in (*sources, *targets)} - {None}) <= COUPLE:
        scene.cast.deal(sources[0], targets[-1])
    return Finding(trigger, coding, modality, sources, targets)


def _refused(trigger: Trigger, coding: Coding, named: Parties) -> Parties:
    """Who will not meet whom, where both would have met."""
    sources, targets = named
    if coding.type != "REJECT" or trigger.coding.type not in SYMMETRIC or list(sources) != list(targets):
        return named
    own = {each.i for subject in grammatical_subject(trigger.word) for each in conjuncts(subject)}
    refusing = [each for each in sources if each.head in own] or sources[:1]
    return refusing, [each for each in targets if each not in refusing]


def _flown(sources: Sequence[Mention], targets: Sequence[Mention], scene: Scene) -> Sequence[Mention]:
    """Of whose air force jets are, where that is not said: of who last had to do with those whom they hit."""
    partner = scene.cast.partner(targets[0].country) if targets else None
    if partner is None or len(sources) != 1 or sources[0].country or sources[0].role != "MIL":
        return sources
    craft = sources[0].text.rpartition(" ")[2].removesuffix("s") in CRAFT
    return [structs.replace(sources[0], country=partner.country)] if craft else sources


def _captors(trigger: Trigger, sources: Sequence[Mention], targets: Sequence[Mention], cast: Cast) -> Sequence[Mention]:
    """Of whom "their release" is asked, where nobody but them is named: of who last caught or sentenced somebody."""
    release = trigger.inner.word if trigger.inner is not None and trigger.inner.coding.mode == "release" else None
    freed = release.child("poss") if release is not None and trigger.coding.type == "REQUEST" else None
    if freed is None or freed.tag != "PRP$" or any(each.head != freed.i for each in targets):
        return targets
    return next((doers for doers in cast.done({"COERCE", "SANCTION"}) if doers[0].name != sources[0].name), ())


def _dispersed(
    trigger: Trigger, coding: Coding, sources: Sequence[Mention], scene: Scene, mentions: Mapping[int, Mention]
) -> list[Mention]:
    """Upon whom tear gas is fired, where that is not said: the people last spoken of, in the sentence or before."""
    if coding.mode != "crowd-control" or not sources:
        return []
    before = (mentions[i] for i in sorted(mentions, reverse=True) if i < trigger.word.i)
    crowd = next((each for each in before if each.role in PEOPLE and each.matter is Matter.GROUP), None)
    crowd = crowd or scene.cast.last_group(sources[0].name)
    return [crowd] if crowd is not None and crowd.role in PEOPLE else []


def _in_need(
    trigger: Trigger, coding: Coding, sources: Sequence[Mention], mentions: Mapping[int, Mention]
) -> list[Mention]:
    """The state named further on, whose people it concerns: "gave a million to rebuild schools in Chad"."""
    own = {source.country for source in sources}
    clauses = (
        child
        for child in trigger.word.children
        if child.child("mark") or (child.dep == "conj" and child.child("nsubj", "nsubjpass"))
    )
    aside = {each.i for clause in clauses for each in clause.subtree()}
    below = sorted(word.i for word in trigger.word.subtree() if word.dep not in {"nsubj", "nsubjpass"})
    below = [i for i in below if i not in aside]
    states = (mentions[i] for i in below if i > trigger.word.i and i in mentions)
    states = (state for state in states if state.matter is Matter.STATE)
    foreign = next((state for state in states if state.country not in own), None)
    return [foreign] if coding.type in CONCERNING and foreign is not None else []


def _at_home(trigger: Trigger, coding: Coding, sources: Sequence[Mention], scene: Scene) -> list[Mention]:
    """Whom aid or a recall concerns where that is not said: the country that the part is about."""
    concerns = _is_withheld(coding) or coding.type == "AID" or trigger.word.lemma in GIVING
    if not sources or not (concerns or (trigger.noun is not None and trigger.noun.lemma in SHARED)):
        return []
    home = scene.cast.dwelling()
    return [home] if home is not None and all(home.country != source.country for source in sources) else []


def _is_withheld(coding: Coding) -> bool:
    return coding.type == "SANCTION" and coding.mode in {"withdraw", "discontinue"}


def _coding(trigger: Trigger, sources: Sequence[Mention], targets: Sequence[Mention]) -> tuple[Coding, Modality]:
    """A deed announced is an agreement or a threat, one that is refused a rejection, an attack by protesters a riot."""
    coding, modality = trigger.coding, status.modality_of(trigger)
    if trigger.word.lemma in JAILING and any(source.role == "JUD" for source in sources):
        coding = Coding("SANCTION", "convict")
    if coding.type == "ASSAULT":
        coding = _of_assault(trigger, sources, targets)
    if coding.type in COOPERATIVE and status.negated(trigger) and status.is_refusal(trigger):
        return Coding("REJECT", request_mode(coding)), Modality.ACTUAL
    if _is_announced(trigger, modality):
        if coding.type in COOPERATIVE - {"AGREE"}:
            return intended(coding), Modality.PLANNED
        if coding.type in THREATENING:
            return intended(coding), Modality.ACTUAL
    if coding.type == "THREATEN" and status.is_future(trigger):
        return coding, Modality.ACTUAL
    return coding, modality


def _of_assault(trigger: Trigger, sources: Sequence[Mention], targets: Sequence[Mention]) -> Coding:
    """An attack by protesters is a riot, shots into the sea a show of force, an attack with words a disapproval."""
    if _is_riot(trigger, sources, targets):
        return Coding("PROTEST", "riot")
    if trigger.word.lemma == "raid" and all(source.role in AUTHORITIES for source in sources):
        return Coding("COERCE", "seize")
    if any(noun.lemma in SEAS for preposition in ("in", "into") for noun in after(trigger.word, preposition)):
        return Coding("MOBILIZE", "weapons")
    return Coding("ACCUSE", "disapprove") if _is_of_words(trigger, sources, targets) else trigger.coding


def _is_riot(trigger: Trigger, sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """Whether protesters attack, or people clash with the police."""
    if any(RIOTING.search(source.name) for source in sources):
        return True
    if not all(source.role in PEOPLE and source.matter is Matter.GROUP for source in sources):
        return False
    if trigger.word.lemma in CLASHING:
        return any(target.role == "COP" for target in targets)
    settling = any("settler" in source.name.lower() for source in sources)
    return trigger.word.lemma in RAMPAGING and not settling


def _is_of_words(trigger: Trigger, sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """Whether one politician attacks another, which he does with words."""
    attack = trigger.word.lemma in ATTACKING or (trigger.noun is not None and trigger.noun.lemma in ATTACKING)
    sides = (*sources, *targets)
    return attack and bool(targets) and all(each.matter is Matter.PERSON and each.role in CIVIL for each in sides)


def _is_announced(trigger: Trigger, modality: Modality) -> bool:
    own = trigger.entry.operator in {None, "light", "raise", "ease", "allow"}
    return own and modality is Modality.PLANNED and status.is_future(trigger)


def _by_speaker(scene: Scene, number: int, trigger: Trigger, named: Parties) -> Parties | None:
    """Talks of which only the other side is named, or none, are the speaker's own with it, or with his last partner."""
    held = trigger.coding.type == "CONSULT" and not (trigger.noun is None and is_passive(trigger.word))
    speaker = _speaker(scene, number, trigger) if held else None
    partner = scene.cast.partner(speaker.country) if speaker else None
    targets = named[1] or ([partner] if partner else [])
    if speaker is None or len(targets) != 1 or speaker.country in {None, targets[0].country}:
        return None
    both = [speaker, *targets]
    return both, both


def _by_authority(scene: Scene, trigger: Trigger, named: Parties) -> Parties | None:
    """An arrest in the passive is the work of the authorities last named, else of the article's own state."""
    sources, targets = named
    word = trigger.word
    if sources or not targets or word.lemma not in STATE_DEEDS or not is_passive(word) or word.dep == "amod":
        return None
    authority = scene.cast.authority() or (_state_at_home(scene, targets) if word.child("auxpass") else None)
    return ([authority], targets) if authority else None


def _state_at_home(scene: Scene, targets: Sequence[Mention]) -> Mention | None:
    """The state where things happen, unless only the people it is done to are told to be of it."""
    home = scene.cast.dwelling(scene.cast.ground())
    return home if home is not None and not any(each.start <= home.start < each.end for each in targets) else None


def _in_deed(scene: Scene, trigger: Trigger, named: Parties, behind: Behind) -> Parties | None:
    """Whoever was killed or caught in "the attack" was so by those whose it is said to be, or who made it."""
    sources, targets = named
    if sources or not targets or trigger.coding.type not in {"ASSAULT", "COERCE"} or not is_passive(trigger.word):
        return None
    deeds = [noun for noun in after(trigger.word, "in") if noun.lemma in DEEDS]
    owners = (behind.acting(possessors(noun)) or behind.modifying(noun) for noun in deeds)
    if (made_by := next(filter(None, owners), None)) is not None:
        return made_by, targets
    if not any(child.lower in {"the", "this"} for noun in deeds for child in noun.children):
        return None
    made = (
        doers for doers in scene.cast.done(("ASSAULT", "COERCE", "AID", "RETREAT")) if doers[0].name != targets[0].name
    )
    doers = next(made, None)
    return (doers, targets) if doers else None


def _by_summoner(scene: Scene, number: int, trigger: Trigger, named: Parties) -> Parties | None:
    """Whoever says that envoys were summoned has summoned them."""
    sources, targets = named
    if sources or not targets or trigger.word.lemma != "summon" or not is_passive(trigger.word):
        return None
    speaker = _speaker(scene, number, trigger)
    return ([speaker], targets) if speaker is not None and speaker.role != "MED" else None


def _with_partner(scene: Scene, trigger: Trigger, coding: Coding, named: Parties) -> Parties:
    """Talks, a deal or a threat of which only one side is named concern whom that side last had to do with."""
    sources, targets = named
    partner = scene.cast.partner(sources[0].country) if len(sources) == 1 else None
    if partner is None or (targets and list(targets) != list(sources)):
        return named
    if sources[0].role in PRIVATE and coding.type != "THREATEN":
        return named
    broken = coding == Coding("SANCTION", "withdraw") or (coding.type == "ACCUSE" and _is_lodged(trigger))
    if (
        (coding.type == "THREATEN" and trigger.coding.type != "PROTEST")
        or broken
        or (coding.type == "ASSAULT" and not targets and status.is_open(trigger))
    ):
        return sources, [partner]
    if coding.type == "SUPPORT" and trigger.noun is not None and trigger.noun.lemma in TIES:
        return sources, [partner]
    if (
        coding.type in {"AGREE", "CONSULT"}
        and coding.mode != "visit"
        and is_between_parties(trigger)
        and not is_of_others(trigger)
    ):
        both = [*sources, partner]
        return both, both
    return named


def _is_lodged(trigger: Trigger) -> bool:
    """Whether it is a protest or a complaint that is lodged, as with somebody with whom one has to do."""
    return trigger.noun is not None and trigger.noun.lemma in LODGED


def _asker(scene: Scene, number: int, trigger: Trigger, sources: Sequence[Mention]) -> Mention | None:
    """Who says that somebody else must do it, which is to ask for it."""
    word = trigger.word
    if joined(word).dep != "ccomp" or not _is_obliged(word) or is_inverted(word):
        return None
    speaker = _speaker(scene, number, trigger)
    return speaker if speaker is not None and all(speaker.name != source.name for source in sources) else None


def _speaker(scene: Scene, number: int, trigger: Trigger) -> Mention | None:
    spoken = governing(trigger.word, scene.said[number], frozenset())
    return next((saying.mention for saying in spoken if saying.mention is not None and saying.mention.acts), None)
