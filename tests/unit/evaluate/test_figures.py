from typing import Any

from ops.evaluate.figures import measure
from ops.evaluate.scores import Report

Json = dict[str, Any]
GOLD: Json = {"start": 0, "end": 2, "value": 12, "unit": "killed", "claimed_by": "the mayor of Goma"}


def report(gold: list[Json], found: list[Json]) -> Report:
    return measure([({"figures": gold}, found)])


def test_a_figure_is_right_in_value_unit_and_claimant() -> None:
    assert report([GOLD], [GOLD | {"claimed_by": "the mayor"}])["figures"]["right"]["F1"] == 1
    assert report([GOLD], [GOLD | {"unit": "injured"}])["figures"]["right"]["F1"] == 0


def test_a_figure_elsewhere_is_another_one() -> None:
    found = report([GOLD], [GOLD | {"start": 5, "end": 7}])["figures"]["found"]
    assert (found["P"], found["R"]) == (0, 0)


def test_a_claimant_of_whom_the_labels_know_nothing_is_wrong() -> None:
    assert report([GOLD | {"claimed_by": None}], [GOLD])["accuracy"]["claimant right"]["share"] == 0
