"""How one text became another."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.web.difference import MOST_EDITS, Edit, difference

TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "ü", "\r\n"]), max_size=30).map("".join)


@given(TEXTS, TEXTS)
def test_the_passages_make_both_texts(before: str, after: str) -> None:
    passages = difference(before, after)
    assert "".join(before[each.before_start : each.before_end] for each in passages) == before
    assert "".join(after[each.after_start : each.after_end] for each in passages) == after
    for each in passages:
        old, new = before[each.before_start : each.before_end], after[each.after_start : each.after_end]
        expected = {Edit.KEPT: (old, old), Edit.REMOVED: (each.text, ""), Edit.ADDED: ("", each.text)}[each.edit]
        assert (old, new) == expected


@given(TEXTS)
def test_a_text_is_not_changed_by_itself(text: str) -> None:
    assert all(each.edit is Edit.KEPT for each in difference(text, text))


def test_a_changed_line_stands_between_kept_ones() -> None:
    passages = difference("one\ntwo\nthree\n", "one\n2\nthree\nfour\n")
    assert [(each.edit.value, each.text) for each in passages] == [
        ("kept", msgspec.UNSET),
        ("removed", "two\n"),
        ("added", "2\n"),
        ("kept", msgspec.UNSET),
        ("added", "four\n"),
    ]


@pytest.mark.parametrize("lines", [MOST_EDITS * 2, 200_000])
def test_texts_that_have_nothing_in_common_are_told_as_one_for_the_other(lines: int) -> None:
    before = "".join(f"{number}\n" for number in range(lines))
    after = "".join(f"-{number}\n" for number in range(lines))
    assert [each.edit for each in difference(before, after)] == [Edit.REMOVED, Edit.ADDED]


def test_texts_of_few_different_lines_take_no_longer() -> None:
    passages = difference("a\nb\n" * 20_000, "b\na\na\n" * 20_000)
    assert "".join(str(each.text) for each in passages if each.edit is Edit.ADDED)
