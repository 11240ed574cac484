"""Settings come from the environment; what cannot work is said in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.errors import ServiceError, SettingsError
from services.settings import Settings, _needed, read_settings, variable


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)


def test_without_any_setting_everything_stays_on_this_machine() -> None:
    settings = read_settings()
    assert settings.host == "127.0.0.1"
    assert settings.port == 8000
    assert settings.database_url is None


def test_a_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_PORT", "9001")
    monkeypatch.setenv("NEWSFOLD_DATA", "/srv/news")
    settings = read_settings()
    assert settings.port == 9001
    assert settings.log_path == Path("/srv/news/log.sqlite")


@pytest.mark.parametrize(
    ("variable", "value", "needed"),
    [
        ("NEWSFOLD_PORT", "http", "a whole number, in digits alone"),
        ("NEWSFOLD_PORT", "9" * 5_000, "a whole number, in digits alone"),
        ("NEWSFOLD_PORT", "70000", "65535 or less"),
        ("NEWSFOLD_CLEAN_WORKERS", "0", "1 or more"),
        ("NEWSFOLD_JOB_MEMORY", "1GB", "a whole number, in digits alone"),
        ("NEWSFOLD_JOB_MEMORY", "1.5", "a whole number, in digits alone"),
        ("NEWSFOLD_UPLOAD_SECONDS", "soon", "a number"),
        ("NEWSFOLD_UPLOAD_SECONDS", "0", "more than 0"),
        ("NEWSFOLD_UPLOAD_SECONDS", "inf", "a number"),
        ("NEWSFOLD_UPLOAD_SECONDS", "nan", "a number"),
        ("NEWSFOLD_ENCRYPT", "maybe", "true or false"),
        ("NEWSFOLD_LOG_ID", "mine", "the identity of a log, which `newsfold doctor` tells"),
        ("NEWSFOLD_LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
    ],
)
def test_a_wrong_setting_is_told_with_what_it_has_to_be(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, needed: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as raised:
        read_settings()
    assert str(raised.value) == f"{variable} is {value[:60]!r}; it has to be {needed}."


def test_every_wrong_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_PORT", "http")
    monkeypatch.setenv("NEWSFOLD_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError, match=r"NEWSFOLD_PORT is 'http'; .*\. NEWSFOLD_LOG_LEVEL is 'loud'; "):
        read_settings()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_an_empty_variable_sets_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(variable(name), "")
    assert read_settings() == Settings.model_validate({})


def test_a_log_level_is_read_in_capitals_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_LOG_LEVEL", "WARNING")
    assert read_settings().log_level == "warning"


def test_redis_url_is_where_the_queue_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://:word@queue.example:6379/1")
    assert read_settings().redis_address() == "redis://:word@queue.example:6379/1"


@pytest.mark.parametrize("url", ["redis://queue.example:6379/1", "rediss://user@10.0.0.7/0", "redis://0.0.0.0/0"])
def test_a_redis_that_others_reach_needs_a_password(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    with pytest.raises(SettingsError, match="requirepass"):
        read_settings().redis_address()


@pytest.mark.parametrize(
    "url", ["redis://127.0.0.1:6379/0", "redis://localhost", "redis://[::1]:6379", "unix:///run/redis.sock"]
)
def test_a_redis_on_this_machine_does_without(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    assert read_settings().redis_address() == url


def test_what_is_no_redis_is_said_without_repeating_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "http://:secret@queue.example/")
    with pytest.raises(SettingsError, match="redis://") as refused:
        read_settings().redis_address()
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "news.example"])
def test_where_others_reach_it_keys_are_asked_for(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("NEWSFOLD_HOST", host)
    assert read_settings().asks_for_keys


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "::1"])
def test_on_loopback_keys_are_asked_for_only_if_told(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("NEWSFOLD_HOST", host)
    assert not read_settings().asks_for_keys
    monkeypatch.setenv("NEWSFOLD_REQUIRE_KEYS", "true")
    assert read_settings().asks_for_keys


def test_a_key_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFOLD_KEY", "nf_secret")
    assert "nf_secret" not in repr(read_settings())


def test_without_redis_url_the_queue_is_the_supervisors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSFOLD_DATA", str(tmp_path))
    (tmp_path / "redis.url").write_text("redis://127.0.0.1:7777/0\n")
    assert read_settings().redis_address() == "redis://127.0.0.1:7777/0"


def test_without_any_queue_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSFOLD_DATA", str(tmp_path))
    with pytest.raises(ServiceError, match="newsfold up"):
        read_settings().redis_address()


def test_what_the_library_says_of_a_setting_is_said_as_it_is() -> None:
    assert _needed({"type": "odd", "msg": "either {this} or }that", "loc": (), "input": ""}) == "either {this} or }that"


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_every_setting_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text()
    assert all(f"`{variable(name)}`" in readme for name in Settings.model_fields)
