"""Records as they were once stored, with what they mean: a log must be readable for as long as it is kept.

`python -m tests.support.golden` stores a sample of each type in its present version, where there is none yet. What is
there is never written again; only its meaning is edited, when a later version says the same in another way.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import msgspec

from schemas.codec import TYPES, encode
from schemas.record import ArticleCleanedWords, Data, NewRecord, Record, Words
from tests.support.samples import META, SAMPLES, stored

FOLDER = Path(__file__).parents[1] / "golden"
PACKED = ArticleCleanedWords(text="All quiet on the river. " * 40)
"""Words that the codec compresses."""


class Golden(msgspec.Struct, frozen=True):
    """A stored record, and its meaning as plain values."""

    record: Record
    meaning: dict[str, Any]

    @property
    def written(self) -> tuple[str, int]:
        """The type and the version it was written in."""
        return self.record.type, self.record.schema_version


def read_golden() -> dict[str, Golden]:
    """All of them, by the name of their file."""
    return {path.stem: _read(json.loads(path.read_text())) for path in sorted(FOLDER.glob("*.json"))}


def store_missing() -> None:
    """Write a file for each type and present version without one."""
    for name, (data, words) in SAMPLES.items():
        _store(f"{name}.{TYPES[name].version}", data, words)
    cleaned, words = SAMPLES["article.cleaned"]
    _store(f"article.cleaned.{TYPES['article.cleaned'].version}.packed", cleaned, PACKED)
    _store(f"article.cleaned.{TYPES['article.cleaned'].version}.compared", cleaned, words)


def _read(sample: dict[str, Any]) -> Golden:
    new = NewRecord(
        id=bytes.fromhex(sample["id"]),
        type=sample["type"],
        schema_version=sample["schema_version"],
        data=sample["data"].encode(),
        content=base64.b64decode(sample["content"]),
        meta=sample["meta"].encode(),
    )
    return Golden(stored(new), sample["meaning"])


def _store(name: str, data: Data, words: Words) -> None:
    path = FOLDER / f"{name}.json"
    if path.exists():
        return
    new = encode(b"i" * 16, data, words, META)
    sample = {
        "type": new.type,
        "schema_version": new.schema_version,
        "id": new.id.hex(),
        "data": new.data.decode(),
        "content": base64.b64encode(new.content).decode(),
        "meta": new.meta.decode(),
        "meaning": msgspec.to_builtins({"data": data, "words": words, "meta": META}),
    }
    path.write_text(json.dumps(sample, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    store_missing()
