"""Sealing and verifying the log at the command line."""

from __future__ import annotations

from ops.screen import complaints, console, plain, print_json, record_bar
from schemas.counting import counted
from services.eventlog import EventLog
from services.eventlog.chain import Head, read_head
from services.eventlog.sealing import seal, sealed_head
from services.eventlog.verification import MOST_FAULTS, Verdict, verify


def seal_log(log: EventLog, *, as_json: bool) -> None:
    """Seal to the end of the log and print the head."""
    with record_bar() as progress:
        task = progress.add_task("records sealed", total=log.head(), completed=sealed_head(log).position)
        head = seal(log, lambda position: progress.update(task, completed=position))
    if as_json:
        print_json({"position": head.position, "head": str(head)})
    else:
        console.print(f"Sealed up to position {head.position}. Keep this head elsewhere:")
        console.print(str(head), soft_wrap=True, highlight=False)


def verify_log(log: EventLog, kept: str | None, *, as_json: bool) -> bool:
    """Verify the whole log and print the verdict; whether all is well.

    Raises InputError for a kept head that is none, LogError if a part of the log cannot be read.
    """
    head = read_head(kept) if kept else None
    with record_bar() as progress:
        task = progress.add_task("records verified", total=log.head())
        verdict = verify(log, head, lambda position: progress.update(task, completed=position))
    faults = [{"position": fault.position, "detail": fault.detail} for fault in verdict.faults]
    if as_json:
        print_json({"sealed": verdict.sealed, "head": str(verdict.head), "faults": faults})
        return not faults
    for fault in faults:
        complaints.print(f"[bold red]position {fault['position']}:[/] {plain(fault['detail'])}", soft_wrap=True)
    if len(faults) == MOST_FAULTS:
        complaints.print("There may be more.")
    if faults:
        complaints.print("The log is not what it was. Keep it as it is, and restore a backup beside it.")
    else:
        console.print(
            f"{counted(verdict.head.position, 'record')}, {_vouched(verdict, head)} The head:", soft_wrap=True
        )
        console.print(str(verdict.head), soft_wrap=True, highlight=False)
    return not faults


def _vouched(verdict: Verdict, kept: Head | None) -> str:
    """How far it is known that a log without faults is as it was."""
    end = verdict.head.position
    if verdict.sealed == end:
        return "none missing, all as they were sealed."
    if kept and kept.position == end:
        return "none missing, all as the head that was kept says."
    after = max(verdict.sealed, kept.position if kept else 0)
    return (
        f"none missing. What follows position {after} is not sealed, so that a change there does not show; "
        "`newsfold log seal` seals it."
    )
