"""How things look on a terminal: tables, states and the timeline; and to programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from rich.box import SIMPLE
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from schemas.moments import moment_of

Json = dict[str, Any]

QUAD_COLOURS = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}
ACTUAL = "actual"
WIDE = 130
"""Columns of a terminal from which on a timeline's own columns are wide enough to read."""
STATE_COLOURS = {"projected": "green", "failed": "red"}

console = Console()
complaints = Console(stderr=True)


class Bar(Progress):
    """A bar with a description, how much is done of all, and the time left, on standard error; none for nothing."""

    def __init__(self, *counted: ProgressColumn) -> None:
        super().__init__(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            *counted,
            TimeRemainingColumn(),
            console=complaints,
        )

    def get_renderables(self) -> Iterator[RenderableType]:
        """What has anything to do, as far as is known."""
        if shown := self._shown():
            yield self.make_tasks_table(shown)

    def stop(self) -> None:
        """Leave the bar as it is, and not even an empty line where there is none."""
        if self._shown():
            super().stop()
        else:
            self.live.transient = True
            self.live.stop()

    def _shown(self) -> list[Task]:
        return [task for task in self.tasks if task.total]


class RateColumn(ProgressColumn):
    """How many are done in a second; nothing while that is not known."""

    def render(self, task: Task) -> Text:
        """The rate of the last half minute."""
        rate = round(task.finished_speed or task.speed or 0)
        return Text(f"{rate:,}/s" if rate else "", style="progress.data.speed")


def progress_bar() -> Bar:
    """A bar that counts."""
    return Bar(MofNCompleteColumn())


def record_bar() -> Bar:
    """A bar that counts records, and how many are done in a second."""
    return Bar(MofNCompleteColumn(), RateColumn())


def reading_bar() -> Bar:
    """A bar that counts bytes."""
    return Bar(DownloadColumn())


def print_json(item: Json) -> None:
    """Print a line of JSON, for programs."""
    sys.stdout.write(json.dumps(item, ensure_ascii=False) + "\n")


def one_line(text: str) -> str:
    """Untrusted text without control characters or line ends, each turned into a space: offsets stay."""
    return "".join(character if character.isprintable() else " " for character in text)


def plain(text: object) -> str:
    """Untrusted text for a terminal: no markup, no control characters, one line, single spaces."""
    return escape(" ".join(one_line(str(text)).split()))


def timeline(events: Iterable[Json], width: int) -> Table:
    """Events as people read them: when, who did what to whom, where, how sure it happened, and the words.

    On a terminal of fewer columns than six stand beside each other in, they stand below one another.
    """
    return _wide_timeline(events) if width >= WIDE else _narrow_timeline(events)


def _wide_timeline(events: Iterable[Json]) -> Table:
    table = Table(title="Timeline", expand=True, show_lines=False, row_styles=["", "dim"])
    table.add_column("date", no_wrap=True)
    table.add_column("who → what → whom", ratio=4)
    table.add_column("place", ratio=2)
    table.add_column("status", no_wrap=True)
    table.add_column("sentence", ratio=4)
    table.add_column("article", ratio=2)
    for event in events:
        table.add_row(
            event["day"] or "?",
            _deed(event),
            plain(event["place"] or ""),
            "\n".join(_status(event)),
            plain(event["sentence"]),
            plain(event["title"] or event["article"]),
        )
    return table


def _narrow_timeline(events: Iterable[Json]) -> Table:
    table = Table(title="Timeline", expand=True, show_header=False, box=SIMPLE, show_lines=True, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    above = None
    for event in events:
        status = [word for word in _status(event) if word != ACTUAL]
        circumstances = " · ".join(filter(None, (plain(event["place"] or ""), *status)))
        title = event["title"] or event["article"]
        told = "" if title in {above, event["sentence"]} else f"[dim]{plain(title)}[/]"
        lines = (_deed(event), circumstances, plain(event["sentence"]), told)
        table.add_row(event["day"] or "?", "\n".join(filter(None, lines)))
        above = title
    return table


def status(article: Json) -> Table:
    """Where an article stands."""
    table = Table(show_header=False, box=None)
    for key in (
        "id",
        "state",
        "revision",
        "source",
        "title",
        "page_title",
        "url",
        "events",
        "stage",
        "reason",
        "detail",
        "attempt",
    ):
        if article.get(key) is not None:
            colour = STATE_COLOURS.get(str(article[key]), "white") if key == "state" else "white"
            table.add_row(key, f"[{colour}]{plain(article[key])}[/]")
    return table


def failures(items: Iterable[Json]) -> Table:
    """What failed, why, how often, and whether it is tried again or is done by now."""
    table = Table(title="Failed")
    for column in ("article", "stage", "reason", "attempts", "again?", "detail"):
        table.add_column(column)
    for item in items:
        again = "resolved" if item["resolved"] else "no" if item["permanent"] else "yes"
        cells = (item["article"], item["stage"], item["reason"], item["attempt"], again, item["detail"])
        table.add_row(*(plain(cell) for cell in cells))
    return table


def failure(item: Json) -> Table:
    """All that is known of a failure."""
    table = Table(show_header=False, box=None)
    for key in ("article", "revision", "stage", "reason", "detail", "attempt", "permanent", "position"):
        table.add_row(key, plain(item[key]))
    table.add_row("failed", moment(item["failed_at"]))
    for frame in (item["traceback"] or "").splitlines():
        table.add_row("in", plain(frame))
    if item["retry_position"]:
        table.add_row("asked again", f"at position {item['retry_position']}")
    if item["resolved"]:
        table.add_row("resolved", f"{moment(item['resolved_at'])}, at position {item['resolved_position']}")
    return table


def moment(microseconds: int) -> str:
    """A time of the log, in UTC, to the millisecond."""
    return moment_of(microseconds).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _actors(actors: list[Json]) -> str:
    shown = [f"{plain(actor['name'])}{code(actor)}" for actor in actors]
    return ", ".join(shown) or "—"


def code(actor: Json) -> str:
    """An actor's country and role, as far as they are known."""
    code = "·".join(filter(None, (actor.get("country"), actor.get("role"))))
    return f" [dim]{code}[/]" if code else ""


def _deed(event: Json) -> str:
    colour = QUAD_COLOURS.get(event["quad"], "white")
    return f"{_actors(event['source'])} → [{colour}]{event['type']}[/] → {_actors(event['target'])}"


def _status(event: Json) -> list[str]:
    words = [event["modality"]] if event["modality"] != ACTUAL else []
    words += [word for word in ("negated", "historical") if event[word]]
    return words or [ACTUAL]


def keys_table(keys: Iterable[Json]) -> Table:
    """API keys: whose, what they allow, until when, and when they were used last."""
    table = Table(title="API keys")
    table.add_column("id", no_wrap=True)
    for column in ("name", "scopes", "created", "ends", "last used"):
        table.add_column(column)
    for key in keys:
        days = [(key[name] or "never")[:10] for name in ("created_at", "ends_at", "used_at")]
        cells = (key["id"], key["name"], " ".join(key["scopes"]), *days)
        table.add_row(*(plain(cell) for cell in cells), style=None if key["holds"] else "dim")
    return table
