"""What was posted of which files, so that posting many goes on where it was interrupted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec import Struct

from schemas.errors import InputError


class Progress(Struct, frozen=True):
    """How many articles of a file were posted, and whether these are all."""

    articles: int = 0
    whole: bool = False


class Journal:
    """A file with a line for every step; without a path nothing is kept. A file that has changed is another file."""

    def __init__(self, path: Path | None) -> None:
        """Raises InputError if the journal cannot be read or written."""
        self._path = path
        self._known: dict[str, Progress] = {}
        if path:
            self._known = _read(path)

    def progress(self, file: Path) -> Progress:
        """What was posted of this file."""
        return self._known.get(_name(file), Progress()) if self._path else Progress()

    def note(self, file: Path, progress: Progress) -> None:
        """Keep what was posted of this file."""
        if self._path:
            name = _name(file)
            self._known[name] = progress
            line = json.dumps({"file": name, "articles": progress.articles, "whole": progress.whole})
            with self._path.open("a", encoding="utf-8") as journal:
                journal.write(line + "\n")


def _name(file: Path) -> str:
    """The file as it is now: where it is, how large, and when it was last changed."""
    found = file.stat()
    return f"{file.resolve()} {found.st_size} {found.st_mtime_ns}"


def _read(path: Path) -> dict[str, Progress]:
    """All that the journal says; its last line may have been cut off."""
    try:
        path.touch()
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The journal {path} cannot be used: {error}.") from error
    known: dict[str, Progress] = {}
    for number, line in enumerate(lines, 1):
        try:
            entry: dict[str, Any] = json.loads(line)
            known[entry["file"]] = Progress(entry["articles"], entry["whole"])
        except (ValueError, KeyError, TypeError) as error:
            if number < len(lines):
                raise InputError(f"Line {number} of {path} is no line of a journal; name another file.") from error
            path.write_text("".join(f"{each}\n" for each in lines[:-1]), encoding="utf-8")
    return known
