"""Problems say the same whatever Python the service runs on."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from services.web.problems import Problem


@pytest.mark.parametrize(
    ("status", "title"), [(404, "Not Found"), (413, "Content Too Large"), (422, "Unprocessable Content")]
)
def test_a_problem_is_called_what_rfc_9110_calls_its_status(status: int, title: str) -> None:
    assert Problem(HTTPStatus(status), "no").details("/").title == title
