"""The queues: which articles wait for which step, as claim checks.

A queue may be flushed at any moment: what is unfinished is found again from the log. A claim is held from the moment
it is queued until its findings are folded, so nothing is queued twice while it waits or runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from schemas.claim import Claim
from schemas.record import Stage
from services.counts import Counts


def rq_prefix(identity: UUID) -> str:
    """The prefix of all RQ's keys for this log; to be in RQ_KEY_PREFIX before RQ is imported."""
    return f"newsfold:{identity}:rq"


class Orphan(Struct, frozen=True):
    """A claim that was in a worker's hand when the worker died."""

    stage: Stage
    claim: Claim


class Offers(Protocol):
    """Where finished work is offered to the next step."""

    def offer(
        self, stage: Stage, claims: Sequence[Claim], *, urgent: bool = False, traceparent: str | None = None
    ) -> bool:
        """Queue the claims that nobody holds yet as one job, if the queue has room; the feeder brings the others.

        Urgent ones go before all others; the job names the trace that it belongs to. False when there was no room.
        """


class Hands(Protocol):
    """What a worker tells of the articles it works on."""

    def begin(self, stage: Stage, claim: Claim) -> None:
        """Note that this claim is in hand, before it is begun, so that it is known if it kills the worker."""

    def finish(self, stage: Stage, claim: Claim, position: int) -> None:
        """The claim is done up to this position; it is let go once that position is folded."""

    def in_hand(self, stage: Stage, claims: Sequence[Claim]) -> list[Claim]:
        """Those of the claims that were begun and neither finished nor released."""

    def release(self, stage: Stage, claim: Claim) -> None:
        """The claim is not done, through no fault of its own: it may be queued again."""


class Census(Struct, frozen=True, kw_only=True):
    """Who and what is there of a stage: jobs by state, claims that are held, claims in hand, workers by state."""

    stage: Stage
    jobs: dict[str, int]
    held: int
    in_hand: int
    workers: dict[str, int]


class Queues(Offers, Hands, Counts, Protocol):
    """One queue a stage, short at all times."""

    def census(self) -> list[Census]:
        """Who and what is there of every stage."""

    def offer_again(self, stage: Stage, claim: Claim) -> bool:
        """Queue a claim that failed before, if nobody holds it, before all others: it has waited already.

        It goes alone, so that it harms nobody. False when there was no room.
        """

    def room(self, stage: Stage) -> int:
        """How many more jobs the queue takes: a few for each worker."""

    def workers(self, stage: Stage) -> int:
        """How many workers there are, busy or not."""

    def held(self, stage: Stage) -> set[Claim]:
        """The claims that wait, run, or are done and not yet folded."""

    def sweep(self, stage: Stage, checkpoint: int) -> list[Orphan]:
        """Let go of the claims that are folded, and of those whose job neither waits nor runs.

        Returns those that were in hand when their worker died.
        """

    def lead(self) -> bool:
        """Whether this process feeds the queues for the next seconds; only one does."""

    def ping(self) -> None:
        """Raises ServiceError if the server does not answer."""
