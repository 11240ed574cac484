"""Whom a pronoun means."""

from __future__ import annotations

from msgspec import structs

from workers.extract.mention import Matter, Mention
from workers.extract.reading import Reading, is_singular, rows_before
from workers.extract.speech import SAYING
from workers.extract.syntax import is_passive, objects, subjects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

COLLECTIVES = words("police opposition majority group crowd family team crew staff military union leadership")
"""Nouns in the singular that "they" may mean."""
THIRD_PERSON = frozenset({"he", "she", "him", "her", "his"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their"})
OBJECT_PRONOUNS = frozenset({"him", "them"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
NEUTER = frozenset({"it", "its"})
PRONOUNS = THIRD_PERSON | PLURAL_PRONOUNS | FIRST_PERSON | NEUTER


def pronoun(reading: Reading, _: int, head: Word) -> Mention | None:
    """Whom the pronoun means, itself where nobody is known."""
    if head.lower not in PRONOUNS:
        return None
    known, beside = _speaker_of(reading, head) or _subject_above(reading, head), _subject_beside(reading, head)
    if known is not None:
        return reading.known_as(head.i, head, known, Matter.ANAPHOR)
    if head.lower in THIRD_PERSON:
        known = reading.cast.last_person(beside)
    elif head.lower in PLURAL_PRONOUNS:
        known = reading.cast.last_group(beside)
        if row := _row_before(reading, head, known):
            return structs.replace(reading.known_as(head.i, head, row[0], Matter.PAIR), members=row)
    elif head.lower in NEUTER:
        known = reading.cast.last_body()
    if known is None:
        return reading.mention(head.i, head, head.text, matter=Matter.PRONOUN)
    return reading.known_as(head.i, head, known, Matter.ANAPHOR)


def _row_before(reading: Reading, pronoun: Word, group: Mention | None) -> tuple[Mention, ...]:
    """The states that stand in a row before a "their" of the sentence, if no group was named since."""
    row = next(rows_before(reading, pronoun), ())
    later = group is not None and row and group.start > row[-1].start
    return () if later else reading.moved(row, pronoun.i, pronoun)


def _speaker_of(reading: Reading, pronoun: Word) -> Mention | None:
    """Who says of himself: the subject of the verb of saying over "it will", "they had"."""
    clause = pronoun.head
    if pronoun.dep not in {"nsubj", "nsubjpass"} or clause.dep != "ccomp" or clause.head.lemma not in SAYING:
        return None
    speakers = [] if is_passive(clause.head) else subjects(clause.head)
    speaker = next((reading.found[word.i] for word in speakers if word.i in reading.found and word.i < pronoun.i), None)
    return speaker if speaker is not None and _agrees(pronoun, reading.words[speaker.head], speaker) else None


def _subject_above(reading: Reading, pronoun: Word) -> Mention | None:
    """Who does something to those "whom they accuse": the subject of the verb above the clause."""
    clause = pronoun.head
    relative = any(child.tag in {"WDT", "WP"} for child in clause.children) or clause.head in objects(clause)
    if pronoun.dep != "nsubj" or clause.dep != "relcl" or not relative:
        return None
    above = next((word for word in clause.head.ancestors() if word.pos == "VERB"), None)
    found = (
        reading.found[word.i] for word in (subjects(above) if above is not None else ()) if word.i in reading.found
    )
    return next((each for each in found if _agrees(pronoun, reading.words[each.head], each)), None)


def _subject_beside(reading: Reading, pronoun: Word) -> str | None:
    """Who is the subject of the verb that the pronoun is an object of: never the one whom it means."""
    if pronoun.lower not in OBJECT_PRONOUNS:
        return None
    verb = pronoun
    while verb.pos not in {"VERB", "AUX"} and verb.head is not verb:
        verb = verb.head
    subject = next((reading.found.get(word.i) for word in subjects(verb)), None)
    return subject.name if subject is not None else None


def _agrees(pronoun: Word, head: Word, mention: Mention) -> bool:
    """Whether the pronoun may stand for the mention: "it" for a body, "he" for a person, "they" for several."""
    if not mention.acts or mention.members:
        return False
    if pronoun.lower in NEUTER:
        return is_singular(head) and mention.matter not in {Matter.PERSON, Matter.ANAPHOR}
    if pronoun.lower in PLURAL_PRONOUNS:
        return not is_singular(head) or head.lower in COLLECTIVES
    return False
