"""Posting files: with a bar that moves with what was read, and a journal to go on by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from rich.progress import Progress as Bar
from rich.progress import TaskID

from ops.client import STANDARD_INPUT, Client, media_type_of, opened
from ops.journal import Journal, Progress
from ops.screen import reading_bar
from schemas.errors import InputError

Json = dict[str, Any]
NOTED = 500
"""Articles of one file after which the journal is told."""


def post_all(
    client: Client,
    files: Sequence[Path],
    metadata: dict[str, str],
    media_type: str | None = None,
    journal: Journal | None = None,
) -> Iterator[Json]:
    """Post the files; an outcome for each article, in order, and one for a file that cannot be posted.

    What the journal knows was posted before is passed over.
    """
    journal = journal or Journal(None)
    with reading_bar() as bar:
        task = bar.add_task("posting", total=sum(map(_size, files)))
        for path in files:
            before = bar.tasks[task].completed
            try:
                for outcome in _post(client, path, metadata, media_type, journal, (bar, task)):
                    yield _placed(outcome, path)
            except InputError as error:
                yield _placed({"detail": str(error)}, path)
            bar.update(task, completed=before + _size(path))


def _post(
    client: Client,
    path: Path,
    metadata: dict[str, str],
    media_type: str | None,
    journal: Journal,
    shown: tuple[Bar, TaskID],
) -> Iterator[Json]:
    """Post one file from where the journal says."""
    with opened(path) as file:
        kind = media_type or media_type_of(path)
        done = journal.progress(path)
        if done.whole:
            return
        bar, task = shown
        before, last = bar.tasks[task].completed, done.articles
        for outcome in client.post_file(file, kind, metadata, done.articles):
            yield outcome
            last = outcome.get("line", last)
            bar.update(task, completed=before + _position(file))
            if last - done.articles >= NOTED:
                done = Progress(last)
                journal.note(path, done)
        journal.note(path, Progress(last, whole=True))


def _placed(outcome: Json, path: Path) -> Json:
    """The outcome; a refused one says of which file, and which of its articles."""
    if "detail" not in outcome:
        return outcome
    number = f", no. {outcome['line']}" if "line" in outcome else ""
    return outcome | {"detail": f"{path}{number}: {outcome['detail']}"}


def _size(path: Path) -> int:
    """Bytes of a file; none for one that is not there, or is no file."""
    with suppress(OSError):
        return path.stat().st_size if str(path) != STANDARD_INPUT else 0
    return 0


def _position(file: BinaryIO) -> int:
    """How much was read of it; nothing where that cannot be told."""
    with suppress(OSError, ValueError):
        return file.tell()
    return 0
