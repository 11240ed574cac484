"""Accepting articles: decided as revisions.py says, and durable in the log before anybody is told.

Nothing is locked. A post is decided on what is known of its article, written as if nobody else wrote, and decided
again on what the log then holds if somebody did. At first nothing is known, so a new article costs no look into the
log.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from schemas.claim import Claim
from schemas.errors import LogError
from schemas.identity import article_id, article_of, stream_of
from services.eventlog import Appended, EventLog, Write
from services.eventlog.encrypted import secret_of
from services.eventlog.turns import RACES
from services.ingest.revisions import Current, Plan, Post, Verdict, current_of, plan


class Accepted(Struct, frozen=True, kw_only=True):
    """A post that the log holds: its revision, what it did, and the position of the record that says so."""

    claim: Claim
    verdict: Verdict
    position: int


Acceptance = Accepted | LogError


def accept(posts: Sequence[Post], log: EventLog) -> list[Acceptance]:
    """Take in posts with as few commits as can be; an outcome for each, in order, once its record is durable.

    A post that the log could not take has the LogError for its outcome and harms no other.
    """
    sitting = _Sitting(posts, log)
    for _ in range(RACES):
        if not sitting.waiting:
            break
        sitting.append(sitting.plans())
        sitting.look()
    sitting.give_up()
    return [sitting.outcomes[index] for index in range(len(posts))]


class _Sitting:
    """Posts that are being decided: which of them wait, by stream, and what is known of the streams."""

    def __init__(self, posts: Sequence[Post], log: EventLog) -> None:
        self.outcomes: dict[int, Acceptance] = {}
        self.waiting: dict[str, list[int]] = {}
        self._secret = secret_of(log)
        for index, post in enumerate(posts):
            self.waiting.setdefault(stream_of(article_id(post.article, self._secret)), []).append(index)
        self._posts = posts
        self._log = log
        self._known = dict.fromkeys(self.waiting, Current())

    def plans(self) -> dict[str, Plan]:
        """What the waiting posts do, as far as known; those that change nothing are settled."""
        plans: dict[str, Plan] = {}
        for stream, indexes in list(self.waiting.items()):
            planned = plan(stream, self._known[stream], [self._posts[index] for index in indexes], self._secret)
            if planned.records:
                plans[stream] = planned
            else:
                self._settle(stream, planned, 0)
        return plans

    def append(self, plans: dict[str, Plan]) -> None:
        """Write the plans in one commit; the posts whose streams were as known are settled."""
        writes = [
            Write(stream=stream, expected_version=self._known[stream].version, records=planned.records)
            for stream, planned in plans.items()
        ]
        try:
            outcomes = self._log.append(writes) if writes else []
        except LogError as error:
            for stream in plans:
                self._refuse(stream, error)
            return
        for (stream, planned), outcome in zip(plans.items(), outcomes, strict=True):
            if isinstance(outcome, Appended) and not outcome.repeated:
                self._settle(stream, planned, outcome.first)

    def look(self) -> None:
        """Learn what the log holds of the streams that turned out to be otherwise than known."""
        for stream in list(self.waiting):
            try:
                self._known[stream] = current_of(self._log.read_stream(stream))
            except LogError as error:
                self._refuse(stream, error)

    def give_up(self) -> None:
        """Refuse what still waits."""
        for stream in list(self.waiting):
            self._refuse(stream, LogError("this article is posted by too many others at once; post it again"))

    def _settle(self, stream: str, planned: Plan, first: int) -> None:
        """The plan's records stand in the log from position `first`."""
        for index, step in zip(self.waiting.pop(stream), planned.steps, strict=True):
            self.outcomes[index] = Accepted(
                claim=Claim(article_of(stream), step.revision),
                verdict=step.verdict,
                position=self._known[stream].position if step.ordinal is None else first + step.ordinal,
            )

    def _refuse(self, stream: str, error: LogError) -> None:
        self.outcomes |= dict.fromkeys(self.waiting.pop(stream), error)
