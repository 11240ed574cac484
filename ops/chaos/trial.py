"""A trial: articles are posted while faults are done, then everything is healed and the ledger is settled."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from itertools import islice, zip_longest
from pathlib import Path
from random import Random

import structlog
from msgspec import Struct
from redis.exceptions import RedisError

from ops.chaos.cluster import Cluster
from ops.chaos.control import Control
from ops.chaos.follower import Follower
from ops.chaos.kinds import Fault, Scene, kinds
from ops.chaos.ledger import Account, Views, settle
from ops.chaos.poster import Poster
from ops.chaos.recovery import Recovery
from ops.client import Client
from ops.quantile import quantile
from schemas.errors import InputError, NewsfoldError, ServiceError
from schemas.record import Record
from schemas.rows.articles import ARTICLES
from schemas.rows.events import EVENTS
from schemas.rows.row import AnyRow, Table
from schemas.rows.work import UNFINISHED
from services.readmodels import Generation, Query
from services.settings import Settings

LOGGER = structlog.get_logger("newsfold.chaos")
TRIES = 3
"""How often as many faults are tried as are to be done: some find nothing to be done to."""
AT_ONCE = 2
"""Faults that happen at the same time."""
STALL_SECONDS, STALL_SECONDS_OF_CONTROL = 75.0, 25.0
"""How long nothing may move, once all is healed, before what is unfinished counts as lost."""
LOOK_SECONDS = 0.5
EVERYTHING = 2**62
SHOWN = 20
"""Sentences shown of what is wrong."""
SHOWN_BY = {
    Control.TWO_QUEUES: "killed after the pop",
    Control.NO_FSYNC: "the door killed",
    Control.NAIVE_CHECKPOINT: "killed in mid-fold",
}
"""The kind of fault that shows a mistake."""


class Plan(Struct, frozen=True, kw_only=True):
    """What to do: how many articles and faults, in at least how many minutes, by which seed, on which store."""

    articles: int
    faults: int
    minutes: float
    seed: int
    postgres: bool = False
    control: Control | None = None
    only: str = ""
    """Only kinds with these words in their name."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a trial: faults by kind, restarts by process, and recovery in seconds of so many articles.

    `refused` counts posts that were not acknowledged and posted again, `retried` articles that ran out of attempts.
    """

    plan: Plan
    acknowledged: int
    faults: dict[str, int]
    restarts: dict[str, int]
    account: Account
    rebuilt: bool
    recovered: int
    median: float
    p99: float
    refused: int
    retried: int

    @property
    def passed(self) -> bool:
        """Whether nothing was lost, doubled or skipped, and a rebuilt generation equals the live one."""
        return self.account.clean and self.rebuilt

    def line(self) -> str:
        """All of it in a line."""
        account = self.account
        return (
            f"{self.acknowledged} acknowledged, {sum(self.faults.values())} faults of {len(self.faults)} kinds, "
            f"seed {self.plan.seed}: {len(account.lost)} lost, {len(account.doubled)} doubled, "
            f"{len(account.skipped)} skipped; recovery p50/p99 {self.median:.1f}/{self.p99:.1f} s; "
            f"rebuilt {'=' if self.rebuilt else '≠'} live"
        )


def report(outcome: Outcome) -> Iterator[str]:
    """What was done, for people: faults by kind, restarts by process, and what is wrong."""
    for title, counts in (("faults", outcome.faults), ("restarts", outcome.restarts)):
        yield f"{title}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    yield f"posts repeated: {outcome.refused}; articles tried again after all their attempts: {outcome.retried}"
    account = outcome.account
    yield from (*account.lost, *account.doubled, *account.skipped)[:SHOWN]


def run(plan: Plan, settings: Settings, progress: Callable[[int], None]) -> Outcome:
    """Do it all in a temporary folder; `progress` is told how many faults were done."""
    with tempfile.TemporaryDirectory(prefix="newsfold-chaos-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as another user
        with Cluster(settings, Path(folder), postgres=plan.postgres, control=plan.control) as cluster:
            return Trial(plan, cluster, progress).run()


class Trial:
    """One trial of a cluster."""

    def __init__(self, plan: Plan, cluster: Cluster, progress: Callable[[int], None]) -> None:
        self._plan = plan
        self._cluster = cluster
        self._progress = progress
        self._done: Counter[str] = Counter()
        self._begun = 0
        self._follower = Follower(cluster.log)
        self._poster = Poster(cluster.url, str(plan.seed), plan.articles, self._share)

    def run(self) -> Outcome:
        """Post and harm, heal, settle."""
        self._cluster.wait_until_ready()
        self._follower.start()
        self._poster.start()
        recovery = Recovery(self._cluster, self._follower)
        self._harm(Scene(self._cluster, self._poster, recovery, Random(self._plan.seed)))  # noqa: S311  # no secret
        self._cluster.heal()
        self._poster.join()
        retried = self._wait()
        seconds = recovery.seconds()
        self._follower.finish()
        return Outcome(
            plan=self._plan,
            acknowledged=len(self._poster.acknowledged),
            faults=dict(self._done),
            restarts=self._cluster.restarts,
            account=self._account(),
            rebuilt=self._rebuilt(),
            recovered=len(seconds),
            median=quantile(seconds, 0.5),
            p99=quantile(seconds, 0.99),
            refused=self._poster.errors,
            retried=retried,
        )

    def _share(self) -> float:
        """How much of the faults was begun: articles are posted in step with them, so that each meets some."""
        return (0.5 + self._begun) / max(1, self._plan.faults)

    def _harm(self, scene: Scene) -> None:
        """Do faults of every kind in turns, some at once, none sooner than its time."""
        plan, started = self._plan, time.monotonic()
        pause = plan.minutes * 60 / max(1, plan.faults)
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fault") as threads:
            running = set[Future[None]]()
            for number, (name, fault) in enumerate(islice(self._turns(scene.chance), TRIES * plan.faults)):
                if self._done.total() + len(running) >= plan.faults:
                    _, running = wait(running, return_when=FIRST_COMPLETED)
                    if self._done.total() >= plan.faults:
                        return
                    continue
                time.sleep(max(0.0, started + (number + 1) * pause - time.monotonic()))
                running.add(threads.submit(self._do, name, fault, scene))
                if len(running) >= AT_ONCE:
                    _, running = wait(running, return_when=FIRST_COMPLETED)

    def _turns(self, chance: Random) -> Iterator[tuple[str, Fault]]:
        """Every kind once, in any order, then again."""
        known = list(_chosen(self._plan).items())
        while True:
            chance.shuffle(known)
            yield from known

    def _do(self, name: str, fault: Fault, scene: Scene) -> None:
        """Do a fault and count it, unless it found nothing to be done to."""
        LOGGER.info("fault", kind=name)
        self._begun += 1
        try:
            done = fault(scene)
        except (NewsfoldError, RedisError, OSError, RuntimeError) as error:  # what it was to be done to was away
            LOGGER.warning("fault not done", kind=name, reason=f"{type(error).__name__}: {error}")
            done = False
        self._done[name] += done
        self._progress(self._done.total())

    def _wait(self) -> int:
        """Wait until nothing is left to do, or nothing moves; good articles that ran out of attempts are retried."""
        stall = STALL_SECONDS_OF_CONTROL if self._plan.control else STALL_SECONDS
        moved, before, retried = time.monotonic(), (0, 0, 0), 0
        while time.monotonic() - moved < stall:
            time.sleep(LOOK_SECONDS)
            with suppress(NewsfoldError):
                retried += self._retry_innocents()
                now = (self._cluster.log.head(), self._serving().checkpoint(), self._newest().checkpoint())
                if now != before:
                    moved, before = time.monotonic(), now
                elif now[0] == now[1] and self._finished():
                    break
        return retried

    def _finished(self) -> bool:
        """Whether every acknowledged article is projected, or has failed as it should."""
        states = {row.id: row.state for row in self._rows(ARTICLES)}
        ended = all(states.get(article) in {"projected", "failed"} for article in self._poster.acknowledged)
        return ended and not self._rows(UNFINISHED)

    def _retry_innocents(self) -> int:
        """Ask for another try of articles without poison that have failed for good; how many."""
        with closing(Client(self._cluster.url)) as client:
            failed = {item["article"] for item in client.items("/v1/failures", permanent="true")}
            for article in failed - self._poster.poisoned:
                client.retry(article)
        return len(failed - self._poster.poisoned)

    def _account(self) -> Account:
        with closing(Client(self._cluster.url)) as client:
            views = Views(
                articles=self._rows(ARTICLES),
                events=self._rows(EVENTS),
                listed_articles=[item["id"] for item in client.items("/v1/articles", limit=1000)],
                listed_events=[item["id"] for item in client.items("/v1/events", limit=1000)],
                unfinished=[row.article for row in self._rows(UNFINISHED)],
            )
        return settle(self._poster.acknowledged, self._poster.poisoned, self._records(), self._follower.gaps, views)

    def _records(self) -> Iterator[Record]:
        after = 0
        while records := self._cluster.log.read(after):
            yield from records
            after = records[-1].position

    def _rebuilt(self) -> bool:
        """Whether a generation that is built anew holds the very same rows as the one that was folded live."""
        live = self._serving()
        if self._cluster.run("replay").wait():
            raise ServiceError("The read models could not be built anew.")
        return all(one == other for one, other in zip_longest(live.dump(), self._serving().dump()))

    def _rows(self, table: Table[AnyRow]) -> list[AnyRow]:
        return self._serving().select(Query(table=table, order=table.key, limit=EVERYTHING))[1]

    def _newest(self) -> Generation:
        """The generation that is being built, if one is."""
        readmodels = self._cluster.readmodels
        return readmodels.open(readmodels.numbers()[-1])

    def _serving(self) -> Generation:
        return self._cluster.readmodels.serving()


def _chosen(plan: Plan) -> dict[str, Fault]:
    """The kinds of faults of a plan, for a control those that show its mistake; raises InputError if there are none."""
    words = SHOWN_BY[plan.control] if plan.control else plan.only
    found = {name: fault for name, fault in kinds(postgres=plan.postgres).items() if words in name}
    if not found:
        raise InputError(f"No kind of fault has {words!r} in its name: {', '.join(kinds(postgres=plan.postgres))}.")
    return found
