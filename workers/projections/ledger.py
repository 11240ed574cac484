"""The book of occurrences: reports are entered and struck out, and everything that counts them follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from schemas.rows.events import EVENTS, EventRow
from schemas.rows.occurrences import (
    OCCURRENCE_BLOCKS,
    OCCURRENCE_TERMS,
    OCCURRENCES,
    REPORTS,
    OccurrenceBlockRow,
    OccurrenceRow,
    OccurrenceTermRow,
    ReportRow,
)
from schemas.rows.row import Change, Delete, Put, actor_term, country_term
from workers.projections import relations
from workers.projections.actors import Known
from workers.projections.draft import Draft
from workers.projections.sameness import blocks
from workers.projections.tallies import founded, shown, tallied
from workers.projections.view import Key

MOST_IN_BLOCK = 64
"""Occurrences that are kept where reports of their kind look for them: the latest, so that a report costs as much in a
log of any length.
"""


class Ledger:
    """The occurrences that one article reports of, while its reports change."""

    def __init__(self, draft: Draft, article: str, actors: Known) -> None:
        self._draft = draft
        self._actors = actors
        found = draft.find(REPORTS, "article", article).values()
        self.before = {row.event: row for row in found}
        self._reports = Counter(report.occurrence for report in self.before.values())
        self._voices = Counter(report.voice for report in self.before.values())
        self._touched: dict[str, OccurrenceRow | None] = {}
        self._stale: set[str] = set()

    def occurrence(self, identity: str) -> OccurrenceRow | None:
        """The occurrence, if anything is reported of it."""
        row = self._draft.get(OCCURRENCES, identity)
        return row if row and row.reports else None

    def enter(self, report: ReportRow, event: EventRow) -> None:
        """Count a report of an occurrence, which is founded by the first one."""
        identity = report.occurrence
        self._touch(identity)
        row = self.occurrence(identity) or founded(report, event)
        row = replace(
            row,
            sources=row.sources + (not self._voiced(report)),
            articles=row.articles + (not self._reports[identity]),
            first_reported=min(row.first_reported, report.reported),
            last_reported=max(row.last_reported, report.reported),
        )
        self._reports[identity] += 1
        self._voices[report.voice] += 1
        self._draft.put(REPORTS, (report.article, report.event), report)
        self._draft.put(OCCURRENCES, (identity,), tallied(row, report, 1))
        self._count(report, 1)

    def strike(self, report: ReportRow) -> None:
        """Count a report no longer."""
        identity = report.occurrence
        self._touch(identity)
        self._draft.delete(REPORTS, (report.article, report.event))
        self._reports[identity] -= 1
        self._voices[report.voice] -= 1
        row = self._draft.known(OCCURRENCES, identity)
        row = replace(
            row,
            sources=row.sources - (not self._voiced(report)),
            articles=row.articles - (not self._reports[identity]),
        )
        if report.event == row.event or report.reported in {row.first_reported, row.last_reported}:
            self._stale.add(identity)
        self._draft.put(OCCURRENCES, (identity,), tallied(row, report, -1))
        self._count(report, -1)

    def close(self) -> Iterator[Change]:
        """Let everything that tells of the occurrences tell of them as they are now; the changes to lists."""
        for identity in self._stale:
            if row := self.occurrence(identity):
                self._draft.put(OCCURRENCES, (identity,), self._looked_over(row))
        self._actors.settle()
        changed = list(self._changed())
        relations.follow(self._draft, changed)
        self._shelve(changed)
        for before, after in changed:
            yield from _listed(before, after)

    def _shelve(self, changed: Iterable[tuple[OccurrenceRow | None, OccurrenceRow | None]]) -> None:
        """Keep the occurrences where they will be looked for, and of those in one place the latest."""
        places = [(_blocks(before), _blocks(after)) for before, after in changed]
        self._draft.foresee(OCCURRENCE_BLOCKS, "block", {key[0] for was, now in places for key in was ^ now})
        for was, now in places:
            for key in was - now:
                self._draft.delete(OCCURRENCE_BLOCKS, key)
            for block, position, occurrence in sorted(now - was):
                row = OccurrenceBlockRow(block=block, position=position, occurrence=occurrence)
                self._draft.put(OCCURRENCE_BLOCKS, (block, position, occurrence), row)
                kept = self._draft.find(OCCURRENCE_BLOCKS, "block", block)
                if len(kept) > MOST_IN_BLOCK:
                    self._draft.delete(OCCURRENCE_BLOCKS, min(kept))

    def _changed(self) -> Iterator[tuple[OccurrenceRow | None, OccurrenceRow | None]]:
        """The occurrences that are otherwise than before, as they were and as they are."""
        for identity, before in self._touched.items():
            after = self.occurrence(identity)
            if after is None:
                self._draft.delete(OCCURRENCES, (identity,))
            if before != after:
                yield before, after

    def _touch(self, identity: str) -> None:
        if identity not in self._touched:
            self._touched[identity] = self.occurrence(identity)

    def _voiced(self, report: ReportRow) -> bool:
        """Whether another report of the occurrence has the same voice; of one that is new, only this article's can."""
        if self._voices[report.voice]:
            return True
        if self._touched[report.occurrence] is None:
            return False
        others = self._draft.find(REPORTS, "voice", report.voice).values()
        return any(other.article != report.article for other in others)

    def _count(self, report: ReportRow, reports: int) -> None:
        source = {party.actor: None for party in report.source if party.actor}
        target = {party.actor: None for party in report.target if party.actor}
        for actor in source | target:
            self._actors.count(actor, report.type, reports=reports, source=actor in source, target=actor in target)
        self._actors.name(report.aliases, reports)

    def _looked_over(self, row: OccurrenceRow) -> OccurrenceRow:
        """The occurrence shown by the first of its reports that are left, with the days between which they came."""
        left = list(self._draft.find(REPORTS, "occurrence", row.id).values())
        days = [report.reported for report in left]
        first = min(left, key=lambda report: (report.position, report.event))
        row = replace(row, first_reported=min(days), last_reported=max(days))
        event = self._draft.get(EVENTS, first.event)
        return shown(row, first, event.sentence if event else row.sentence)


def _listed(before: OccurrenceRow | None, after: OccurrenceRow | None) -> Iterator[Change]:
    """How the lists in which an occurrence is found change.

    What people find it by comes and goes together with the row, as a look into the past needs it.
    """
    old, new = _terms(before), _terms(after)
    yield from (Delete(OCCURRENCE_TERMS, key) for key in old if key not in new)
    yield from (Put(OCCURRENCE_TERMS, row, fresh=key not in old) for key, row in new.items())


def _terms(row: OccurrenceRow | None) -> dict[Key, OccurrenceTermRow]:
    """What people find an occurrence by."""
    if row is None:
        return {}
    parties = row.source + row.target
    terms = [actor_term(party.actor) for party in parties if party.actor]
    terms += [country_term(party.country) for party in parties if party.country]
    day, position = row.day.isoformat() if row.day else "", row.position
    return {
        (term, day, position): OccurrenceTermRow(term=term, day=day, position=position) for term in dict.fromkeys(terms)
    }


def _blocks(row: OccurrenceRow | None) -> set[tuple[str, int, str]]:
    """Where it is looked for when another report comes: the keys of its rows."""
    return {(block, row.position, row.id) for block in blocks(row)} if row else set()
