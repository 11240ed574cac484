"""Readers: processes that make lists beside the service, and what becomes of a list where one cannot."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from schemas.errors import ServiceError
from services.web import readers as module
from services.web.reader import read
from services.web.readers import Readers
from tests.support.histories import History
from tests.support.program import until
from tests.support.service import Service, beside, running_service

ADDRESSES = (
    "/v1/events?limit=2",
    "/v1/events.json?limit=1&fields=id,type",
    "/v1/events?type=ACCUSE&type=AID",
    "/v1/events?limit=0",
    "/v1/events?as_of=999",
    "/v1/events?cursor=none",
    "/v1/articles/none/events",
    "/v1/actors",
    "/v1/log?limit=3",
    "/v1/events.csv",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("served")
    with running_service(folder, readers=Readers(1, partial(read, partial(beside, folder)))) as service:
        history = History()
        for article in (26 * "a", 26 * "b"):
            history.received(article)
            history.cleaned(article)
            history.extracted(article)
        history.append_to(service.log)
        service.project()
        until(lambda: reading(service).free == 1, "the reader")
        yield service


def reading(service: Service) -> Readers:
    readers: Readers = service.server.config.app.state.readers  # type: ignore[union-attr]  # a FastAPI
    return readers


def processes() -> set[psutil.Process]:
    return {each for each in psutil.Process().children() if "multiprocessing.spawn" in " ".join(each.cmdline())}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_answers_as_the_service_does(served: Service, address: str) -> None:
    made = served.client.get(address)
    reader = reading(served)._free.popleft()  # noqa: SLF001  # so that the service has none
    own = served.client.get(address)
    reading(served)._free.append(reader)  # noqa: SLF001
    assert (made.status_code, made.content) == (own.status_code, own.content)
    its_own = {"date", "x-request-id"}
    assert [each for each in made.headers.multi_items() if each[0] not in its_own] == [
        each for each in own.headers.multi_items() if each[0] not in its_own
    ]


def test_a_reader_tells_what_did_not_change_and_which_article_it_is_about(served: Service) -> None:
    listed = served.client.get("/v1/events?limit=1")
    again = served.client.get("/v1/events?limit=1", headers={"If-None-Match": listed.headers["etag"]})
    assert again.status_code == 304
    article = listed.json()["items"][0]["article"]
    with capture_logs() as logs:
        served.client.get(f"/v1/articles/{article}/events").raise_for_status()
        until(lambda: any(each.get("article") == article for each in logs), "the log")


def test_what_a_reader_leaves_when_it_is_killed_the_service_does_until_there_is_another(served: Service) -> None:
    (reader,) = processes()
    os.kill(reader.pid, signal.SIGKILL)
    until(lambda: reader.status() == psutil.STATUS_ZOMBIE or not reader.is_running(), "its end")
    for _ in range(3):
        assert len(served.client.get("/v1/events").raise_for_status().json()["items"]) > 0
    until(lambda: reading(served).free == 1, "another reader")
    (other,) = processes()
    assert other.pid != reader.pid
    assert len(served.client.get("/v1/events").raise_for_status().json()["items"]) > 0


def test_what_a_reader_that_is_stuck_leaves_the_service_does(served: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    (reader,) = processes()
    os.kill(reader.pid, signal.SIGSTOP)
    with monkeypatch.context() as patience:
        patience.setattr(module, "ANSWER_SECONDS", 0.1)
        assert len(served.client.get("/v1/events").raise_for_status().json()["items"]) > 0
    until(lambda: reading(served).free == 1, "another reader")
    (other,) = processes()
    assert other.pid != reader.pid


def test_readers_end_with_the_service(tmp_path: Path) -> None:
    others = processes()
    with running_service(tmp_path, readers=Readers(2, partial(read, partial(beside, tmp_path)))) as service:
        until(lambda: reading(service).free == 2, "the readers")
        assert len(processes() - others) == 2
    assert processes() == others


def away() -> FastAPI:
    raise ServiceError("The read models are away.")


def test_a_service_whose_readers_cannot_begin_makes_its_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE_SECONDS", (0.05,))
    with capture_logs() as logs, running_service(tmp_path, readers=Readers(1, partial(read, away))) as service:
        ended = "a reader ended; starting another"
        until(lambda: sum(each["event"] == ended for each in logs) > 1, "two that ended")
        assert service.client.get("/v1/events").raise_for_status().json()["items"] == []
