"""Queues in memory, for tests of what feeds them and what offers to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from schemas.claim import Claim
from schemas.record import Stage
from services.queues import Census, Orphan

URGENT = 100
"""Urgent jobs beyond the capacity."""


class Job(Struct):
    """A queued job: its claims, and whether it stands at the front, and its trace."""

    stage: Stage
    claims: tuple[Claim, ...]
    urgent: bool
    traceparent: str | None = None


class FakeQueues:
    """Keeps what is offered; a test takes the jobs out and finishes them."""

    def __init__(self, room: int = 4) -> None:
        self.capacity = room
        self.working = dict.fromkeys(Stage, 1)
        self.jobs: list[Job] = []
        self.orphans: list[Orphan] = []
        self.leading = True
        self.numbers: dict[str, float] = {}
        self._held: dict[tuple[Stage, Claim], int | None] = {}
        self._hand: set[tuple[Stage, Claim]] = set()

    def offer(
        self, stage: Stage, claims: Sequence[Claim], *, urgent: bool = False, traceparent: str | None = None
    ) -> bool:
        if self.room(stage) <= 0 and not (urgent and len(self.jobs) < self.capacity + URGENT):
            return False
        fresh = tuple(claim for claim in claims if (stage, claim) not in self._held)
        self._held.update({(stage, claim): None for claim in fresh})
        if fresh:
            self.jobs.append(Job(stage, fresh, urgent, traceparent))
        return True

    def offer_again(self, stage: Stage, claim: Claim) -> bool:
        if (stage, claim) not in self._held:
            self._held[stage, claim] = None
            self.jobs.insert(0, Job(stage, (claim,), urgent=True))
        return True

    def begin(self, stage: Stage, claim: Claim) -> None:
        self._held.setdefault((stage, claim), None)
        self._hand.add((stage, claim))

    def finish(self, stage: Stage, claim: Claim, position: int) -> None:
        self._held[stage, claim] = position
        self._hand.discard((stage, claim))

    def in_hand(self, stage: Stage, claims: Sequence[Claim]) -> list[Claim]:
        return [claim for claim in claims if (stage, claim) in self._hand]

    def release(self, stage: Stage, claim: Claim) -> None:
        self._held.pop((stage, claim), None)
        self._hand.discard((stage, claim))

    def room(self, stage: Stage) -> int:
        return max(0, self.capacity - sum(job.stage == stage for job in self.jobs))

    def workers(self, stage: Stage) -> int:
        return self.working[stage]

    def held(self, stage: Stage) -> set[Claim]:
        return {claim for held, claim in self._held if held == stage}

    def sweep(self, stage: Stage, checkpoint: int) -> list[Orphan]:
        for key, position in list(self._held.items()):
            if key[0] == stage and position is not None and position <= checkpoint:
                del self._held[key]
        orphans = [orphan for orphan in self.orphans if orphan.stage == stage]
        self.orphans = [orphan for orphan in self.orphans if orphan.stage != stage]
        return orphans

    def lead(self) -> bool:
        return self.leading

    def ping(self) -> None:
        return

    def census(self) -> list[Census]:
        waiting = {stage: sum(job.stage == stage for job in self.jobs) for stage in Stage}
        return [
            Census(stage=stage, jobs={"waiting": waiting[stage]}, held=len(self.held(stage)), in_hand=0, workers={})
            for stage in Stage
        ]

    def count(self, amounts: Mapping[str, float]) -> None:
        for name, amount in amounts.items():
            self.numbers[name] = self.numbers.get(name, 0.0) + amount

    def note(self, values: Mapping[str, float]) -> None:
        self.numbers.update(values)

    def counts(self) -> dict[str, float]:
        return dict(self.numbers)

    def take(self) -> list[Job]:
        """All waiting jobs, which wait no longer; their claims stay held."""
        taken, self.jobs = self.jobs, []
        return taken

    def flush(self) -> None:
        """Forget everything, as a flushed Redis does."""
        self.jobs.clear()
        self._held.clear()
        self.numbers.clear()
