"""An audit that could not ask says so; one that found something names it and what mends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ops import audit

SOUND = {"name": "sound", "version": "1.0", "vulns": []}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}
BROKEN = {"name": "broken", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """The exit code and the words of an audit that learns this."""

    def run(*packages: dict[str, Any]) -> tuple[int, str]:
        monkeypatch.setattr(audit, "_asked", lambda: list(packages))
        return audit.main(), capsys.readouterr().out

    return run


def test_what_has_a_known_vulnerability_is_named_with_its_mend(audited: Callable[..., tuple[int, str]]) -> None:
    code, told = audited(SOUND, BROKEN)
    assert code == 1
    assert "broken 2.0: PYSEC-1 (mended in 2.1)" in told


def test_what_could_not_be_asked_about_is_said(audited: Callable[..., tuple[int, str]]) -> None:
    assert audited(SOUND, UNKNOWN) == (
        0,
        "1 packages audited, 0 with known vulnerabilities; nothing is known of 1 others.\n",
    )


@pytest.mark.parametrize("packages", [(), (UNKNOWN,)])
def test_without_the_advisories_nothing_fails_and_nothing_is_called_sound(
    audited: Callable[..., tuple[int, str]], packages: tuple[dict[str, Any], ...]
) -> None:
    code, told = audited(*packages)
    assert code == 0
    assert told.startswith("NOTHING WAS AUDITED")
