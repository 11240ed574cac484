"""Fits the weights of confidence on labelled events and pairs: python -m ops.calibrate GOLD… [--texts FOLDER].

Printed is the reliability of events that were held out: in each of ten rounds the weights are fitted on the other parts
of pages, or sentences, and stated of these. Then the weights fitted on all are written to the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from msgspec import Struct

from ops.evaluate import events, pairs
from ops.evaluate.actors import Json
from ops.evaluate.gold import Gold, Kind, read_gold
from ops.evaluate.reliability import Outcome, reliability
from ops.evaluate.tables import tables
from ops.screen import console
from schemas.block import CleanedPage
from services.settings import read_settings
from workers.clean import clean
from workers.extract import Extractor, load_extractor
from workers.extract.circumstances import dated
from workers.extract.confidence import SIGNS, WEIGHTS, chance, signs
from workers.extract.events import reports, scenes
from workers.extract.passages import passages
from workers.extract.report import event_rows

ROUNDS = 10
STEPS = 25
RIDGE = 3.0
"""Pull of every weight but the first towards nothing."""
HEADER = """# How much each sign speaks for or against a finding, in log odds; rebuilt by `python -m ops.calibrate`.

[weights]
"""


class Example(Struct, frozen=True):
    """An event's signs, whether it is right, and what it is held out with."""

    signs: frozenset[str]
    right: bool
    group: str


def main(
    gold: Annotated[list[Path], typer.Argument(help="Labelled events or pairs.")],
    texts: Annotated[Path | None, typer.Option(help="Folder of the labelled pages.", show_default=False)] = None,
) -> None:
    """Print the held-out reliability and write the weights."""
    settings = read_settings()
    extractor = load_extractor(settings.model, settings.actors, settings.models)
    found = [example for path in gold for example in _examples(read_gold(path, texts), extractor)]
    for table in tables({"confidence, held out": reliability(held_out(found))}):
        console.print(table)
    fitted = fit(found)
    lines = (f'"{sign}" = {weight:.2f}\n' for sign, weight in fitted.items())
    WEIGHTS.write_text(HEADER + "".join(lines), encoding="utf-8")


def _examples(gold: Gold, extractor: Extractor) -> Iterator[Example]:
    """All found events that the labels judge."""
    for name, rows in gold.rows.items():
        found = _found(clean(gold.pages[name]), extractor)
        held = {id(row): each for row, each in found}
        judge = _of_pairs if gold.kind is Kind.PAIRS else _of_events
        for event, right in judge(rows, [row for row, _ in found]):
            yield Example(held[id(event)], right, f"{gold.path.name} {name} {event['article']}")


def _of_pairs(rows: Sequence[Json], found: Sequence[Json]) -> Iterator[tuple[Json, bool]]:
    judged = [pairs.judge(row, found) for row in rows]
    met = [each.chosen.event for each in judged if each.chosen is not None and each.chosen.met]
    for event, outcome in zip(met, pairs.outcomes(judged), strict=True):
        yield event, outcome.right


def _of_events(rows: Sequence[Json], found: Sequence[Json]) -> Iterator[tuple[Json, bool]]:
    for pair in events.join(rows, found):
        if pair.found is not None and not pair.is_excused:
            yield pair.found, "strict" in pair.levels


def _found(page: CleanedPage, extractor: Extractor) -> list[tuple[Json, frozenset[str]]]:
    """The page's events with their signs."""
    extraction = extractor.extract(page)
    if not extraction.covered:
        return []
    pieces = list(passages(page))
    held = [
        signs(report.finding)
        for scene in scenes(page, pieces, list(extractor.models.main.parser.parse(pieces)), extractor.names)
        for number, sentence in enumerate(scene.sentences)
        for report in reports(scene, number, dated(sentence, scene.day, scene.mentions[number]))
    ]
    return list(zip(event_rows(page, extraction), held, strict=True))


def held_out(examples: Sequence[Example]) -> list[Outcome]:
    """What is stated of every example by weights fitted on the other groups."""
    groups = sorted({example.group for example in examples})
    outcomes: list[Outcome] = []
    for turn in range(ROUNDS):
        aside = set(groups[turn::ROUNDS])
        fitted = fit([example for example in examples if example.group not in aside])
        here = (example for example in examples if example.group in aside)
        outcomes += [Outcome(chance(example.signs, fitted), example.right) for example in here]
    return outcomes


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of ridge logistic regression, by Newton's method."""
    table = np.array([[sign in example.signs for sign in SIGNS] for example in examples], dtype=float)
    right = np.array([example.right for example in examples], dtype=float)
    pull = np.diag([0.0] + [RIDGE] * (len(SIGNS) - 1))
    found = np.zeros(len(SIGNS))
    for _ in range(STEPS):
        stated = 1 / (1 + np.exp(-table @ found))
        gradient = table.T @ (right - stated) - pull @ found
        curvature = (table * (stated * (1 - stated))[:, None]).T @ table + pull
        found += np.linalg.solve(curvature, gradient)
    return {sign: round(float(weight), 2) for sign, weight in zip(SIGNS, found, strict=True)}


if __name__ == "__main__":
    typer.run(main)
