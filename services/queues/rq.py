"""The queues on RQ over Redis or Valkey.

RQ reads its key prefix from the environment when it is imported, so a process serves one log; wiring.py sees to it.
Jobs are JSON, name one of our own functions and hold claim checks only. One queue per worker: only then does RQ pop
with BLMOVE, which loses no job when the worker is killed right after.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID, uuid4

from msgspec import Struct
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.defaults import RQ_KEY_PREFIX
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.executions import Execution, ExecutionRegistry
from rq.job import Job
from rq.serializers import JSONSerializer

from schemas.claim import Claim
from schemas.errors import ServiceError, SettingsError
from schemas.record import Stage
from services.queues import Census, Orphan, rq_prefix

FUNCTIONS = {Stage.CLEAN: "workers.jobs.clean", Stage.EXTRACT: "workers.jobs.extract"}
JOBS_A_WORKER = 2
"""Jobs that wait for each worker: enough that none idles, few enough that a live article is soon in front."""
URGENT_JOBS = 100
"""Further jobs that live articles may add before they wait for the feeder like the rest."""
JOBS_AGAIN = 20
"""Further jobs for what failed before, which live articles must not keep out."""
JOB_SECONDS = 600
"""A job is about a second of work, and the processor time of each article is limited; one that hangs is given up."""
SILENCE_SECONDS = 10
"""A server that does not answer for so long is away."""
HEARTBEAT_SECONDS = 1
DEAD_AFTER_SECONDS = 5
"""A worker that sends no heartbeat for so long, while it has a job, is taken for dead."""
LEASE_MILLISECONDS = 5_000
DONE = "done:"
COUNTS = "counts"
WORKER_STATES = ("idle", "busy", "suspended")
LIVE = "-live-"
"""In the ids of live jobs."""
BEFORE = """if redis.call('LREM', KEYS[1], -1, ARGV[2]) > 0
    and redis.call('LINSERT', KEYS[1], 'BEFORE', ARGV[1], ARGV[2]) < 1
    then redis.call('LPUSH', KEYS[1], ARGV[2]) end"""
"""Moves a waiting job before another, or to the front if that one waits no longer."""
FOREIGN_FIELDS = (b"_callback_name", b"webhooks")

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Beat(Struct, frozen=True):
    """A worker's heartbeat as the worker's clock tells it, and when it was first seen here, by a clock nobody sets."""

    told: datetime
    seen: float

    def lately(self) -> bool:
        """Whether its worker is not yet to be taken for dead."""
        return time.monotonic() - self.seen < DEAD_AFTER_SECONDS


class ListedJob(Job):
    """A job that runs one of newsfold's own functions and nothing else, whatever names and addresses stand in Redis."""

    def restore(self, raw_data: dict[bytes, bytes]) -> None:
        """Take the job's fields from Redis, but for the callbacks and webhooks that newsfold never sets."""
        own = {key: value for key, value in raw_data.items() if not key.endswith(FOREIGN_FIELDS)}
        super().restore(own)

    @property
    def func(self) -> Any:  # noqa: ANN401  # RQ's own type
        """The function to run; raises ServiceError for any that is not ours."""
        if self.func_name not in FUNCTIONS.values():
            raise ServiceError(f"job {self.id} names a function that is not newsfold's; it is not run")
        return super().func


def _clearly(call: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Let a Redis error come out as a ServiceError that says what to do."""

    @wraps(call)
    def wrapped(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        with clear_errors():
            return call(*args, **kwargs)

    return wrapped


@contextmanager
def clear_errors() -> Iterator[None]:
    """Raise ServiceError with a sentence for whatever Redis refuses or is not there for."""
    try:
        yield
    except RedisError as error:
        raise ServiceError(
            f"Redis did not do what was asked ({error}); is it running, and is REDIS_URL right?"
        ) from error


class RqQueues:
    """The queues of one log, in one Redis."""

    def __init__(self, url: str, identity: UUID) -> None:
        if rq_prefix(identity) != RQ_KEY_PREFIX:
            raise SettingsError(f"this process was started for other queues than those of log {identity}")
        self.connection: Redis = Redis.from_url(
            url, socket_connect_timeout=5, socket_timeout=SILENCE_SECONDS, health_check_interval=30
        )
        self.prefix = f"newsfold:{identity}:"
        self._me = uuid4().hex
        self._suspects: set[tuple[Stage, str]] = set()
        self._popped: dict[Stage, dict[str, float]] = {stage: {} for stage in Stage}
        self._beats: dict[Stage, dict[str, Beat]] = {stage: {} for stage in Stage}

    def queue(self, stage: Stage) -> Queue:
        """RQ's queue of a stage."""
        return Queue(stage.value, connection=self.connection, serializer=JSONSerializer, job_class=ListedJob)

    @_clearly
    def offer(
        self, stage: Stage, claims: Sequence[Claim], *, urgent: bool = False, traceparent: str | None = None
    ) -> bool:
        """Queue the claims that nobody holds as one job, if there is room."""
        if self._room(stage) + (URGENT_JOBS if urgent else 0) <= 0:
            return False
        job_id = _job_id(stage, claims, urgent=urgent)
        pipeline = self.connection.pipeline(transaction=False)
        for claim in claims:
            pipeline.hsetnx(self._held(stage), _field(claim), job_id)
        fresh = [claim for claim, is_new in zip(claims, pipeline.execute(), strict=True) if is_new]
        if fresh and urgent:
            self._enqueue_live(stage, fresh, job_id, traceparent)
        elif fresh:
            self._enqueue(stage, fresh, job_id, traceparent=traceparent)
        return True

    @_clearly
    def offer_again(self, stage: Stage, claim: Claim) -> bool:
        """Queue a claim that failed before, if nobody holds it, before all others, and where live ones find no room."""
        if self._room(stage) + URGENT_JOBS + JOBS_AGAIN <= 0:
            return False
        job_id = _job_id(stage, [claim], urgent=True)
        if self.connection.hsetnx(self._held(stage), _field(claim), job_id):
            self._enqueue(stage, [claim], job_id, at_front=True)
        return True

    @_clearly
    def room(self, stage: Stage) -> int:
        """How many more jobs the queue takes."""
        return max(0, self._room(stage))

    @_clearly
    def workers(self, stage: Stage) -> int:
        """How many workers there are, busy or not."""
        return Worker.count(queue=self.queue(stage))

    @_clearly
    def held(self, stage: Stage) -> set[Claim]:
        """The claims that wait, run, or are done and not yet folded."""
        return {_claim(field) for field in cast("list[bytes]", self.connection.hkeys(self._held(stage)))}

    @_clearly
    def claims_of(self, stage: Stage, job_id: str) -> list[Claim]:
        """The claims that are held for a job and not done."""
        held = cast("dict[bytes, bytes]", self.connection.hgetall(self._held(stage)))
        return [_claim(field) for field, job in held.items() if job.decode() == job_id]

    @_clearly
    def begin(self, stage: Stage, claim: Claim) -> None:
        """Note that this claim is in hand."""
        self.connection.sadd(self._hand(stage), _field(claim))

    @_clearly
    def in_hand(self, stage: Stage, claims: Sequence[Claim]) -> list[Claim]:
        """Those of the claims that were begun and neither finished nor released."""
        known = self.connection.smismember(self._hand(stage), [_field(claim) for claim in claims])
        return [claim for claim, is_in_hand in zip(claims, cast("list[int]", known), strict=True) if is_in_hand]

    @_clearly
    def finish(self, stage: Stage, claim: Claim, position: int) -> None:
        """The claim is done up to this position."""
        pipeline = self.connection.pipeline()
        pipeline.hset(self._held(stage), _field(claim), f"{DONE}{position}")
        pipeline.srem(self._hand(stage), _field(claim))
        pipeline.execute()

    @_clearly
    def release(self, stage: Stage, claim: Claim) -> None:
        """The claim may be queued again."""
        pipeline = self.connection.pipeline()
        pipeline.hdel(self._held(stage), _field(claim))
        pipeline.srem(self._hand(stage), _field(claim))
        pipeline.execute()

    @_clearly
    def sweep(self, stage: Stage, checkpoint: int) -> list[Orphan]:
        """Let go of what is folded and of what died; a claim is taken for dead when two sweeps in a row find it so."""
        held = cast("dict[bytes, bytes]", self.connection.hgetall(self._held(stage)))
        alive = self._alive(stage) if held else set()
        gone: list[bytes] = []
        suspects: set[tuple[Stage, str]] = set()
        dead: dict[bytes, str] = {}
        for field, raw in held.items():
            value = raw.decode()
            if value.startswith(DONE):
                if int(value.removeprefix(DONE)) <= checkpoint:
                    gone.append(field)
            elif value not in alive:
                suspects.add((stage, value))
                if (stage, value) in self._suspects:
                    dead[field] = value
        self._suspects = {known for known in self._suspects if known[0] != stage} | suspects
        if gone:
            self.connection.hdel(self._held(stage), *gone)
        return self._bury(stage, dead) if dead else []

    @_clearly
    def lead(self) -> bool:
        """Whether this process holds the feeder's lease, taken or renewed for five seconds."""
        key = self.prefix + "feeder"
        if self.connection.set(key, self._me, nx=True, px=LEASE_MILLISECONDS):
            return True
        if self.connection.get(key) != self._me.encode():
            return False
        return bool(self.connection.pexpire(key, LEASE_MILLISECONDS))

    @_clearly
    def census(self) -> list[Census]:
        """Who and what is there of every stage."""
        return [self._census(stage) for stage in Stage]

    @_clearly
    def count(self, amounts: Mapping[str, float]) -> None:
        """Add to the numbers of these names."""
        pipeline = self.connection.pipeline(transaction=False)
        for name, amount in amounts.items():
            pipeline.hincrbyfloat(self.prefix + COUNTS, name, amount)
        pipeline.execute()

    @_clearly
    def note(self, values: Mapping[str, float]) -> None:
        """Put these values in the place of the numbers of these names."""
        self.connection.hset(self.prefix + COUNTS, mapping={name: str(value) for name, value in values.items()})

    @_clearly
    def counts(self) -> dict[str, float]:
        """All numbers."""
        found = cast("dict[bytes, bytes]", self.connection.hgetall(self.prefix + COUNTS))
        return {name.decode(): float(value) for name, value in found.items()}

    @_clearly
    def ping(self) -> None:
        """Raises ServiceError if the server does not answer."""
        self.connection.ping()

    def _enqueue_live(self, stage: Stage, claims: Sequence[Claim], job_id: str, traceparent: str | None) -> None:
        """Queue a live job before all that are not, and behind the others, so that none waits for ever."""
        queue = self.queue(stage)
        others = (each for each in queue.get_job_ids() if LIVE not in each)
        if self._enqueue(stage, claims, job_id, traceparent=traceparent) and (first := next(others, None)):
            self.connection.eval(BEFORE, 1, queue.key, first, job_id)

    def _enqueue(
        self,
        stage: Stage,
        claims: Sequence[Claim],
        job_id: str,
        *,
        traceparent: str | None = None,
        at_front: bool = False,
    ) -> bool:
        """Queue a job; False if it is there already."""
        try:
            self.queue(stage).enqueue_call(
                func=FUNCTIONS[stage],
                args=([[claim.article, claim.revision] for claim in claims],),
                job_id=job_id,
                description=f"{stage.value} {len(claims)}",
                timeout=JOB_SECONDS,
                result_ttl=0,
                failure_ttl=0,  # the log tells of failures; a job left here would keep its claims from a new one
                meta={"traceparent": traceparent} if traceparent else None,
                unique=True,
                at_front=at_front,
            )
        except DuplicateJobError:
            return False
        return True

    def _census(self, stage: Stage) -> Census:
        queue = self.queue(stage)
        registries = {
            "started": queue.started_job_registry,
            "failed": queue.failed_job_registry,
            "deferred": queue.deferred_job_registry,
            "scheduled": queue.scheduled_job_registry,
        }
        jobs = {name: registry.get_job_count(cleanup=False) for name, registry in registries.items()}
        states = Counter(str(worker.get_state()) for worker in Worker.all(queue=queue))
        return Census(
            stage=stage,
            jobs={"waiting": len(queue)} | jobs,
            held=self.connection.hlen(self._held(stage)),
            in_hand=self.connection.scard(self._hand(stage)),
            workers={state: states[state] for state in WORKER_STATES},
        )

    def _room(self, stage: Stage) -> int:
        queue = self.queue(stage)
        return JOBS_A_WORKER * max(1, Worker.count(queue=queue)) - len(queue)

    def _alive(self, stage: Stage) -> set[str]:
        """The ids of the jobs that wait, or run in a worker that lives."""
        queue = self.queue(stage)
        executions = queue.started_job_registry.get_job_and_execution_ids(cleanup=False)
        started = {job for job, _ in executions}
        popped = set(queue.intermediate_queue.get_job_ids()) - started
        now, before = time.monotonic(), self._popped[stage]
        self._popped[stage] = {job: before.get(job, now) for job in popped}
        just_popped = {job for job, since in self._popped[stage].items() if now - since < DEAD_AFTER_SECONDS}
        heard = {execution: self._beat(stage, job, execution) for job, execution in executions}
        self._beats[stage] = {execution: beat for execution, beat in heard.items() if beat}
        running = {job for job, execution in executions if (beat := heard[execution]) and beat.lately()}
        return set(queue.get_job_ids()) | just_popped | running

    def _beat(self, stage: Stage, job_id: str, execution_id: str) -> Beat | None:
        """The last heartbeat of the worker that executes the job, None if the execution has run out."""
        try:
            told = Execution.fetch(execution_id, job_id, self.connection).last_heartbeat
        except (ValueError, KeyError):  # it has run out; a late heartbeat may have left half of it behind
            return None
        before = self._beats[stage].get(execution_id)
        return before if before and before.told == told else Beat(told, time.monotonic())

    def _bury(self, stage: Stage, dead: dict[bytes, str]) -> list[Orphan]:
        """Let go of dead jobs' claims and remove the jobs; the claims that were in hand are the orphans."""
        in_hand = cast("set[bytes]", self.connection.smembers(self._hand(stage)))
        for job_id in set(dead.values()):
            self._remove_job(stage, job_id)
        self.connection.hdel(self._held(stage), *dead)
        orphans = [field for field in dead if field in in_hand]
        if orphans:
            self.connection.srem(self._hand(stage), *orphans)
        return [Orphan(stage, _claim(field)) for field in orphans]

    def _remove_job(self, stage: Stage, job_id: str) -> None:
        queue = self.queue(stage)
        queue.intermediate_queue.remove(job_id)
        self._forget_executions(queue, job_id)
        try:
            job = ListedJob.fetch(job_id, connection=self.connection, serializer=JSONSerializer)
        except NoSuchJobError:
            self.connection.delete(Job.key_for(job_id))  # a late heartbeat may have left half a job behind
            return
        job.delete()

    def _forget_executions(self, queue: Queue, job_id: str) -> None:
        """Forget who began a job, by key: RQ's own way stops at an execution that has run out and is still listed."""
        registry = queue.started_job_registry
        listed = registry.get_job_and_execution_ids(cleanup=False)
        begun = [Execution(execution, job, self.connection) for job, execution in listed if job == job_id]
        if begun:
            self.connection.zrem(registry.key, *(execution.composite_key for execution in begun))
        self.connection.delete(ExecutionRegistry(job_id, self.connection).key, *(execution.key for execution in begun))

    def _held(self, stage: Stage) -> str:
        return f"{self.prefix}claims:{stage.value}"

    def _hand(self, stage: Stage) -> str:
        return f"{self.prefix}hand:{stage.value}"


def _job_id(stage: Stage, claims: Sequence[Claim], *, urgent: bool) -> str:
    """The same name for the same claims."""
    named = "\n".join(f"{claim.article}:{claim.revision}" for claim in claims)
    return f"{stage.value}{LIVE if urgent else '-'}{hashlib.blake2b(named.encode(), digest_size=12).hexdigest()}"


def _field(claim: Claim) -> str:
    return f"{claim.article}:{claim.revision}"


def _claim(field: bytes) -> Claim:
    article, _, revision = field.decode().rpartition(":")
    return Claim(article, int(revision))
