"""Figures: claimed numbers with value, unit and claimant, held against labelled ones of the same text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ops.evaluate.actors import Json
from ops.evaluate.pairing import best_pairs
from ops.evaluate.scores import Report, scores, share
from ops.evaluate.spans import shared, span_of


class Pair(Struct, frozen=True):
    """A labelled and a found figure whose numbers stand in the same place."""

    gold: Json
    found: Json

    def has_same(self, key: str) -> bool:
        """Whether both say the same of it."""
        return bool(self.gold[key] == self.found[key])

    def has_same_claimant(self) -> bool:
        """Whether neither names a claimant, or one's words hold the other's."""
        wanted, got = self.gold["claimed_by"], self.found["claimed_by"]
        return wanted in got or got in wanted if wanted and got else wanted == got


def measure(rows: Sequence[tuple[Json, Sequence[Json]]]) -> Report:
    """Scores of labelled rows with the figures found in their texts; a figure is right in value, unit and claimant."""
    pairs = [pair for row, found in rows for pair in _pairs(row["figures"], found)]
    labelled = sum(len(row["figures"]) for row, _ in rows)
    number = sum(len(found) for _, found in rows)
    same = {
        "value": [pair.has_same("value") for pair in pairs],
        "unit": [pair.has_same("unit") for pair in pairs],
        "claimant": [pair.has_same_claimant() for pair in pairs],
    }
    whole = sum(all(each) for each in zip(*same.values(), strict=True))
    return {
        "figures": {"found": scores(len(pairs), number, labelled), "right": scores(whole, number, labelled)},
        "accuracy": {
            f"{key} right": {"share": share(sum(each), len(each)), "of": len(each)} for key, each in same.items()
        },
    }


def _pairs(gold: Sequence[Json], found: Sequence[Json]) -> list[Pair]:
    weights = {(g, f): shared(span_of(a), span_of(b)) for g, a in enumerate(gold) for f, b in enumerate(found)}
    return [
        Pair(gold[g], found[f]) for g, f in best_pairs({pair: weight for pair, weight in weights.items() if weight})
    ]
