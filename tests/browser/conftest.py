"""The whole program with the sample pages, and a browser that looks at it: both are started once a module.

While it runs, playwright holds an event loop in this thread, in which no other test could run one of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from schemas.errors import ServiceError
from tests.support.browser import Window, launch, window
from tests.support.program import Program, running, until

Open = Callable[..., Window]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped, and fail where CI=true."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
            yield browser
            browser.close()
        except ServiceError as error:
            if os.environ.get("CI") == "true":
                pytest.fail(str(error))
            pytest.skip(str(error))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """`newsfold up` with the sample pages, all projected."""
    with running(tmp_path_factory.mktemp("browser") / "data", "ops/samples") as program:
        until(lambda: "of the log" in program.printed(), "the sample pages to be projected", seconds=90)
        yield program


@pytest.fixture
def open_window(browser: Browser, program: Program) -> Iterator[Open]:
    """Opens windows on the program, in which nothing may go wrong."""
    with ExitStack() as stack:

        def opened(**options: Any) -> Window:  # noqa: ANN401  # the browser's own options
            return stack.enter_context(window(browser, program.client.url, **options))

        yield opened


@pytest.fixture
def here(open_window: Open) -> Window:
    """A window on a desk."""
    return open_window()
