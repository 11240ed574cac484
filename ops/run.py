"""Posting, waiting and showing: what `newsfold up` and `newsfold post` do once a service answers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ops.client import Client
from ops.journal import Journal
from ops.posting import post_all
from ops.screen import complaints, console, plain, progress_bar, timeline
from ops.supervisor import LOGS, Supervisor
from schemas.counting import counted
from schemas.errors import InputError, ServiceError
from services.keys import Scope, mint
from services.settings import Settings
from services.wiring import open_keys

Json = dict[str, Any]
POSTED = "posted.jsonl"
"""What was posted into the log of the same folder, so that another start does not post it again."""
OWN_KEY = timedelta(hours=1)
SHOWN = 50
"""Events that the timeline on the terminal shows at most; the service has them all."""


def up(settings: Settings, pages: list[Path]) -> None:
    """Start everything, post the pages, show the timeline, and serve until ^C."""
    supervisor = Supervisor(settings)
    try:
        with complaints.status("starting newsfold…"):
            supervisor.start()
        if supervisor.stopping:
            return
        complaints.print(f"[bold green]newsfold is up[/] at {supervisor.url}, data in {settings.data.resolve()}")
        tending = threading.Thread(target=_show, args=(supervisor, pages, settings), name="show", daemon=True)
        tending.start()
        supervisor.run()
    finally:
        complaints.print("stopping…")
        supervisor.stop()
        complaints.print("stopped; the data is kept.")


def wait_all(client: Client, articles: Sequence[str]) -> list[Json]:
    """Wait with a progress bar until every article is projected or has failed."""
    with progress_bar() as progress:
        task = progress.add_task("projected", total=len(articles))
        return client.wait(articles, lambda _status: progress.advance(task))


def show_timeline(client: Client) -> None:
    """Print the newest events of the service."""
    articles = list(client.items("/v1/articles"))
    page = client.get("/v1/events", limit=SHOWN)
    console.print(timeline(_as_told(page["items"]), console.width))
    total = sum(article["events"] or 0 for article in articles)
    console.print(
        f"The newest {len(page['items'])} of {counted(total, 'event')} from {counted(len(articles), 'article')}, "
        f"at position {page['position']} of the log."
    )


def _as_told(events: list[Json]) -> list[Json]:
    """The events of each day together, as their articles tell them."""
    told = sorted(events, key=lambda event: (event["article"], event["part"], event["trigger_start"]))
    return sorted(told, key=lambda event: event["day"] or "", reverse=True)


def _own_key(settings: Settings) -> str | None:
    """A key of the program's own, for an hour, where the service asks for one."""
    if not settings.asks_for_keys:
        return None
    shown, key = mint("newsfold up", {Scope.INGEST, Scope.READ}, datetime.now(UTC), OWN_KEY)
    with closing(open_keys(settings)) as keys:
        keys.add(key)
    return shown


def _journal(settings: Settings) -> Journal:
    """The journal beside the log; none for a log in a database, which other programs post into and may replace."""
    return Journal(None if settings.database_url else settings.data / POSTED)


def _show(supervisor: Supervisor, pages: list[Path], settings: Settings) -> None:
    """Post, wait and print while the supervisor tends its processes; a failure is said and does not end them."""
    try:
        client = Client(supervisor.url, _own_key(settings))
        if pages:
            outcomes = list(post_all(client, pages, {}, journal=_journal(settings)))
            for outcome in (outcome for outcome in outcomes if "id" not in outcome):
                complaints.print(f"[yellow]refused:[/] {plain(outcome.get('detail', outcome))}")
            if posted := list(dict.fromkeys(outcome["id"] for outcome in outcomes if "id" in outcome)):
                wait_all(client, posted)
            show_timeline(client)
    except (ServiceError, InputError) as error:
        if not supervisor.stopping:
            complaints.print(f"[red]{plain(error)}[/]")
            complaints.print(f"What the processes say of it is in {settings.data.resolve() / LOGS}.", soft_wrap=True)
        return
    for name, path in (("pages", "/"), ("events", "/v1/events"), ("articles", "/v1/articles"), ("API", "/docs")):
        console.print(f"{name:>9}  {supervisor.url}{path}")
    console.print("          ^C stops everything; the data is kept.")
