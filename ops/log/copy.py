"""`newsfold log export` and `import`: progress, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from ops.log.files import FORMATS, PERIODS, Opening, check_target, export_log, import_log, length_of
from ops.screen import console, plain, print_json, record_bar
from schemas.counting import counted
from schemas.errors import InputError
from services.eventlog import EventLog
from services.eventlog.chain import Head


def export(log: EventLog, target: Path, *, by: str | None, form: str, as_json: bool) -> None:
    """Export the log and print the head; raises InputError for a period or a format that there is not."""
    suffix = f".{form}"
    if by is not None and by not in PERIODS:
        raise InputError(f"There is no period {by}: say {', '.join(PERIODS)}.")
    if suffix not in FORMATS:
        raise InputError(f"There is no format {form}: say {', '.join(each.removeprefix('.') for each in FORMATS)}.")
    with _files(f"The export cannot be written to {target}"):
        check_target(target, by=by)
    with record_bar() as progress, _files(f"The export cannot be written to {target}"):
        task = progress.add_task("records exported", total=log.head())
        head = export_log(log, target, lambda position: progress.update(task, completed=position), by=by, suffix=suffix)
    _show(head, f"{counted(head.position, 'record')} in {target}. The head:", as_json=as_json)


def restore(source: Path, open_log: Opening, *, as_json: bool) -> None:
    """Import an export and print the head, and what an encrypted log lacks then."""
    is_encrypted = False

    def opened(identity: UUID, encrypted: bool) -> EventLog:  # noqa: FBT001  # as Opening has it
        nonlocal is_encrypted
        is_encrypted = encrypted
        return open_log(identity, encrypted)

    with record_bar() as progress, _files(f"The export {source} cannot be read"):
        task = progress.add_task("records restored", total=length_of(source))
        head = import_log(source, opened, lambda position: progress.update(task, completed=position))
    _show(head, f"{counted(head.position, 'record')} restored, sealed and as before. The head:", as_json=as_json)
    if is_encrypted and not as_json:
        console.print(
            "Its words are encrypted. `newsfold log add-keys OLD_KEYRING` takes their keys in.", soft_wrap=True
        )


@contextmanager
def _files(trouble: str) -> Iterator[None]:
    """Say what the file system refuses; what the log refuses says so itself."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{trouble}: {error.strerror or error}.") from error


def _show(head: Head, text: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"records": head.position, "head": str(head)})
    else:
        console.print(plain(text), soft_wrap=True)
        console.print(str(head), soft_wrap=True, highlight=False)
