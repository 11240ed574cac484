"""`newsfold doctor` finds each planted misconfiguration and names the mend."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest
from redis import Redis

from ops.doctor import CHECKS, findings
from ops.doctor.clock import drift
from ops.doctor.door import keys_at
from ops.doctor.finding import Finding, Level
from ops.doctor.folder import file_system, room
from ops.doctor.log import sealed
from ops.doctor.machine import open_files, sqlite_version
from ops.doctor.queue import about, transport
from ops.doctor.readmodels import folds
from ops.postgres import PostgresServer
from services.eventlog.sqlite import SqliteLog
from services.keys import Scope, mint
from services.readmodels.sqlite import SqliteReadModels
from services.settings import Settings
from tests.support.commands import Newsfold
from tests.support.histories import History
from workers.projections import FOLDS_VERSION
from workers.projector import replay

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def settings_with(**given: object) -> Settings:
    return Settings(**given)  # type: ignore[arg-type]  # a test's own settings


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which all is well: a log, and read models of it."""
    folder = tmp_path / "data"
    folder.mkdir()
    fill(folder, "a")
    return folder


def fill(folder: Path, article: str) -> None:
    """Make a log of an article, and read models of the log."""
    log = SqliteLog.open_or_create(folder / "log.sqlite")
    history = History()
    history.received(article)
    history.cleaned(article)
    history.append_to(log)
    readmodels = SqliteReadModels(folder / "readmodels", FOLDS_VERSION)
    replay(log, readmodels, lambda _done, _total: None)
    readmodels.close()
    log.close()


def wrong(found: Iterator[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.level is not Level.OK]


def only(found: Iterator[Finding]) -> Finding:
    """The one finding that is not well."""
    (finding,) = wrong(found)
    return finding


@pytest.mark.parametrize("subject", [subject for subject in CHECKS if subject not in {"model", "queue", "door"}])
def test_where_all_is_well_it_says_so(data: Path, subject: str) -> None:
    assert wrong(findings(subject, settings_with(data=data))) == []


@pytest.mark.parametrize(
    ("name", "meant"), [("NEWSFOLD_DATABSE_URL", "NEWSFOLD_DATABASE_URL"), ("NEWSFOLD_REDIS_URL", "REDIS_URL")]
)
def test_a_misspelt_setting_is_found(monkeypatch: pytest.MonkeyPatch, name: str, meant: str) -> None:
    monkeypatch.setenv(name, "there")
    found = only(findings("settings", settings_with()))
    assert f"{name} is no setting" in found.told
    assert found.mend == f"Did you mean {meant}?"


def test_a_folder_that_is_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "Set NEWSFOLD_DATA" in only(findings("folder", settings_with(data=tmp_path / "data"))).mend


def test_secrets_that_others_may_read_are_found(data: Path) -> None:
    (data / "keys.sqlite").touch(mode=0o644)
    found = only(findings("folder", settings_with(data=data)))
    assert (found.level, found.mend) == (Level.FAULT, f"chmod 600 {data / 'keys.sqlite'}")


def test_a_folder_on_another_machine_is_found() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nhost:/srv /srv nfs4 rw 0 0\n"
    found = file_system(Path("/srv/news"), mounts)
    assert "SQLite's locks do not hold" in found.told
    assert "NEWSFOLD_DATABASE_URL" in found.mend
    assert file_system(Path("/home/news"), mounts).level is Level.OK


@pytest.mark.parametrize(("free", "level"), [(2e12, Level.OK), (3e9, Level.WARNING), (1e8, Level.FAULT)])
def test_a_disk_that_fills_is_found(tmp_path: Path, free: float, level: Level) -> None:
    assert room(tmp_path, int(free)).level is level


def test_another_log_than_the_one_named_is_found(data: Path) -> None:
    found = only(findings("log", settings_with(data=data, log_id=UUID(int=7))))
    assert found.level is Level.FAULT
    assert "NEWSFOLD_LOG_ID" in found.told


def test_a_file_that_is_no_log_is_found(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 10)
    found = only(findings("log", settings_with(data=tmp_path)))
    assert (found.level, "NEWSFOLD_DATA" in found.told) == (Level.FAULT, True)


def test_a_log_that_nobody_seals_is_found(data: Path) -> None:
    log = SqliteLog.open(data / "log.sqlite")
    recorded = log.read(limit=1)[0].recorded_at / 1e6
    assert sealed(log, recorded + 60).level is Level.OK
    found = sealed(log, recorded + 3600)
    log.close()
    assert (found.level, "newsfold log seal" in found.mend) == (Level.WARNING, True)


def test_read_models_of_another_log_are_found(data: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    fill(tmp_path / "other", "b")
    (data / "log.sqlite").unlink()
    for path in (tmp_path / "other").glob("log.sqlite*"):
        path.rename(data / path.name)
    found = only(findings("read models", settings_with(data=data)))
    assert (found.level, found.told) == (Level.FAULT, "They were folded from another log.")
    assert "newsfold replay" in found.mend


def test_read_models_of_newer_folds_are_found() -> None:
    assert folds(3, built_by=9, ours=8).level is Level.FAULT
    assert folds(3, built_by=7, ours=8).level is Level.WARNING


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as connection:
        connection.flushall()
        yield connection
        connection.config_set("maxmemory-policy", "noeviction")


@pytest.mark.usefixtures("redis")
def test_a_queue_that_is_well_is_well(redis_url: str, data: Path) -> None:
    assert wrong(findings("queue", settings_with(data=data, redis_url=redis_url))) == []


def test_a_redis_that_throws_jobs_away_is_found(redis_url: str, data: Path, redis: Redis) -> None:
    redis.config_set("maxmemory-policy", "allkeys-lru")
    found = only(findings("queue", settings_with(data=data, redis_url=redis_url)))
    assert (found.level, "noeviction" in found.mend) == (Level.FAULT, True)


def test_the_queues_of_another_log_are_found(redis_url: str, data: Path, redis: Redis) -> None:
    redis.set(f"newsfold:{UUID(int=5)}:feeder", "x")
    found = only(findings("queue", settings_with(data=data, redis_url=redis_url)))
    assert str(UUID(int=5)) in found.told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("redis://127.0.0.1:1/0", "is it running"),
        ("redis://queue.example:6379/0", "requirepass"),
        ("http://queue.example", "redis://"),
    ],
)
def test_a_redis_that_cannot_be_used_is_found(data: Path, url: str, told: str) -> None:
    found = only(findings("queue", settings_with(data=data, redis_url=url)))
    assert found.level is Level.FAULT
    assert told.lower() in found.told.lower()


def test_a_wrong_password_is_found_and_not_repeated(redis_url: str, data: Path) -> None:
    port = urlsplit(redis_url).port
    found = only(findings("queue", settings_with(data=data, redis_url=f"redis://:guessed@127.0.0.1:{port}/0")))
    assert "password" in found.told
    assert "guessed" not in found.told


@pytest.mark.parametrize(
    ("fact", "value", "mend"),
    [
        ("redis_version", "5.0.7", "6.2"),
        ("role", "slave", "primary"),
        ("rdb_last_bgsave_status", "err", "Make room"),
        ("maxmemory", 0, "CONFIG SET maxmemory"),
    ],
)
def test_what_a_redis_tells_of_itself_is_looked_at(fact: str, value: object, mend: str) -> None:
    healthy = {"redis_version": "7.2.4", "role": "master", "maxmemory_policy": "noeviction", "maxmemory": 1}
    assert mend in only(about(healthy | {fact: value})).mend


def test_a_password_sent_in_the_clear_is_found() -> None:
    assert "rediss://" in only(transport("redis://:word@queue.example:6379/0")).mend
    assert wrong(transport("rediss://:word@queue.example:6379/0")) == []


@pytest.mark.parametrize(
    ("seconds", "level"), [(1, Level.OK), (-20, Level.WARNING), (300, Level.FAULT), (-300, Level.FAULT)]
)
def test_a_clock_that_is_wrong_is_found(seconds: float, level: Level) -> None:
    assert drift("queue", seconds).level is level


def test_a_postgresql_that_forgets_is_found(postgres_url: str) -> None:
    """The tests' own server runs without fsync."""
    found = wrong(findings("PostgreSQL", settings_with(database_url=postgres_url)))
    assert any("fsync = on" in finding.mend and finding.level is Level.FAULT for finding in found)


@pytest.fixture
def asked(postgres_url: str) -> Callable[[str], None]:
    """Runs a statement as the server's owner."""

    def ask(statement: str) -> None:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(statement.encode())

    return ask


def faults_of(url: str) -> str:
    return str(list(findings("PostgreSQL", settings_with(database_url=url))))


def test_a_database_that_cannot_hold_every_letter_is_found(postgres: PostgresServer) -> None:
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE narrow ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    assert "ENCODING 'UTF8'" in faults_of(postgres.url("narrow"))


def test_a_database_that_may_only_be_read_is_found(postgres_url: str, asked: Callable[[str], None]) -> None:
    database = urlsplit(postgres_url).path.removeprefix("/")
    asked(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    assert "may only be read" in faults_of(postgres_url)


def test_a_user_without_rights_is_found(postgres_url: str, asked: Callable[[str], None]) -> None:
    asked("CREATE ROLE doctored LOGIN")
    try:
        found = faults_of(postgres_url.replace("postgres@", "doctored@"))
    finally:
        asked("DROP ROLE doctored")
    assert "GRANT CREATE ON DATABASE" in found


def test_a_postgresql_that_is_away_is_found() -> None:
    found = only(findings("PostgreSQL", settings_with(database_url="postgresql://nobody:word@127.0.0.1:1/news")))
    assert "Is it running" in found.told
    assert "word" not in found.told


def test_a_model_that_is_not_installed_is_found(data: Path) -> None:
    found = only(findings("model", settings_with(data=data, model="en_core_web_trf")))
    assert (found.level, "en_core_web_trf" in found.told) == (Level.FAULT, True)


def test_actors_that_cannot_be_read_are_found(data: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("this is not TOML")
    found = only(findings("model", settings_with(data=data, actors=tmp_path / "mine.toml")))
    assert "mine.toml" in found.told


def test_a_port_that_somebody_else_uses_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        found = only(findings("door", settings_with(port=other.getsockname()[1])))
    assert (found.level, "NEWSFOLD_PORT" in found.mend) == (Level.FAULT, True)


def test_a_locked_door_without_a_key_is_found(data: Path) -> None:
    found = only(findings("door", settings_with(data=data, port=0, require_keys=True)))
    assert "newsfold keys create" in found.mend


def test_a_key_that_ends_soon_is_found() -> None:
    _, key = mint("crawler", {Scope.INGEST}, NOW, timedelta(days=3))
    assert f"newsfold keys rotate {key.id}" in only(keys_at([key], NOW)).mend


def test_a_machine_that_allows_too_little_is_found() -> None:
    assert "ulimit -n" in open_files(128).mend
    assert open_files(-1).level is Level.OK
    assert "SQLite is 3.37 or newer" in sqlite_version((3, 31, 1)).mend


def test_the_command_tells_everything_and_fails_on_a_fault(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newsfold = Newsfold(capsys, data=data, port=0)
    well = newsfold("doctor", "--json")
    assert well.code == 0, well.out + well.err
    assert {finding["subject"] for finding in well.rows()} == set(CHECKS) - {"PostgreSQL"}
    ill = newsfold("doctor", log_id=UUID(int=7))
    assert ill.code == 1
    assert "NEWSFOLD_LOG_ID" in ill.out
