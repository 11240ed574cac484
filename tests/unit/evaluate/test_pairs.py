from typing import Any

from ops.evaluate.pairs import cause, judge, measure, outcomes

Json = dict[str, Any]
ROW: Json = {
    "id": "1",
    "text": "The army of Chad shelled two villages, a monitor said.",
    "source": "The army of Chad",
    "target": "two villages",
    "gold_root": "ASSAULT",
    "gold_quad": 4,
}


def event(kind: str, source: str, target: str, confidence: float = 0.8) -> Json:
    return {"type": kind, "source": [{"text": source}], "target": [{"text": target}], "confidence": confidence}


SHELLED = event("ASSAULT", "army of Chad", "villages")


def share(row: Json, events: list[Json], name: str) -> float | None:
    return measure([(row, events)])["given pairs"][name]["share"]


def test_an_event_between_the_two_stands_for_the_sentence() -> None:
    said = event("ACCUSE", "a monitor", "the army of Chad", 0.9)
    assert share(ROW, [said, SHELLED], "root right") == 1
    assert share(ROW, [said, SHELLED], "root, source, target and direction right") == 1


def test_a_type_is_never_a_reason_to_choose_an_event() -> None:
    assert share(ROW, [event("COERCE", "army of Chad", "two villages"), SHELLED], "root right") == 0


def test_an_event_the_other_way_has_the_root_but_not_the_direction() -> None:
    swapped = event("ASSAULT", "two villages", "army of Chad")
    assert share(ROW, [swapped], "root right") == 1
    assert share(ROW, [swapped], "direction right") == 0
    assert cause(judge(ROW, [swapped])) == "swapped"


def test_who_takes_part_in_talks_has_no_order() -> None:
    row = ROW | {"gold_root": "CONSULT", "gold_quad": 1, "source": "Chad", "target": "Niger"}
    assert share(row, [event("CONSULT", "Niger", "Chad")], "root, source, target and direction right") == 1


def test_conceding_and_retreating_are_both_to_yield() -> None:
    row = ROW | {"gold_root": "YIELD", "gold_quad": 2}
    for kind in ("CONCEDE", "RETREAT"):
        assert share(row, [event(kind, "army of Chad", "villages")], "quad right") == 1


def test_an_actor_that_the_sentence_does_not_name_is_not_asked() -> None:
    row = ROW | {"source": "An actor"}
    assert share(row, [event("ASSAULT", "", "villages")], "root, source, target and direction right") == 1


def test_every_error_has_its_cause() -> None:
    assert cause(judge(ROW, [SHELLED])) is None
    assert cause(judge(ROW, [])) == "missed: no event"
    assert cause(judge(ROW, [event("ASSAULT", "Niger", "Mali")])) == "missed: other actors' event"
    assert cause(judge(ROW, [event("COERCE", "army of Chad", "two villages")])) == "wrong type"
    assert cause(judge(ROW, [event("ASSAULT", "army of Chad", "a bridge")])) == "wrong target"


def test_confidence_is_judged_where_the_event_is_about_the_pair() -> None:
    judged = [judge(ROW, [SHELLED]), judge(ROW, [event("ASSAULT", "Niger", "Mali")])]
    assert [(each.confidence, each.right) for each in outcomes(judged)] == [(0.8, True)]
