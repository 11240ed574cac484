"""Signatures: the same for the same words, however they are set, and the more alike the more is shared."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.fingerprint import BINS
from tests.support.histories import story
from workers.clean.signature import KEYS, LEAST_SHINGLES, SHINGLE, Signature, signature

WORDS = "The ferry left the harbour at noon with sixty passengers, and nobody saw it come back before the storm broke."
QUOTED = (
    'The "ferry" left; the crew\'s boat - a small one - did not, and so the harbour was quiet for most of that day.'
)
TYPESET = QUOTED.replace('"ferry"', "\u201cferry\u201d").replace("'", "\u2019").replace(" - ", " \u2014 ")


def alike(one: Signature, other: Signature) -> float:
    """The share of equal pairs of bytes in two sketches."""
    pairs = zip(one.sketch[::2], one.sketch[1::2], strict=True), zip(other.sketch[::2], other.sketch[1::2], strict=True)
    return sum(here == there for here, there in zip(*pairs, strict=True)) / BINS


def test_a_signature_does_not_grow_with_its_text() -> None:
    for size in (30, 300, 3000):
        signed = signature(story(0, size))
        assert (signed.words, signed.shingles) == (size, size - SHINGLE + 1)
        assert (len(signed.keys), len(signed.sketch)) == (KEYS, 2 * BINS)


@pytest.mark.parametrize(
    "text",
    [
        WORDS.upper(),
        WORDS.replace(" ", "\n\u00a0"),
        WORDS.replace(",", " \u2014"),
        WORDS.replace("ferry", "fer\u00adry"),
    ],
)
def test_case_space_signs_and_what_cannot_be_seen_do_not_count(text: str) -> None:
    assert signature(text) == signature(WORDS)


def test_straight_and_curly_quotation_marks_are_alike() -> None:
    assert signature(TYPESET) == signature(QUOTED)


def test_letters_are_the_same_however_they_are_composed() -> None:
    assert signature("caf\u00e9 " * 30) == signature("cafe\u0301 " * 30)


def test_the_order_of_words_and_of_letters_counts() -> None:
    backwards = " ".join(reversed(WORDS.split()))
    assert alike(signature(WORDS), signature(backwards)) < 1
    assert signature("on " * 3 + WORDS).keys != signature("no " * 3 + WORDS).keys


def test_scripts_without_spaces_have_a_word_a_letter() -> None:
    assert signature("\u6771\u4eac\u3067\u4f1a\u8b70\u304c\u958b\u304b\u308c\u305f\u3002" * 5).words == 50


def test_half_the_words_are_about_half_the_sketch() -> None:
    assert 0.15 < alike(signature(story(0, 400)), signature(story(200, 600))) < 0.5


def test_texts_that_share_a_third_share_keys() -> None:
    """Here in every pair of a hundred; the odds against it are one to a hundred for each."""
    pairs = [(signature(story(i, i + 400)), signature(story(i + 200, i + 600))) for i in range(0, 100_000, 1000)]
    assert sum(not set(one.keys).isdisjoint(other.keys) for one, other in pairs) >= 95


def test_a_text_of_a_few_words_has_no_sketch() -> None:
    short = LEAST_SHINGLES + SHINGLE - 2
    assert signature(story(0, short)) == Signature(short)
    assert signature(story(0, short + 1)).shingles == LEAST_SHINGLES
    assert signature("") == signature(" \u2014 \u00ad ") == Signature(0)


def test_a_run_of_marks_costs_no_more_than_other_text() -> None:
    assert signature("a" + "\u0301\u0316" * 300_000).words == 1


def test_a_long_text_is_known_by_its_beginning() -> None:
    assert signature(story(0, 40_000)) == signature(story(0, 60_000))


@given(st.text(max_size=300))
def test_any_text_has_a_signature(text: str) -> None:
    signed = signature(text)
    assert signed.shingles <= max(0, signed.words - SHINGLE + 1)
    assert all(0 <= key < 2**63 for key in signed.keys)


def test_a_signature_is_the_same_in_every_process() -> None:
    """And in every version: these are the figures of the first one."""
    code = "from workers.clean.signature import signature; s = signature({!r}); print(s.keys[0], s.sketch.hex()[-32:])"
    told = subprocess.run(
        [sys.executable, "-c", code.format(WORDS)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    assert told.stdout.split() == ["25523800329788609", "0000339b00000000000098d100000000"]
