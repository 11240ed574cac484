"""A stream's name is looked up once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from services.eventlog.names import Names


class Streams:
    """A table of streams that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[set[int]] = []

    def look_up(self, keys: Collection[int]) -> Iterable[tuple[int, str]]:
        self.asked.append(set(keys))
        return [(key, f"stream {key}") for key in keys]


def test_a_name_is_looked_up_once() -> None:
    streams, names = Streams(), Names()
    assert names.of({1, 2}, streams.look_up)[2] == "stream 2"
    assert names.of({2, 3}, streams.look_up)[2] == "stream 2"
    names.of({1, 2, 3}, streams.look_up)
    assert streams.asked == [{1, 2}, {3}]


def test_no_more_names_are_kept_than_allowed_but_all_that_are_asked_for() -> None:
    streams, names = Streams(), Names(most=2)
    names.of({1, 2}, streams.look_up)
    assert names.of({2, 3}, streams.look_up) == {2: "stream 2", 3: "stream 3"}
    assert len(names.of({4, 5, 6}, streams.look_up)) == 3
    assert len(names.of({1}, streams.look_up)) == 1


def test_names_that_were_given_out_stay_when_others_come() -> None:
    streams, names = Streams(), Names(most=1)
    first = names.of({1}, streams.look_up)
    names.of({2}, streams.look_up)
    assert first[1] == "stream 1"


class Key(int):
    """A key that counts how often any of its kind was looked at."""

    looks = 0

    def __hash__(self) -> int:
        Key.looks += 1
        return int.__hash__(self)


def test_it_takes_no_longer_to_find_a_name_among_many() -> None:
    streams, names = Streams(), Names()
    names.of({Key(number) for number in range(1000)}, streams.look_up)
    Key.looks = 0
    names.of({Key(1), Key(2)}, streams.look_up)
    assert Key.looks < 10
