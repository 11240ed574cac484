"""Measuring the live stream: what listeners note, and what is made of it."""

from __future__ import annotations

import asyncio
import math

from hypothesis import given
from hypothesis import strategies as st

from ops.bench.invented import extracted
from ops.bench.live import FOUND, Ear, _stage

FRAMES = b"".join(b"1a\r\nid: %d\nevent: event.extracted\ndata: {}\n\n\r\n" % number for number in (7, 11, 15))


@given(st.lists(st.integers(0, len(FRAMES)), max_size=8).map(sorted))
def test_a_frame_is_noted_once_however_it_is_cut(cuts: list[int]) -> None:
    heard: list[tuple[int, float]] = []

    async def listen() -> None:
        ear = Ear(heard, asyncio.get_running_loop().create_future())
        for start, end in zip([0, *cuts], [*cuts, len(FRAMES)], strict=True):
            ear.data_received(FRAMES[start:end])

    asyncio.run(listen())
    assert [position for position, _ in heard] == [7, 11, 15]


def test_missed_and_doubled_frames_are_told_apart() -> None:
    stage = _stage(10, 2, {3: 0.0, 7: 1.0}, [(3, 0.1), (3, 0.2), (3, 0.4), (7, 1.3), (99, 9.0)])
    assert (stage.events, stage.frames, stage.missed, stage.doubled) == (2, 4, 1, 1)
    assert math.isclose(stage.p99, 0.4)


def test_an_invented_article_finds_its_event_where_the_measurement_looks_for_it() -> None:
    write = extracted(8)
    assert write.records[FOUND].type == "event.extracted"
    assert write.stream != extracted(9).stream
    assert len(write.stream.removeprefix("article-")) == 26
