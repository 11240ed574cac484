"""What the command line asks of a running service over HTTP."""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from ops.feeds import FEEDS, articles_in, kind_of_feed
from ops.screen import complaints, plain
from ops.trust import trusted
from schemas.errors import InputError, ServiceError

Json = dict[str, Any]

NDJSON = "application/x-ndjson"
MEDIA_TYPES = {
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".ndjson": NDJSON,
    ".jsonl": NDJSON,
    **FEEDS,
}
STANDARD_INPUT = "-"
BLANK = b"\n"
CHUNK_LINES = 500
CHUNK_BYTES = 4_000_000
"""Sizes at which a file of many articles is posted in another request: progress shows and answers stay small."""
POLL_SECONDS = 0.1
BUSY = frozenset({429, 503})
"""What a service answers that has too much to do, with a Retry-After."""
TOO_MUCH = "has too much to do"
TRIES = 10
WAITS = (1, 2, 4, 8, 15, 30)
"""Seconds to wait for a service that has gone away, as it does when it is restarted, before it is given up."""
CUT_OFF = (httpx.ReadError, httpx.WriteError, httpx.CloseError, httpx.RemoteProtocolError)
"""The connection was cut when somebody had answered already."""
MOST_PATIENCE_SECONDS = 60


class Client:
    """A running newsfold service; the key is shown to it where it asks for one."""

    def __init__(self, url: str, key: str | None = None) -> None:
        self.url = url
        self._known = False
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=url, timeout=60, headers=headers, verify=trusted(url))

    def post_file(self, file: BinaryIO, media_type: str, metadata: dict[str, str], after: int = 0) -> Iterator[Json]:
        """Post what an open file holds; an outcome per article, a refused one with `status` or `detail`.

        Of a file of many articles the first `after` are passed over.
        """
        if media_type.startswith(NDJSON):
            yield from self.post_lines(file, after)
        elif feed := kind_of_feed(media_type):
            yield from self.post_articles(articles_in(file, feed), after)
        else:
            yield self.post(file.read(), media_type, metadata if media_type.startswith("text/") else {})

    def post(self, body: bytes, media_type: str, metadata: dict[str, str]) -> Json:
        """Post one article; its outcome."""
        headers = {"content-type": media_type}
        answer: Json = self._post(content=body, params=metadata, headers=headers).json()
        return answer

    def post_articles(self, articles: Iterable[Json | InputError], after: int = 0) -> Iterator[Json]:
        """Post many articles, as post_lines does; one that could not be read is an outcome in its place."""
        unread: deque[Json] = deque()

        def lines() -> Iterator[bytes]:
            for number, article in enumerate(articles, 1):
                if isinstance(article, InputError):
                    unread.append({"line": number, "detail": str(article)})
                    yield BLANK
                else:
                    yield json.dumps(article).encode() + b"\n"

        for outcome in self.post_lines(lines(), after):
            while unread and unread[0]["line"] < outcome["line"]:
                yield unread.popleft()
            yield outcome
        yield from unread

    def post_lines(self, lines: Iterable[bytes], after: int = 0) -> Iterator[Json]:
        """Post many articles, one a line, in requests of bounded size; each outcome names its line, from 1."""
        for before, chunk in _chunks(lines, after):
            if any(line != BLANK for line in chunk):
                yield from self._post_chunk(before, chunk)

    def get(self, path: str, **parameters: str | int) -> Json:
        """A JSON answer; raises InputError with the service's own words if it refuses."""
        answer = self._ask("GET", path, params=parameters)
        return _accepted(answer)

    def retry(self, article: str) -> Json:
        """Ask for another try of a failed article."""
        return _accepted(self._ask("POST", f"/v1/failures/{article}/retry"))

    def retry_all(self, **choice: str) -> Iterator[Json]:
        """Ask for another try of all that failed for good, or of a `reason` or a `stage` only; an answer for each."""
        return self._items("POST", "/v1/failures/retry", choice)

    def items(self, path: str, **parameters: str | int) -> Iterator[Json]:
        """The items of a list, page by page."""
        return self._items("GET", path, parameters)

    def wait(self, articles: Iterable[str], settled: Callable[[Json], None]) -> list[Json]:
        """Wait for one article after the other until it is projected or has failed for good; their states."""
        done = []
        for article in articles:
            while not _is_settled(status := self.get(f"/v1/articles/{article}")):
                time.sleep(POLL_SECONDS)
            done.append(status)
            settled(status)
        return done

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _items(self, method: str, path: str, parameters: Mapping[str, str | int]) -> Iterator[Json]:
        page = _accepted(self._ask(method, path, params=parameters))
        yield from page["items"]
        while page["next"]:
            page = _accepted(self._ask(method, page["next"]))
            yield from page["items"]

    def _post_chunk(self, before: int, chunk: list[bytes]) -> Iterator[Json]:
        """Post some lines, and again from the first that there was no room for; raises InputError if there never is."""
        for _ in range(TRIES):
            answer = self._post(content=b"".join(chunk), headers={"content-type": NDJSON})
            if not answer.is_success:
                raise InputError(_stopped(before, _reason(answer)))
            outcomes = [json.loads(line) for line in answer.iter_lines()]
            taken = list(takewhile(lambda outcome: outcome.get("status") not in BUSY, outcomes))
            yield from (outcome | {"line": before + outcome["line"]} for outcome in taken)
            if len(taken) == len(outcomes):
                return
            crowded = outcomes[len(taken)]
            done = crowded["line"] - 1
            before, chunk = before + done, chunk[done:]
            self._pause(TOO_MUCH, WAITS[0])
        raise InputError(_stopped(before, crowded["detail"]))

    def _post(self, **options: Any) -> httpx.Response:  # noqa: ANN401  # httpx's own options
        """Post articles; as long as the service asks for patience, wait as long as it says and post again."""
        for _ in range(TRIES):
            answer = self._ask("POST", "/v1/articles", **options)
            if answer.status_code not in BUSY or "retry-after" not in answer.headers:
                break
            self._pause(TOO_MUCH, min(MOST_PATIENCE_SECONDS, int(answer.headers["retry-after"])))
        return answer

    def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401  # httpx's own options
        """Ask, and again where a service that was there goes away: all that is asked may be asked twice."""
        for wait in (*WAITS, None):
            try:
                answer = self._http.request(method, path, **options)
            except httpx.TransportError as error:
                self._known = self._known or isinstance(error, CUT_OFF)
                if wait is None or not self._known:
                    raise ServiceError(
                        f"No newsfold service answers at {self.url} ({error}). Start one with `newsfold up`, "
                        "or say where it is with --server."
                    ) from error
                self._pause(f"does not answer ({error})", wait)
            else:
                break
        self._known = True
        return answer

    def _pause(self, why: str, seconds: int) -> None:
        complaints.print(f"{self.url} {plain(why)}; asking again in {seconds} s.", soft_wrap=True)
        time.sleep(seconds)


def _is_settled(status: Json) -> bool:
    return status["state"] == "projected" or (status["state"] == "failed" and bool(status["permanent"]))


def _accepted(answer: httpx.Response) -> Json:
    if not answer.is_success:
        raise InputError(_reason(answer))
    body: Json = answer.json()
    return body


def _stopped(before: int, reason: str) -> str:
    """That no line after the first `before` was posted, and why."""
    return f"line {before + 1} and all that follow were not posted: {reason}"


def _reason(answer: httpx.Response) -> str:
    """Why the service refused, in its own words where it gave any."""
    try:
        body = answer.json()
    except ValueError:
        body = {}
    return body.get("detail") or body.get("title") or f"the service answered {answer.status_code}"


def media_type_of(path: Path) -> str:
    """What a file holds, told by its ending; raises InputError for one that newsfold does not take."""
    kind = MEDIA_TYPES[".txt"] if str(path) == STANDARD_INPUT else MEDIA_TYPES.get(_ending(path))
    if kind is None:
        raise InputError(
            f"newsfold takes {', '.join(MEDIA_TYPES)} files; this is none of them. Say what it is with --type."
        )
    return kind


def _ending(path: Path) -> str:
    """The ending of a file's name, with the one before it where it is packed."""
    endings = [each.lower() for each in path.suffixes]
    return "".join(endings[-2:]) if endings[-1:] == [".gz"] else "".join(endings[-1:])


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file to read, - being standard input; raises InputError if it cannot be opened."""
    if str(path) == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"{error.strerror}.") from error
    with file:
        yield file


def _chunks(lines: Iterable[bytes], after: int) -> Iterator[tuple[int, list[bytes]]]:
    """Some lines at a time, with the number of lines before them; raises InputError if there are none at all."""
    before, chunk, size = after, list[bytes](), 0
    for line in islice(lines, after, None):
        chunk.append(line)
        size += len(line)
        if len(chunk) >= CHUNK_LINES or size >= CHUNK_BYTES:
            yield before, chunk
            before, chunk, size = before + len(chunk), [], 0
    if chunk:
        yield before, chunk
    if not before and not chunk:
        raise InputError("there is no article in it")


def pages_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named that newsfold takes, in order of name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if _ending(file) in MEDIA_TYPES and file.is_file())
        else:
            found.append(path)
    return found
