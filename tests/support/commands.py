"""Commands run in this process, as somebody who types them would."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from msgspec import Struct

from ops import cli


class Told(Struct, frozen=True):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """The JSON that was printed, without what a service in this process logs."""
        return [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]


class Newsfold:
    """The command line, against the service at an address."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setenv("NEWSFOLD_SERVER", url)
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Told:
        self._monkeypatch.setattr(sys, "argv", ["newsfold", *arguments])
        self._capsys.readouterr()
        code: object = 0
        try:
            cli.main()
        except SystemExit as left:
            code = left.code or 0
        printed = self._capsys.readouterr()
        assert isinstance(code, int)
        assert "Traceback" not in printed.err
        return Told(code, printed.out, printed.err)
