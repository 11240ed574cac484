"""What the command line asks of a running service over HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx

from schemas.errors import InputError, ServiceError

Json = dict[str, Any]

MEDIA_TYPES = {
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
    ".jsonl": "application/x-ndjson",
}
SETTLED = frozenset({"projected", "failed"})
POLL_SECONDS = 0.1


class Client:
    """A running newsfold service."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=60)

    def post_file(self, path: Path, metadata: dict[str, str]) -> Iterator[Json]:
        """Post a file by its ending; an outcome per article, a refused one with its `status` and `detail`."""
        kind = MEDIA_TYPES.get(path.suffix.lower())
        if kind is None:
            raise InputError(f"{path}: newsfold takes {', '.join(MEDIA_TYPES)} files; this is none of them.")
        try:
            body = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}.") from error
        yield from self.post(body, kind, metadata if kind.startswith("text/") else {})

    def post(self, body: bytes, media_type: str, metadata: dict[str, str]) -> Iterator[Json]:
        """Post bytes of this media type; an outcome per article."""
        answer = self._ask("POST", "/v1/articles", content=body, params=metadata, headers={"content-type": media_type})
        if media_type.startswith("application/x-ndjson") and answer.is_success:
            yield from (httpx.Response(200, content=line).json() for line in answer.iter_lines() if line)
        else:
            yield answer.json()

    def get(self, path: str, **parameters: str | int) -> Json:
        """A JSON answer; raises InputError with the service's own words if it refuses."""
        answer = self._ask("GET", path, params=parameters)
        return _accepted(answer)

    def retry(self, article: str) -> Json:
        """Ask for another try of a failed article."""
        return _accepted(self._ask("POST", f"/v1/failures/{article}/retry"))

    def items(self, path: str, **parameters: str | int) -> Iterator[Json]:
        """The items of a list, page by page."""
        page = self.get(path, **parameters)
        while True:
            yield from page["items"]
            if not page["next"]:
                return
            page = _accepted(self._ask("GET", page["next"]))

    def wait(self, articles: Iterable[str], settled: Callable[[Json], None]) -> list[Json]:
        """Wait until each article is projected or failed for good; `settled` is called with each as it gets there."""
        waiting, done = dict.fromkeys(articles), []
        while waiting:
            for article in list(waiting):
                status = self.get(f"/v1/articles/{article}")
                if status["state"] in SETTLED:
                    del waiting[article]
                    done.append(status)
                    settled(status)
            if waiting:
                time.sleep(POLL_SECONDS)
        return done

    def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401  # httpx's own options
        try:
            return self._http.request(method, path, **options)
        except httpx.TransportError as error:
            raise ServiceError(
                f"No newsfold service answers at {self.url} ({error}). Start one with `newsfold up`, "
                "or say where it is with --server."
            ) from error


def _accepted(answer: httpx.Response) -> Json:
    body: Json = answer.json()
    if answer.is_success:
        return body
    raise InputError(body.get("detail") or body.get("title") or f"the service answered {answer.status_code}")


def pages_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named that newsfold takes, in order of name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if file.suffix.lower() in MEDIA_TYPES and file.is_file())
        else:
            found.append(path)
    return found
