"""Numbers that are claims: so many killed, arrested, dollars, with what they are claimed of and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from schemas.block import Span
from schemas.event import DateRange, Figure, FigureWords, FoundFigure, Qualifier
from workers.extract.circumstances import Timed, counts, on_clause
from workers.extract.claimants import Claimant, claimant
from workers.extract.commonnouns import CALENDAR
from workers.extract.dates import Expression
from workers.extract.measures import OTHER
from workers.extract.mention import Mention
from workers.extract.numbers import Number, numbers
from workers.extract.scene import Scene
from workers.extract.subjects import CHANGING, Subject, subject_of
from workers.extract.syntax import auxiliaries, subjects
from workers.extract.tree import Sentence, Word
from workers.extract.units import Counted, counted
from workers.extract.vocabulary import words

FEW = 2
"""Up to so many is no figure but a way of counting off, unless somebody came to harm."""
MOST = 20
"""Figures of one sentence; what holds more is a table."""
YEARS = range(1700, 2101)
PASSING = words(
    "page number version chapter article round set seed point goal yard kilogram gram kilo mile kilometer kilometre km "
    "meter metre foot inch centimeter centimetre millimeter millimetre ounce cup tablespoon teaspoon clove slice litre "
    "liter calorie degree episode lap game match win draw loss season step song track time inning wicket run try "
    "knot volt watt pixel gigabyte megabyte review star sign decimal digit letter word sentence line column row "
    "paragraph verse side way reason question stage bedroom kind type sort part piece half quarter third member"
)
"""What numbers count that claim nothing of the world's happenings."""
RANKING = words("top first last next past no. number")
SUPPOSING = words("could might may would should must can")
ENDS_OF_CLAUSE = frozenset({"VERB", "AUX"})


class Claim(Struct, frozen=True):
    """A number of a sentence with what it counts, in which clause."""

    number: Number
    start: int
    end: int
    counted: Counted
    verb: Word | None


def figures(scene: Scene, number: int, text: str, timed: Timed) -> Iterator[FoundFigure]:
    """The claimed numbers of a sentence, in order; `text` is the page's, `timed` the sentence's dates."""
    sentence = scene.sentences[number]
    if not any(word.tag == "CD" for word in sentence.words) or scene.apart[number]:
        return
    for claim in islice(_claims(sentence, scene.mentions[number], timed), MOST):
        subject = subject_of(scene, number, claim.counted, claim.verb)
        yield _found(scene, number, claim, subject, text, timed)


def _claims(sentence: Sentence, mentions: Mapping[int, Mention], timed: Timed) -> Iterator[Claim]:
    dates = [(sentence.start + day.start, sentence.start + day.end) for _, day in timed]
    for number in numbers(sentence.words):
        run = sentence.words[number.first : number.last + 1]
        start, end = run[0].start, run[-1].end
        thing = counted(sentence.words, number)
        if thing is None or any(start < stop and begin < end for begin, stop in dates):
            continue
        verb = next((above for above in thing.word.ancestors() if above.pos in ENDS_OF_CLAUSE), None)
        if _is_claim(sentence.words, number, thing, verb) and not _is_year(sentence.words, number, thing, mentions):
            yield Claim(number, start, end, thing, verb)


def _is_claim(words: Sequence[Word], number: Number, thing: Counted, verb: Word | None) -> bool:
    """Whether the number says how many there are or were, of something that could be counted otherwise."""
    before = words[number.first - 1] if number.first else None
    if before is not None and (before.lower in RANKING or before.text in {"#", "+"} or _is_name(before)):
        return False
    if verb is not None and (auxiliaries(verb) & SUPPOSING or _is_former(thing.word, verb)):
        return False
    if thing.unit != OTHER:
        return True
    return number.value > FEW and _is_told(thing.word, verb)


def _is_name(before: Word) -> bool:
    """Whether the number is part of a name: "Boeing 737 jets"."""
    return before.pos == "PROPN" and before.dep in {"compound", "nmod"}


def _is_former(thing: Word, verb: Word) -> bool:
    """Whether the number is the one before the change: "rose from 12"."""
    return thing.dep == "pobj" and thing.head.lower == "from" and verb.lemma in CHANGING


def _is_told(thing: Word, verb: Word | None) -> bool:
    """Whether several of something have a part in what a sentence tells, and are no time, length or helping."""
    names = {thing.lemma.lower(), thing.lower.rstrip(".")}
    several = thing.tag == "NNS" or thing.lemma == "people"
    if not several or names & (CALENDAR | PASSING) or verb is None or verb.lemma == "have":
        return False
    return bool(subjects(verb)) or verb.child("nsubjpass", "expl") is not None


def _is_year(words: Sequence[Word], number: Number, thing: Counted, mentions: Mapping[int, Mention]) -> bool:
    """Whether the number before something that is no unit tells of when it is: "the 2016 matches"."""
    first = words[number.first]
    plain = thing.unit == OTHER and number.first == number.last and first.text.isdigit()
    return plain and number.value in YEARS and number.qualifier is Qualifier.EXACT and not counts(first, mentions)


def _found(scene: Scene, number: int, claim: Claim, subject: Subject, text: str, timed: Timed) -> FoundFigure:
    """The claim as codes and words."""
    sentence, thing = scene.sentences[number], claim.counted
    here = Span(sentence.start, sentence.end)
    by, day = claimant(scene, number, thing.word), _day(scene, sentence, claim, timed)
    about = Span(claim.verb.start, claim.verb.end) if claim.verb else None
    figure = Figure(
        part=scene.passage.block.part,
        sentence=here,
        start=claim.start,
        end=claim.end,
        value=claim.number.value,
        high=claim.number.high,
        qualifier=claim.number.qualifier,
        unit=thing.unit,
        counted=Span(thing.printed.start, thing.printed.end),
        about=about,
        date=day,
        country=subject.country,
        topic=subject.topic,
        claimed_by=by.span if by else None,
        claimant=by.actor if by else None,
    )
    return FoundFigure(figure, _words(figure, thing, subject, by, text))


def _words(figure: Figure, thing: Counted, subject: Subject, by: Claimant | None, text: str) -> FigureWords:
    return FigureWords(
        number=text[figure.start : figure.end],
        unit=thing.name,
        subject=subject.name,
        counted=text[figure.counted.start : figure.counted.end],
        sentence=text[figure.sentence.start : figure.sentence.end],
        about=text[figure.about.start : figure.about.end] if figure.about else None,
        date=text[figure.date.start : figure.date.end] if figure.date else None,
        claimed_by=text[figure.claimed_by.start : figure.claimed_by.end] if figure.claimed_by else None,
        claimant=by.name if by else None,
    )


def _day(scene: Scene, sentence: Sentence, claim: Claim, timed: Timed) -> DateRange | None:
    """The days that the number is said of; "since" goes on to the day it was written."""
    found = on_clause(claim.verb or claim.counted.word, timed) or on_clause(claim.counted.word, timed)
    if found is None:
        return None
    last = found.last
    if scene.day is not None and scene.day > last and _follows_since(sentence, found):
        last = scene.day
    return DateRange(start=sentence.start + found.start, end=sentence.start + found.end, first=found.first, last=last)


def _follows_since(sentence: Sentence, day: Expression) -> bool:
    return sentence.text[: day.start].rstrip().lower().endswith("since")
