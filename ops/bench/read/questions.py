"""What readers ask: each question's address, and the same question in SQL by hand."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from urllib.parse import urlencode

from msgspec import Struct

from ops.bench.read.sample import Newsroom, article_of, choose

LISTED = """SELECT t.* FROM {s}.event_terms l CROSS JOIN {s}.events t WHERE l.term = ? AND t.position = l.position
    ORDER BY l.day DESC, l.position DESC LIMIT 101"""
EVENTS = "SELECT t.* FROM {s}.events t WHERE {where} ORDER BY t.day DESC, t.position DESC LIMIT 101"


class Asked(Struct, frozen=True):
    """A question as it is asked once: its address, and SQL with its values; {s} stands for the schema."""

    address: str
    sql: str | None = None
    values: tuple[object, ...] = ()


Question = Callable[[Random], Asked]


def questions(newsroom: Newsroom, articles: int) -> dict[str, Question]:
    """The questions by name, about so many articles; each is asked with other values every time.

    Who and what is asked for is as often in the news; a rare word's answers grow with these, so that ten are asked for.
    """
    actors, places, publishers = newsroom.actors, newsroom.places, newsroom.publishers
    last = articles * newsroom.records

    def any_article(chance: Random) -> str:
        return article_of(chance.randrange(articles))

    def of_list(path: str, sql: str) -> Question:
        return lambda _chance: Asked(path, sql)

    def by_term(parameter: str, term: str, values: list[str]) -> Question:
        def ask(chance: Random) -> Asked:
            value = choose(chance, values)
            return Asked(_events({parameter: value}), LISTED, (f"{term} {value.casefold()}",))

        return ask

    def of_type(chance: Random) -> Asked:
        kind = chance.choice(("AID", "ACCUSE", "ASSAULT", "CONSULT"))
        where = "t.type = ? AND t.day IS NOT NULL"
        return Asked(_events({"type": kind}), EVENTS.replace("{where}", where), (kind,))

    def of_article(chance: Random) -> Asked:
        article = any_article(chance)
        sql = EVENTS.replace("{where}", "t.article = ?")
        return Asked(f"/v1/articles/{article}/events", sql, (article,))

    return {
        "events": of_list("/v1/events", EVENTS.replace("{where}", "t.day IS NOT NULL")),
        "events of a type": of_type,
        "events by source actor": by_term("source_actor", "source name", [each.name for each in actors]),
        "events by publisher": by_term("source", "publisher", publishers),
        "events by place": by_term("place", "place", [each.name for each in places]),
        "events, three filters": lambda chance: Asked(
            _events({"country": "NOR", "quad": "material conflict", "min_confidence": f"0.{chance.randrange(5, 9)}"})
        ),
        "events, either side": lambda chance: Asked(_events({"actor": choose(chance, actors).name})),
        "events in the past": lambda chance: Asked(_events({"as_of": str(chance.randrange(1, last))})),
        "events of an article": of_article,
        "search, a rare word": lambda chance: Asked(f"/v1/search?q=case+{chance.randrange(10_000)}&limit=10"),
        "search, a common word": of_list("/v1/search?q=accused", ""),
        "occurrences": of_list(
            "/v1/occurrences", "SELECT * FROM {s}.occurrences ORDER BY day DESC, position DESC LIMIT 101"
        ),
        "occurrences of an actor": lambda chance: Asked(_address("/v1/occurrences", actor=choose(chance, actors).name)),
        "actors": of_list("/v1/actors", "SELECT * FROM {s}.actors ORDER BY mentions DESC, id DESC LIMIT 101"),
        "actors by name": lambda chance: Asked(_address("/v1/actors", name=choose(chance, actors).name)),
        "actors in the past": lambda chance: Asked(_address("/v1/actors", as_of=chance.randrange(1, last))),
        "relations": of_list("/v1/relations", ""),
        "relations of actors": of_list("/v1/relations?level=actor", ""),
        "publishers": of_list("/v1/sources", "SELECT * FROM {s}.sources ORDER BY name LIMIT 101"),
        "articles": of_list("/v1/articles", "SELECT * FROM {s}.articles ORDER BY received_position DESC LIMIT 101"),
        "an article's page": lambda chance: Asked(f"/v1/articles/{any_article(chance)}/page"),
        "the log": lambda chance: Asked(f"/v1/log?after={chance.randrange(articles)}"),
    }


def pages(newsroom: Newsroom, articles: int) -> dict[str, Question]:
    """The pages that people look at, by name."""
    actors = newsroom.actors
    alike = {"timeline": "/", "articles": "/articles", "actors": "/actors", "relations": "/relations", "map": "/map"}
    return {name: (lambda _chance, path=path: Asked(path)) for name, path in alike.items()} | {
        "timeline of an actor": lambda chance: Asked(_address("/", actor=choose(chance, actors).name)),
        "timeline in the past": lambda chance: Asked(
            _address("/", as_of=chance.randrange(1, articles * newsroom.records))
        ),
        "events over time": lambda _chance: Asked("/timeline/histogram"),
        "article": lambda chance: Asked(f"/articles/{article_of(chance.randrange(articles))}"),
        "search": lambda _chance: Asked("/search?q=accused"),
    }


def _events(filters: dict[str, str]) -> str:
    return _address("/v1/events", **filters)


def _address(path: str, **filters: str | int) -> str:
    return f"{path}?{urlencode(filters)}"
