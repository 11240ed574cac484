"""What there is to do in an export: its row groups, each with the articles that stand whole in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ops.log.parquet import groups_in, kinds_in

RECEIVED = "article.received"


class Task(Struct, frozen=True):
    """A row group of a file, and the streams of it that wait to be worked on."""

    file: str
    group: int
    streams: tuple[str, ...]

    @property
    def name(self) -> str:
        """A name that no other task of the export has."""
        return f"{Path(self.file).stem}-{self.group:06}"


def tasks_in(files: Sequence[Path]) -> list[Task]:
    """The tasks of an export, in order.

    Articles of which anything but receptions is known, or whose receptions stand in several row groups, are left out:
    the workers do them.
    """
    homes: dict[str, tuple[int, int] | None] = {}
    for number, path in enumerate(files):
        for group in range(groups_in(path)):
            here = (number, group)
            for stream, kind in kinds_in(path, group):
                homes[stream] = here if kind == RECEIVED and homes.get(stream, here) == here else None
    streams: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for stream, home in homes.items():
        if home:
            streams[home].append(stream)
    return [Task(str(files[number]), group, tuple(names)) for (number, group), names in sorted(streams.items())]
