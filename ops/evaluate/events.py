"""Events: who did what to whom, held against labelled events of the same page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ops.evaluate.actors import Json
from ops.evaluate.agreement import FIELDS, is_right, is_swapped, levels, same_side, value_of, weight
from ops.evaluate.pairing import best_pairs
from ops.evaluate.reliability import Outcome, reliability
from ops.evaluate.scores import Figures, Report, commonest, scores, share

LEVELS = ("sentence", "detect", "source_country", "strict")
Rows = Mapping[str, Sequence[Json]]
"""Rows by the page they are of."""


class Pair(Struct, frozen=True):
    """What belongs together of labels and findings; None where one has no other."""

    gold: Json | None
    found: Json | None

    @property
    def is_excused(self) -> bool:
        """Whether it counts for nothing: borderline events count neither as missed nor as false."""
        if self.gold is None or self.gold.get("borderline") is not True:
            return False
        return self.found is None or "detect" in levels(self.gold, self.found)

    @property
    def levels(self) -> set[str]:
        """The levels that the two reach; none if either is missing or the event is borderline."""
        if self.gold is None or self.found is None or self.gold.get("borderline") is True:
            return set()
        return levels(self.gold, self.found)


def measure(gold: Rows, found: Rows) -> Report:
    """Scores per level, recall of main and background events, accuracies, types, causes of errors, reliability."""
    pairs = [pair for page in sorted(gold) for pair in join(gold[page], found.get(page, ()))]
    return {
        "events": {level: _level(pairs, level) for level in LEVELS},
        "recall by salience": _by_salience(pairs),
        "accuracy where the type is right": {field: _accuracy(pairs, field) for field in FIELDS},
        "types": _types(pairs),
        "what went wrong": commonest([name for pair in pairs if (name := cause(pair))]),
        "types confused": commonest([name for pair in pairs if (name := confusion(pair))]),
        "confidence": reliability(outcomes(pairs)),
    }


def join(gold: Sequence[Json], found: Sequence[Json]) -> Iterator[Pair]:
    """The events of a page in pairs, and those without any other."""
    weights = {(g, f): weight(a, b) for g, a in enumerate(gold) for f, b in enumerate(found)}
    partners = dict(best_pairs(weights))
    for number, event in enumerate(gold):
        yield Pair(event, found[partners[number]] if number in partners else None)
    taken = set(partners.values())
    yield from (Pair(None, event) for number, event in enumerate(found) if number not in taken)


def outcomes(pairs: Sequence[Pair]) -> list[Outcome]:
    """Every found event's confidence, and whether type, source and target are right."""
    return [
        Outcome(pair.found["confidence"], "strict" in pair.levels)
        for pair in pairs
        if pair.found is not None and not pair.is_excused
    ]


def _counted(pairs: Sequence[Pair]) -> tuple[list[Json], list[Json]]:
    """The labelled and the found events that count."""
    gold = [pair.gold for pair in pairs if pair.gold is not None and pair.gold.get("borderline") is not True]
    return gold, [pair.found for pair in pairs if pair.found is not None and not pair.is_excused]


def _level(pairs: Sequence[Pair], level: str) -> Figures:
    gold, found = _counted(pairs)
    return scores(sum(level in pair.levels for pair in pairs), len(found), len(gold))


def _by_salience(pairs: Sequence[Pair]) -> dict[str, Figures]:
    gold, _ = _counted(pairs)
    labelled = Counter(event.get("salience") or "unmarked" for event in gold)
    table: dict[str, Figures] = {}
    for salience in sorted(labelled, key=lambda name: (name != "main", name)):
        mine = [pair for pair in pairs if pair.gold and (pair.gold.get("salience") or "unmarked") == salience]
        reached = {level: share(sum(level in p.levels for p in mine), labelled[salience]) for level in LEVELS}
        table[salience] = {"labelled": labelled[salience], **reached}
    return table


def _accuracy(pairs: Sequence[Pair], field: str) -> Figures:
    """How often a field is right, and how often where the label sets it at all."""
    asked = right = asked_set = right_set = 0
    for pair in _detected(pairs):
        if pair.gold is None or pair.found is None or (verdict := is_right(field, pair.gold, pair.found)) is None:
            continue
        is_set = value_of(pair.gold, field, labelled=True) not in (None, False, "actual")
        asked, right = asked + 1, right + verdict
        asked_set, right_set = asked_set + is_set, right_set + (is_set and verdict)
    return {"right": share(right, asked), "of": asked, "right if set": share(right_set, asked_set), "of set": asked_set}


def _detected(pairs: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in pairs if "detect" in pair.levels]


def _types(pairs: Sequence[Pair]) -> dict[str, Figures]:
    gold, found = _counted(pairs)
    labelled, guessed = Counter(event["type"] for event in gold), Counter(event["type"] for event in found)
    right = Counter(pair.found["type"] for pair in _detected(pairs) if pair.found)
    reached = Counter(pair.gold["type"] for pair in _detected(pairs) if pair.gold)
    return {
        kind: scores(right[kind], guessed[kind], labelled[kind], reached[kind]) for kind in sorted(labelled | guessed)
    }


def cause(pair: Pair) -> str | None:
    """What is wrong with a pair; None for a right one and for what counts for nothing."""
    gold, found = pair.gold, pair.found
    if pair.is_excused or "strict" in pair.levels:
        return None
    if gold is None or gold.get("borderline") is True:
        return "invented"
    if found is None:
        return "missed"
    if "detect" not in pair.levels:
        return "wrong type"
    if is_swapped(gold, found):
        return "swapped"
    wrong = [side for side in ("source", "target") if not same_side(gold, found, side)]
    return f"wrong {' and '.join(wrong)}"


def confusion(pair: Pair) -> str | None:
    """Which type was taken for which; None where none was."""
    if cause(pair) != "wrong type" or pair.gold is None or pair.found is None:
        return None
    return f"{pair.gold['type']} taken for {pair.found['type']}"
