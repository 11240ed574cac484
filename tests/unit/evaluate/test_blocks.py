from typing import Any

from ops.evaluate.blocks import measure
from ops.evaluate.scores import Report

Json = dict[str, Any]


def block(start: int, text: str, kind: str = "paragraph", action: str = "keep", **given: object) -> Json:
    row: Json = {
        "article": 0,
        "start": start,
        "end": start + len(text),
        "text": text,
        "kind": kind,
        "action": action,
        "repeat_of": None,
        "credit": None,
    }
    return row | given


TITLE = block(0, "Harbour reopens", "heading")
CAPTION = block(20, "Ships wait. EPA/L ORSK", "caption", "metadata", credit="EPA/L ORSK")
COPY = block(50, "Ships wait. EPA/L ORSK", "caption", "drop", repeat_of=20)
PAGE = [TITLE, CAPTION, COPY]


def report(gold: list[Json], found: list[Json]) -> Report:
    return measure({"page": gold}, {"page": found})


def test_a_page_cleaned_as_labelled_has_no_error() -> None:
    found = report(PAGE, PAGE)
    assert found["blocks"]["cut as labelled"]["F1"] == found["blocks"]["copies linked"]["F1"] == 1
    assert found["accuracy"]["credit"] == {"share": 1.0, "of": 1}
    assert found["what went wrong"] == {}


def test_the_older_spelling_of_labels_is_read_too() -> None:
    older = {"start": 20, "end": 42, "kind": "caption", "action": "meta", "article_index": 0, "repeat_of": {"start": 0}}
    found = report([older], [CAPTION])
    assert found["actions"]["metadata"]["right"] == found["accuracy"]["part"]["share"] == 1


def test_a_kind_that_the_label_accepts_is_right() -> None:
    found = report([TITLE | {"alt_kind": ["paragraph"]}], [TITLE | {"kind": "paragraph"}])
    assert found["accuracy"]["kind"]["share"] == 1


def test_body_text_that_is_dropped_is_lost() -> None:
    lost = report([TITLE], [TITLE | {"action": "drop"}])["body text lost"]
    assert lost["dropped"]["code points"] == len("Harbourreopens")


def test_copies_may_be_linked_to_any_of_them() -> None:
    other = [TITLE, CAPTION | {"repeat_of": 50}, COPY | {"repeat_of": None}]
    assert report(PAGE, other)["blocks"]["copies linked"]["F1"] == 1


def test_a_link_to_no_block_is_wrong() -> None:
    assert report(PAGE, [TITLE, CAPTION, COPY | {"repeat_of": 7}])["blocks"]["copies linked"]["P"] == 0


def test_a_part_begun_too_early_is_wrong() -> None:
    gold = [TITLE, CAPTION | {"article": 1}]
    found = [TITLE, CAPTION]
    assert report(gold, found)["blocks"]["parts begun within a page"]["R"] == 0
    assert report(gold, gold)["blocks"]["parts begun within a page"]["R"] == 1


def test_a_block_of_another_kind_is_an_error_with_a_name() -> None:
    assert list(report([TITLE], [TITLE | {"kind": "widget"}])["what went wrong"]) == ["heading taken for widget"]


def test_a_block_cut_in_two_is_not_the_labelled_one() -> None:
    found = report([TITLE], [block(0, "Harbour", "heading"), block(8, "reopens", "heading")])
    assert found["blocks"]["cut as labelled"]["right"] == 0
    assert list(found["what went wrong"]) == ["cut otherwise"]
