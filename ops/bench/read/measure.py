"""Measures answers: alone, beside the same question in SQL, among many readers while the log grows, and whole files."""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from statistics import median, quantiles

from msgspec import Struct
from msgspec.structs import replace

from ops.bench.beside import Beside
from ops.bench.memory import PROC, size
from ops.bench.read.kept import note, prepare
from ops.bench.read.own import Own, fill, fold, running
from ops.bench.read.questions import Question, pages, questions
from ops.bench.read.sample import Newsroom
from schemas.errors import ServiceError
from services.formats import FORMATS
from services.settings import Settings

ALONE = "{}: questions are asked alone"
MILLISECONDS = 1000.0
TICK_SECONDS = 0.1
CHUNK = 1 << 16
OK = "http/1.1 200 "
LENGTH = re.compile(r"content-length: (\d+)")


class Load(Struct, frozen=True, kw_only=True):
    """How much is asked: readers at once for so many seconds, while so many events a second are appended.

    Before that each list is asked for `alone` times by itself, and each page three times in ten as often.
    """

    readers: int = 8
    events_per_second: int = 200
    seconds: float = 5.0
    alone: int = 100

    @property
    def shown(self) -> int:
        """How often each page is asked for."""
        return max(1, self.alone * 3 // 10)


class Latency(Struct, frozen=True, kw_only=True):
    """Milliseconds of a question: alone, of the service's processor time, by hand in SQL, and among the readers."""

    question: str
    alone: float
    processor: float
    by_hand: float | None
    p50: float
    p99: float
    asked: int


class Alone(Struct, frozen=True, kw_only=True):
    """Milliseconds of a question that nobody asks beside, of the service's processor time for it, and the bytes."""

    question: str
    milliseconds: float
    processor: float
    size: int


class Stand(Struct, frozen=True):
    """How many articles a store holds, how many events a second were folded, and what each question takes alone."""

    articles: int
    folded_per_second: float
    alone: Mapping[str, Alone]


class Export(Struct, frozen=True, kw_only=True):
    """A file of all events: events a second and a second of the service's processor time, and its bytes.

    By `memory` bytes the service's peak rose meanwhile.
    """

    form: str
    events: int
    per_second: float
    per_processor_second: float
    size: int
    memory: int


class Measured(Struct, frozen=True, kw_only=True):
    """All figures of one size; `folded_per_second` counts events, `appended` and `behind` those while it was read.

    `processor` is the service's processor time for one answer among the readers, in milliseconds.
    """

    store: str
    articles: int
    events: int
    folded_per_second: float
    latencies: list[Latency]
    pages: list[Alone]
    exports: list[Export]
    appended: int
    behind: int
    processor: float


def measure(
    store: str, settings: Settings, newsroom: Newsroom, sizes: Sequence[int], load: Load, say: Callable[[str], object]
) -> list[Measured]:
    """The figures at each number of articles, in one log that grows; `say` is told what is being done."""
    measured, before = list[Measured](), 0
    for articles in sizes:
        say(f"{store}: {articles:,} articles are appended")
        fill(settings, newsroom, before, articles)
        say(f"{store}: {articles * newsroom.events:,} events are folded")
        began = time.perf_counter()
        fold(settings)
        rate = articles * newsroom.events / (time.perf_counter() - began)
        with running(settings) as own:
            say(ALONE.format(store))
            (alone,) = _alone([own], [questions(newsroom, articles)], load.alone)
            figures, before = _of_size(store, own, newsroom, Stand(articles, rate, alone), load, say)
        measured.append(figures)
    return measured


def measure_kept(
    folder: Path, newsroom: Newsroom, sizes: Sequence[int], load: Load, say: Callable[[str], object]
) -> list[Measured]:
    """The figures at each number of articles, in a SQLite store each, made where it is missing, and kept.

    Each list is asked of all stores by turns, so that a machine that is slow for a while is so for all of them.
    """
    places = [folder / str(articles) for articles in sizes]
    stores = [prepare(place, newsroom, articles, say) for place, articles in zip(places, sizes, strict=True)]
    measured = list[Measured]()
    with ExitStack() as stack:
        owns = [stack.enter_context(running(settings)) for settings, _ in stores]
        say(ALONE.format("SQLite"))
        alone = _alone(owns, [questions(newsroom, kept.articles) for _, kept in stores], load.alone)
        for place, own, (_, kept), known in zip(places, owns, stores, alone, strict=True):
            stand = Stand(kept.articles, kept.folded_per_second, known)
            figures, held = _of_size("SQLite", own, newsroom, stand, load, say)
            note(place, replace(kept, articles=held))
            measured.append(figures)
    return measured


def _of_size(
    store: str,
    own: Own,
    newsroom: Newsroom,
    stand: Stand,
    load: Load,
    say: Callable[[str], object],
) -> tuple[Measured, int]:
    """The figures, and the number of articles that the log holds afterwards."""
    articles, alone, asked = stand.articles, stand.alone, questions(newsroom, stand.articles)
    say(f"{store}: questions are asked by hand, and pages")
    by_hand = {name: _by_hand(own, question, load.alone) for name, question in asked.items()}
    (shown,) = _alone([own], [pages(newsroom, articles)], load.shown)
    say(f"{store}: files are written")
    exports = [_export(own, form) for form in FORMATS]
    say(f"{store}: {load.readers} readers ask while {load.events_per_second} events a second are appended")
    with Writer(own, newsroom, articles, load) as writer:
        before = own.processor_seconds()
        times = asyncio.run(_readers(own, asked, load))
        spent = own.processor_seconds() - before
    latencies = [
        Latency(
            question=name,
            alone=alone[name].milliseconds,
            processor=alone[name].processor,
            by_hand=median(by_hand[name]) if by_hand[name] else None,
            p50=median(times[name]),
            p99=quantiles(times[name], n=100)[98] if len(times[name]) > 1 else times[name][0],
            asked=len(times[name]),
        )
        for name in asked
    ]
    measured = Measured(
        store=store,
        articles=articles,
        events=articles * newsroom.events,
        folded_per_second=stand.folded_per_second,
        latencies=latencies,
        pages=list(shown.values()),
        exports=exports,
        appended=(writer.next - articles) * newsroom.events,
        behind=own.log.head() - own.stats()["position"],
        processor=spent * MILLISECONDS / sum(map(len, times.values())),
    )
    return measured, writer.next


def _alone(owns: Sequence[Own], asked: Sequence[Mapping[str, Question]], count: int) -> list[dict[str, Alone]]:
    """What each question takes of each store while nobody asks anything else; the stores are asked by turns."""
    found = [asyncio.run(_by_turns(owns, name, [each[name] for each in asked], count)) for name in asked[0]]
    return [{each.question: each for each in of_store} for of_store in zip(*found, strict=True)]


async def _by_turns(owns: Sequence[Own], name: str, asked: Sequence[Question], count: int) -> list[Alone]:
    lines = [await Line.open(own.settings.port) for own in owns]
    chances = [Random(1) for _ in owns]  # noqa: S311  # the same questions every time
    before, times = [own.processor_seconds() for own in owns], [list[float]() for _ in owns]
    for _ in range(count):
        for line, question, chance, taken in zip(lines, asked, chances, times, strict=True):
            taken.append(await line.ask(question(chance).address))
    for line in lines:
        line.close()
    return [
        Alone(
            question=name,
            milliseconds=median(taken),
            processor=(own.processor_seconds() - spent) * MILLISECONDS / count,
            size=line.size // count,
        )
        for own, line, taken, spent in zip(owns, lines, times, before, strict=True)
    ]


def _by_hand(own: Own, question: Question, count: int) -> list[float]:
    ask, chance, times = own.by_hand(), Random(1), list[float]()  # noqa: S311  # the same questions every time
    for _ in range(count):
        asked = question(chance)
        if asked.sql:
            began = time.perf_counter()
            ask(asked.sql, asked.values)
            times.append((time.perf_counter() - began) * MILLISECONDS)
    return times


async def _readers(own: Own, asked: Mapping[str, Question], load: Load) -> Mapping[str, list[float]]:
    """Each question's times when all readers ask all of them in turn; one thread has them all, so that none waits."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    deadline = time.monotonic() + load.seconds

    async def read(number: int) -> None:
        line = await Line.open(own.settings.port)
        chance, names = Random(number), list(asked)  # noqa: S311  # as above
        turn = number * len(names) // load.readers
        last = turn + len(names)
        while time.monotonic() < deadline or turn < last:
            name = names[turn % len(names)]
            times[name].append(await line.ask(asked[name](chance).address))
            turn += 1
        line.close()

    try:
        await asyncio.gather(*map(read, range(load.readers)))
    except (OSError, EOFError) as error:
        raise ServiceError(f"A reader was not answered: {error}") from error
    return times


class Line:
    """A client's connection, which it keeps; `size` counts the bytes of all answers."""

    def __init__(self, answers: asyncio.StreamReader, questions: asyncio.StreamWriter) -> None:
        self._answers = answers
        self._questions = questions
        self.size = 0

    @classmethod
    async def open(cls, port: int) -> Line:
        """A connection to the service at this port."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, address: str) -> float:
        """The milliseconds until the whole answer is there; raises ServiceError for any status but 200."""
        began = time.perf_counter()
        self._questions.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = (await self._answers.readuntil(b"\r\n\r\n")).decode().lower()
        length = LENGTH.search(head)
        body = await self._answers.readexactly(int(length[1]) if length else 0)
        self.size += len(body)
        if not head.startswith(OK):
            raise ServiceError(f"{address} was answered {head.split(maxsplit=2)[1]}: {body[:200]!r}")
        return (time.perf_counter() - began) * MILLISECONDS

    def close(self) -> None:
        """Hang up."""
        self._questions.close()


class Writer(Beside):
    """Appends articles at an even pace while the `with` block runs; `next` is the number of the next one."""

    def __init__(self, own: Own, newsroom: Newsroom, first: int, load: Load) -> None:
        super().__init__()
        self.next = first
        self._own = own
        self._newsroom = newsroom
        self._per_second = load.events_per_second / newsroom.events

    def work(self) -> None:
        """Append what is due by now, ten times a second."""
        began, first = time.monotonic(), self.next
        while not self.stop.wait(TICK_SECONDS):
            due = first + int((time.monotonic() - began) * self._per_second)
            if due > self.next:
                self._own.log.append([self._newsroom.write(number) for number in range(self.next, due)])
                self.next = due


def _export(own: Own, form: str) -> Export:
    """All events in one file, read as fast as they come; a small one before it loads what the format needs."""
    own.http.get(f"/v1/events.{form}", params={"limit": 1}).raise_for_status()
    events = own.stats()["rows"]["events"]  # type: ignore[index]  # a table of counts
    before, began, spent, size = _memory(own.service, "VmRSS"), time.perf_counter(), own.processor_seconds(), 0
    with own.http.stream("GET", f"/v1/events.{form}", headers={"Accept-Encoding": "identity"}) as answer:
        answer.raise_for_status()
        for piece in answer.iter_raw(CHUNK):
            size += len(piece)
    seconds, spent = time.perf_counter() - began, own.processor_seconds() - spent
    memory = max(_memory(own.service, "VmHWM") - before, 0)
    return Export(
        form=form,
        events=events,
        per_second=events / seconds,
        per_processor_second=events / max(spent, 1 / MILLISECONDS),
        size=size,
        memory=memory,
    )


def _memory(process: int, name: str) -> int:
    """A figure of proc(5)'s status, in bytes; 0 where there is no /proc."""
    with suppress(OSError):
        return size((PROC / str(process) / "status").read_text(), name)
    return 0
