"""The keys that the words of an encrypted log can be read with: one for each stream, kept apart from the log.

To destroy a stream's keys is to erase its words wherever the log was copied to. Two stores: a SQLite file, or a schema
in PostgreSQL. Both pass tests/contract/test_keyring.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from msgspec import Struct

ID_BYTES, KEY_BYTES = 8, 32
SECRET = ""
"""The stream whose key is no stream's: names are derived with it."""

NEEDED = (
    "nothing in an encrypted log can be read without its keys. Set NEWSFOLD_KEYRING to where they are, restore their "
    "backup, or after a move take them from the old place with `newsfold log add-keys`."
)
"""What is said where there is no keyring, behind a colon."""


class Key(Struct, frozen=True):
    """A key of a stream: its id, and 256 random bits, or None once they were destroyed."""

    id: bytes
    stream: str
    secret: bytes | None


class Keyring(Protocol):
    """The verbs of a store of keys. Every one of them is durable, and raises KeyringError if it cannot be done."""

    def secret(self) -> bytes:
        """32 random bytes, the same for ever, that names of content are derived with."""

    def issue(self, streams: Collection[str]) -> dict[str, Key]:
        """The key that each stream's next words are written with, made where there is none."""

    def find(self, ids: Collection[bytes]) -> dict[bytes, Key]:
        """The keys of these ids that were ever made here."""

    def retire(self, stream: str) -> None:
        """Write nothing more with the stream's present key; what was written can still be read."""

    def destroy(self, stream: str) -> int:
        """Destroy the stream's retired keys, so that nobody can ever read with them again; how many they were."""

    def export(self) -> Iterable[Key]:
        """Every key, destroyed ones too."""

    def restore(self, keys: Iterable[Key]) -> int:
        """Take in keys of another keyring that are not here, as retired ones; how many streams' keys these were.

        The key that names are derived with takes the place of this one's own.
        """

    def close(self) -> None:
        """Let go of every connection."""
