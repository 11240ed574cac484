"""Sentences that tell of no event: how many events are found in them all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ops.evaluate.actors import Json
from ops.evaluate.scores import Report, share
from ops.evaluate.spans import Span, shared, span_of

HALF = 0.5


def measure(gold: Mapping[str, Sequence[Json]], found: Mapping[str, Sequence[Json]]) -> Report:
    """Events found in sentences labelled as having none, each counted for the sentence that most of its own is in."""
    empty = false = 0
    for page, rows in gold.items():
        silent = [span for row in rows if row["events"] == 0 and (span := _span(row))]
        empty += len(silent)
        false += sum(_is_in(span_of(event["sentence"]), silent) for event in found.get(page, ()))
    return {
        "events in sentences without any": {
            "found": {"events": false, "sentences": empty, "per 1,000": share(1000 * false, empty)}
        }
    }


def _span(row: Json) -> Span | None:
    return span_of(row) or span_of(row.get("sentence"))


def _is_in(sentence: Span | None, silent: Sequence[Span]) -> bool:
    return sentence is not None and any(shared(sentence, each) > HALF * (sentence[1] - sentence[0]) for each in silent)
