"""Logs are lines: no control characters, no keys, no passwords, whatever is logged."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import structlog

from services import telemetry
from services.keys import Scope, mint


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged, with logging as the program sets it up."""
    before = logging.getLogger().handlers[:], logging.getLogger().level, structlog.get_config()
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    telemetry.configure("info")
    yield stream
    logging.getLogger().handlers[:], level, configuration = before
    logging.getLogger().setLevel(level)
    structlog.configure(**configuration)


HOSTILE = ("\x1b[2J\x1b]0;owned\x07", "\x9b31m", "a\nnewsfold: all is well", "\u2028\u202e\u200b", "\x00\x7f")


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_logged_stays_a_line_of_printable_characters(output: io.StringIO, text: str) -> None:
    structlog.get_logger("test").info("request", path=f"/{text}")
    logging.getLogger("library").warning("got %s", text)
    lines = output.getvalue().removesuffix("\n").split("\n")
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    assert json.loads(lines[0])["event"] == "request"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_is_told_no_control_characters_of_others(
    output: io.StringIO, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", output)
    telemetry.configure("info")
    structlog.get_logger("test").info("request", path=f"/{text}")
    assert text not in output.getvalue()
    assert output.getvalue().count("\n") == 1


def test_a_key_is_logged_by_its_id_alone(output: io.StringIO) -> None:
    shown, key = mint("test", {Scope.READ}, datetime.now(UTC), None)
    structlog.get_logger("test").info("refused", reason=f"no such key: {shown}")
    assert shown not in output.getvalue()
    assert f"nf_{key.id}_…" in output.getvalue()


@pytest.mark.parametrize(
    "address", ["redis://:{}@queue.example:6379/0", "postgresql://news:{}@db.example/news", "https://u:{}@x.example/"]
)
def test_passwords_in_addresses_are_not_logged(output: io.StringIO, address: str) -> None:
    told = address.format("correct-horse")
    structlog.get_logger("test").error("away", reason=f"cannot reach {told}, sorry")
    structlog.get_logger("test").error("unexpected", exc_info=RuntimeError(told))
    assert "correct-horse" not in output.getvalue()
    assert "example" in output.getvalue()


def test_a_traceback_keeps_its_lines(output: io.StringIO) -> None:
    try:
        output.read(b"nothing")  # type: ignore[arg-type]  # to be raised within a call
    except TypeError:
        structlog.get_logger("test").exception("unexpected")
    assert "\n" in json.loads(output.getvalue())["exception"]
