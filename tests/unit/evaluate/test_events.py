from typing import Any

from ops.evaluate.events import Pair, cause, confusion, join, measure

Json = dict[str, Any]
KENYA: Json = {"text": "Kenya", "start": 0, "end": 5, "name": "Kenya", "country": "KEN", "role": None}
UGANDA: Json = {"text": "Uganda", "start": 14, "end": 20, "name": "Uganda", "country": "UGA", "role": None}
CHAD: Json = {"text": "Chad", "start": 30, "end": 34, "name": "Chad", "country": "TCD", "role": None}


def event(kind: str = "ACCUSE", **given: object) -> Json:
    """Kenya accusing Uganda, but for what is given."""
    row: Json = {
        "type": kind,
        "mode": None,
        "source": [KENYA],
        "target": [UGANDA],
        "trigger": {"text": "accused", "start": 6, "end": 13},
        "sentence": {"text": "Kenya accused Uganda.", "start": 0, "end": 21},
        "date": None,
        "place": None,
        "modality": "actual",
        "negated": False,
        "historical": False,
        "attribution": None,
        "confidence": 0.8,
    }
    return row | given


def level(gold: list[Json], found: list[Json], name: str) -> tuple[Any, Any, Any]:
    figures = measure({"page": gold}, {"page": found})["events"][name]
    return figures["right"], figures["found"], figures["labelled"]


def test_what_agrees_in_type_source_and_target_is_right_at_every_level() -> None:
    for name in ("sentence", "detect", "source_country", "strict"):
        assert level([event()], [event()], name) == (1, 1, 1)


def test_another_type_is_no_detection() -> None:
    assert level([event()], [event("THREATEN")], "sentence") == (1, 1, 1)
    assert level([event()], [event("THREATEN")], "detect") == (0, 1, 1)


def test_a_type_that_the_label_accepts_is_right() -> None:
    gold = event(alt=[{"type": "REJECT", "mode": None}])
    assert level([gold], [event("REJECT")], "strict") == (1, 1, 1)


def test_a_borderline_event_is_neither_missed_nor_false() -> None:
    gold = event(borderline=True)
    assert level([gold], [], "strict") == (0, 0, 0)
    assert level([gold], [event()], "strict") == (0, 0, 0)


def test_a_wrong_type_in_a_borderline_sentence_is_false() -> None:
    assert level([event(borderline=True)], [event("ASSAULT")], "detect") == (0, 1, 0)


def test_who_takes_part_in_talks_has_no_order() -> None:
    gold = event("CONSULT", source=[KENYA, UGANDA], target=[KENYA, UGANDA])
    assert level([gold], [event("CONSULT", source=[UGANDA], target=[KENYA])], "strict") == (1, 1, 1)


def test_events_of_other_sentences_are_never_one() -> None:
    far = event(sentence={"text": "", "start": 500, "end": 521}, trigger={"text": "", "start": 506, "end": 513})
    assert level([event()], [far], "sentence") == (0, 1, 1)


def test_of_two_events_in_a_sentence_each_finds_its_own() -> None:
    gold = [event(), event(target=[CHAD])]
    assert level(gold, list(reversed(gold)), "strict") == (2, 2, 2)


def test_a_page_without_labelled_events_makes_what_is_found_false() -> None:
    assert level([], [event()], "sentence") == (0, 1, 0)


def test_every_error_has_its_cause() -> None:
    assert cause(Pair(event(), event())) is None
    assert cause(Pair(event(), None)) == "missed"
    assert cause(Pair(None, event())) == "invented"
    assert cause(Pair(event(), event("THREATEN"))) == "wrong type"
    assert cause(Pair(event(), event(source=[UGANDA], target=[KENYA]))) == "swapped"
    assert cause(Pair(event(), event(source=[CHAD]))) == "wrong source"
    assert cause(Pair(event(), event(target=[]))) == "wrong target"
    assert cause(Pair(event(), event(source=[CHAD], target=[CHAD]))) == "wrong source and target"
    assert cause(Pair(event(borderline=True), None)) is None


def test_a_wrong_type_says_what_was_taken_for_what() -> None:
    assert confusion(Pair(event(), event("THREATEN"))) == "ACCUSE taken for THREATEN"
    assert confusion(Pair(event(), event())) is None


def test_a_field_is_asked_where_the_type_is_right() -> None:
    day = {"text": "Monday", "start_date": "2026-03-09", "end_date": "2026-03-09"}
    report = measure({"page": [event(date=day), event("REJECT")]}, {"page": [event(), event("ACCUSE")]})
    assert report["accuracy where the type is right"]["date"] == {
        "right": 0.0,
        "of": 1,
        "right if set": 0.0,
        "of set": 1,
    }


def test_an_accepted_modality_is_right() -> None:
    gold = event(modality="planned", alt_modality=["possible"])
    report = measure({"page": [gold]}, {"page": [event(modality="possible")]})
    assert report["accuracy where the type is right"]["modality"]["right"] == 1


def test_a_trigger_without_offsets_is_found_by_its_words() -> None:
    gold = event(trigger={"text": "accused"}, sentence={"text": "Kenya accused Uganda.", "start": 0, "end": 21})
    found = event(sentence={"text": "Kenya accused", "start": 0, "end": 9})
    assert [pair.found for pair in join([gold], [found])] == [found]


def test_recall_is_told_by_salience_main_first() -> None:
    gold = [event(salience="background"), event("REQUEST", salience="main")]
    table = measure({"page": gold}, {"page": [event()]})["recall by salience"]
    assert [(name, row["strict"]) for name, row in table.items()] == [("main", 0.0), ("background", 1.0)]


def test_types_are_scored_one_by_one() -> None:
    table = measure({"page": [event()]}, {"page": [event(), event("ASSAULT")]})["types"]
    assert (table["ACCUSE"]["F1"], table["ASSAULT"]["P"]) == (1.0, 0.0)
