"""What the folds of occurrences, actors and relations keep as sums is what anybody would count in their rows."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given

from schemas.rows.actors import ACTOR_ALIASES, ACTOR_KEYS, ACTORS
from schemas.rows.articles import PARTS
from schemas.rows.events import EVENTS
from schemas.rows.occurrences import (
    OCCURRENCE_BLOCKS,
    OCCURRENCE_TERMS,
    OCCURRENCES,
    REPORTS,
    ReportRow,
)
from schemas.rows.relations import COVERAGE, RELATION_DAYS, RELATIONS
from tests.support.happenings import newsrooms
from tests.support.histories import History, Rows
from workers.projections.sameness import blocks
from workers.projections.tallies import sides_told


def reports_by_occurrence(rows: Rows) -> dict[str, list[ReportRow]]:
    grouped = defaultdict[str, list[ReportRow]](list)
    for report in rows.all(REPORTS):
        grouped[report.occurrence].append(report)
    return grouped


@given(newsrooms())
def test_every_event_of_a_complete_extraction_is_a_report_of_an_occurrence(history: History) -> None:
    rows = Rows(history)
    events = {row.id for row in rows.all(EVENTS)}
    reports = rows.all(REPORTS)
    assert {report.event for report in reports} == events
    assert {report.occurrence for report in reports} == {row.id for row in rows.all(OCCURRENCES)}


@given(newsrooms())
def test_an_occurrence_counts_its_reports_articles_and_voices(history: History) -> None:
    rows = Rows(history)
    grouped = reports_by_occurrence(rows)
    for row in rows.all(OCCURRENCES):
        reports = grouped[row.id]
        assert row.reports == len(reports)
        assert row.articles == len({report.article for report in reports})
        assert row.sources == len({report.voice for report in reports})
        days = [report.reported for report in reports]
        assert (row.first_reported, row.last_reported) == (min(days), max(days))
        assert row.event in {report.event for report in reports}


@given(newsrooms())
def test_an_occurrence_keeps_what_its_reports_say_side_by_side(history: History) -> None:
    rows = Rows(history)
    grouped = reports_by_occurrence(rows)
    for row in rows.all(OCCURRENCES):
        reports = grouped[row.id]
        said = Counter((each.first_day, each.last_day, each.told) for each in reports if each.first_day)
        assert {(each.first, each.last, each.told): each.reports for each in row.dates} == said
        places = Counter(each.place for each in reports if each.place)
        assert {each.place: each.reports for each in row.places} == places
        sides = Counter((each.source, each.target) for each in reports)
        assert {(each.source, each.target): each.reports for each in sides_told(row)} == sides
        assert len(row.sides) != 1


@given(newsrooms())
def test_an_occurrence_is_found_where_it_belongs_and_nowhere_else(history: History) -> None:
    rows = Rows(history)
    occurrences = rows.all(OCCURRENCES)
    kept = {(row.block, row.occurrence) for row in rows.all(OCCURRENCE_BLOCKS)}
    assert kept == {(block, row.id) for row in occurrences for block in blocks(row)}
    terms = {(row.term, row.position) for row in rows.all(OCCURRENCE_TERMS)}
    parties = [(party, row.position) for row in occurrences for party in row.source + row.target]
    expected = {(f"actor {party.actor}", at) for party, at in parties if party.actor}
    assert terms == expected | {(f"country {party.country}", at) for party, at in parties if party.country}
    assert len({row.position for row in occurrences}) == len(occurrences)


@given(newsrooms())
def test_actors_and_their_names_are_counted_in_reports(history: History) -> None:
    rows = Rows(history)
    mentions, did, underwent, names = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for report in rows.all(REPORTS):
        source = {party.actor for party in report.source if party.actor}
        target = {party.actor for party in report.target if party.actor}
        did.update(source)
        underwent.update(target)
        mentions.update(source | target)
        names.update(report.aliases)
    actors = rows.all(ACTORS)
    assert {row.id: row.mentions for row in actors} == mentions
    assert {row.id: row.as_source for row in actors if row.as_source} == did
    assert {row.id: sum(each.target for each in row.types) for row in actors if row.as_target} == underwent
    assert {row.id: row.mentions for row in rows.all(ACTOR_ALIASES)} == names
    assert {row.actor for row in rows.all(ACTOR_KEYS)} == set(mentions)


@given(newsrooms())
def test_the_days_of_a_relation_and_what_is_on_none_add_up_to_it(history: History) -> None:
    rows = Rows(history)
    sums = Counter[str]()
    for day in rows.all(RELATION_DAYS):
        sums[day.id.rpartition(" ")[0]] += day.occurrences
    relations = rows.all(RELATIONS)
    assert {row.id: row.occurrences - row.undated for row in relations if row.occurrences > row.undated} == sums
    for row in relations:
        quads = row.verbal_cooperation + row.material_cooperation + row.verbal_conflict + row.material_conflict
        assert quads == row.scaled == row.occurrences


@given(newsrooms())
def test_articles_are_counted_on_the_days_they_were_published(history: History) -> None:
    rows = Rows(history)
    published = Counter(row.published.isoformat() for row in rows.all(PARTS) if row.published)
    assert {row.day: row.articles for row in rows.all(COVERAGE)} == published
