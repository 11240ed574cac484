"""A sentence with its events' words marked."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from schemas.block import Kind
from schemas.event import Modality
from schemas.rows.events import ActorCell, EventRow
from services.web.pages.marks import LONGEST, Mark, cut, pieces

SENTENCE = "Ada met Bob in Oslo on Monday, her office said."
AT = 100


def cell(name: str) -> ActorCell:
    start = AT + SENTENCE.index(name)
    return ActorCell(text=name, name=name, start=start, end=start + len(name))


def event(**fields: object) -> EventRow:
    start = AT + SENTENCE.index("met")
    row = EventRow(
        id="e",
        article="a",
        revision=1,
        part=0,
        block=Kind.PARAGRAPH,
        type="CONSULT",
        quad="verbal cooperation",
        source=(cell("Ada"),),
        target=(cell("Bob"),),
        trigger="met",
        trigger_start=start,
        trigger_end=start + 3,
        sentence=SENTENCE,
        sentence_start=AT,
        sentence_end=AT + len(SENTENCE),
        modality=Modality.ACTUAL,
        negated=False,
        historical=False,
        confidence=0.5,
        extractor="x",
        position=1,
        found_at=1,
        reported_at=datetime(2026, 2, 2, tzinfo=UTC),
        place="Oslo, Norway",
        date_text="Monday",
        attribution="her office",
    )
    return replace(row, **fields)


def test_every_part_of_an_event_is_marked() -> None:
    marked = [(piece.text, piece.role) for piece in pieces([event()]) if piece.role]
    assert marked == [
        ("Ada", "source"),
        ("met", "trigger"),
        ("Bob", "target"),
        ("Oslo", "place"),
        ("Monday", "date"),
        ("her office", "attribution"),
    ]


def test_the_pieces_are_the_sentence() -> None:
    assert "".join(piece.text for piece in pieces([event()])) == SENTENCE


def test_words_tell_what_they_are_to_each_event() -> None:
    turned = event(source=(cell("Bob"),), target=())
    (bob,) = [piece for piece in pieces([event(), turned]) if piece.text == "Bob"]
    assert (bob.role, bob.marks) == ("target", "0:target 1:source")


def test_of_a_very_long_sentence_the_words_around_the_trigger_are_shown() -> None:
    start = 50_000
    long = "x" * start + "met" + "y" * start
    found = pieces([event(sentence=long, trigger_start=AT + start, trigger_end=AT + start + 3, source=(), target=())])
    assert sum(len(piece.text) for piece in found) == LONGEST + 2
    assert [piece.text for piece in found if piece.role == "trigger"] == ["met"]


MARKS = st.builds(
    lambda start, length, number, role: Mark(start, start + length, number, role),
    st.integers(-20, 60),
    st.integers(0, 40),
    st.integers(0, 3),
    st.sampled_from(["trigger", "source", "target", "date"]),
)


@given(st.text(min_size=1, max_size=50), st.lists(MARKS, max_size=8))
def test_whatever_is_marked_no_word_is_lost_or_doubled(text: str, marks: list[Mark]) -> None:
    assert "".join(piece.text for piece in cut(text, marks, 0, len(text))) == text
