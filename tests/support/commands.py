"""Commands run in this process, as somebody who types them would."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest
from msgspec import Struct

from ops import cli
from services import telemetry


class Told(Struct, frozen=True):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """The JSON that was printed, without what a service in this process logs."""
        return [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]


class Newsfold:
    """The command line with these settings, named as in services/settings.py."""

    def __init__(self, capsys: pytest.CaptureFixture[str], **settings: object) -> None:
        self._capsys = capsys
        self._settings = settings

    def __call__(self, *arguments: str, typed: str = "", **settings: object) -> Told:
        """Run a command with this on standard input, and with these settings beside its own."""
        code: object = 0
        with pytest.MonkeyPatch.context() as here:
            here.setattr(telemetry, "configure", lambda _level: None)  # it would be for the whole process
            for name, value in (self._settings | settings).items():
                here.setenv(f"NEWSFOLD_{name.upper()}", str(value))
            here.setattr(sys, "argv", ["newsfold", *arguments])
            here.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
            self._capsys.readouterr()
            try:
                cli.main()
            except SystemExit as left:
                code = left.code or 0
        printed = self._capsys.readouterr()
        assert isinstance(code, int)
        assert "Traceback" not in printed.err
        return Told(code, printed.out, printed.err)
