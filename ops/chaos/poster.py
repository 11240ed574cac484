"""Posts invented articles of three to eight sentences until each is acknowledged, whatever happens to the service."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice

from ops.bench.articles import Newsroom
from ops.chaos.poison import poisoned
from ops.client import Client
from schemas.errors import InputError, ServiceError
from schemas.identity import digest

SENTENCES = (5.5, 1.5, 3, 8)
POSTERS = 3
UPLOAD = 20
"""Lines of an upload; one poster in three uploads."""
PATIENCE_SECONDS = 0.2
DELIVERIES = 20
"""How often an article is posted at once, to see that it is taken once."""


class Poster:
    """Posts so many articles, as far as `progress` (0 to 1) lets it; what was acknowledged stands in `acknowledged`."""

    def __init__(self, url: str, seed: str, articles: int, progress: Callable[[], float]) -> None:
        self.acknowledged: dict[str, bytes] = {}
        """The digest of the body of each acknowledged article."""
        self.poisoned = set[str]()
        self.errors = 0
        self._url = url
        self._total = articles
        self._progress = progress
        self._lines = Newsroom(f"chaos-{seed}", SENTENCES).lines(articles)
        self._taken = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._post, args=(number % POSTERS == 0,), name=f"poster-{number}", daemon=True)
            for number in range(POSTERS)
        ]

    def start(self) -> None:
        """Begin to post."""
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        """Wait until every article is acknowledged."""
        for thread in self._threads:
            thread.join()

    def stop(self) -> None:
        """Post no more."""
        self._stop.set()

    def poison(self, word: str, number: int) -> None:
        """Post an article that harms its reader, until it is acknowledged."""
        with closing(Client(self._url)) as client:
            self.poisoned |= self._until_acknowledged(client, [poisoned(word, str(number))], upload=False)

    def repeat(self, body: bytes) -> None:
        """Post an article many times at once."""

        def once() -> None:
            with closing(Client(self._url)) as client:
                self._until_acknowledged(client, [body], upload=False)

        threads = [threading.Thread(target=once, daemon=True) for _ in range(DELIVERIES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _post(self, upload: bool) -> None:  # noqa: FBT001  # a thread's one argument
        with closing(Client(self._url)) as client:
            while lines := self._next(UPLOAD if upload else 1):
                self._until_acknowledged(client, lines, upload=upload)

    def _next(self, count: int) -> Sequence[bytes]:
        """The next lines, once it is time for them; none if all are taken."""
        while not self._stop.is_set():
            with self._lock:
                if self._taken >= self._total or self._taken / self._total <= self._progress():
                    lines = list(islice(self._lines, count))
                    self._taken += len(lines)
                    return lines
            time.sleep(PATIENCE_SECONDS)
        return ()

    def _until_acknowledged(self, client: Client, lines: Sequence[bytes], *, upload: bool) -> set[str]:
        """Post lines until each has an id; the ids."""
        waiting = list(lines)
        found = set[str]()
        while waiting and not self._stop.is_set():
            for line, article in self._try(client, waiting, upload=upload):
                self.acknowledged[article] = digest(json.loads(line)["body"].encode())
                found.add(article)
                waiting.remove(line)
            if waiting:
                self.errors += 1
                time.sleep(PATIENCE_SECONDS)
        return found

    def _try(self, client: Client, lines: Sequence[bytes], *, upload: bool) -> list[tuple[bytes, str]]:
        """Post the lines once; those that were acknowledged, with their ids."""
        try:
            if upload:
                outcomes = list(client.post_lines(lines))
            else:
                outcomes = [client.post(line, "application/json", {}) for line in lines]
        except (ServiceError, InputError, ValueError):  # away, or away in the middle of its answer
            return []
        return [(line, outcome["id"]) for line, outcome in zip(lines, outcomes, strict=False) if "id" in outcome]
