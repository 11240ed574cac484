"""Quotations: source, cue and content of attributions, held against labelled ones of the same text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from ops.evaluate.actors import Json
from ops.evaluate.pairing import best_pairs
from ops.evaluate.scores import Figures, Report, scores, share
from ops.evaluate.spans import spans_of

PARTS = ("source", "cue", "content")
WEIGHTS = {"content": 400, "cue": 200, "source": 100}
"""What the overlap of each part counts for in pairing."""


class Attribution(Struct, frozen=True):
    """The code points of each part, and those of them that are letters or digits."""

    covered: Mapping[str, frozenset[int]]
    firm: Mapping[str, frozenset[int]]


class Pair(Struct, frozen=True):
    """A labelled and a found attribution that belong together."""

    gold: Attribution
    found: Attribution

    def is_exact(self, part: str) -> bool:
        """Whether the part covers the same letters."""
        return bool(self.gold.firm[part]) and self.gold.firm[part] == self.found.firm[part]

    def common(self, part: str) -> int:
        """Code points that both cover."""
        return len(self.gold.covered[part] & self.found.covered[part])

    def is_absent(self, part: str) -> bool:
        """Whether neither has the part."""
        return not self.gold.covered[part] and not self.found.covered[part]


class Side(Struct):
    """Attributions counted: all, those that have each part, and the code points of each part."""

    number: int
    having: Counter[str]
    covering: Counter[str]


def measure(rows: Sequence[tuple[Json, str, Sequence[Json]]]) -> Report:
    """Scores of labelled rows with their texts and the quotations found in them, whole and part by part."""
    golds, founds, pairs = [], [], []
    for row, text, quotations in rows:
        gold = _attributions(row["attributions"], text)
        found = _attributions(quotations, text)
        weights = {(g, f): _weight(a, b) for g, a in enumerate(gold) for f, b in enumerate(found)}
        pairs += [Pair(gold[g], found[f]) for g, f in best_pairs(weights)]
        golds += gold
        founds += found
    return _report(pairs, _count(golds), _count(founds))


def _attributions(rows: Sequence[Json], text: str) -> list[Attribution]:
    made = [_attribution(row, text) for row in rows]
    return [each for each in made if any(each.covered.values())]


def _attribution(row: Json, text: str) -> Attribution:
    covered = {
        part: frozenset(place for start, end in spans_of(row.get(part)) for place in range(start, min(end, len(text))))
        for part in PARTS
    }
    firm = {part: frozenset(p for p in places if text[p].isalnum()) or places for part, places in covered.items()}
    return Attribution(covered, firm)


def _weight(gold: Attribution, found: Attribution) -> int:
    """How much two agree: by what both parts cover of what either does; 0 if they share neither content nor cue."""
    alike = {part: _alike(gold.covered[part], found.covered[part]) for part in PARTS}
    if not alike["content"] and not alike["cue"]:
        return 0
    exact = sum(gold.firm[part] == found.firm[part] for part in PARTS)
    return sum(WEIGHTS[part] * alike[part] for part in PARTS) + exact


def _alike(one: frozenset[int], other: frozenset[int]) -> int:
    return round(1000 * len(one & other) / len(one | other)) if one and other else 0


def _count(attributions: Sequence[Attribution]) -> Side:
    having = Counter({part: sum(bool(each.covered[part]) for each in attributions) for part in PARTS})
    covering = Counter({part: sum(len(each.covered[part]) for each in attributions) for part in PARTS})
    return Side(len(attributions), having, covering)


def _report(pairs: Sequence[Pair], gold: Side, found: Side) -> Report:
    sourced = [pair for pair in pairs if pair.gold.covered["source"]]
    met = sum(pair.common("source") > 0 for pair in sourced)
    return {
        "quotations": {"found as labelled": scores(len(pairs), found.number, gold.number)},
        "same letters": _level([{p: pair.is_exact(p) for p in PARTS} for pair in pairs], pairs, gold, found),
        "some shared": _level([{p: pair.common(p) > 0 for p in PARTS} for pair in pairs], pairs, gold, found),
        "code points": {
            part: scores(sum(pair.common(part) for pair in pairs), found.covering[part], gold.covering[part])
            for part in PARTS
        },
        "accuracy": {"source met where labelled": {"share": share(met, len(sourced)), "of": len(sourced)}},
    }


def _level(
    verdicts: Sequence[Mapping[str, bool]], pairs: Sequence[Pair], gold: Side, found: Side
) -> dict[str, Figures]:
    """Scores of every part, and of all three together, of which an absent one must be absent on both sides."""
    table = {
        part: scores(sum(each[part] for each in verdicts), found.having[part], gold.having[part]) for part in PARTS
    }
    whole = sum(all(v[p] or pair.is_absent(p) for p in PARTS) for v, pair in zip(verdicts, pairs, strict=True))
    return {**table, "all": scores(whole, found.number, gold.number)}
