"""The catalogue of captions: each picture once, with the articles that show it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given

from schemas.block import Action, Block, Kind, Span
from schemas.rows.captions import CAPTIONS, PICTURE_TERMS, PICTURES, CaptionRow, PictureRow, PictureTermRow
from tests.support.histories import COPY, CREDIT, History, Rows, caption_without_credit, histories
from workers.projections.pictures import MOST_ARTICLES, picture, terms_of


@pytest.fixture
def history() -> History:
    return History()


def pictures(history: History) -> list[PictureRow]:
    return [row for row in Rows(history).all(PICTURES) if isinstance(row, PictureRow)]


def post(history: History, article: str, *captions: Block) -> None:
    """A new revision of an article, cleaned, with the caption and its copy or with these."""
    history.received(article)
    history.cleaned(article, revision=history.revision(article), captions=captions or None)


def test_a_caption_is_in_the_catalogue_with_its_agency(history: History) -> None:
    post(history, "a")
    (row,) = pictures(history)
    assert (row.text, row.credit, row.agency) == (f"{COPY} {CREDIT}", CREDIT, "Reuters")
    assert (row.articles, row.first_articles, row.repeated) == (1, ("a",), False)


def test_the_same_caption_in_another_article_is_the_same_picture(history: History) -> None:
    post(history, "b")
    post(history, "a")
    (row,) = pictures(history)
    assert (row.articles, row.first_articles, row.repeated) == (2, ("b", "a"), True)


def test_a_caption_without_its_credit_is_the_same_picture_and_takes_over_the_credit(history: History) -> None:
    post(history, "a", caption_without_credit())
    (before,) = pictures(history)
    assert (before.text, before.credit, before.agency) == (COPY, None, None)
    post(history, "b")
    (row,) = pictures(history)
    assert (row.id, row.number, row.seen_at) == (before.id, before.number, before.seen_at)
    assert (row.credit, row.agency) == (CREDIT, "Reuters")


def test_an_article_that_no_longer_has_the_caption_leaves_it_to_the_others(history: History) -> None:
    post(history, "a")
    post(history, "b", caption_without_credit())
    history.received("a")
    (row,) = pictures(history)
    assert (row.text, row.credit, row.first_articles, row.repeated) == (COPY, None, ("b",), False)
    history.received("b")
    assert pictures(history) == []


def test_a_caption_in_many_articles_names_the_first_and_counts_all(history: History) -> None:
    names = [f"x{number:02}" for number in range(MOST_ARTICLES + 5)]
    for name in names:
        post(history, name)
    (row,) = pictures(history)
    assert (row.articles, row.first_articles) == (len(names), tuple(names[:MOST_ARTICLES]))


def test_a_page_cleaned_again_to_the_same_keeps_its_place(history: History) -> None:
    post(history, "a")
    post(history, "b")
    before = pictures(history)
    history.cleaned("a", cleaner="2")
    assert pictures(history) == before


def test_a_credit_on_the_line_below_is_the_picture_s(history: History) -> None:
    text = f"{COPY}\n{CREDIT}"
    caption = Block(start=0, end=len(COPY), kind=Kind.CAPTION, action=Action.METADATA, part=0)
    start = len(COPY) + 1
    credit = Block(
        start=start,
        end=len(text),
        kind=Kind.CREDIT,
        action=Action.METADATA,
        part=0,
        credit=Span(start, len(text)),
    )
    history.received("a")
    history.cleaned("a", text=text, captions=(caption, credit))
    (row,) = pictures(history)
    assert (row.text, row.credit, row.agency) == (COPY, CREDIT, "Reuters")


@given(histories(broken=False))
def test_the_catalogue_always_says_what_the_articles_captions_say(history: History) -> None:
    rows = Rows(history)
    captions = defaultdict[str, list[CaptionRow]](list)
    for row in rows.all(CAPTIONS):
        if isinstance(row, CaptionRow) and row.caption:
            captions[row.caption].append(row)
    catalogue = [row for row in rows.all(PICTURES) if isinstance(row, PictureRow)]
    assert catalogue == [picture(found) for _, found in sorted(captions.items())]
    terms = {(row.term, row.number) for row in rows.all(PICTURE_TERMS) if isinstance(row, PictureTermRow)}
    assert terms == {(term, row.number) for row in catalogue for term in terms_of(row)}
