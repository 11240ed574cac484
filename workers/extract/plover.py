"""PLOVER's types with their CAMEO roots and Goldstein values, as means over the CAMEO codes that each stands for."""

from __future__ import annotations

CAMEO_ROOTS = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "19",
}
CAMEO_ROOTS_OF_MODES = {
    ("ACCUSE", "investigate"): "09",
    ("ASSAULT", "abduct"): "18",
    ("ASSAULT", "beat"): "18",
    ("ASSAULT", "torture"): "18",
    ("ASSAULT", "sexual"): "18",
    ("ASSAULT", "suicide-attack"): "18",
    ("ASSAULT", "explosives"): "18",
    ("ASSAULT", "targeted"): "18",
    ("ASSAULT", "unconventional"): "20",
    ("SANCTION", "convict"): "11",
}
GOLDSTEIN = {
    "AGREE": 4.0,
    "CONSULT": 1.0,
    "SUPPORT": 3.5,
    "COOPERATE": 6.0,
    "AID": 7.0,
    "CONCEDE": 5.0,
    "RETREAT": 5.0,
    "REQUEST": -0.3,
    "ACCUSE": -2.0,
    "REJECT": -4.0,
    "THREATEN": -4.4,
    "PROTEST": -6.5,
    "MOBILIZE": -7.2,
    "SANCTION": -4.0,
    "COERCE": -7.0,
    "ASSAULT": -9.0,
}
GOLDSTEIN_OF_MODES = {
    ("ACCUSE", "investigate"): -2.0,
    ("THREATEN", "violence"): -7.0,
    ("RETREAT", "release"): 7.0,
    ("RETREAT", "ceasefire"): 7.0,
    ("COERCE", "arrest"): -5.0,
    ("COERCE", "deport"): -5.0,
    ("ASSAULT", "unconventional"): -10.0,
}


def cameo_root(kind: str, mode: str | None) -> str:
    """The two digits of the CAMEO category."""
    return CAMEO_ROOTS_OF_MODES.get((kind, mode or ""), CAMEO_ROOTS[kind])


def goldstein(kind: str, mode: str | None) -> float:
    """How cooperative (to 10) or hostile (to -10) the event is."""
    return GOLDSTEIN_OF_MODES.get((kind, mode or ""), GOLDSTEIN[kind])
