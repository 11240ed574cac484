"""The fold of publishers."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.sources import SOURCE_DAYS, SOURCES, LanguageCell, SourceDayRow, SourceRow
from tests.support.histories import History, Rows, histories
from workers.projections.publisher import UNNAMED, publisher_of
from workers.projections.sources import RECENT


def sources(history: History) -> dict[str, SourceRow]:
    return {row.name: row for row in Rows(history).all(SOURCES) if isinstance(row, SourceRow)}


def days(history: History) -> list[SourceDayRow]:
    return [row for row in Rows(history).all(SOURCE_DAYS) if isinstance(row, SourceDayRow)]


def test_a_publisher_has_its_articles_and_when_they_came() -> None:
    history = History()
    first, last = history.received("a"), history.received("b")
    source = sources(history)["example.org"]
    began = history.records[0].recorded_at - first
    assert (source.articles, source.latest) == (2, "b")
    assert (source.first_received_at, source.last_received_at) == (began + first, began + last)
    assert source.recent == (began + first, began + last)


def test_an_article_in_another_language_is_not_covered_which_is_not_the_same_as_no_events() -> None:
    history = History()
    for article, covered in (("a", True), ("b", False)):
        history.received(article)
        history.cleaned(article)
        history.extracted(article, events=[], covered=covered)
    source = sources(history)["example.org"]
    assert (source.covered, source.uncovered, source.events) == (1, 1, 0)
    assert source.languages == (
        LanguageCell(language="en", articles=1, uncovered=0),
        LanguageCell(language="ru", articles=1, uncovered=1),
    )
    assert [(row.articles, row.covered, row.uncovered) for row in days(history)] == [(2, 1, 1)]


def test_a_new_revision_counts_on_the_day_of_the_first_and_waits_to_be_read() -> None:
    history = History()
    history.received()
    history.cleaned()
    history.extracted()
    history.received()
    source = sources(history)["example.org"]
    assert (source.articles, source.covered, source.events, len(source.recent)) == (1, 0, 0, 1)


def test_an_article_whose_source_is_corrected_counts_for_the_other_only() -> None:
    history = History()
    history.received(source="wrong.example")
    history.received(source="right.example")
    assert {name: row.articles for name, row in sources(history).items()} == {"right.example": 1}
    assert [row.source for row in days(history)] == ["right.example"]


def test_the_pace_is_told_from_the_latest_articles() -> None:
    history = History()
    for number in range(RECENT + 5):
        history.received(f"a{number}")
    source = sources(history)["example.org"]
    assert (source.articles, len(source.recent)) == (RECENT + 5, RECENT)
    assert source.recent[-1] == source.last_received_at


def test_the_delay_is_the_time_from_publication() -> None:
    history = History()
    history.received()
    source = sources(history)["example.org"]
    published = 1_770_022_800
    assert (source.delayed, source.delay) == (0, 0)
    assert source.last_received_at // 1_000_000 < published, "an article that came before its time tells no delay"


def test_a_publisher_without_a_name_goes_by_the_address() -> None:
    assert publisher_of("Oslo Post", "https://www.oslo.example/a") == "Oslo Post"
    assert publisher_of(None, "https://www.oslo.example/a") == "oslo.example"
    assert publisher_of(None, "http://[") == publisher_of(None, None) == UNNAMED


@given(histories(broken=False))
def test_the_counts_are_those_of_the_articles(history: History) -> None:
    rows = Rows(history)
    articles = [row for row in rows.all(ARTICLES) if isinstance(row, ArticleRow)]
    counted = Counter(publisher_of(row.source, row.url) for row in articles)
    assert {name: row.articles for name, row in sources(history).items()} == counted
    for name, source in sources(history).items():
        own = [row for row in articles if publisher_of(row.source, row.url) == name]
        assert source.covered == sum(row.covered is True for row in own)
        assert source.uncovered == sum(row.covered is False for row in own)
        assert source.events == sum(row.events or 0 for row in own)
        assert source.articles == sum(row.articles for row in days(history) if row.source == name)
