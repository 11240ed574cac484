from typing import Any

from ops.evaluate.quotes import measure
from ops.evaluate.scores import Report

Json = dict[str, Any]
TEXT = "The mayor said the dam was safe."
GOLD: Json = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 31]]}
FOUND: Json = {
    "source": {"start": 0, "end": 9},
    "cue": {"start": 10, "end": 14},
    "content": {"start": 15, "end": 31},
}


def report(gold: list[Json], found: list[Json]) -> Report:
    return measure([({"attributions": gold}, TEXT, found)])


def test_all_three_parts_alike_are_right() -> None:
    assert report([GOLD], [FOUND])["same letters"]["all"]["F1"] == 1


def test_a_stop_more_or_less_makes_no_difference() -> None:
    wider = FOUND | {"content": {"start": 14, "end": 32}}
    found = report([GOLD], [wider])
    assert found["same letters"]["content"]["F1"] == 1
    assert found["code points"]["content"]["P"] != 1


def test_a_part_in_pieces_is_the_sum_of_them() -> None:
    assert report([GOLD | {"content": [[15, 22], [22, 31]]}], [FOUND])["same letters"]["all"]["F1"] == 1


def test_a_source_that_the_label_has_not_must_be_absent() -> None:
    gold = GOLD | {"source": []}
    assert report([gold], [FOUND])["same letters"]["all"]["right"] == 0
    assert report([gold], [FOUND | {"source": None}])["same letters"]["all"]["right"] == 1


def test_attributions_without_anything_in_common_are_not_paired() -> None:
    other = {"source": {"start": 0, "end": 9}, "cue": {"start": 15, "end": 18}, "content": {"start": 0, "end": 3}}
    assert report([GOLD], [other])["quotations"]["found as labelled"]["right"] == 0
