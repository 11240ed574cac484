"""The figures of every article's current revision, and the subjects under which those of the same thing meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from schemas.event import Figure, FigureWords
from schemas.identity import finding_id, subject_id
from schemas.record import ArticleErased, ArticleReceived, ExtractionCompleted, ExtractionCompletedWords
from schemas.rows.figures import FIGURES, SUBJECT_TERMS, SUBJECTS, FigureRow, StanceCell, SubjectRow, SubjectTermRow
from schemas.rows.row import Change, Delete, Put, shortened
from schemas.terms import telling_words, word_term
from workers.projections.contradiction import contradictions
from workers.projections.entry import Entry
from workers.projections.publisher import printed_on, publisher_of
from workers.projections.view import Known

MOST_STANCES = 20
"""Whose figures of a subject are held against each other: those with the latest."""
OTHER = "other"


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """An extraction's figures take the place of those before; neither a new revision nor an erased article has any."""
    found: dict[str, FigureRow] = {}
    match entry.data, entry.words:
        case ArticleReceived() | ArticleErased(), _:
            pass
        case ExtractionCompleted() as data, ExtractionCompletedWords() as words:
            pairs = zip(data.figures, words.figures, strict=True)
            made = (_row(entry, data, rows, figure, said) for figure, said in pairs)
            found = {row.id: row for row in made}
        case _:
            return
    yield from replaced(entry, rows, found)


def replaced(entry: Entry, rows: Known, found: Mapping[str, FigureRow]) -> Iterator[Change]:
    """These rows take the place of the article's, and their subjects become what the figures make of them."""
    before = {row.id: row for row in rows.figures.values()}
    yield from (Delete(FIGURES, (key,)) for key in before if key not in found)
    yield from (Put(FIGURES, row) for row in found.values())
    gone, come = _by_subject(before.values()), _by_subject(found.values())
    ids = list(dict.fromkeys([*gone, *come]))
    known = rows.subjects(ids) if ids else {}
    for subject in ids:
        yield from _subject(entry, rows, known.get(subject), gone[subject], come[subject])


def _by_subject(figures: Iterable[FigureRow]) -> defaultdict[str, list[FigureRow]]:
    grouped: defaultdict[str, list[FigureRow]] = defaultdict(list)
    for row in figures:
        grouped[row.subject_id].append(row)
    return grouped


def _subject(
    entry: Entry, rows: Known, before: SubjectRow | None, gone: list[FigureRow], come: list[FigureRow]
) -> Iterator[Change]:
    """The subject once the article's figures of it are these and no longer those."""
    claims = (before.claims if before else 0) - len(gone) + len(come)
    if before:
        yield from (Delete(SUBJECT_TERMS, _place(before, term)) for term in _terms(before))
        if claims == 0:
            yield Delete(SUBJECTS, (before.id,))
            return
    after = _summed(before or come[0], before, claims, _stances(rows, before, gone, come), entry.position)
    yield Put(SUBJECTS, after)
    yield from (Put(SUBJECT_TERMS, _listed(after, term)) for term in _terms(after))


def _stances(
    rows: Known, before: SubjectRow | None, gone: list[FigureRow], come: list[FigureRow]
) -> tuple[StanceCell, ...]:
    """The latest figure of everybody who holds one; who loses the latest falls back on the one before."""
    article = rows.current.id
    held = {shortened(cell.by): cell for cell in (before.stances if before else ()) if cell.article != article}
    lost = {row.stance for row in gone} if before else set()
    kept = (row for stance in sorted(lost) for row in rows.stances(stance) if row.article != article)
    for row in (*kept, *come):
        cell = _stance(row)
        by = shortened(cell.by)
        if by not in held or _rank(cell) > _rank(held[by]):
            held[by] = cell
    return tuple(sorted(held.values(), key=_rank, reverse=True)[:MOST_STANCES])


def _rank(cell: StanceCell) -> tuple[date, int, float, str]:
    """Later days count more, then later records, then, in one article, the greater number: the whole, not a part."""
    return cell.last, cell.position, cell.high or cell.value, cell.figure


def _stance(row: FigureRow) -> StanceCell:
    return StanceCell(
        by=row.claimant or row.publisher or "",
        figure=row.id,
        article=row.article,
        value=row.value,
        high=row.high,
        qualifier=row.qualifier,
        first=row.day,
        last=row.last_day or row.day,
        told=row.first_day is not None,
        position=row.position,
    )


def _summed(
    named: FigureRow | SubjectRow,
    before: SubjectRow | None,
    claims: int,
    stances: tuple[StanceCell, ...],
    position: int,
) -> SubjectRow:
    """The subject's row after a record at the position; `named` knows what it is called."""
    return SubjectRow(
        id=named.id if isinstance(named, SubjectRow) else named.subject_id,
        subject=named.subject,
        unit=named.unit,
        country=named.country,
        topic=named.topic,
        claims=claims,
        claimants=len(stances),
        lowest=min((cell.value for cell in stances), default=0.0),
        highest=max((cell.high or cell.value for cell in stances), default=0.0),
        contradictions=contradictions(stances),
        stances=stances,
        first_day=min((cell.first for cell in stances), default=date.min),
        last_day=max((cell.last for cell in stances), default=date.min),
        first_seen=before.first_seen if before else position,
        position=position,
    )


def _listed(row: SubjectRow, term: str) -> SubjectTermRow:
    return SubjectTermRow(term=term, contradictions=row.contradictions, first_seen=row.first_seen, id=row.id)


def _terms(row: SubjectRow) -> list[str]:
    """The words that a subject is found by: its own and those of its unit."""
    return [word_term(word) for word in telling_words(f"{row.subject} {row.unit} {row.country or ''}")]


def _place(row: SubjectRow, term: str) -> tuple[str, int, int, str]:
    return term, row.contradictions, row.first_seen, row.id


def _row(entry: Entry, data: ExtractionCompleted, rows: Known, figure: Figure, words: FigureWords) -> FigureRow:
    part = rows.parts.get((entry.article, figure.part))
    publisher = publisher_of(rows.current.source, rows.current.url)
    subject = subject_id(words.subject, words.unit)
    return FigureRow(
        id=finding_id(entry.article, figure.start),
        article=entry.article,
        revision=data.revision,
        part=figure.part,
        subject_id=subject,
        subject=words.subject,
        unit=words.unit if figure.unit == OTHER else figure.unit,
        value=figure.value,
        high=figure.high,
        qualifier=figure.qualifier,
        number=words.number,
        start=figure.start,
        end=figure.end,
        sentence=words.sentence,
        sentence_start=figure.sentence.start,
        sentence_end=figure.sentence.end,
        stance=f"{subject} {shortened(words.claimant or publisher)}",
        extractor=data.extractor,
        position=entry.position,
        day=figure.date.first if figure.date else printed_on(part, rows.current.received_at),
        first_day=figure.date.first if figure.date else None,
        last_day=figure.date.last if figure.date else None,
        country=figure.country,
        topic=figure.topic,
        claimant=words.claimant,
        claimant_country=figure.claimant.country if figure.claimant else None,
        claimant_role=figure.claimant.role if figure.claimant else None,
        publisher=publisher,
        title=part.title if part else None,
    )
