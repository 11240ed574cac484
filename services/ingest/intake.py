"""The door's one writer. Whoever posts while a commit is under way shares the next one.

One thread reads and appends everything that waits, so a commit costs one fsync and one change of threads however
many posts share it, and posts of this process never wait for each other's write lock.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import structlog
from msgspec import Struct

from schemas.article import Article, Priority
from schemas.claim import Claim
from schemas.errors import ServiceError
from schemas.record import Stage
from services.eventlog import EventLog
from services.ingest.acceptance import Accepted, accept
from services.ingest.revisions import Post, Verdict
from services.queues import Offers

LOGGER = structlog.get_logger("newsfold.ingest")
COMMIT_POSTS = 500
"""Posts that share a commit at most."""
JOB_ARTICLES = 20
"""Articles that are offered to the queue as one job at most."""
REMEMBERED = 1_000
"""Accepted articles that wait to be offered at most; the feeder finds the others in the log."""


class Submission(Struct, frozen=True, kw_only=True):
    """What somebody sent: how to read the article in it, whether somebody waits for it, and its trace."""

    read: Callable[[], Article]
    priority: Priority
    traceparent: str | None = None


Reception = Accepted | Exception
"""What becomes of a submission; the exception is what was wrong with it, or why the log could not take it."""


class Offered(Struct, frozen=True):
    """A claim that goes to the queue at once, and the trace of the post that made it."""

    claim: Claim
    traceparent: str | None


class _Waiting(Struct):
    """Submissions of one caller and where their receptions go."""

    submissions: Sequence[Submission]
    receptions: asyncio.Future[list[Reception]]


def _nobody_counts(_source: str | None, _verdict: Verdict) -> None:
    return


class Intake:
    """Takes submissions in on an event loop, without ever blocking it; `posted` is told every source and outcome."""

    def __init__(
        self, log: EventLog, queues: Offers, posted: Callable[[str | None, Verdict], None] = _nobody_counts
    ) -> None:
        self._log = log
        self._posted = posted
        self._queues = queues
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="intake")
        self._waiting: deque[_Waiting] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._accepted: deque[Offered] = deque(maxlen=REMEMBERED)
        self._offering: asyncio.Task[None] | None = None

    async def take_in(self, submissions: Sequence[Submission]) -> list[Reception]:
        """What becomes of each, in order; those accepted are durable in the log."""
        waiting = _Waiting(submissions, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await waiting.receptions

    def close(self) -> None:
        """Wait for the commit that is under way and let the thread go."""
        self._thread.shutdown()

    async def _write(self) -> None:
        """Commit until nobody waits."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            group = self._next_group()
            together = [submission for waiting in group for submission in waiting.submissions]
            try:
                receptions = await loop.run_in_executor(self._thread, self._take_in, together)
            except Exception as error:  # noqa: BLE001  # whatever it is, those who wait have to know
                receptions = [error] * len(together)
            self._offer(_urgent(together, receptions))
            for waiting in group:
                mine, receptions = receptions[: len(waiting.submissions)], receptions[len(waiting.submissions) :]
                if not waiting.receptions.done():  # else the caller has gone away
                    waiting.receptions.set_result(mine)

    def _take_in(self, submissions: Sequence[Submission]) -> list[Reception]:
        """Read, accept and count."""
        read = [_read(submission) for submission in submissions]
        posts = [post for post in read if isinstance(post, Post)]
        acceptances = accept(posts, self._log)
        for post, acceptance in zip(posts, acceptances, strict=True):
            if isinstance(acceptance, Accepted):
                self._posted(post.article.source, acceptance.verdict)
        told = iter(acceptances)
        return [next(told) if isinstance(post, Post) else post for post in read]

    def _next_group(self) -> list[_Waiting]:
        """Those who waited longest, as many as may share a commit; one at least."""
        group = [self._waiting.popleft()]
        size = len(group[0].submissions)
        while self._waiting and size + len(self._waiting[0].submissions) <= COMMIT_POSTS:
            group.append(self._waiting.popleft())
            size += len(group[-1].submissions)
        return group

    def _offer(self, offered: Sequence[Offered]) -> None:
        """Bring the claims to the queue soon, while others post."""
        self._accepted.extend(offered)
        if self._accepted and (self._offering is None or self._offering.done()):
            self._offering = asyncio.create_task(self._bring())

    async def _bring(self) -> None:
        """Offer what was accepted. A queue that is away is no reason to wait: the feeder finds all in the log."""
        while self._accepted:
            offered = [self._accepted.popleft() for _ in range(min(JOB_ARTICLES, len(self._accepted)))]
            claims = [each.claim for each in offered]
            traceparent = next((each.traceparent for each in offered if each.traceparent), None)
            try:
                await asyncio.to_thread(self._queues.offer, Stage.CLEAN, claims, urgent=True, traceparent=traceparent)
            except ServiceError as error:
                LOGGER.warning("accepted articles wait for the feeder", articles=len(claims), reason=str(error))


def _read(submission: Submission) -> Post | Exception:
    """The post in a submission; whatever is wrong with it is its own affair."""
    try:
        article = submission.read()
    except Exception as error:  # noqa: BLE001  # one submission must not take the others along
        return error
    return Post(article=article, priority=submission.priority, traceparent=submission.traceparent)


def _urgent(submissions: Sequence[Submission], receptions: Sequence[Reception]) -> list[Offered]:
    """The claims for which there is something to do and somebody waits."""
    return [
        Offered(reception.claim, submission.traceparent)
        for submission, reception in zip(submissions, receptions, strict=True)
        if submission.priority is Priority.LIVE
        and isinstance(reception, Accepted)
        and reception.verdict is not Verdict.UNCHANGED
    ]
