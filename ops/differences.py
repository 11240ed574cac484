"""What reprocessing would change, as people read it: counts by type and by source, and some examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import asdict
from rich.console import Group
from rich.table import Table

from ops.reprocess import ACTORS, DATE, KINDS, TYPE, Difference, Task, differences
from ops.screen import complaints, console, plain, print_json, progress_bar
from schemas.counting import counted
from schemas.errors import NewsfoldError
from services.eventlog import EventLog
from workers.steps import Extractor

EXAMPLES = 5
"""Examples shown of each kind."""
NOTHING = "Nothing is left to do: the present versions have done every article that these options choose, if any."
HEADINGS = {TYPE: "other type", ACTORS: "other actors", DATE: "other date"}
STYLES = {"added": "green", "removed": "red"}


def show(log: EventLog, extractor: Extractor, tasks: Sequence[Task], *, as_json: bool) -> bool:
    """Do the articles once more in this process, append nothing, and print what would change; whether all were done."""
    tally = Tally()
    with progress_bar() as progress:
        for task in progress.track(tasks, description="articles"):
            try:
                found = differences(log, extractor, task)
            except Exception as error:  # noqa: BLE001  # whatever an article does to the extractor
                told = f"{error}" if isinstance(error, NewsfoldError) else f"{type(error).__name__}: {error}"
                complaints.print(f"{task.claim.article}: {plain(told)}", soft_wrap=True)
                tally.failed += 1
                continue
            tally.add(found)
            if as_json:
                for each in found:
                    print_json(asdict(each))
    if as_json:
        print_json(tally.report())
    else:
        if tally.changed:
            console.print(tally.tables())
        console.print(tally.sum(), soft_wrap=True)
    return not tally.failed


class Tally:
    """Counts differences as they come, and keeps the first few of each kind."""

    def __init__(self) -> None:
        self.articles = 0
        self.changed = 0
        self.failed = 0
        self.by_type: Counter[tuple[str, str]] = Counter()
        self.by_source: Counter[tuple[str, str]] = Counter()
        self.examples: defaultdict[str, list[Difference]] = defaultdict(list)

    def add(self, differences: list[Difference]) -> None:
        """The differences of one more article."""
        self.articles += 1
        self.changed += bool(differences)
        for each in differences:
            self.by_type[each.type, each.kind] += 1
            self.by_source[each.source or "", each.kind] += 1
            if len(self.examples[each.kind]) < EXAMPLES:
                self.examples[each.kind].append(each)

    def report(self) -> dict[str, object]:
        """The counts as one flat object, and by type and by source."""
        totals = {kind: sum(count for (_, each), count in self.by_type.items() if each == kind) for kind in KINDS}
        return {
            "articles": self.articles,
            "changed": self.changed,
            "failed": self.failed,
            **totals,
            "by_type": _nested(self.by_type),
            "by_source": _nested(self.by_source),
        }

    def sum(self) -> str:
        """The counts of articles, as a sentence."""
        failed = f"{counted(self.failed, 'article')} could not be done. Nothing" if self.failed else "nothing"
        return f"{self.changed:,} of {counted(self.articles, 'article')} would change; {failed} was appended."

    def tables(self) -> Group:
        """The counts as tables, then the examples."""
        return Group(
            _table("By type", "type", self.by_type),
            _table("By source", "source", self.by_source),
            *(_example(each) for kind in KINDS for each in self.examples[kind]),
        )


def _nested(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    nested: dict[str, dict[str, int]] = {}
    for (name, kind), count in sorted(counts.items()):
        nested.setdefault(name, {})[kind] = count
    return nested


def _table(title: str, first: str, counts: Counter[tuple[str, str]]) -> Table:
    table = Table(title=title)
    table.add_column(first)
    for kind in KINDS:
        table.add_column(HEADINGS.get(kind, kind), justify="right", style=STYLES.get(kind))
    for name, of_kind in _nested(counts).items():
        table.add_row(plain(name) or "(none)", *(str(of_kind.get(kind) or "") for kind in KINDS))
    return table


def _example(each: Difference) -> str:
    style = STYLES.get(each.kind, "yellow")
    told = " ⇒ ".join(plain(side) for side in (each.before, each.after) if side)
    return f"[{style}]{each.kind:>8}[/]  {told}\n          [dim]{plain(each.sentence)}  {each.article}[/]"
