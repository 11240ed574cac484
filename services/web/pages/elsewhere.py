"""What an article shares with others: its words, and its captions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from schemas.rows.articles import ArticleRow
from schemas.rows.captions import CAPTIONS, PICTURES, PictureRow
from schemas.rows.copies import COPIES, CopyRow
from services.readmodels import Condition, Query
from services.web.pages.frame import Visit

MOST_COPIES, MOST_CAPTIONS = 50, 200


class Elsewhere(Struct, frozen=True):
    """Copies of an article's parts in other articles, its captions that other articles show, and these articles."""

    copies: Sequence[CopyRow]
    pictures: Sequence[PictureRow]
    articles: dict[str, ArticleRow]


def elsewhere(visit: Visit, article: str) -> Elsewhere:
    """What an article shares with others at the moment that is looked at."""
    copies = _copies(visit, article)
    pictures = _pictures(visit, article)
    others = [copy.article for copy in copies] + [each for picture in pictures for each in picture.first_articles]
    return Elsewhere(copies, pictures, visit.titles_of(each for each in others if each != article))


def _copies(visit: Visit, article: str) -> list[CopyRow]:
    """The parts of other articles that are in a group with one of its own."""
    own = Query(table=COPIES, where=(Condition("article", "=", article),), order=COPIES.key)
    groups = tuple(sorted({row.group for row in visit.rows(own)}))
    where = (Condition("group", "in", groups),)
    query = Query(table=COPIES, where=where, order=("position", "part"), limit=MOST_COPIES + len(groups))
    found = visit.rows(query) if groups else []
    return [row for row in found if row.article != article][:MOST_COPIES]


def _pictures(visit: Visit, article: str) -> list[PictureRow]:
    """Its pictures that other articles show too."""
    own = Query(table=CAPTIONS, where=(Condition("article", "=", article),), order=CAPTIONS.key, limit=MOST_CAPTIONS)
    ids = tuple(sorted({row.caption for row in visit.rows(own) if row.caption}))
    where = (Condition("id", "in", ids), Condition("repeated", "=", True))
    query = Query(table=PICTURES, where=where, order=("number",), limit=MOST_CAPTIONS)
    return visit.rows(query) if ids else []
