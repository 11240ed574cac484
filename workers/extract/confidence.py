"""How sure a finding is."""

from __future__ import annotations

from workers.extract.findings import Finding

VERB, NOUN = 0.65, 0.55
KNOWN_SOURCE, UNKNOWN_SOURCE = 0.1, -0.1
WITH_TARGET, WITHOUT_TARGET = 0.05, -0.05


def confidence(finding: Finding) -> float:
    """The chance, 0 to 1, that the event is right: a first estimate, not yet calibrated on labelled data."""
    score = NOUN if finding.trigger.word.pos in {"NOUN", "PROPN"} else VERB
    score += KNOWN_SOURCE if any(source.country or source.role for source in finding.sources) else UNKNOWN_SOURCE
    score += WITH_TARGET if finding.targets else WITHOUT_TARGET
    return round(score, 2)
