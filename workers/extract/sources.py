"""Who does it."""

from __future__ import annotations

from collections.abc import Iterator

from workers.extract import lexicon
from workers.extract.behind import EMPTY, Behind
from workers.extract.coding import Trigger
from workers.extract.mention import Matter, Mention
from workers.extract.speech import SAYING
from workers.extract.syntax import NOMINAL, VERBAL, after, agents, is_passive, objects, possessors, subjects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

JOINT = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
SHARED = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
"""Types whose nouns name their parties after "between" or "of"."""
ADJOINING = words("during in at after on for with to into of from by before")
"""Prepositions through which a noun is an adjunct of its clause: "signed it during talks with Chad"."""
SUFFERING = words("face receive suffer endure undergo survive fear await escape resist")
"""Verbs whose subject is the one to whom their object happens."""
LINKING = frozenset({"be", "remain", "become"})
BEFALLING = words("murder assassination killing abduction kidnapping imprisonment poisoning slaying")
"""Nouns whose possessor is whom it befell, unless that is told after "of": "the leader's murder"."""
DRAWING = words("draw prompt provoke trigger earn spark attract elicit")
"""Verbs whose object comes from somebody else, and is about their subject."""
STOPPING = words("end stop halt cease finish suspend quit avoid prevent avert resolve settle survive witness see")
"""Verbs whose subject does not do what their object says."""
STATE_DEEDS = words(
    "suppress quell arrest detain expel deport release free imprison jail sentence convict execute extradite torture "
    "pardon hang"
)
"""What only a state's servants do: "expelled from Chad" says who expels."""


def sources(trigger: Trigger, behind: Behind) -> list[Mention]:
    """The actors who do what the trigger says; none where the sentence names none."""
    return next((found for found in _places(trigger, behind) if found), [])


def _places(trigger: Trigger, behind: Behind) -> Iterator[list[Mention]]:
    """The places where they may stand, the likeliest first."""
    word = trigger.word
    if word.pos in NOMINAL:
        yield from _of_noun(trigger, word, behind)
        return
    doers = subjects(word)
    if trigger.coding.type == "CONSULT":
        doers = [doer for doer in doers if not behind.is_thing(doer)]
    yield behind.acting(doers)
    if is_passive(word):
        yield _unsaid(trigger, behind)
    if trigger.noun is not None and trigger.entry.noun:
        yield from _of_noun(trigger, trigger.noun, behind)


def _unsaid(trigger: Trigger, behind: Behind) -> list[Mention]:
    """Who does what is said in the passive without "by": whose deed it is, or the state where only it can do so."""
    word, noun = trigger.word, trigger.noun
    done_to = behind.mentions.get(noun.i) if noun is not None else None
    finite = word.child("auxpass") is not None
    if trigger.coding.type == "MOBILIZE" and finite and done_to is not None and done_to.acts:
        return [done_to]
    if noun is not None and (done_to is None or not done_to.acts):
        found = behind.acting(possessors(noun)) or behind.modifying(noun)
        if found:
            return found
    if trigger.coding.type == "CONSULT":
        return behind.acting(after(word, "between"))
    if word.lemma not in STATE_DEEDS:
        return []
    inside = [place for noun in after(word, "from") for place in after(noun, "in")]
    states = behind.acting([*after(word, "from"), *after(word, "in"), *inside])
    return [state for state in states if state.matter is Matter.STATE][:1]


def _of_noun(trigger: Trigger, noun: Word, behind: Behind) -> Iterator[list[Mention]]:
    befell = noun.lemma in BEFALLING and possessors(noun) and not after(noun, "of")
    if not befell:
        yield behind.acting(possessors(noun))
    yield behind.acting(agents(noun))
    if suffered(noun):
        givers = after(noun.head, "from") if noun.head.lemma in DRAWING else []
        yield behind.acting([*after(noun, "of"), *after(noun, "from"), *givers])
    if not befell:
        yield behind.modifying(noun)
    yield behind.acting(after(noun, "between"))
    if trigger.coding.type in SHARED:
        parties = (behind.acting(after(noun, preposition)) for preposition in ("among", "of", "involving"))
        yield next((found for found in parties if len(found) > 1), [])
    for preposition in ("from", "of"):
        if preposition not in trigger.entry.target:
            yield behind.acting(after(noun, preposition))
    gathering = behind.mentions.get(noun.i)
    if trigger.coding.type == "PROTEST" and gathering is not None and gathering.acts:
        yield [gathering]
    yield _carriers(noun, behind, trigger.coding.type in JOINT)


def suffered(noun: Word) -> bool:
    """Whether the noun happens to the subject of its verb: "faces a threat"."""
    return noun.dep == "dobj" and noun.head.lemma in SUFFERING | DRAWING


def _carriers(noun: Word, behind: Behind, joint: bool) -> list[Mention]:  # noqa: FBT001 passed on in recursion
    """The subject of the verb that the noun is the object or, of a joint event, an adjunct of."""
    above = noun.head
    if noun.dep == "pobj" and above.lower in ADJOINING:
        return _adjoined(above, behind) if joint else _means(above, behind)
    if noun.dep == "attr" and above.lemma in LINKING:
        return behind.acting(subject for subject in subjects(above) if subject.lower not in EMPTY)
    if noun.dep in {"dobj", "conj", "appos"} and above.pos in VERBAL and _carries(above):
        return behind.acting(subjects(above))
    if noun.dep == "conj" and above.pos == "NOUN":
        return behind.acting(possessors(above)) or _carriers(above, behind, joint)
    return []


def _carries(verb: Word) -> bool:
    """Whether the verb's subject does what its object says: not if the verb tells of something else done about it."""
    patterns = lexicon.load().verbs.get(verb.lemma, ())
    own = (
        p.entry for p in patterns if not p.rest and not p.entry.objects and p.entry.operator not in {"light", "raise"}
    )
    return verb.lemma not in SUFFERING | DRAWING | STOPPING and (verb.lemma in SAYING or next(own, None) is None)


def _means(preposition: Word, behind: Behind) -> list[Mention]:
    """Who answers, ends or marks something "with" it: the subject of the verb in the active."""
    above = preposition.head.head if preposition.head.dep == "dobj" else preposition.head
    active = preposition.lower == "with" and above.pos in VERBAL and not is_passive(above)
    return (
        behind.acting(subjects(above)) if active and above.lemma not in SUFFERING | DRAWING | STOPPING - {"end"} else []
    )


def _adjoined(preposition: Word, behind: Behind) -> list[Mention]:
    above = preposition.head
    if above.pos in VERBAL:
        return behind.acting(subjects(above)) or (behind.acting(objects(above)) if is_passive(above) else [])
    if above.pos == "NOUN" and preposition.lower == "of":
        return behind.acting(possessors(above)) or _carriers(above, behind, joint=True)
    return []
