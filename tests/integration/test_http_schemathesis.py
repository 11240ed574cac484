"""Whatever is asked within, and beyond, what the description says: no answer is an error of the service's own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from tests.support.histories import MONDAY, History, meeting
from tests.support.service import Service, running_service
from workers.projector import Projector

Operation = APIOperation[Any, Any, Any, Any]
Case = schemathesis.Case[Any]
ARTICLE = "a" * 26
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]
EXAMPLES = 8
SECONDS = 20
ENDLESS = ("/v1/stream",)
"""An answer that does not end by itself."""


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    """The description of a service with an article and its events."""
    with running_service(tmp_path_factory.mktemp("service")) as service:
        history = History()
        history.received(ARTICLE)
        history.cleaned(ARTICLE)
        history.extracted(ARTICLE, events=[meeting("met", day=MONDAY), meeting("Ada", day=MONDAY + timedelta(1))])
        history.append_to(service.log)
        service.project()
        with projecting(service):
            yield schemathesis.openapi.from_url(f"http://127.0.0.1:{service.port}/openapi.json")


@contextmanager
def projecting(service: Service) -> Iterator[None]:
    """Fold whatever is posted meanwhile."""
    stop = threading.Event()
    projector = Projector(service.log, service.readmodels)
    thread = threading.Thread(target=projector.run, args=(stop, lambda: None), name="projector")
    thread.start()
    yield
    stop.set()
    thread.join()


def test_every_answer_is_one_that_is_described(description: BaseSchema) -> None:
    for found in description.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # a description that is none fails the test too
        if operation.path not in ENDLESS:
            asked(operation)()


def asked(operation: Operation) -> Callable[[], None]:
    """A few requests of an operation, always the same ones."""

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy())
    def ask(case: Case) -> None:
        case.call_and_validate(checks=CHECKS, timeout=SECONDS)

    return cast("Callable[[], None]", ask)
