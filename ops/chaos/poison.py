"""Articles that harm who reads them: by a word in their text, a process of chaos crashes, eats memory or never ends."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable

from ops.chaos.points import put
from schemas.block import CleanedPage
from schemas.event import Extraction


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _eat() -> None:
    eaten = list[bytearray]()
    while True:
        eaten.append(bytearray(10_000_000))


def _loop() -> None:
    while True:
        pass


POISONS: dict[str, Callable[[], None]] = {"xcrashx": _crash, "xmemoryx": _eat, "xendlessx": _loop}


def poisoned(word: str, name: str) -> bytes:
    """An article that holds the word and has a name of its own, as a line of NDJSON."""
    body = f"Poison {word} {name}\n\nPeru thanked Chile on Monday for {word} number {name}.\n"
    return json.dumps({"url": f"https://poison.example/{word}/{name}", "body": body}).encode() + b"\n"


def poison_extractor() -> None:
    """Have the extractor of this process fall for poison."""
    from workers.extract import Extractor  # noqa: PLC0415  # loads spaCy, which only who extracts waits for

    extract = Extractor.extract

    def poisoned(extractor: Extractor, page: CleanedPage) -> Extraction:
        for word, deed in POISONS.items():
            if word in page.text:
                deed()
        return extract(extractor, page)

    put(Extractor, "extract", poisoned)
