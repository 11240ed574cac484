"""How sure a finding is: a logistic function of a few signs, whose weights `python -m ops.calibrate` fits on labels."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from schemas.event import Modality
from workers.extract.finding import Finding
from workers.extract.mention import THINGS, Matter, Mention
from workers.extract.syntax import first_conjunct
from workers.extract.tree import Word

WEIGHTS = Path(__file__).parent / "lexicon" / "confidence.toml"
BASE = "always"
"""The sign that every finding has."""
SIGNS = (
    BASE,
    "no target",
    "target is a thing",
    "target from another sentence",
    "target unknown",
    "source from another sentence",
    "source unknown",
    "several sources",
    "told by a noun",
    "verb with its noun",
    "not actual",
    "said in passing",
)


ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp"})


def signs(finding: Finding) -> frozenset[str]:
    """What speaks for or against a finding."""
    sources, targets = finding.sources, finding.targets
    held = {
        "no target": not targets,
        "target is a thing": any(target.matter in THINGS and target.country is None for target in targets),
        "target from another sentence": any(target.matter is Matter.ANAPHOR for target in targets),
        "target unknown": any(not _is_known(target) for target in targets),
        "source from another sentence": any(source.matter is Matter.ANAPHOR for source in sources),
        "source unknown": not all(_is_known(source) for source in sources),
        "several sources": len(sources) > 1,
        "told by a noun": finding.trigger.word.pos in {"NOUN", "PROPN"},
        "verb with its noun": finding.trigger.noun is not None,
        "not actual": finding.modality is not Modality.ACTUAL,
        "said in passing": _is_aside(finding.trigger.word),
    }
    return frozenset({BASE, *(name for name, holds in held.items() if holds)})


def _is_aside(word: Word) -> bool:
    """Whether it stands in a clause on a noun or on another verb: "who was arrested last year"."""
    return first_conjunct(word).dep in ASIDE


def _is_known(mention: Mention) -> bool:
    return bool(mention.country or mention.role)


def confidence(finding: Finding) -> float:
    """The chance, 0 to 1, that type, sources and targets are all right."""
    return chance(signs(finding), weights())


def chance(held: Iterable[str], by_sign: Mapping[str, float]) -> float:
    """The logistic function of the signs' weights, to two places."""
    return round(1 / (1 + math.exp(-sum(by_sign.get(sign, 0.0) for sign in sorted(held)))), 2)


@cache
def weights() -> Mapping[str, float]:
    """The weight of every sign, read once."""
    by_sign: dict[str, float] = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return by_sign
