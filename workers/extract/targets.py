"""To whom it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workers.extract.behind import PLACES, Behind, is_harm, without
from workers.extract.coding import Trigger
from workers.extract.mention import Matter, Mention
from workers.extract.phrases import CRAFT
from workers.extract.shapes import has_infinitive, is_condition, is_infinitive
from workers.extract.sites import suffers
from workers.extract.sources import sources, suffered
from workers.extract.syntax import (
    NOMINAL,
    VERBAL,
    after,
    datives,
    first_conjunct,
    grammatical_subject,
    objects,
    possessors,
    subjects,
)
from workers.extract.tree import Word
from workers.extract.vocabulary import words

TANGIBLE = frozenset({"ASSAULT", "COERCE", "RETREAT", "CONCEDE"})
"""Types whose target may be a thing: a bridge is bombed, a ship is seized."""
OF_THE_DOER = frozenset({"REQUEST", "REJECT", "CONCEDE", "SUPPORT", "ACCUSE", "THREATEN"})
"""Types that are directed at whoever does what they are about."""
MOVING = frozenset({"RETREAT", "AGREE", "MOBILIZE", "REJECT", "THREATEN", "AID"})
OWN = frozenset({"its", "their", "his", "her", "our"})
PROMISED = frozenset({"AGREE", "REJECT", "THREATEN"})
GIVING = ("to", "with", "for", "against", "on", "from")
NO_FALLBACK = frozenset({"SUPPORT", "AGREE"})
PLAIN = frozenset({Matter.STATE, Matter.PERSON, Matter.BODY})
ASKED_FOR = frozenset({Matter.GROUP, Matter.PRONOUN})
"""What is asked for, and not who is asked for it: "asked for the hostages", "asked for them"."""
PLACING = words("in at near through across after during amid since including among")
BEFALLING = frozenset({"of", "on"})
CLAIMS = words("claim allegation accusation report suspicion")
"""Nouns of what is said to have been done, by those of whom it is said."""
JUDGING = frozenset({"IGO", "JUD"})
BEFORE = frozenset({"with", "before", "to", "at"})
"""Prepositions behind which stands who is to judge an accusation."""
CIRCUMSTANTIAL = words("after before as while because since when until once although though")
"""Conjunctions of what surrounds something that is said."""
ADDRESSING = frozenset({"write", "speak", "appeal", "cable", "turn"})
CLAUSES = frozenset({"ccomp", "acl", "relcl", "advcl"})


def targets(trigger: Trigger, doers: Sequence[Mention], behind: Behind) -> list[Mention]:
    """The actors to whom the doers do it, from the first place where there are any."""
    places = (_suffering(trigger, found, behind) for found in _places(trigger, doers, behind))
    return next((others for found in places if (others := without(found, doers))), [])


def _suffering(trigger: Trigger, found: Sequence[Mention], behind: Behind) -> list[Mention]:
    """Those of them to whom an event of this type may happen."""
    return [
        each
        for each in found
        if suffers(trigger.coding.type, each, behind.words[each.head])
        and not (trigger.coding.type not in TANGIBLE and behind.words[each.head].lemma in CRAFT)
        and not _is_moved(trigger, each, behind)
        and not (trigger.coding.type == "ACCUSE" and _is_venue(each, behind.words[each.head]))
        and not (trigger.coding.mode == "disapprove" and _is_victim(trigger, behind.words[each.head]))
    ]


def _is_victim(trigger: Trigger, word: Word) -> bool:
    """Whether it is whom a deed befell that is condemned: of "the arrest of monks in Laos" the monks."""
    if word.dep != "pobj" or word.head.head in {trigger.word, trigger.noun}:
        return False
    deed = word.head.head
    against = word.head.lower == "against" and deed.pos == "NOUN"
    return against or (word.head.lower in BEFALLING and is_harm(deed))


def _is_venue(mention: Mention, word: Word) -> bool:
    """Whether it is before whom somebody is accused: "filed a complaint with the court"."""
    return mention.role in JUDGING and word.dep == "pobj" and word.head.lower in BEFORE


def _is_moved(trigger: Trigger, mention: Mention, behind: Behind) -> bool:
    """Whether it is one's own force or envoy, with whom something is done and not to them: "withdrew its troops"."""
    carried = trigger.noun is not None and trigger.noun.i == mention.head and mention.role == "MIL"
    if carried and trigger.coding.mode in {"withdraw", "troops"}:
        return True
    own = behind.words[mention.first].lower in OWN
    recalled = trigger.coding.type == "SANCTION" and trigger.noun is not None and trigger.noun.i == mention.head
    return own and (recalled or (mention.role == "MIL" and trigger.coding.type in MOVING))


def _places(trigger: Trigger, doers: Sequence[Mention], behind: Behind) -> Iterator[Sequence[Mention]]:
    """The places where they may stand: the entry's own, the governed event's, and what else hangs on the trigger."""
    yield behind.acting(_captors(trigger))
    if trigger.entry.operator != "raise":
        yield from (_in_slot(trigger, slot, doers, behind) for slot in trigger.entry.target)
    if trigger.inner is not None:
        yield from _governed(trigger, trigger.inner, doers, behind)
    elif trigger.coding.type in PROMISED:
        yield behind.standing(_recipients(trigger.word), tangible=False)
    if trigger.coding.type == "THREATEN":
        yield _not_of(behind.acting(_provoking(trigger.word)), doers)
    if trigger.coding.type == "PROTEST":
        yield behind.acting(_protested(trigger.word))
    meant = trigger.coding.mode == "crowd-control" or trigger.coding.type == "MOBILIZE"
    if meant or (trigger.coding.type == "ACCUSE" and trigger.noun is not None):
        yield behind.acting(_intended(trigger))
    if trigger.coding.type == "AGREE" and trigger.noun is not None and trigger.inner is None:
        yield _not_of(behind.acting(possessors(trigger.noun)) or behind.modifying(trigger.noun), doers)
    if suffered(trigger.word):
        yield behind.acting(subjects(trigger.word.head))
    yield behind.acting(_defiant(trigger.word) or _addressed(trigger.word))
    if trigger.word.pos not in NOMINAL and trigger.coding.type not in NO_FALLBACK:
        yield from ([mention] for mention in _hanging(trigger, behind))


def _governed(
    trigger: Trigger, inner: Trigger, doers: Sequence[Mention], behind: Behind
) -> Iterator[Sequence[Mention]]:
    """Who does what the event governs, where it is directed at them, then to whom that is done."""
    if trigger.coding.type in OF_THE_DOER:
        theirs = sources(inner, behind)
        yield _unlike(theirs, doers) if trigger.coding.type == "THREATEN" else theirs
    if trigger.coding.type == "REQUEST" and inner.coding.mode == "release":
        return  # who is to be let go is not who is asked
    below = targets(inner, doers, behind)
    if trigger.coding.type not in TANGIBLE:
        below = [mention for mention in below if mention.matter is not Matter.THING]
    yield _not_of(below, doers) if _is_directed_abroad(trigger) else below


def _in_slot(trigger: Trigger, slot: str, doers: Sequence[Mention], behind: Behind) -> Sequence[Mention]:
    """Who stands in one of the entry's places and is not just where it happens or what is asked for."""
    kind, at_place = trigger.coding.type, slot in PLACING and trigger.coding.type != "ASSAULT"
    heads = [head for head in _slot(trigger, slot, behind) if trigger.inner is None or head is not trigger.inner.word]
    found = behind.standing(heads, tangible=kind in TANGIBLE and not at_place, owned=kind != "AGREE")
    resigning = kind == "REQUEST" and trigger.inner is not None and trigger.inner.coding.mode == "resign"
    if (slot == "that" and kind == "ACCUSE") or resigning:
        return _unlike(found, doers)
    if slot == "that" or _is_directed_abroad(trigger):
        return _not_of(found, doers)
    asked_for = slot == "for" and kind == "REQUEST" and not has_infinitive(trigger.word)
    idle = ASKED_FOR if asked_for else {Matter.NAMED} if at_place and kind == "PROTEST" else ()
    return [mention for mention in found if mention.matter not in idle]


def _is_directed_abroad(trigger: Trigger) -> bool:
    """Whether one's own people are who is moved, sent or asked for, and not to whom it is done."""
    match trigger.coding.type:
        case "MOBILIZE":
            return True
        case "AID":
            return trigger.noun is not None
        case kind:
            return kind == "REQUEST" and trigger.inner is not None and trigger.inner.coding.type == "RETREAT"


def _not_of(found: Sequence[Mention], doers: Sequence[Mention]) -> list[Mention]:
    """Those of another country than the doers: a minister who warns that her state will answer does not threaten it."""
    own = {doer.country for doer in doers if doer.country}
    return [mention for mention in found if mention.country not in own]


def _unlike(found: Sequence[Mention], doers: Sequence[Mention]) -> list[Mention]:
    """Those of another country, or of another role in the same one: the opposition accuses its minister."""
    roles = {doer.role for doer in doers}
    return [mention for mention in found if mention in _not_of([mention], doers) or mention.role not in {None, *roles}]


def _slot(trigger: Trigger, slot: str, behind: Behind) -> list[Word]:
    """The head words in one of the places that an entry names."""
    word, noun = trigger.word, trigger.noun
    own = objects(word) if word.pos not in NOMINAL else []
    own = [each for each in own if each.dep != "oprd" or own == [each]]
    if slot == "object" and not own and noun is not None and not trigger.entry.noun:
        own = [noun]
    match slot:
        case "object":
            return [each for each in own if each not in trigger.rest and not (each is noun and trigger.entry.noun)]
        case "dative":
            return datives(word)
        case "that":
            return _subjects_below([each for each in (word, noun) if each is not None])
        case _:
            further = [
                each
                for each in (noun, *trigger.rest)
                if each is not None and (each.pos in NOMINAL or each.dep == "prt")
            ]
            nouns = [word, *own, *(each for each in further if each not in own)]
            nouns += [child for noun in own for child in noun.children if child.dep == "acl" and child.tag == "VBN"]
            if trigger.coding.type == "REQUEST" or slot == "to":
                nouns += [of for noun in own for of in after(noun, "of")]
            found = [one for each in nouns for one in after(each, slot)]
            asked = [one for each in nouns for one in _asked(each, slot)]
            return [each for each in found if each.lemma not in CLAIMS and _is_whom(each, trigger, behind)] + asked


def _is_whom(noun: Word, trigger: Trigger, behind: Behind) -> bool:
    """Whether the noun is not just a further thing of which the entry tells: "talks on an accord"."""
    mention = behind.mentions.get(noun.i)
    return noun.lemma not in trigger.entry.objects or (mention is not None and mention.acts)


def _asked(word: Word, preposition: str) -> list[Word]:
    """Of whom it is asked or claimed that they did it: "into whether Chad paid", "into claims that Chad paid"."""
    below = [child for child in word.children if child.dep == "prep" and child.lower == preposition]
    clauses = [clause for each in below for clause in each.children if clause.dep == "pcomp" and clause.child("mark")]
    claims = [noun for noun in after(word, preposition) if noun.lemma in CLAIMS]
    clauses += [clause for noun in claims for clause in noun.children if clause.dep in {"acl", "ccomp"}]
    return [
        subject for clause in clauses if clause.child("nsubj", "nsubjpass") for subject in grammatical_subject(clause)
    ]


def _subjects_below(heads: Sequence[Word]) -> list[Word]:
    """Of whom a clause says that they do something: "demanded that Chad withdraw"."""
    clauses = (child for head in heads for child in head.children if child.dep in CLAUSES and not _is_aside(child))
    with_subject = (clause for clause in clauses if clause.child("nsubj", "nsubjpass"))
    return [subject for clause in with_subject for subject in grammatical_subject(clause)]


def _is_aside(clause: Word) -> bool:
    """Whether the clause tells when or why something is said, and not what: "after Chad attacked"."""
    return clause.dep == "advcl" and any(child.lower in CIRCUMSTANTIAL for child in clause.children)


def _recipients(verb: Word) -> list[Word]:
    """To whom is done what a verb of will governs and the lexicon does not know: "agreed to brief Chad"."""
    clauses = [child for child in verb.children if child.dep == "xcomp"]
    for noun in objects(verb) if verb.pos not in NOMINAL else [verb]:
        clauses += [child for child in noun.children if child.dep == "acl"]
        clauses += [below for child in noun.children if child.lower == "to" for below in child.children]
    own = [noun for clause in clauses for noun in (*datives(clause), *objects(clause))]
    return own + [noun for each in (*clauses, *own) for preposition in GIVING for noun in after(each, preposition)]


def _captors(trigger: Trigger) -> list[Word]:
    """Who holds those whose release is asked for: "the release of people whom police had arrested"."""
    inner = trigger.inner
    if inner is None or trigger.coding.type != "REQUEST" or inner.coding.mode != "release":
        return []
    nouns = [*objects(inner.word), *after(inner.word, "of")]
    clauses = (child for noun in nouns for child in noun.children if child.dep == "relcl")
    return [subject for clause in clauses for subject in subjects(clause) if subject not in nouns]


def _provoking(verb: Word) -> list[Word]:
    """Whose deed would have the threat carried out: "warned that it would strike if Chad sent troops"."""
    clauses = (word for word in verb.subtree() if word.dep == "advcl" and is_condition(word))
    return [subject for clause in clauses for subject in subjects(clause)]


def _intended(trigger: Trigger) -> list[Word]:
    """To whom something is meant to be done by it: "used water cannon to disperse pickets", "a motion to impeach"."""
    above = [each for each in (trigger.word, trigger.noun) if each is not None]
    purposes = (child for each in above for child in each.children if is_infinitive(child))
    return [noun for purpose in purposes for noun in objects(purpose)]


def _defiant(noun: Word) -> list[Word]:
    """Who does something "despite" it: the subject of the verb above."""
    verb = noun.head.head
    return subjects(verb) if noun.dep == "pobj" and noun.head.lower == "despite" and verb.pos in VERBAL else []


def _addressed(verb: Word) -> list[Word]:
    """To whom somebody writes or speaks what a participle tells: "wrote to the ministry asking for troops"."""
    told = verb.tag == "VBG" and verb.dep in {"advcl", "xcomp"} and verb.head.lemma in ADDRESSING
    return after(verb.head, "to") if told else []


def _protested(word: Word) -> list[Word]:
    """Against whom: the object of a clause "to protest against …" that tells what a strike is for."""
    protests = (each for each in word.subtree() if each.lemma == "protest" and each.pos == "VERB" and each is not word)
    return [noun for verb in protests for noun in (*after(verb, "against"), *objects(verb))]


def _hanging(trigger: Trigger, behind: Behind) -> Iterator[Mention]:
    """Any actor after the trigger within its clause."""
    clause = _clause(trigger.word)
    for word in sorted(trigger.word.subtree(), key=lambda each: each.i):
        mention = behind.mentions.get(word.i)
        if mention is None or word.i <= trigger.word.i or not mention.acts or _clause(word) is not clause:
            continue
        if _is_carried(word, trigger):
            continue
        placed = any(each.dep == "pobj" and each.head.lower in PLACING for each in (word, word.head))
        placed = placed or _is_within(word, trigger.word)
        placed = placed or (trigger.coding.type in {"ASSAULT", "COERCE"} and word.head.lower == "for")
        aid = trigger.coding.type == "AID"
        if (aid and mention.matter is not Matter.PERSON) or (not placed and mention.matter in PLAIN):
            yield mention


def _is_carried(word: Word, trigger: Trigger) -> bool:
    """Whether the word is what the trigger carries, or only tells which road or square this is."""
    named = trigger.coding.type == "PROTEST" and word.dep == "compound" and _whole(word).pos == "NOUN"
    return named or (trigger.noun is not None and first_conjunct(word) is first_conjunct(trigger.noun))


def _whole(word: Word) -> Word:
    """The noun that a word before it is a part of: "highway" for "Dhaka-Chittagong highway"."""
    while word.dep == "compound" and word.head is not word:
        word = word.head
    return word


def _is_within(word: Word, above: Word) -> bool:
    """Whether the word tells below another one where that is: "the trees in the gardens of Riga"."""
    while word is not above and word.head is not word:
        if word.dep == "pobj" and word.head.lower in PLACES:
            return True
        word = word.head
    return False


def _clause(word: Word) -> Word:
    """The verb of the clause that a word stands in."""
    while word.pos not in VERBAL and word.head is not word:
        word = word.head
    return word
