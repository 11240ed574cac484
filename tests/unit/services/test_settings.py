"""Settings come from the environment; what cannot work is said in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.errors import ServiceError, SettingsError
from services.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"NEWSFOLD_{name.upper()}", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


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
    ("variable", "value"),
    [
        ("NEWSFOLD_PORT", "70000"),
        ("NEWSFOLD_PORT", "http"),
        ("NEWSFOLD_CLEAN_WORKERS", "0"),
        ("NEWSFOLD_LOG_ID", "mine"),
        ("NEWSFOLD_LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable):
        read_settings()


def test_redis_url_is_where_the_queue_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://queue.example:6379/1")
    assert read_settings().redis_address() == "redis://queue.example:6379/1"


def test_without_redis_url_the_queue_is_the_supervisors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSFOLD_DATA", str(tmp_path))
    (tmp_path / "redis.url").write_text("redis://127.0.0.1:7777/0\n")
    assert read_settings().redis_address() == "redis://127.0.0.1:7777/0"


def test_without_any_queue_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSFOLD_DATA", str(tmp_path))
    with pytest.raises(ServiceError, match="newsfold up"):
        read_settings().redis_address()


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_every_setting_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text()
    for name, field in Settings.model_fields.items():
        assert f"`{field.validation_alias or f'NEWSFOLD_{name.upper()}'}`" in readme
