"""Groups of copies over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.histories import History, story
from tests.support.service import Service, running_service

FIRST, COPY, OTHER = "a" * 26, "b" * 26, "c" * 26
A_STORY, EDITED, ANOTHER = story(0, 200), story(0, 180) + " " + story(900, 920), story(3000, 3200)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        history = History()
        for article, body in ((FIRST, A_STORY), (OTHER, ANOTHER), (COPY, EDITED)):
            history.received(article)
            history.cleaned(article, bodies=[body])
        history.append_to(service.log)
        service.project()
        yield service


def items(service: Service, path: str, **parameters: str | int) -> list[dict[str, Any]]:
    answer = service.client.get(path, params=parameters)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_a_group_is_told_with_its_first_copy_and_its_counts(service: Service) -> None:
    (group,) = items(service, "/v1/duplicates")
    assert (group["article"], group["part"], group["source"]) == (FIRST, 0, "example.org")
    assert (group["copies"], group["articles"], group["independent"]) == (2, 2, 1)


def test_the_copies_of_a_group_come_in_the_order_of_the_log(service: Service) -> None:
    (group,) = items(service, "/v1/duplicates")
    first, copy = items(service, f"/v1/duplicates/{group['id']}")
    assert [(each["article"], each["likeness"]) for each in (first, copy)] == [(FIRST, "first"), (COPY, "near")]
    assert first["origin"] == copy["origin"]
    assert copy["contained"] > 0.7


@pytest.mark.parametrize(("article", "count"), [(FIRST, 1), (COPY, 1), (OTHER, 0), ("d" * 26, 0)])
def test_groups_are_found_by_article(service: Service, article: str, count: int) -> None:
    assert len(items(service, "/v1/duplicates", article=article)) == count


def test_there_was_no_group_before_the_second_copy(service: Service) -> None:
    before = service.log.head() - 1
    assert items(service, "/v1/duplicates", as_of=before) == []
    assert items(service, "/v1/duplicates", article=FIRST, as_of=before) == []
    assert len(items(service, "/v1/duplicates", article=FIRST, as_of=before + 1)) == 1
