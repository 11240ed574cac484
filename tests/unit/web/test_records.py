"""A record of the log as people read it."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from schemas.record import Meta, Record
from services.web.pages.records import causes, effects, summary, told
from tests.support.histories import History


def chain() -> list[Record]:
    """A reception that led to a cleaning, which led to two events."""
    history = History()
    history.received()
    history.cleaned()
    history.found()
    history.found()
    first, second, third, fourth = history.records
    second = because_of(second, first)
    return [first, second, because_of(third, second), because_of(fourth, second)]


def because_of(record: Record, cause: Record) -> Record:
    meta = Meta(correlation_id="test", producer="test", causation_id=cause.id.hex())
    return replace(record, meta=msgspec.json.encode(meta))


def test_what_is_true_or_false_is_told_as_json_has_it() -> None:
    history = History()
    history.failed(permanent=True)
    assert "permanent true" in summary(history.records[0])


def test_causes_are_followed_back_to_the_first() -> None:
    stream = chain()
    assert causes(stream[3], stream) == stream[:2]
    assert causes(stream[0], stream) == []


def test_effects_are_what_a_record_directly_led_to() -> None:
    stream = chain()
    assert list(effects(stream[0], stream)) == [stream[1]]
    assert list(effects(stream[1], stream)) == stream[2:]


def test_a_record_that_names_itself_as_its_cause_ends() -> None:
    first, *_ = chain()
    assert causes(because_of(first, first), [first]) == []


def test_an_event_is_summed_up_with_its_type_first() -> None:
    assert summary(chain()[2]).startswith("CONSULT, revision 1")


def test_a_summary_names_versions_in_short_and_no_event_by_its_id() -> None:
    history = History()
    history.received()
    history.extracted(extractor="extract-1/words-2/model-3")
    found = [summary(record) for record in history.records if record.type == "event.extracted"]
    assert found == ["CONSULT, revision 1, extractor extract-1"]


def test_words_and_structure_are_told_and_what_cannot_be_read_is_said() -> None:
    history = History()
    history.received()
    history.broken()
    received, broken = map(told, history.records)
    assert '"url": "https://example.org/a"' in received.words
    assert "unreadable" not in received.data
    assert broken.words == "" or "unreadable" in broken.words
