"""What a sentence tells of, found but not yet dated, placed and attributed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from schemas.event import Modality
from workers.extract.coding import Trigger
from workers.extract.mention import Mention
from workers.extract.operators import Coding


class Finding(Struct, frozen=True):
    """An event as its sentence tells it, with the words that tell it."""

    trigger: Trigger
    coding: Coding
    modality: Modality
    sources: Sequence[Mention]
    targets: Sequence[Mention]
