"""What is special to the log in PostgreSQL: taking turns, hints, and a server that goes away."""

from __future__ import annotations

import os
import random
import resource
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from ops.postgres import PostgresServer
from schemas.errors import LogError, LogTooNewError, WrongLogError
from services.eventlog import Appended, Write, postgres
from services.eventlog.postgres import PostgresLog
from services.eventlog.sealing import seal
from services.eventlog.verification import verify
from services.eventlog.version import LOWEST_WRITER
from services.readmodels.sqlite import SqliteReadModels
from services.web.asof import position_of
from tests.support.logs import new_record, new_write, start_writer, unstorable
from tests.support.program import until
from workers.projections import FOLDS_VERSION
from workers.projector import fold_records

FOREVER = 60.0


@pytest.fixture
def log(postgres_url: str) -> Iterator[PostgresLog]:
    log = PostgresLog.open_or_create(postgres_url)
    yield log
    log.close()


@pytest.fixture
def connection(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


def writers_that_wait(connection: psycopg.Connection) -> int:
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


# Opening


def test_a_database_without_a_log_is_left_without_one_by_opening_it(
    postgres_url: str, connection: psycopg.Connection
) -> None:
    with pytest.raises(WrongLogError, match="holds no event log"):
        PostgresLog.open(postgres_url)
    assert connection.execute("SELECT to_regnamespace('newsfold_log')").fetchone() == (None,)


def test_many_that_make_a_log_at_once_make_one(postgres_url: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        logs = list(threads.map(lambda _: PostgresLog.open_or_create(postgres_url), range(8)))
    assert len({log.identity for log in logs}) == 1
    for log in logs:
        log.close()


@pytest.mark.usefixtures("log")
def test_a_log_of_a_newer_layout_is_refused(postgres_url: str, connection: psycopg.Connection) -> None:
    connection.execute("UPDATE newsfold_log.log SET layout = 3")
    with pytest.raises(LogTooNewError, match="has layout 3"):
        PostgresLog.open(postgres_url)


@pytest.mark.parametrize("writes", [[new_write("a", 0, 1)], [new_write("a", 0, 1), new_write("b", 0, 1)]])
def test_a_log_that_newer_programs_write_is_refused(
    log: PostgresLog, postgres_url: str, connection: psycopg.Connection, writes: list[Write]
) -> None:
    connection.execute("UPDATE newsfold_log.log SET lowest_writer = '999.0'")
    with pytest.raises(LogTooNewError, match=r"written by newsfold 999\.0 or newer"):
        PostgresLog.open(postgres_url)
    with pytest.raises(LogTooNewError, match="Upgrade newsfold"):
        log.append(writes)
    assert log.head() == 0


@pytest.mark.parametrize("writes", [[new_write("a", 0, 1)], [new_write("a", 0, 1), new_write("b", 0, 1)]])
def test_the_first_write_of_a_newer_program_shuts_the_older_out(
    log: PostgresLog, connection: psycopg.Connection, writes: list[Write]
) -> None:
    connection.execute("UPDATE newsfold_log.log SET lowest_writer = '0.0.9'")
    log.append(writes)
    assert connection.execute("SELECT lowest_writer FROM newsfold_log.log").fetchone() == (LOWEST_WRITER,)


def test_a_server_that_is_away_is_said_without_its_password() -> None:
    with pytest.raises(LogError, match="cannot be used") as raised:
        PostgresLog.open("postgresql://reader:s3cret@127.0.0.1:1/news")
    assert "s3cret" not in str(raised.value)


def test_an_address_that_is_none_is_not_quoted() -> None:
    with pytest.raises(LogError, match="looks like postgresql://") as raised:
        PostgresLog.open("postgresql://reader:s3cret@[")
    assert "s3cret" not in str(raised.value)


def test_a_record_that_is_refused_is_not_quoted(log: PostgresLog) -> None:
    with pytest.raises(LogError, match="null value") as raised:
        log.append([unstorable("a")])
    assert "Failing row" not in str(raised.value)


# Order


def test_a_bare_sequence_makes_a_reader_skip(connection: psycopg.Connection, postgres_url: str) -> None:
    """The control: why positions are not a sequence's numbers."""
    connection.execute("CREATE TABLE naive (position bigserial PRIMARY KEY)")
    with psycopg.connect(postgres_url) as slow:
        slow.execute("INSERT INTO naive DEFAULT VALUES")
        connection.execute("INSERT INTO naive DEFAULT VALUES")
        seen = connection.execute("SELECT position FROM naive WHERE position > 0").fetchall()
        slow.commit()
    after = seen[-1][0]
    later = connection.execute("SELECT position FROM naive WHERE position > %s", (after,)).fetchall()
    assert (seen, later) == ([(2,)], [])


def test_a_reader_of_a_bare_sequence_skips_what_eight_writers_commit_late(
    connection: psycopg.Connection, postgres_url: str
) -> None:
    """The control of the contract's own test of eight writers."""
    connection.execute("CREATE TABLE naive (position bigserial PRIMARY KEY)")
    stopped, seen = threading.Event(), {0}

    def write(number: int) -> None:
        chance = random.Random(number)
        with psycopg.connect(postgres_url) as writer:
            while not stopped.is_set():
                writer.execute("INSERT INTO naive DEFAULT VALUES")
                time.sleep(chance.random() / 100)
                writer.rollback() if chance.random() < 0.1 else writer.commit()

    def skipped() -> set[int]:
        positions = [position for (position,) in connection.execute("SELECT position FROM naive")]
        after = max(seen)
        seen.update(position for position in positions if position > after)
        return {position for position in positions if position <= after} - seen

    with ThreadPoolExecutor(8) as threads:
        writing = [threads.submit(write, number) for number in range(8)]
        try:
            until(skipped, "the reader to skip a row")
        finally:
            stopped.set()
        assert [each.result() for each in writing] == [None] * 8


def test_a_writer_waits_for_one_that_has_not_committed(
    log: PostgresLog, connection: psycopg.Connection, postgres_url: str
) -> None:
    with ThreadPoolExecutor() as threads, psycopg.connect(postgres_url) as slow:
        slow.execute(postgres.TAKE_TURN)
        slow.execute("INSERT INTO newsfold_log.streams VALUES (1, 'a')")
        slow.execute("INSERT INTO newsfold_log.records VALUES (1, 1, 1, 1, 1, '', '', '', '', '')")
        appending = threads.submit(log.append, [new_write("b", 0, 1)])
        while not writers_that_wait(connection):
            assert not appending.done()
        assert log.read() == []
        slow.commit()
        assert appending.result() == [Appended(first=2, last=2, version=1)]
    assert [record.stream for record in log.read()] == ["a", "b"]


# A clock that is set back

CLOCK = """CREATE TABLE clock AS SELECT interval '0' AS ahead;
    CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
        'SELECT pg_catalog.clock_timestamp() + ahead FROM public.clock'"""


@pytest.mark.parametrize("others", [[], [new_write("b", 0, 9)]], ids=["one write", "several"])
def test_a_clock_that_jumps_back_a_day_breaks_no_order(
    postgres_url: str, connection: psycopg.Connection, tmp_path: Path, others: list[Write]
) -> None:
    connection.execute(CLOCK)
    name = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL("ALTER DATABASE {} SET search_path = public, pg_catalog").format(name))
    log, readmodels = PostgresLog.open_or_create(postgres_url), SqliteReadModels(tmp_path, FOLDS_VERSION)
    for version, ahead in enumerate(("0", "-1 day", "1 day")):
        connection.execute("UPDATE clock SET ahead = %s::interval", (ahead,))
        log.append([new_write("a", version, version), *(others if version else ())])
    records = log.read_stream("a")
    now, back, later = (datetime.fromtimestamp(record.recorded_at / 1e6, UTC) for record in records)
    assert back < now - timedelta(hours=23)
    assert later > now + timedelta(hours=23)
    assert [record.position for record in log.read()] == list(range(1, log.head() + 1))
    generation = readmodels.serving()
    fold_records(generation, log.read(), after=0)
    asked = (back, now - timedelta(hours=1), now + timedelta(hours=1), later + timedelta(hours=1))
    seen = [position_of(moment.isoformat(), log, generation) for moment in asked]
    assert seen == [0, 0, records[2].position - 1, log.head()]
    readmodels.close()
    log.close()


# A copy of it


def test_a_dump_made_while_somebody_writes_is_restored_whole(
    log: PostgresLog, postgres: PostgresServer, postgres_url: str
) -> None:
    """As the runbook tells it."""
    writer = start_writer(postgres_url, "a", 200)
    assert writer.stdout is not None
    writer.stdout.readline()
    head = seal(log)
    postgres.run("pg_dump", "--format=custom", "--schema=newsfold_log", "--file=backup.dump", postgres_url)
    writer.communicate()
    with postgres.database("restored") as restored:
        postgres.run("pg_restore", f"--dbname={restored}", "backup.dump")
        copy = PostgresLog.open(restored)
        assert verify(copy, head).faults == ()
        assert 0 < head.position <= copy.head() <= log.head()
        assert (copy.identity, copy.read()) == (log.identity, log.read(limit=copy.head()))
        after = copy.head() + 1
        assert copy.append([new_write("b", 0, 1)]) == [Appended(first=after, last=after, version=1)]
        copy.close()


# Hints


def test_a_hint_wakes_a_subscriber(log: PostgresLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "POLL_SECONDS", FOREVER)
    batches = log.subscribe(patience=FOREVER)
    log.append([new_write("a", 0, 1)])
    next(batches)
    with ThreadPoolExecutor() as threads:
        coming = threads.submit(lambda: next(batches))
        log.append([new_write("a", 1, 2)])
        assert [record.position for record in coming.result()] == [2]


def test_a_lost_hint_delays_and_does_not_lose(log: PostgresLog, connection: psycopg.Connection) -> None:
    batches = log.subscribe(patience=FOREVER)
    log.append([new_write("a", 0, 1)])
    next(batches)
    with ThreadPoolExecutor() as threads:
        coming = threads.submit(lambda: next(batches))
        connection.execute("INSERT INTO newsfold_log.records VALUES (2, 1, 2, 1, 1, '', '', '', '', '')")
        assert [record.position for record in coming.result()] == [2]


# A server that goes away


def test_a_log_goes_on_after_its_server_was_restarted(stoppable_postgres: PostgresServer) -> None:
    log = PostgresLog.open_or_create(stoppable_postgres.url())
    log.append([new_write("a", 0, 1)])
    stoppable_postgres.stop()
    stoppable_postgres.start()
    assert log.append([new_write("a", 1, 2)]) == [Appended(first=2, last=2, version=2)]
    log.close()


def test_an_append_that_was_under_way_fails_clearly_and_can_be_repeated(stoppable_postgres: PostgresServer) -> None:
    log = PostgresLog.open_or_create(stoppable_postgres.url())
    log.append([new_write("a", 0, 1)])
    other = psycopg.connect(stoppable_postgres.url())
    other.execute(postgres.TAKE_TURN)
    with ThreadPoolExecutor() as threads:
        appending = threads.submit(log.append, [new_write("a", 1, 2)])
        while not writers_that_wait(other):
            assert not appending.done()
        stoppable_postgres.kill()
        with pytest.raises(LogError, match="cannot be used"):
            appending.result()
    other.close()
    with pytest.raises(LogError, match="cannot be used"):
        log.head()
    stoppable_postgres.start()
    assert log.append([new_write("a", 1, 2)]) == [Appended(first=2, last=2, version=2)]
    log.close()


def test_a_subscription_whose_server_goes_away_fails_clearly(stoppable_postgres: PostgresServer) -> None:
    log = PostgresLog.open_or_create(stoppable_postgres.url())
    log.append([new_write("a", 0, 1)])
    batches = log.subscribe(patience=FOREVER)
    next(batches)
    stoppable_postgres.kill()
    with pytest.raises(LogError, match="cannot be used"):
        next(batches)
    stoppable_postgres.start()
    assert [record.position for record in next(log.subscribe())] == [1]
    log.close()


def test_what_was_acknowledged_survives_the_kill_of_the_server(stoppable_postgres: PostgresServer) -> None:
    log = PostgresLog.open_or_create(stoppable_postgres.url())
    for version in range(20):
        log.append([Write(stream="a", expected_version=version, records=(new_record(version),))])
    stoppable_postgres.kill()
    stoppable_postgres.start()
    assert log.head() == 20
    log.close()


def test_a_writer_that_repeats_itself_outlives_restarts_without_loss_or_double(
    stoppable_postgres: PostgresServer,
) -> None:
    log = PostgresLog.open_or_create(stoppable_postgres.url())
    stopped = threading.Event()

    def write() -> int:
        version = 0
        while not stopped.is_set():
            with suppress(LogError):
                (outcome,) = log.append([new_write("a", version, version)])
                assert isinstance(outcome, Appended)
                version += 1
        return version

    with ThreadPoolExecutor() as threads:
        writing = threads.submit(write)
        for end in (stoppable_postgres.stop, stoppable_postgres.kill, stoppable_postgres.stop):
            before = log.head()
            while log.head() < before + 5:
                assert not writing.done()
            end()
            stoppable_postgres.start()
        stopped.set()
        acknowledged = writing.result()
    kept = [int.from_bytes(record.id, "big") for record in log.read_stream("a")]
    assert kept == list(range(len(kept)))
    assert len(kept) - 1 <= acknowledged <= len(kept)
    assert [record.position for record in log.read(limit=len(kept))] == list(range(1, len(kept) + 1))
    log.close()


# A database that cannot do what it should


def test_a_database_that_may_only_be_read_is_read_and_not_written(
    log: PostgresLog, postgres_url: str, connection: psycopg.Connection
) -> None:
    log.append([new_write("a", 0, 1)])
    name = conninfo_to_dict(postgres_url)["dbname"]
    setting = "ALTER DATABASE {} SET default_transaction_read_only = on"
    connection.execute(sql.SQL(setting).format(sql.Identifier(str(name))))
    reader = PostgresLog.open(postgres_url)
    for writes in ([new_write("a", 1, 2)], [new_write("a", 1, 2), new_write("b", 0, 3)]):
        with pytest.raises(LogError, match="may only read"):
            reader.append(writes)
    assert [record.position for record in reader.read()] == [1]
    reader.close()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """For whatever is started meanwhile."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(stoppable_postgres: PostgresServer) -> None:
    log = PostgresLog.open_or_create(stoppable_postgres.url())
    stoppable_postgres.stop()
    with no_file_larger_than(20_000_000):
        stoppable_postgres.start()

    def fill() -> None:
        for version in count():
            record = new_record(version, content=os.urandom(1_000_000))
            log.append([Write(stream="a", expected_version=version, records=(record,))])

    with pytest.raises(LogError, match="Make room on the server"):
        fill()
    head = log.head()
    assert 1 < head < 25
    stoppable_postgres.stop()
    stoppable_postgres.start()
    assert [record.version for record in log.read_stream("a")] == list(range(1, head + 1))
    assert log.append([new_write("a", head, 99)]) == [Appended(first=head + 1, last=head + 1, version=head + 1)]
    log.close()


def test_a_damaged_page_is_said_in_a_sentence(stoppable_postgres: PostgresServer) -> None:
    log = PostgresLog.open_or_create(stoppable_postgres.url())
    log.append([new_write("a", 0, *range(1, 501))])
    with psycopg.connect(stoppable_postgres.url()) as connection:
        query = "SELECT current_setting('data_directory'), pg_relation_filepath('newsfold_log.records')"
        folder, file = connection.execute(query).fetchone() or ("", "")
        connection.execute("CHECKPOINT")
    stoppable_postgres.stop()
    with (Path(folder) / file).open("r+b") as pages:
        pages.seek(2 * 8192)
        pages.write(b"\xff" * 8192)
    stoppable_postgres.start()
    assert [record.position for record in log.read(limit=10)] == list(range(1, 11))
    with pytest.raises(LogError, match="The database is damaged"):
        log.read(limit=500)
    log.close()
