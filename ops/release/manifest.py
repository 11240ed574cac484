"""What a release is made from, and how it is cited."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from ops.release.tables import Written


class Manifest(Struct, frozen=True, kw_only=True):
    """Everything that the bytes of a release follow from, and what they are.

    `head` is what the log's hash chain comes to at `position`, and stands for every byte of every record up to there;
    `time` is that of the record there. `cleaners` and `extractors` tell how many articles each version did.
    """

    log: str
    position: int
    time: str | None
    head: str
    newsfold: str
    folds: str
    cleaners: dict[str, int]
    extractors: dict[str, int]
    filters: dict[str, object]
    format: str
    files: tuple[Written, ...]

    def render(self) -> bytes:
        """The manifest as JSON for people and programs."""
        return msgspec.json.format(msgspec.json.encode(self, order="sorted"), indent=2) + b"\n"

    def citation(self) -> str:
        """How to cite the release, to check it and to make it again."""
        rows = {each.file.partition(".")[0]: each.rows for each in self.files}
        of_articles = f" from {rows['articles']:,} articles" if "articles" in rows else ""
        chosen = f" --filter '{_filters(self.filters)}'" if self.filters else ""
        time = self.time or "the beginning"
        return (
            "Cite as:\n\n"
            f"    Events in the news: {rows.get('events', 0):,} events{of_articles}, as known at position "
            f"{self.position} ({time}) of the newsfold log {self.log}, head {self.head}. "
            f"Made with newsfold {self.newsfold}, folds {self.folds}"
            f"{'; filters ' + _filters(self.filters) if self.filters else ''}.\n\n"
            "Check the files against SHA256SUMS, and the log against its head:\n\n"
            "    sha256sum --check SHA256SUMS\n"
            f"    newsfold log verify --head {self.head}\n\n"
            "Make it again, from the log or a copy of it, with the same version of newsfold:\n\n"
            f"    newsfold export --as-of {self.position} --format {self.format}{chosen} --out FOLDER\n"
        )


def _filters(filters: dict[str, object]) -> str:
    return msgspec.json.encode(filters, order="sorted").decode()
