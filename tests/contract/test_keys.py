"""What every store of API keys promises, and what a key is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.keys import Key, Keys, Scope, id_of, is_genuine, mint, open_session, rotate
from services.keys.postgres import PostgresKeys
from services.keys.sqlite import SqliteKeys

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def keys(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Keys]:
    if request.param == "SQLite":
        store: Keys = SqliteKeys(tmp_path / "keys.sqlite")
    else:
        store = PostgresKeys(request.getfixturevalue("postgres_url"))
    yield store
    store.close()


def added(keys: Keys, name: str = "crawler", lifetime: timedelta | None = None) -> tuple[str, Key]:
    shown, key = mint(name, {Scope.INGEST, Scope.READ}, NOW, lifetime)
    keys.add(key)
    return shown, key


def found(keys: Keys, identity: str) -> Key:
    key = keys.find(identity)
    assert key is not None
    return key


def test_a_key_is_found_by_its_id_as_it_was_added(keys: Keys) -> None:
    _, key = added(keys, lifetime=DAY)
    assert keys.find(key.id) == key


def test_a_key_that_was_never_added_is_not_found(keys: Keys) -> None:
    assert keys.find("0" * 12) is None


def test_the_keys_are_listed_oldest_first(keys: Keys) -> None:
    later = mint("later", {Scope.READ}, NOW + HOUR, None)[1]
    keys.add(later)
    first = added(keys)[1]
    assert [key.id for key in keys.all()] == [first.id, later.id]


def test_a_revoked_key_no_longer_holds(keys: Keys) -> None:
    key = added(keys)[1]
    assert keys.end(key.id, NOW + HOUR)
    assert found(keys, key.id).holds(NOW)
    assert not found(keys, key.id).holds(NOW + HOUR)


def test_a_key_is_never_made_to_live_longer(keys: Keys) -> None:
    key = added(keys, lifetime=HOUR)[1]
    keys.end(key.id, NOW + DAY)
    assert found(keys, key.id).ends_at == NOW + HOUR


def test_what_is_not_there_cannot_be_revoked(keys: Keys) -> None:
    assert not keys.end("0" * 12, NOW)


def test_the_last_use_is_noted(keys: Keys) -> None:
    key = added(keys)[1]
    keys.note_use(key.id, NOW + HOUR)
    assert found(keys, key.id).used_at == NOW + HOUR


def test_a_rotated_key_has_a_successor_and_goes_on_for_a_while(keys: Keys) -> None:
    _, old = added(keys, lifetime=30 * DAY)
    shown = rotate(keys, old, NOW + DAY, grace=HOUR)
    new = found(keys, id_of(shown) or "")
    assert (new.name, new.scopes, new.ends_at) == (old.name, old.scopes, NOW + 31 * DAY)
    assert found(keys, old.id).ends_at == NOW + DAY + HOUR


def test_a_session_ends_with_its_key_and_is_not_listed(keys: Keys) -> None:
    key = added(keys)[1]
    session = found(keys, id_of(open_session(keys, key, NOW)) or "")
    assert session.scopes == key.scopes
    assert session.holds(NOW + HOUR)
    keys.end(key.id, NOW)
    assert not found(keys, session.id).holds(NOW)
    assert [each.id for each in keys.all()] == [key.id]


def test_a_session_never_outlives_its_key(keys: Keys) -> None:
    key = added(keys, lifetime=HOUR)[1]
    assert found(keys, id_of(open_session(keys, key, NOW)) or "").ends_at == NOW + HOUR


def test_sessions_that_have_ended_are_forgotten(keys: Keys) -> None:
    key = added(keys)[1]
    old = id_of(open_session(keys, key, NOW)) or ""
    open_session(keys, key, NOW + DAY)
    assert keys.find(old) is None


def test_a_key_is_known_by_its_own_secret_only(keys: Keys) -> None:
    shown, key = added(keys)
    assert is_genuine(shown, keys.find(key.id))
    assert not is_genuine(shown[:-1] + ("A" if shown[-1] != "A" else "B"), keys.find(key.id))
    assert not is_genuine(shown, None)


def test_what_is_stored_does_not_hold_the_key(keys: Keys, tmp_path: Path) -> None:
    shown, key = added(keys)
    secret = shown.rpartition(key.id)[2].encode()
    assert secret not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert shown not in str(keys.find(key.id))


def test_no_two_keys_are_alike() -> None:
    assert len({mint("a", {Scope.READ}, NOW, None)[0] for _ in range(100)}) == 100


@pytest.mark.parametrize("shown", ["", "nf_", "nf_0123456789ab_short", "x" * 60, "nf_0123456789aB_" + "a" * 43])
def test_what_is_no_key_has_no_id(shown: str) -> None:
    assert id_of(shown) is None


def test_the_file_of_keys_is_its_owners_alone(tmp_path: Path) -> None:
    store = SqliteKeys(tmp_path / "keys.sqlite")
    assert store.all() == []
    store.close()
    assert (tmp_path / "keys.sqlite").stat().st_mode & 0o077 == 0
