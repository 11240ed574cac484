"""The contract of keyrings, held against both stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from schemas.errors import KeyringError
from services.keyring import KEY_BYTES, Keyring
from services.keyring.postgres import PostgresKeyring
from services.keyring.sqlite import SqliteKeyring
from tests.support.logs import create_keyring, open_keyring


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "log.sqlite")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def keyring(address: str) -> Iterator[Keyring]:
    keyring = create_keyring(address)
    yield keyring
    keyring.close()


def test_a_stream_has_one_key_however_often_it_is_asked_for(keyring: Keyring) -> None:
    first, again = keyring.issue(["a", "b"]), keyring.issue(["b", "a", "c"])
    assert (again["a"], again["b"]) == (first["a"], first["b"])
    assert len({key.secret for key in again.values()}) == 3
    assert all(len(key.secret or b"") == KEY_BYTES for key in again.values())


def test_a_key_is_found_by_its_id(keyring: Keyring) -> None:
    key = keyring.issue(["a"])["a"]
    assert keyring.find([key.id, b"unknown."]) == {key.id: key}
    assert keyring.find([]) == {}


def test_a_thousand_streams_get_their_keys_at_once(keyring: Keyring) -> None:
    streams = [f"s{number}" for number in range(1000)]
    assert keyring.issue(streams).keys() == set(streams)


def test_a_retired_key_still_opens_what_it_closed(keyring: Keyring) -> None:
    before = keyring.issue(["a"])["a"]
    keyring.retire("a")
    assert keyring.find([before.id]) == {before.id: before}
    assert keyring.issue(["a"])["a"].id != before.id


def test_only_retired_keys_are_destroyed(keyring: Keyring) -> None:
    before = keyring.issue(["a", "b"])
    keyring.retire("a")
    after = keyring.issue(["a"])["a"]
    assert keyring.destroy("a") == 1
    assert keyring.destroy("a") == 0
    found = keyring.find([before["a"].id, before["b"].id, after.id])
    assert found[before["a"].id].secret is None
    assert (found[before["b"].id], found[after.id]) == (before["b"], after)


def test_the_secret_for_names_stays_the_same(keyring: Keyring, address: str) -> None:
    other = open_keyring(address)
    assert len(keyring.secret()) == KEY_BYTES
    assert other.secret() == keyring.secret()
    other.close()


def test_a_keyring_that_is_not_there_is_not_made_by_looking(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with pytest.raises(KeyringError, match="nothing in an encrypted log can be read without its keys"):
        SqliteKeyring.open(tmp_path / "keyring.sqlite")
    assert not list(tmp_path.iterdir())
    with pytest.raises(KeyringError, match="nothing in an encrypted log can be read without its keys"):
        PostgresKeyring.open(request.getfixturevalue("postgres_url"))


def test_the_keys_of_another_keyring_are_taken_in_and_open_what_they_closed(keyring: Keyring, tmp_path: Path) -> None:
    own = keyring.issue(["a"])["a"]
    other = SqliteKeyring.create(tmp_path / "other" / "keyring.sqlite")
    key, gone = other.issue(["a"])["a"], other.issue(["b"])["b"]
    other.retire("b")
    other.destroy("b")
    assert keyring.restore(other.export()) == 2
    assert keyring.restore(other.export()) == 0
    found = keyring.find([own.id, key.id, gone.id])
    assert (found[own.id], found[key.id], found[gone.id].secret) == (own, key, None)
    assert keyring.issue(["a"])["a"] == own
    assert keyring.secret() == other.secret()
    other.close()


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    SqliteKeyring.create(tmp_path / "keyring.sqlite").close()
    assert (tmp_path / "keyring.sqlite").stat().st_mode & 0o077 == 0


def test_a_destroyed_key_is_in_no_file(tmp_path: Path) -> None:
    keyring = SqliteKeyring.create(tmp_path / "keyring.sqlite")
    secret = keyring.issue(["a"])["a"].secret or b""
    assert any(secret in path.read_bytes() for path in tmp_path.iterdir())
    keyring.retire("a")
    keyring.destroy("a")
    assert not any(secret in path.read_bytes() for path in tmp_path.iterdir())
    keyring.close()


def test_postgresql_keeps_no_key_among_its_statistics(postgres_url: str) -> None:
    keyring = PostgresKeyring.create(postgres_url)
    keyring.issue([f"stream {number}" for number in range(300)])
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("ANALYZE")
        known = connection.execute("SELECT attname FROM pg_stats WHERE schemaname = 'newsfold_keyring'").fetchall()
    assert ("stream",) in known, "what is looked for can be found"
    assert ("secret",) not in known
    keyring.close()
