"""What one sentence leaves to the next about who speaks."""

from __future__ import annotations

from msgspec import Struct

from schemas.block import Span
from schemas.event import Actor
from workers.extract.tree import Sentence


class Telling(Struct, frozen=True):
    """Who says something, and the words that say so; `pronoun` if the speaker is only called he or she there."""

    cue: Span
    source: Span | None
    speaker: Actor | None
    name: str | None
    pronoun: str | None = None
    is_person: bool = True


class Open(Struct, frozen=True):
    """A quotation that its paragraph does not end, of somebody who is named further on."""

    content: Span
    sentence: Sentence
