"""The known mistakes that can be put in."""

from __future__ import annotations

from enum import StrEnum


class Control(StrEnum):
    """Two queues a worker; acknowledged before the disk has it; a checkpoint outside the rows' transaction."""

    TWO_QUEUES = "two-queues"
    NO_FSYNC = "no-fsync"
    NAIVE_CHECKPOINT = "naive-checkpoint"
