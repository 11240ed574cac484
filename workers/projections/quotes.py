"""The quotations of every article's current revision, and the terms to find them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.event import Quotation, QuotationWords
from schemas.identity import finding_id
from schemas.record import ArticleErased, ArticleReceived, ExtractionCompleted, ExtractionCompletedWords
from schemas.rows.quotes import QUOTE_TERMS, QUOTES, QuoteRow, QuoteTermRow
from schemas.rows.row import Change, Delete, Put, country_term, name_term
from schemas.terms import publisher_term, telling_words, word_term
from workers.projections.entry import Entry
from workers.projections.publisher import printed_on, publisher_of
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """An extraction's quotations take the place of those before; a new revision or an erased article has none."""
    found: dict[str, QuoteRow] = {}
    match entry.data, entry.words:
        case ArticleReceived() | ArticleErased(), _:
            pass
        case ExtractionCompleted() as data, ExtractionCompletedWords() as words:
            pairs = zip(data.quotations, words.quotations, strict=True)
            every = [_row(entry, data, rows, quotation, said) for quotation, said in pairs]
            found = {row.id: row for row in every}
        case _:
            return
    for row in rows.quotes.values():
        yield from _unlisted(row)
        if row.id not in found:
            yield Delete(QUOTES, (row.id,))
    for row in found.values():
        yield Put(QUOTES, row)
        yield from _listed(row)


def terms_of(row: QuoteRow) -> Iterable[str]:
    """What a quotation is found by, each once."""
    names = [name_term(name) for name in (row.speaker, row.source) if name]
    country = [country_term(row.country)] if row.country else []
    publisher = [publisher_term(row.publisher)] if row.publisher else []
    return dict.fromkeys([*names, *country, *publisher, *map(word_term, telling_words(row.content))])


def _listed(row: QuoteRow) -> Iterator[Change]:
    for term in terms_of(row):
        yield Put(QUOTE_TERMS, QuoteTermRow(term=term, day=row.day.isoformat(), position=row.position, id=row.id))


def _unlisted(row: QuoteRow) -> Iterator[Change]:
    yield from (Delete(QUOTE_TERMS, (term, row.day.isoformat(), row.position, row.id)) for term in terms_of(row))


def _row(entry: Entry, data: ExtractionCompleted, rows: Known, quotation: Quotation, words: QuotationWords) -> QuoteRow:
    part, speaker = rows.parts.get((entry.article, quotation.part)), quotation.speaker
    return QuoteRow(
        id=finding_id(entry.article, quotation.cue.start, quotation.content.start),
        article=entry.article,
        revision=data.revision,
        part=quotation.part,
        content=words.content,
        content_start=quotation.content.start,
        content_end=quotation.content.end,
        cue=words.cue,
        cue_start=quotation.cue.start,
        cue_end=quotation.cue.end,
        sentence=words.sentence,
        sentence_start=quotation.sentence.start,
        sentence_end=quotation.sentence.end,
        direct=quotation.direct,
        extractor=data.extractor,
        position=entry.position,
        source=words.source,
        speaker=words.speaker,
        country=speaker.country if speaker else None,
        role=speaker.role if speaker else None,
        day=printed_on(part, rows.current.received_at),
        publisher=publisher_of(rows.current.source, rows.current.url),
        title=part.title if part else None,
    )
