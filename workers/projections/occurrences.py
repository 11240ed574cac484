"""Occurrences: the reports of one happening, joined across sentences and articles.

Decided article by article, in the order of the log, when an extraction is complete: what it found anew, or reads
otherwise than before, joins the occurrence that most speaks for, or founds one; what it did not find again no longer
counts. What stays as it was stays where it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import nlargest

from msgspec.structs import replace

from schemas.correction import EventCorrected, EventCorrectedWords
from schemas.identity import article_of_event
from schemas.record import ArticleErased, ArticleReceived, ExtractionCompleted
from schemas.rows.events import EventRow
from schemas.rows.occurrences import (
    OCCURRENCE_BLOCKS,
    OCCURRENCES,
    REPORTS,
    OccurrenceRow,
    PlaceCell,
    ReportRow,
)
from schemas.rows.row import Change
from workers.projections.actors import Known as Actors
from workers.projections.draft import Draft
from workers.projections.entry import Entry
from workers.projections.ledger import Ledger
from workers.projections.naming import Kind
from workers.projections.publisher import printed_on, voice_of
from workers.projections.sameness import blocks_asked, likeness
from workers.projections.timeline import corrected_event
from workers.projections.view import Known

MOST_CANDIDATES = 64
"""Occurrences that a report is compared with, the latest ones."""


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """A new revision reports nothing yet, a complete extraction what it found, but for what people call wrong."""
    page = _Page(entry.article, rows)
    match entry.data, entry.words:
        case ArticleReceived() | ArticleErased(), _:
            yield from page.report([], gone=page.reported)
        case ExtractionCompleted(events=found), _:
            events = [row for row in rows.events.values() if row.position >= entry.position - found and not row.wrong]
            yield from page.report(events, gone=page.reported - {row.id for row in events})
        case EventCorrected() as data, EventCorrectedWords() as words:
            if event := corrected_event(entry, data, words, rows):
                gone = page.reported & {event.id} if event.wrong else frozenset[str]()
                before = rows.event(event.id)
                moved = before is not None and before.same_as != event.same_as
                yield from page.report([] if event.wrong else [event], gone=gone, anew=moved)


class _Page:
    """What an article reports."""

    def __init__(self, article: str, rows: Known) -> None:
        self._rows = rows
        self._draft = draft = Draft(rows.view)
        self._actors = Actors(draft)
        self._ledger = Ledger(draft, article, self._actors)
        self._told: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._parts: defaultdict[str, set[int]] = defaultdict(set)
        self._sentences: defaultdict[int, set[str]] = defaultdict(set)
        self._meant: dict[str, list[str]] = {}

    @property
    def reported(self) -> frozenset[str]:
        """The ids of the events that it reports."""
        return frozenset(self._ledger.before)

    def report(self, events: Sequence[EventRow], gone: Collection[str], *, anew: bool = False) -> Iterator[Change]:
        """Report these events from now on as they read now, and those that are gone no longer.

        What reads as before stays where it was, unless it is to be decided `anew`.
        """
        self._actors.foresee([cell for row in events for cell in row.source + row.target])
        claims = {event.id: self._claim(event) for event in sorted(events, key=lambda row: row.position)}
        fresh = {identity for identity, claim in claims.items() if anew or not self._stands(claim)}
        for identity, report in self._ledger.before.items():
            if identity not in fresh and identity not in gone:
                self._note(report)
        self._foresee([claims[identity] for identity in fresh])
        for event in sorted(events, key=lambda row: _fullness(claims[row.id])):
            if event.id in fresh:
                self._decide(claims[event.id], event)
        for identity in sorted(gone):
            self._ledger.strike(self._ledger.before[identity])
        yield from self._ledger.close()
        yield from self._draft.changes()

    def _stands(self, claim: ReportRow) -> bool:
        """Whether the event is reported already, and just so."""
        before = self._ledger.before.get(claim.event)
        return before is not None and _of(claim, before.occurrence) == before

    def _decide(self, claim: ReportRow, event: EventRow) -> None:
        """Enter a report under the occurrence that it is of."""
        if before := self._ledger.before.get(claim.event):
            self._ledger.strike(before)
        report = _of(claim, self._placed(event) or self._best(claim, event) or self._new(event))
        self._ledger.enter(report, event)
        self._note(report)

    def _placed(self, event: EventRow) -> str | None:
        """The occurrence that people say the event is of; None if they do not say, or mean one that is not reported."""
        if event.same_as is None:
            return None
        if event.same_as == event.id:
            return f"{event.id}-0"  # no record has this position, so no other occurrence this id
        report = self._draft.get(REPORTS, article_of_event(event.same_as), event.same_as)
        return report.occurrence if report else None

    def _claim(self, event: EventRow) -> ReportRow:
        """What an event says, not yet of which occurrence."""
        source, target = ([self._actors.party(cell) for cell in side] for side in (event.source, event.target))
        aliases = dict.fromkeys(alias for _, names in source + target for alias in names)
        day = None if event.historical else event.day
        part = self._rows.parts.get((event.article, event.part))
        return ReportRow(
            article=event.article,
            event=event.id,
            occurrence="",
            voice=voice_of(self._rows.origin(event.part)),
            part=event.part,
            type=event.type,
            status=("not " if event.negated else "") + event.modality,
            source=tuple(dict.fromkeys(party for party, _ in source)),
            target=tuple(dict.fromkeys(party for party, _ in target)),
            position=event.found_at,
            reported=printed_on(part, self._rows.current.received_at),
            sentence_start=event.sentence_start,
            aliases=tuple(aliases),
            told=event.first_day is not None,
            mode=event.mode,
            goldstein=event.goldstein,
            first_day=event.first_day or day,
            last_day=event.last_day or day,
            place=_place(event),
        )

    def _foresee(self, claims: Sequence[ReportRow]) -> None:
        """Read at once the occurrences that may be meant."""
        asked = {claim.event: set(blocks_asked(claim)) for claim in claims}
        self._draft.foresee(OCCURRENCE_BLOCKS, "block", set().union(*asked.values()))
        self._meant = {event: self._latest(blocks) for event, blocks in asked.items()}
        self._draft.foresee(OCCURRENCES, "id", set(self._meant).union(*self._meant.values()))

    def _latest(self, blocks: Collection[str]) -> list[str]:
        """The latest of the occurrences that are kept under any of these."""
        kept = (row for block in blocks for row in self._draft.find(OCCURRENCE_BLOCKS, "block", block).values())
        found = {row.occurrence: row.position for row in kept}
        return nlargest(MOST_CANDIDATES, found, key=found.__getitem__)

    def _best(self, claim: ReportRow, event: EventRow) -> str | None:
        """The occurrence that most speaks for, the earlier of equals; a sentence tells of none twice."""
        best: tuple[int, int, str] | None = None
        for row in self._candidates(claim):
            weight = likeness(claim, event.sentence, row, same_part=claim.part in self._parts[row.id])
            if weight is not None and (best is None or (weight, -row.position) > best[:2]):
                best = (weight, -row.position, row.id)
        return best[2] if best else None

    def _candidates(self, claim: ReportRow) -> Iterator[OccurrenceRow]:
        known = dict.fromkeys((*self._told[claim.type, claim.status], *self._meant[claim.event]))
        left = [each for each in known if each not in self._sentences[claim.sentence_start]]
        found = [row for each in left if (row := self._ledger.occurrence(each))]
        yield from sorted(found, key=lambda row: -row.position)[:MOST_CANDIDATES]

    def _new(self, event: EventRow) -> str:
        """The id of a new occurrence: its first event's, unless that is taken."""
        return event.id if self._ledger.occurrence(event.id) is None else f"{event.id}-{event.position}"

    def _note(self, report: ReportRow) -> None:
        """Take note of what the page tells of by now."""
        self._told[report.type, report.status][report.occurrence] = None
        self._parts[report.occurrence].add(report.part)
        self._sentences[report.sentence_start].add(report.occurrence)


def _of(claim: ReportRow, occurrence: str) -> ReportRow:
    """The claim as a report of an occurrence."""
    return replace(claim, occurrence=occurrence, voice=f"{occurrence} {claim.voice}")


def _fullness(claim: ReportRow) -> tuple[int, ...]:
    """What says more comes first, then what was found first."""
    named = sum(party.kind == Kind.NAMED for party in claim.source + claim.target)
    return (-bool(claim.target), -claim.told, -named, claim.position)


def _place(event: EventRow) -> PlaceCell | None:
    if event.place is None:
        return None
    return PlaceCell(name=event.place, country=event.place_country, latitude=event.latitude, longitude=event.longitude)
