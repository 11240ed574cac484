"""How far a found event agrees with a labelled one."""

from __future__ import annotations

from typing import Any

from ops.evaluate.actors import Json, actors_of, countries_of, country_of, same_actors
from ops.evaluate.naming import likeness
from ops.evaluate.spans import Span, holds, overlap, shared, span_of

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of which source and target are one set."""
FIELDS = ("mode", "date", "place", "modality", "negated", "historical", "attribution")
DEFAULTS = {"modality": "actual", "negated": False, "historical": False}
HALF = 0.5
TYPE_COUNTS, PARTIES_COUNT, KIND_COUNTS = 1_000_000_000_000, 1_000_000, 100
"""What outweighs what when events are paired: each more than all that follow it together."""


def levels(gold: Json, found: Json) -> set[str]:
    """Which levels two events of one sentence reach: sentence, detect, source_country, strict."""
    if found["type"] not in {kind for kind, _ in accepted(gold)}:
        return {"sentence"}
    reached = {"sentence", "detect"}
    if _same_source_countries(gold, found):
        reached.add("source_country")
    return reached | {"strict"} if same_parties(gold, found) else reached


def same_parties(gold: Json, found: Json) -> bool:
    """Whether the same did it to the same; of symmetric types, whether the same took part."""
    if _is_symmetric(gold, found):
        return same_actors(_both(gold), _both(found))
    return same_side(gold, found, "source") and same_side(gold, found, "target")


def same_side(gold: Json, found: Json, side: str) -> bool:
    """Whether a side of both events names the same actors."""
    return same_actors(actors_of(gold, side), actors_of(found, side))


def is_swapped(gold: Json, found: Json) -> bool:
    """Whether the source is the other's target and the target the other's source."""
    crossed = {**found, "source": actors_of(found, "target"), "target": actors_of(found, "source")}
    return bool(_both(found)) and all(same_side(gold, crossed, side) for side in ("source", "target"))


def _is_symmetric(gold: Json, found: Json) -> bool:
    return bool({gold["type"], found["type"]} & SYMMETRIC)


def _both(event: Json) -> list[Json]:
    return [*actors_of(event, "source"), *actors_of(event, "target")]


def _same_source_countries(gold: Json, found: Json) -> bool:
    sides = [(actors_of(gold, "source"), actors_of(found, "source"))]
    if _is_symmetric(gold, found):
        sides.append((_both(gold), _both(found)))
    return any(
        countries_of(one) == countries_of(other) if countries_of(one) else same_actors(one, other)
        for one, other in sides
    )


def accepted(gold: Json) -> list[tuple[str, str | None]]:
    """The types with their modes that are right, the event's own first."""
    return [(each["type"], each.get("mode") or None) for each in (gold, *gold.get("alt", ()))]


def is_near(gold: Json, found: Json) -> bool:
    """Whether two events may be one by where they stand: half their sentences shared, or one's trigger in the other."""
    here, there = span_of(gold["sentence"]), span_of(found["sentence"])
    if overlap(here, there) >= HALF or holds(here, trigger_of(found)) or holds(there, trigger_of(gold)):
        return True
    both = ((gold, found), (found, gold))
    said = ((_said(one["trigger"]), _said(other["sentence"])) for one, other in both)
    return shared(here, there) > 0 and any(trigger and trigger in sentence for trigger, sentence in said)


def _said(words: Json) -> str:
    return str(words.get("text") or "").casefold()


def trigger_of(event: Json) -> Span | None:
    """Where the trigger stands: as given, else where its words stand in the sentence if they stand there once."""
    sentence, given = span_of(event["sentence"]), span_of(event["trigger"])
    if given and (sentence is None or holds(sentence, given)):
        return given
    words, text = event["trigger"].get("text") or "", event["sentence"].get("text") or ""
    if words and sentence and text.count(words) == 1:
        start = sentence[0] + text.index(words)
        return start, start + len(words)
    return None


def value_of(event: Json, field: str, *, labelled: bool) -> Any:  # noqa: ANN401  # a date, a country, a word or a flag
    """What is compared of a field; a label that is not there has the default, None where nothing is said."""
    value = event.get(field)
    match field:
        case "date":
            days = value or {}
            first = str(days.get("start_date") or "")[:10]
            return (first, str(days.get("end_date") or first)[:10]) if first else None
        case "place":
            return country_of(value)
        case "mode" | "attribution":
            return value or None
        case _:
            return DEFAULTS[field] if value is None and labelled else value


def is_right(field: str, gold: Json, found: Json) -> bool | None:
    """Whether a field of a found event is right, or another that the label accepts; None where it cannot be asked."""
    wanted, got = value_of(gold, field, labelled=True), value_of(found, field, labelled=False)
    match field:
        case "mode":
            return (found["type"], got) in accepted(gold)
        case "negated" if gold["type"] != found["type"]:
            return None
        case "attribution" if wanted and got:
            return _same_words(wanted, got)
        case "modality":
            return got == wanted or got in gold.get("alt_modality", ())
        case "date":
            others = [value_of({"date": day}, "date", labelled=True) for day in gold.get("alt_date", ())]
            return got == wanted or (got is not None and got in others)
        case _:
            return bool(wanted == got)


def _same_words(one: Json, other: Json) -> bool:
    if span_of(one) and span_of(other):
        return shared(span_of(one), span_of(other)) > 0
    return likeness(one.get("text", ""), other.get("text", "")) >= HALF


def weight(gold: Json, found: Json) -> int:
    """How much two events agree: by type first, then by who did it to whom, then by all the rest; 0 if not near."""
    if not is_near(gold, found):
        return 0
    reached = levels(gold, found)
    sides = sum(same_side(gold, found, side) for side in ("source", "target"))
    who = 2 * ("strict" in reached) + ("source_country" in reached) + sides
    kind: int = 2 * (gold.get("borderline") is not True) + (gold["type"] == found["type"])
    fields = sum(is_right(field, gold, found) is True for field in FIELDS)
    rest = 30 * _same_trigger(gold, found) + 2 * fields
    rest += round(10 * overlap(span_of(gold["sentence"]), span_of(found["sentence"])))
    return TYPE_COUNTS * ("detect" in reached) + PARTIES_COUNT * who + KIND_COUNTS * kind + rest + 1


def _same_trigger(gold: Json, found: Json) -> bool:
    if shared(trigger_of(gold), trigger_of(found)) > 0:
        return True
    return bool(_said(gold["trigger"])) and _said(gold["trigger"]) == _said(found["trigger"])
