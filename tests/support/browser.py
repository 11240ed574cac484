"""A real Chromium on the pages: what it shows, what it asked for, and what it complained about."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, ViewportSize, expect

from schemas.errors import ServiceError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
PATIENCE_MILLISECONDS = 20_000
AXE = Path(__file__).parent / "axe"
UNSETTLED = ".htmx-request, .js .histogram-place:not(:has(figure, .quiet))"
"""What a page asks for when it is loaded, while it is on its way."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
expect.set_options(timeout=PATIENCE_MILLISECONDS)  # as long for what is expected as for what is done
CHECK = "chosen => axe.run(document, {runOnly: chosen, resultTypes: ['violations']}).then(found => found.violations)"


def launch(playwright: Playwright) -> Browser:
    """Chromium as it is on this machine; raises ServiceError where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise ServiceError(f"No browser for the pages' tests: none of {', '.join(NAMES)} is on the PATH.")
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)


class Window:
    """A page in a browser of its own, and all that went wrong in it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self._base = base
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note_request)

    def go(self, path: str) -> Page:
        """The page at a path, loaded with all that it asks for."""
        self.page.goto(self._base + path)
        expect(self.page.locator(UNSETTLED)).to_have_count(0)
        return self.page

    def violations(self, *rules: str) -> list[str]:
        """What breaks WCAG 2.2 AA on the page as it stands, or these rules of it: rule and element."""
        self.page.evaluate(axe())
        chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG}
        found: list[dict[str, Any]] = self.page.evaluate(CHECK, chosen)
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return width

    def forgive(self, expected: str) -> None:
        """Leave out complaints that were expected."""
        self.complaints = [said for said in self.complaints if expected not in said]

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _note_request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self._base).netloc:
            self.complaints.append(f"asked {request.url}")


@contextmanager
def window(browser: Browser, base: str, **options: Any) -> Iterator[Window]:  # noqa: ANN401  # the browser's own options
    """A window without a past; that nothing went wrong in it is checked when it closes."""
    context = browser.new_context(**({"viewport": DESK} | options))
    try:
        opened = Window(context.new_page(), base)
        yield opened
        assert not opened.complaints, opened.complaints
    finally:
        context.close()


@cache
def axe() -> str:
    """The accessibility rules, as published."""
    script = (AXE / "axe.min.js").read_bytes()
    assert hashlib.sha256(script).hexdigest() == tomllib.loads((AXE / "axe.toml").read_text())["sha256"]
    return script.decode()
