"""The word lists of this package, read once from the files in data/."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def entries(name: str) -> tuple[str, ...]:
    """The entries of data/NAME.txt in order: they stand between commas, `#` opens a comment line."""
    return tuple(entry for row in rows(name) for entry in row)


def folded(name: str) -> frozenset[str]:
    """The entries of data/NAME.txt case-folded, for looking case-folded lines up."""
    return frozenset(entry.casefold() for entry in entries(name))


def rows(name: str) -> list[list[str]]:
    """The entries of data/NAME.txt line by line."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[word.strip() for word in line.split(",") if word.strip()] for line in lines if line and line[0] != "#"]
