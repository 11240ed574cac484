"""The data folder: whether it can hold what must not be lost."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ops.doctor.finding import Finding, fault, ok, warning
from services.settings import REDIS_ADDRESS, Settings

LITTLE_ROOM, HARDLY_ANY = 5_000_000_000, 1_000_000_000
"""Free bytes below which a disk is soon full, and as good as full."""
NETWORK = frozenset({"9p", "afs", "ceph", "cifs", "fuse.sshfs", "nfs", "nfs4", "smb3", "smbfs"})
"""File systems over which locks and synced writes are not to be relied on."""
MOUNTS = Path("/proc/self/mounts")


def check(settings: Settings) -> Iterator[Finding]:
    """Whether it is there, can be written, locked and synced, has room, and keeps its secrets."""
    folder = settings.data
    if not folder.exists():
        mend = f"`newsfold up` or `newsfold serve` makes it; or set NEWSFOLD_DATA. Here it is {folder.resolve()}."
        yield warning("folder", f"There is no folder {folder}.", mend)
        return
    if not folder.is_dir():
        yield fault("folder", f"{folder.resolve()} is not a folder.", "Set NEWSFOLD_DATA to a folder.")
        return
    yield writable(folder)
    yield room(folder, shutil.disk_usage(folder).free)
    if not settings.database_url:
        yield file_system(folder, MOUNTS.read_text() if MOUNTS.exists() else "")
    yield from private(settings.keys_path, folder / REDIS_ADDRESS)


def writable(folder: Path) -> Finding:
    """Whether a file can be written there, locked and synced to the disk."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.write(b"newsfold")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        mend = f"Let this user write there (now user {os.geteuid()}), or make room; or set NEWSFOLD_DATA."
        return fault("folder", f"Files in {folder.resolve()} cannot be written and synced: {error.strerror}.", mend)
    return ok("folder", f"{folder.resolve()} can be written, locked and synced.")


def room(folder: Path, free: int) -> Finding:
    """Whether the disk has room."""
    told, mend = f"The disk of {folder.resolve()} has {free / 1e9:.1f} GB left.", "Make room, or move the folder."
    if free < HARDLY_ANY:
        return fault("folder", told, mend)
    return warning("folder", told, mend) if free < LITTLE_ROOM else ok("folder", told)


def file_system(folder: Path, mounts: str) -> Finding:
    """Whether the folder is on a disk of this machine; `mounts` is as /proc/self/mounts."""
    place = folder.resolve()
    points = [(Path(point), kind) for _, point, kind, *_ in map(str.split, mounts.splitlines())]
    around = [(point, kind) for point, kind in points if place.is_relative_to(point)]
    _, kind = max(around, key=lambda mount: len(mount[0].parts), default=(place, "unknown"))
    if kind in NETWORK:
        mend = "Put the folder on a disk of this machine, or the log into PostgreSQL with NEWSFOLD_DATABASE_URL."
        return fault("folder", f"{place} is on {kind}, over which SQLite's locks do not hold.", mend)
    return ok("folder", f"{place} is on {kind}.")


def private(*paths: Path) -> Iterator[Finding]:
    """Whether files with secrets are their owner's alone."""
    for path in paths:
        if path.exists() and path.stat().st_mode & 0o077:
            yield fault(
                "folder", f"Others than its owner may open {path.name}, which holds secrets.", f"chmod 600 {path}"
            )
