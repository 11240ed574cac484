"""Listeners and the one reader behind them, over a source in memory."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message

from schemas.rows.events import EVENTS, EventRow
from services.web.connection import LINE, Line
from services.web.live import answer as answer_module
from services.web.live import hub as hub_module
from services.web.live import listener as listener_module
from services.web.live.answer import Stream
from services.web.live.hub import Hub
from services.web.live.items import Item, Page
from services.web.live.listener import MOST_WAITING, Listener
from services.web.problems import Problem
from tests.support.histories import History, Rows


def sample_row() -> EventRow:
    history = History()
    history.received()
    history.cleaned()
    history.extracted()
    (row,) = Rows(history).all(EVENTS)
    assert isinstance(row, EventRow)
    return row


ROW = sample_row()


def item(position: int) -> Item:
    return Item(position, ROW, b"id: %d\nevent: x\ndata: {}\n\n" % position)


class Positions:
    """A source that holds an item at each of some positions, and counts how often it is read."""

    def __init__(self, page: int = 3) -> None:
        self.held: list[int] = []
        self.passed = 0
        self.reads = 0
        self._page = page

    def add(self, *positions: int, passed: int | None = None) -> None:
        self.held += positions
        self.passed = passed or self.held[-1]

    def reached(self) -> int:
        return self.passed

    def read(self, after: int, upto: int) -> Page:
        self.reads += 1
        found = [position for position in self.held if after < position <= upto][: self._page]
        return Page([item(each) for each in found], found[-1] if len(found) == self._page else upto)


class Everything:
    """Whoever asks for this is told everything."""

    is_joined = False

    def matches(self, _row: EventRow) -> bool:
        return True

    def renew(self) -> None:
        pass


def ids(frames: bytes) -> list[int]:
    return [int(each) for each in re.findall(rb"id: (\d+)\nevent: x", frames)]


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  # what is waited for has no event of its own
            await asyncio.sleep(0.005)


def run(test: Callable[[Positions, Hub], Coroutine[None, None, None]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with a hub that never waits long; let its reader end."""
    monkeypatch.setattr(hub_module, "POLL_SECONDS", 0.005)

    async def whole() -> None:
        source = Positions()
        await test(source, Hub(source))

    asyncio.run(whole())


async def joined(hub: Hub, listener: Listener, name: str = "all") -> bytes:
    """What a listener missed, as it joins."""
    missed = b""
    async for _ in hub.missed(listener, Everything()):
        missed += listener.take()
    hub.join(listener, name, Everything())
    return missed


def test_what_is_offered_twice_is_given_out_once() -> None:
    listener = Listener(2)
    listener.offer([item(1), item(2), item(3)], 3)
    listener.offer([item(3), item(4)], 5)
    assert ids(listener.take()) == [3, 4]
    assert listener.position == 5


@given(st.lists(st.integers(1, 40), unique=True, min_size=1).map(sorted), st.integers(0, 40), st.integers(1, 7))
def test_whenever_a_listener_comes_and_goes_on_nothing_is_lost_or_doubled(
    held: list[int], before: int, size: int
) -> None:
    seen: list[int] = []
    position = before
    for end in range(before, 41, size):
        listener = Listener(position)
        listener.offer([item(each) for each in held if each <= end], end)
        seen += ids(listener.take())
        position = listener.position
    listener = Listener(position)
    listener.offer([item(each) for each in held], 41)
    assert seen + ids(listener.take()) == [each for each in held if each > before]


def test_one_that_reads_too_slowly_is_told_its_last_id_and_nothing_more() -> None:
    listener = Listener(0)
    listener.offer([item(1)], 1)
    listener.take()
    listener.offer([item(each) for each in range(2, MOST_WAITING + 3)], MOST_WAITING + 2)
    last = listener.take()
    assert last.startswith(b'id: 1\nevent: dropped\ndata: {"last":1,')
    assert listener.is_over


def test_a_sign_of_life_moves_the_id_on_without_an_event() -> None:
    listener = Listener(0)
    listener.offer([], 7)
    assert listener.take() == b": listening\nid: 7\n\n"


def test_who_comes_late_first_gets_what_it_missed_and_then_what_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(source: Positions, hub: Hub) -> None:
        source.add(*range(1, 11), passed=12)
        async with hub.place():
            listener = Listener(4)
            assert ids(await joined(hub, listener)) == [5, 6, 7, 8, 9, 10]
            source.add(13, 15)
            await until(lambda: listener.passed == 15)
            assert ids(listener.take()) == [13, 15]

    run(test, monkeypatch)


def test_many_listeners_are_read_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(source: Positions, hub: Hub) -> None:
        source.add(1)
        listeners = [Listener(1) for _ in range(200)]
        async with hub.place():
            for number, listener in enumerate(listeners):
                await joined(hub, listener, name=str(number % 2))
            before = source.reads
            source.add(2, 3)
            await until(lambda: all(listener.passed == 3 for listener in listeners))
            assert source.reads - before == 1
            assert {tuple(ids(listener.take())) for listener in listeners} == {(2, 3)}

    run(test, monkeypatch)


def test_who_has_left_is_offered_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(source: Positions, hub: Hub) -> None:
        source.add(1)
        gone, there = Listener(1), Listener(1)
        async with hub.place():
            for listener in (gone, there):
                await joined(hub, listener)
            hub.leave(gone, "all")
            source.add(2)
            await until(lambda: there.passed == 2)
            assert gone.passed == 1

    run(test, monkeypatch)


def test_after_a_pause_without_listeners_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(source: Positions, hub: Hub) -> None:
        source.add(1)
        async with hub.place():
            listener = Listener(0)
            assert ids(await joined(hub, listener)) == [1]
            hub.leave(listener, "all")
        source.add(2, 3)
        async with hub.place():
            again = Listener(listener.position)
            assert ids(await joined(hub, again)) == [2, 3] or again.passed < 3
            await until(lambda: again.passed == 3)

    run(test, monkeypatch)


def test_there_is_room_for_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "MOST_LISTENERS", 1)

    async def test(_source: Positions, hub: Hub) -> None:
        async with hub.place():
            with pytest.raises(Problem) as refused:
                async with hub.place():
                    pass
            assert refused.value.status == 503
        async with hub.place():
            pass

    run(test, monkeypatch)


class Client:
    """The far end of an answer, which reads only while it is told to."""

    def __init__(self) -> None:
        self.read = b""
        self.reads = asyncio.Event()
        self.is_cut = False
        self._line = Line(self._cut)
        self.scope = {"type": "http", "extensions": {LINE: {"line": self._line}}}

    async def receive(self) -> Message:
        return await asyncio.Future()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            await self.reads.wait()
            self.read += message["body"]

    def _cut(self) -> None:
        self.is_cut = True


def stream(hub: Hub, listener: Listener, client: Client) -> asyncio.Task[None]:
    answer = Stream(hub, listener, "all", Everything())
    return asyncio.create_task(answer(client.scope, client.receive, client.send))


def test_a_client_that_reads_too_slowly_ends_with_the_last_id_that_it_got(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener_module, "MOST_WAITING", 20)
    monkeypatch.setattr(answer_module, "HEARTBEAT_SECONDS", 0.01)

    async def test(source: Positions, hub: Hub) -> None:
        source.add(1)
        client, listener = Client(), Listener(1)
        client.reads.set()
        answering = stream(hub, listener, client)
        await until(lambda: client.read.count(b": listening") > 1)  # it has joined
        monkeypatch.setattr(answer_module, "HEARTBEAT_SECONDS", 1_000)
        heard = client.read.count(b": listening")
        await until(lambda: client.read.count(b": listening") > heard)  # no other comes in the place of 2
        client.reads.clear()
        source.add(2)
        await until(lambda: listener.position == 2)
        source.add(*range(3, 31))
        await until(lambda: listener.passed == 30)
        client.reads.set()
        await answering
        assert ids(client.read) == [2]
        assert b'id: 2\nevent: dropped\ndata: {"last":2,' in client.read

    run(test, monkeypatch)


def test_a_client_that_does_not_read_at_all_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_module, "SEND_SECONDS", 0.01)

    async def test(source: Positions, hub: Hub) -> None:
        source.add(1)
        client = Client()
        await stream(hub, Listener(0), client)
        assert (client.is_cut, client.read) == (True, b"")

    run(test, monkeypatch)
