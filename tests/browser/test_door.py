"""A person at a locked door, in a real browser: led to the login page, let in, shown the API's page, and out again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, expect

from services.keys import Scope, mint
from tests.support.browser import window
from tests.support.service import running_service


def test_a_person_logs_in_reads_and_logs_out(browser: Browser, tmp_path: Path) -> None:
    with (
        running_service(tmp_path, require_keys=True) as service,
        window(browser, f"http://127.0.0.1:{service.port}") as opened,
    ):
        shown, key = mint("reader", {Scope.READ}, datetime.now(UTC), None)
        service.keys.add(key)
        page = opened.go("/docs")
        expect(page).to_have_title("Log in · newsfold")
        page.fill("#key", "nf_wrong")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_contain_text("not known here")
        opened.forgive("401")
        page.fill("#key", shown)
        page.get_by_role("button", name="Log in").click()
        expect(page).to_have_title("API · newsfold")
        expect(page.locator("#swagger-ui .opblock").first).to_be_visible()
        opened.go("/login").get_by_role("button", name="Log out").click()
        opened.go("/docs")
        expect(page).to_have_title("Log in · newsfold")
