"""Given pairs: sentences of which the relation between one source and one target is labelled.

What else a sentence tells is not labelled, so nothing found is false: one event stands for each sentence. For the
root of what is said of the pair, the event is chosen by its actors alone, in either direction; for the whole, some
event has the right root, source and target in the right direction, by the heads of their noun phrases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from ops.evaluate.actors import Json, actors_of
from ops.evaluate.agreement import SYMMETRIC
from ops.evaluate.naming import content_words, head_words
from ops.evaluate.reliability import Outcome, reliability
from ops.evaluate.scores import Figures, Report, commonest, scores, share
from schemas.plover import quad_of

UNNAMED = frozenset({"an actor", "a recipient"})
"""What stands for an actor that the sentence does not name."""
YIELDS = frozenset({"CONCEDE", "RETREAT", "YIELD"})
"""Types that such labels fold into one root, and that root."""
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


class Chosen(Struct, frozen=True):
    """An event as it meets a pair: both sides met (2), one (1) or none (0); how well; in the right direction."""

    met: int
    overlap: float
    forward: bool
    confidence: float
    before: int
    event: Json


class Judged(Struct, frozen=True):
    """A labelled sentence, the event that stands for it, and whether any has all right."""

    row: Json
    chosen: Chosen | None
    whole: bool

    @property
    def root(self) -> str | None:
        """The root found."""
        return root_of(self.chosen.event["type"]) if self.chosen else None


def root_of(kind: str) -> str:
    """The root that a type folds into."""
    return "YIELD" if kind in YIELDS else kind


def measure(rows: Sequence[tuple[Json, Sequence[Json]]]) -> Report:
    """Accuracies and scores per root, causes of errors, and reliability, of labelled rows with what was found."""
    judged = [judge(row, events) for row, events in rows]
    roots = _roots(judged)
    means = [float(figures["F1"] or 0) for figures in roots.values()]
    return {
        "given pairs": {
            "root right": _counted(judged, [each.root == _root(each) for each in judged]),
            "macro-F1 over roots": {"share": share(sum(means), len(means)), "of": len(means)},
            "quad right": _quads(judged),
            "direction right": _directions(judged),
            "root, source, target and direction right": _counted(judged, [each.whole for each in judged]),
            "any event found": _counted(judged, [each.chosen is not None for each in judged]),
        },
        "roots": roots,
        "what went wrong": commonest([name for each in judged if (name := cause(each))]),
        "types confused": commonest([f"{_root(e)} taken for {e.root}" for e in judged if cause(e) == "wrong type"]),
        "confidence": reliability(outcomes(judged)),
    }


def judge(row: Json, events: Sequence[Json]) -> Judged:
    """The row with the event that stands for it: the one that best meets its pair, whatever its type."""
    source, target = _named(row["source"]), _named(row["target"])
    candidates = [
        _chosen(event, number, sides, forward=forward)
        for number, event in enumerate(events)
        for forward, sides in ((True, (source, target)), (False, (target, source)))
    ]
    best = max(
        candidates, key=lambda each: (each.met, each.overlap, each.forward, each.confidence, each.before), default=None
    )
    return Judged(row, best, any(_is_whole(event, row, source, target) for event in events))


def outcomes(judged: Sequence[Judged]) -> list[Outcome]:
    """Confidence and outcome of those events that meet at least one side of their pair."""
    return [
        Outcome(
            each.chosen.event["confidence"],
            _is_whole(each.chosen.event, each.row, _named(each.row["source"]), _named(each.row["target"])),
        )
        for each in judged
        if each.chosen is not None and each.chosen.met
    ]


def _named(actor: object) -> str:
    return actor if isinstance(actor, str) and actor.strip().casefold() not in UNNAMED else ""


def _chosen(event: Json, number: int, sides: tuple[str, str], *, forward: bool) -> Chosen:
    """The event read with its source as the first and its target as the second of these."""
    shares = [_overlap(event, side, name) for side, name in zip(("source", "target"), sides, strict=True) if name]
    met = 2 if shares and all(shares) else 1 if any(shares) else 0
    return Chosen(met, sum(shares), forward, event.get("confidence") or 0.0, -number, event)


def _mentions(event: Json, side: str) -> list[str]:
    """What the actors of a side are called; of a symmetric type those of both."""
    sides = ("source", "target") if event["type"] in SYMMETRIC else (side,)
    actors = [actor for each in sides for actor in actors_of(event, each)]
    return [name for actor in actors for name in (actor.get("text"), actor.get("name")) if name]


def _overlap(event: Json, side: str, name: str) -> float:
    wanted = content_words(name)
    shares = (len(wanted & content_words(mention)) / len(wanted) for mention in _mentions(event, side) if wanted)
    return max(shares, default=0.0)


def _is_whole(event: Json, row: Json, source: str, target: str) -> bool:
    sides = (("source", source), ("target", target))
    return root_of(event["type"]) == root_of(row["gold_root"]) and all(
        _meets(event, *side) for side in sides if side[1]
    )


def _meets(event: Json, side: str, name: str) -> bool:
    """Whether the head of either is a word of the other."""
    heads, inside = head_words(name), content_words(name)
    return any(heads & content_words(mention) or head_words(mention) & inside for mention in _mentions(event, side))


def _root(judged: Judged) -> str:
    return root_of(judged.row["gold_root"])


def _counted(judged: Sequence[Judged], right: Sequence[bool]) -> Figures:
    return {"share": share(sum(right), len(judged)), "of": len(judged)}


def _quads(judged: Sequence[Judged]) -> Figures:
    """Of the rows whose quad is that of their root."""
    clear = [each for each in judged if QUADS.get(each.row.get("gold_quad", 0)) == _quad(_root(each))]
    right = [each.root is not None and _quad(each.root) == _quad(_root(each)) for each in clear]
    return _counted(clear, right)


def _quad(root: str) -> str:
    """The quad of a root; yielding counts as material cooperation here, as its labels have it."""
    return QUADS[2] if root == "YIELD" else quad_of(root)


def _directions(judged: Sequence[Judged]) -> Figures:
    both = [each.chosen for each in judged if each.chosen is not None and each.chosen.met == len(("source", "target"))]
    return {"share": share(sum(each.forward for each in both), len(both)), "of": len(both)}


def _roots(judged: Sequence[Judged]) -> dict[str, Figures]:
    labelled, found = Counter(_root(each) for each in judged), Counter(each.root for each in judged)
    right = Counter(_root(each) for each in judged if each.root == _root(each))
    return {root: scores(right[root], found[root], labelled[root]) for root in sorted(labelled)}


def cause(judged: Judged) -> str | None:
    """What is wrong with the event that stands for a row; None where some event has all right."""
    if judged.whole:
        return None
    if judged.chosen is None:
        return "missed: no event"
    event = judged.chosen.event
    if not judged.chosen.met:
        return "missed: other actors' event"
    if judged.root != _root(judged):
        return "wrong type"
    if not judged.chosen.forward:
        return "swapped"
    wrong = [
        side for side in ("source", "target") if (name := _named(judged.row[side])) and not _meets(event, side, name)
    ]
    return f"wrong {' and '.join(wrong)}"
