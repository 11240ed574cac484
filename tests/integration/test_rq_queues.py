"""What is special to RQ: its keys, its jobs, and what a flush or a dead worker leaves behind."""

from __future__ import annotations

import json
import os
import pickle
import signal
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from redis import Redis
from rq import SimpleWorker
from rq.defaults import RQ_KEY_PREFIX
from rq.exceptions import DeserializationError
from rq.executions import Execution
from rq.serializers import JSONSerializer

from schemas.claim import Claim
from schemas.errors import ServiceError, SettingsError
from schemas.identity import stream_of
from schemas.record import Stage
from services.eventlog.sqlite import SqliteLog
from services.queues.rq import FUNCTIONS, ListedJob, RqQueues
from tests.support.articles import append_received
from tests.support.identity import LOG_ID
from tests.support.program import until
from workers.worker import tell_killed

A, B = Claim("a", 1), Claim("b", 1)


@pytest.fixture
def queues(redis_url: str) -> Iterator[RqQueues]:
    with Redis.from_url(redis_url) as connection:
        connection.flushall()
    rq = RqQueues(redis_url, LOG_ID)
    yield rq
    rq.connection.close()


def only_job(queues: RqQueues) -> ListedJob:
    (job_id,) = queues.queue(Stage.CLEAN).get_job_ids()
    job = ListedJob.fetch(job_id, connection=queues.connection, serializer=JSONSerializer)
    assert isinstance(job, ListedJob)
    return job


def test_every_key_begins_with_the_logs_identity(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A])
    queues.begin(Stage.CLEAN, A)
    queues.lead()
    keys = list(queues.connection.scan_iter())
    assert keys
    assert all(key.startswith(f"newsfold:{LOG_ID}:".encode()) for key in keys)


def test_a_job_holds_claim_checks_as_json(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A, B])
    job = only_job(queues)
    packed = queues.connection.hget(job.key, "data")
    assert isinstance(packed, bytes)
    stored = zlib.decompress(packed)
    assert json.loads(stored) == [FUNCTIONS[Stage.CLEAN], None, [[["a", 1], ["b", 1]]], {}]
    assert job.description == "clean 2"


def test_live_jobs_stand_before_all_others_and_behind_each_other(queues: RqQueues) -> None:
    names = [Claim(name, 1) for name in ("bulk", "more", "first", "second", "third")]
    for number, claim in enumerate(names):
        queues.offer(Stage.CLEAN, [claim], urgent=number > 1)
    waiting = queues.queue(Stage.CLEAN).get_jobs()
    assert [job.args[0][0][0] for job in waiting] == ["first", "second", "third", "bulk", "more"]


def test_what_failed_before_stands_before_all_others(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [Claim("bulk", 1)])
    queues.offer(Stage.CLEAN, [Claim("live", 1)], urgent=True)
    queues.offer_again(Stage.CLEAN, Claim("again", 1))
    queues.offer(Stage.CLEAN, [Claim("later", 1)], urgent=True)
    waiting = queues.queue(Stage.CLEAN).get_jobs()
    assert [job.args[0][0][0] for job in waiting] == ["again", "live", "later", "bulk"]


def test_a_job_that_names_a_foreign_function_does_not_run(queues: RqQueues) -> None:
    queue = queues.queue(Stage.CLEAN)
    job = queue.enqueue_call(func="os.getcwd", job_id="foreign")
    with pytest.raises(ServiceError, match="not newsfold's"):
        _ = job.func


class Bomb:
    """A pickle that makes a folder when it is loaded."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.target),)


def test_a_planted_pickle_is_not_loaded(queues: RqQueues, tmp_path: Path) -> None:
    queues.offer(Stage.CLEAN, [A])
    job = only_job(queues)
    queues.connection.hset(job.key, "data", zlib.compress(pickle.dumps(Bomb(tmp_path / "exploded"))))
    with pytest.raises(DeserializationError):
        _ = only_job(queues).func_name
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("outcome", ["success", "failure", "stopped"])
def test_a_planted_callback_is_not_loaded(queues: RqQueues, outcome: str) -> None:
    queues.offer(Stage.CLEAN, [A])
    job = only_job(queues)
    queues.connection.hset(job.key, f"{outcome}_callback_name", "os.abort")
    assert getattr(only_job(queues), f"{outcome}_callback") is None


def test_a_planted_webhook_is_not_loaded(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A])
    job = only_job(queues)
    hook = {"url": "http://127.0.0.1:1/", "job_status": "finished"}
    queues.connection.hset(job.key, "webhooks", json.dumps([hook]))
    assert only_job(queues).webhooks == []


def test_after_a_flush_nothing_is_held(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A])
    queues.connection.flushall()
    assert queues.held(Stage.CLEAN) == set()
    assert queues.offer(Stage.CLEAN, [A])


def test_a_claim_whose_job_has_vanished_is_let_go_at_the_second_sweep(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A, B])
    queues.begin(Stage.CLEAN, A)
    queues.connection.delete(queues.queue(Stage.CLEAN).key)
    assert queues.sweep(Stage.CLEAN, checkpoint=0) == []
    (orphan,) = queues.sweep(Stage.CLEAN, checkpoint=0)
    assert orphan.claim == A
    assert queues.held(Stage.CLEAN) == set()


def start(queues: RqQueues, job: ListedJob) -> Execution:
    """What a worker writes when it starts a job, before its horse has written anything."""
    queues.connection.delete(queues.queue(Stage.CLEAN).key)
    with queues.connection.pipeline() as pipeline:
        execution = Execution.create(job, ttl=60, pipeline=pipeline, worker_name="gone")
        pipeline.execute()
    return execution


def beat(queues: RqQueues, execution: Execution, clock: float) -> None:
    """What a worker's heartbeat writes, by the worker's clock."""
    queues.connection.hset(execution.key, "last_heartbeat", clock)


def let_go(queues: RqQueues) -> bool:
    queues.sweep(Stage.CLEAN, checkpoint=0)
    return queues.held(Stage.CLEAN) == set()


def test_a_job_that_was_started_just_now_is_left_alone(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A])
    start(queues, only_job(queues))
    assert not any(let_go(queues) for _ in range(3))


def test_a_worker_that_died_before_its_horse_began_leaves_nothing_held(
    queues: RqQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.queues.rq.DEAD_AFTER_SECONDS", 0.2)
    queues.offer(Stage.CLEAN, [A])
    start(queues, only_job(queues))
    until(lambda: let_go(queues), "the claim to be let go", seconds=5)


@pytest.mark.parametrize("late", [False, True], ids=["nothing left", "a late heartbeat"])
def test_an_execution_that_has_run_out_and_is_still_listed_is_let_go(queues: RqQueues, *, late: bool) -> None:
    queues.offer(Stage.CLEAN, [A])
    queues.begin(Stage.CLEAN, A)
    execution = start(queues, only_job(queues))
    queues.connection.delete(execution.key)
    if late:
        beat(queues, execution, time.time())
    assert queues.sweep(Stage.CLEAN, checkpoint=0) == []
    assert [orphan.claim for orphan in queues.sweep(Stage.CLEAN, checkpoint=0)] == [A]
    assert queues.held(Stage.CLEAN) == set()
    assert not queues.connection.exists(execution.key)
    assert queues.offer(Stage.CLEAN, [A])
    assert not let_go(queues)


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_worker_whose_clock_is_wrong_is_alive_as_long_as_its_heart_beats(
    queues: RqQueues, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    monkeypatch.setattr("services.queues.rq.DEAD_AFTER_SECONDS", 0.2)
    queues.offer(Stage.CLEAN, [A])
    execution = start(queues, only_job(queues))
    end = time.monotonic() + 1
    while time.monotonic() < end:
        beat(queues, execution, time.time() + hours * 3600)
        assert not let_go(queues)
    until(lambda: let_go(queues), "the claim to be let go once the heart stands still", seconds=5)


def test_a_worker_that_died_right_after_the_pop_leaves_nothing_held(
    queues: RqQueues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.queues.rq.DEAD_AFTER_SECONDS", 0.2)
    queues.offer(Stage.CLEAN, [A])
    queues.offer(Stage.EXTRACT, [B])
    queue = queues.queue(Stage.CLEAN)
    queues.connection.lmove(queue.key, queue.intermediate_queue_key)

    def swept() -> bool:
        for stage in Stage:
            queues.sweep(stage, checkpoint=0)
        return queues.held(Stage.CLEAN) == set()

    assert not swept()
    until(swept, "the claim to be let go", seconds=5)


def test_half_a_job_left_by_a_late_heartbeat_is_buried_too(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A])
    job = only_job(queues)
    queues.connection.delete(queues.queue(Stage.CLEAN).key, job.key)
    queues.connection.hset(job.key, "last_heartbeat", "2026-01-01T00:00:00Z")
    for _ in range(2):
        queues.sweep(Stage.CLEAN, checkpoint=0)
    queues.offer(Stage.CLEAN, [A])
    assert queues.queue(Stage.CLEAN).get_job_ids() == [job.id]


def test_a_buried_job_leaves_no_key_behind(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A])
    job = only_job(queues)
    queues.connection.delete(queues.queue(Stage.CLEAN).key)
    queues.sweep(Stage.CLEAN, checkpoint=0)
    queues.sweep(Stage.CLEAN, checkpoint=0)
    assert not queues.connection.exists(job.key)


def test_only_one_of_two_leads(queues: RqQueues, redis_url: str) -> None:
    other = RqQueues(redis_url, LOG_ID)
    assert queues.lead()
    assert not other.lead()
    other.connection.close()


def test_a_process_serves_the_queues_of_one_log(redis_url: str) -> None:
    assert str(LOG_ID) in RQ_KEY_PREFIX
    with pytest.raises(SettingsError):
        RqQueues(redis_url, UUID(int=9))


def test_a_redis_that_is_away_is_said_in_a_sentence() -> None:
    queues = RqQueues("redis://127.0.0.1:1/0", LOG_ID)
    with pytest.raises(ServiceError, match="is it running"):
        queues.ping()


class HereWorker(SimpleWorker):
    """A worker that takes jobs as ours do, in this process."""

    def _install_signal_handlers(self) -> None:
        return


def cleaning_worker(queues: RqQueues) -> HereWorker:
    return HereWorker(
        [queues.queue(Stage.CLEAN)], connection=queues.connection, serializer=JSONSerializer, job_class=ListedJob
    )


def work_off(queues: RqQueues) -> None:
    """Have a worker take every job there is."""
    cleaning_worker(queues).work(burst=True, logging_level="CRITICAL")


def test_the_workers_of_a_stage_are_counted(queues: RqQueues) -> None:
    cleaning_worker(queues).register_birth()  # type: ignore[no-untyped-call]  # as RQ has it
    assert (queues.workers(Stage.CLEAN), queues.workers(Stage.EXTRACT)) == (1, 0)


@pytest.mark.parametrize("planted", ["function", "pickle", "callback"])
def test_a_worker_that_takes_a_planted_job_runs_nothing_foreign(queues: RqQueues, tmp_path: Path, planted: str) -> None:
    queues.offer(Stage.CLEAN, [A])
    job, target = only_job(queues), tmp_path / "exploded"
    if planted == "function":
        queues.connection.hset(
            job.key, "data", zlib.compress(json.dumps(["os.mkdir", None, [str(target)], {}]).encode())
        )
    elif planted == "pickle":
        queues.connection.hset(job.key, "data", zlib.compress(pickle.dumps(Bomb(target))))
    else:
        queues.connection.hset(job.key, "failure_callback_name", "os.mkdir")
    work_off(queues)
    assert queues.queue(Stage.CLEAN).get_job_ids() == []
    assert list(tmp_path.iterdir()) == []


def test_what_a_failed_job_held_can_be_queued_again_at_once(queues: RqQueues) -> None:
    queues.offer(Stage.CLEAN, [A])
    work_off(queues)  # no worker of ours, so the job fails
    queues.release(Stage.CLEAN, A)
    queues.offer(Stage.CLEAN, [A])
    assert only_job(queues).args[0] == [["a", 1]]


def test_a_horse_that_was_killed_harms_the_article_in_its_hand_only(queues: RqQueues, tmp_path: Path) -> None:
    with closing(SqliteLog.create(tmp_path / "log.sqlite")) as log:
        poison, other = append_received(log, "poison"), append_received(log, "another")
        queues.offer(Stage.CLEAN, [poison, other])
        queues.begin(Stage.CLEAN, poison)
        tell_killed(Stage.CLEAN, log, queues, only_job(queues), 1, signal.SIGSEGV, None)
        told = [record.type for record in log.read_stream(stream_of(poison.article))]
    assert told == ["article.received", "article.failed"]
    assert queues.held(Stage.CLEAN) == {poison}
    assert queues.in_hand(Stage.CLEAN, [poison, other]) == []
