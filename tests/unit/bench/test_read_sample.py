"""The articles that readers are measured with."""

from __future__ import annotations

from ops.bench.read.sample import Newsroom, article_of
from schemas.codec import data_of, words_of
from schemas.event import EventWords
from schemas.record import ArticleCleanedWords, EventExtracted, Record
from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.events import EVENTS, EventRow
from services.eventlog import Write
from tests.support.histories import Rows


def records(write: Write) -> list[Record]:
    return [
        Record(
            position, write.stream, position, new.id, new.type, new.schema_version, 0, new.data, new.content, new.meta
        )
        for position, new in enumerate(write.records, 1)
    ]


def test_an_article_is_the_same_every_time_and_no_other() -> None:
    assert Newsroom(3).write(7) == Newsroom(3).write(7)
    assert Newsroom(3).write(7).stream != Newsroom(3).write(8).stream
    assert len({article_of(number) for number in range(2000)}) == 2000


def test_events_stand_where_they_say() -> None:
    _, cleaned, *found = records(Newsroom(5).write(1))
    text = words_of(cleaned)
    assert isinstance(text, ArticleCleanedWords)
    for record in found[:-1]:
        data, words = data_of(record), words_of(record)
        assert isinstance(data, EventExtracted)
        assert isinstance(words, EventWords)
        event, page = data.event, text.text
        assert page[event.sentence.start : event.sentence.end] == words.sentence
        assert page[event.trigger.start : event.trigger.end] == words.trigger
        assert page[event.source[0].start : event.source[0].end] == words.source[0].name
        assert page[event.target[0].start : event.target[0].end] == words.target[0].name


def test_an_article_is_folded_whole() -> None:
    rows = Rows()
    for record in records(Newsroom(5).write(1)):
        rows.fold(record)
    (article,) = rows.all(ARTICLES)
    assert isinstance(article, ArticleRow)
    assert (article.state, article.events) == ("projected", 5)
    assert len([row for row in rows.all(EVENTS) if isinstance(row, EventRow)]) == 5
