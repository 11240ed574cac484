from __future__ import annotations

import re

import pytest

from workers.clean.words import FOLDER, LONGEST_REMEMBERED, any_of, entries, folded, remembered, rows

LISTS = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_entries_and_none_twice_on_a_line(name: str) -> None:
    assert rows(name)
    for row in rows(name):
        assert len(set(row)) == len(row), row


@pytest.mark.parametrize("name", LISTS)
def test_folded_entries_are_found_by_case_folded_lines(name: str) -> None:
    assert all(entry.upper().casefold() in folded(name) or entry.casefold() in folded(name) for entry in entries(name))


def test_comments_are_no_entries() -> None:
    assert not any(entry.startswith("#") for name in LISTS for entry in entries(name))


def test_there_are_twelve_months_and_seven_weekdays() -> None:
    assert (len(rows("months")), len(rows("weekdays"))) == (12, 7)


def test_what_a_short_line_answers_is_asked_once_and_no_long_line_is_kept() -> None:
    asked: list[str] = []

    def size(text: str) -> int:
        asked.append(text)
        return len(text)

    sizes, long = remembered(size), "a" * (LONGEST_REMEMBERED + 1)
    assert [sizes(text) for text in ("Share", "Share", long, long)] == [5, 5, len(long), len(long)]
    assert asked == ["Share", long, long]


def test_a_pattern_of_any_word_matches_each_and_no_part_of_one() -> None:
    words = ["may", "mayo", "march", "mars", "m.", "juin"]
    matched = [word for word in (*words, "ma", "mar", "marchs", "jui", "mx") if re.fullmatch(any_of(words), word)]
    assert matched == words


def test_a_group_in_a_pattern_stands_only_where_words_part() -> None:
    assert any_of(["may", "mayo", "march"]) == "ma(?:rch|y(?:o)?)"
