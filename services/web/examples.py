"""Examples for the description: made from the types of answers, with values that could be so."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import inspect

from services.web.problems import title_of

Json = Any
ARTICLE, EVENT = "44cwgqcgjnlvis5qgdzpm7dsg4", "44cwgqcgjnlvis5qgdzpm7dsg4u2gk7ffqlq"
SENTENCE = "Norway thanked Peru for its help on Monday, the foreign ministry in Oslo said."
TEXTS = {
    "article": ARTICLE,
    "attribution": "the foreign ministry",
    "cameo": "05",
    "country": "NOR",
    "cleaner": "1",
    "date_text": "Monday",
    "event": EVENT,
    "extractor": "1",
    "language": "en",
    "media_type": "text/plain",
    "mode": "meet",
    "name": "Norway",
    "place": "Oslo",
    "place_country": "NOR",
    "publisher": "The Example",
    "quad": "verbal cooperation",
    "role": "GOV",
    "same_as": EVENT,
    "sentence": SENTENCE,
    "source": "The Example",
    "state": "projected",
    "stream": f"article-{ARTICLE}",
    "text": "Norway",
    "title": "Norway Thanks Peru",
    "trigger": "thanked",
    "type": "SUPPORT",
    "url": "https://news.example/2026/02/03/norway",
}
NUMBERS = {
    "confidence": 0.82,
    "copies": 2,
    "end": 26,
    "failed_at": 1_770_112_800_000_000,
    "found_at": 203,
    "goldstein": 3.5,
    "head": 208,
    "latitude": 59.91,
    "longitude": 10.75,
    "part": 0,
    "position": 208,
    "received_at": 1_770_112_800_000_000,
    "revision": 1,
    "sentence_end": 98,
    "sentence_start": 20,
    "start": 20,
    "trigger_end": 34,
    "trigger_start": 27,
}
PARAMETERS: dict[str, Json] = {
    "actor": "Norway",
    "article": ARTICLE,
    "as_of": "2026-02-03T12:00:00Z",
    "country": "NOR",
    "event": EVENT,
    "fields": "id,day,type,sentence",
    "from": "2026-02-01",
    "limit": 100,
    "min_confidence": 0.7,
    "min_position": 208,
    "modality": ["actual"],
    "place": "Oslo",
    "position": 208,
    "q": '"foreign ministry" thank*',
    "quad": ["verbal cooperation"],
    "reported_from": "2026-02-03",
    "reported_to": "2026-02-03T18:00:00Z",
    "source": "The Example",
    "source_actor": "Norway",
    "target_actor": "Peru",
    "to": "2026-02-28",
    "type": ["SUPPORT"],
}
"""By name, where their schema says nothing else."""


@cache
def example_of(kind: type) -> Json:
    """A value of the type, as JSON has it; a structure that may be left out is null."""
    return _value(inspect.type_info(kind), "")


def problem(status: int) -> Json:
    """A problem with this status."""
    return {"title": title_of(status), "status": status, "detail": "a sentence that says what happened, and what to do"}


def _value(kind: inspect.Type, name: str) -> Json:
    match kind:
        case inspect.Metadata(type=inner) | inspect.VarTupleType(item_type=inner) | inspect.ListType(item_type=inner):
            value = _value(inner, name)
            return value if isinstance(kind, inspect.Metadata) else [value]
        case inspect.UnionType(types=options):
            return None if isinstance(options[0], inspect.StructType) else _value(options[0], name)
        case inspect.StructType(fields=fields):
            return {each.encode_name: _value(each.type, each.encode_name) for each in fields}
        case inspect.EnumType(cls=members):
            return next(iter(members)).value
    return _leaf(kind, name)


def _leaf(kind: inspect.Type, name: str) -> Json:
    if isinstance(kind, inspect.StrType):
        return TEXTS.get(name, EVENT if name == "id" else "…")
    if isinstance(kind, inspect.IntType):
        return int(NUMBERS.get(name, 1))
    if isinstance(kind, inspect.FloatType):
        return NUMBERS.get(name, 0.5)
    plain: dict[type, Json] = {
        inspect.DictType: {},
        inspect.BoolType: False,
        inspect.DateType: "2026-02-02",
        inspect.DateTimeType: "2026-02-03T09:30:00Z",
    }
    return plain.get(type(kind))
