"""The event log as people read it: a line a record with `log tail`, all of a record with `log show`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing

from ops.screen import complaints, console, moment, plain, print_json
from schemas.codec import ERASED, TYPES, known
from schemas.errors import InputError
from schemas.identity import stream_of
from schemas.record import Record
from services.eventlog import EventLog
from services.eventlog.plain import plain_half, plain_record, plain_words

WAIT_SECONDS = 5.0
SUMMARY_CHARACTERS = 100
LONGEST_TEXT = 2000
"""Characters of a text that are shown; --json gives all."""
LAST_POSITION = 2**63 - 1
POSITION_DIGITS = len(str(LAST_POSITION))


def tail(log: EventLog, count: int, types: Collection[str] | None = None, *, follow: bool, as_json: bool) -> None:
    """Print the last records, of these types if given, and go on with every further one if asked to, until ^C."""
    head = log.head()
    records = log.read_back(head + 1, limit=count, types=types)
    _print(reversed(records), as_json=as_json)
    if unknown := ", ".join(sorted(set(types or ()) - TYPES.keys() - {record.type for record in records})):
        complaints.print(f"[yellow]No type that this program knows:[/] {plain(unknown)}", soft_wrap=True)
    if follow:
        with closing(log.subscribe(head, types=types, patience=WAIT_SECONDS)) as batches:
            for batch in batches:
                _print(batch, as_json=as_json)


def _print(records: Iterable[Record], *, as_json: bool) -> None:
    for record in records:
        if as_json:
            print_json(plain_record(record))
        else:
            console.print(_line(record), soft_wrap=True)


def show(log: EventLog, wanted: str, *, as_json: bool) -> None:
    """Print the record at a position, or all of an article, or what `tail` names by stream and version.

    Raises InputError if there is none.
    """
    for record in _find(log, wanted):
        if as_json:
            print_json(plain_record(record) | {"words": plain_words(record)})
        else:
            for line in _page(record):
                console.print(line, soft_wrap=True, highlight=False)


def _find(log: EventLog, wanted: str) -> Sequence[Record]:
    if wanted.isdecimal() and len(wanted) <= POSITION_DIGITS and int(wanted) <= LAST_POSITION:
        records = [record for record in log.read(int(wanted) - 1, limit=1) if record.position == int(wanted)]
    else:
        stream, _, version = wanted.partition("@")
        found = log.read_stream(stream_of(stream)) or log.read_stream(stream)
        records = [record for record in found if version in {"", str(record.version)}]
    if not records:
        told = f"The log has no position, no article and no stream {wanted[:100]}; its head is {log.head()}."
        raise InputError(told)
    return records


def _line(record: Record) -> str:
    """The record in one line, of its structure only."""
    data = plain_half(record.data)
    shown = ", ".join(f"{key}={value}" for key, value in data.items() if not isinstance(value, dict | list))
    return (
        f"[bold]{record.position:>8}[/]  [dim]{moment(record.recorded_at)}[/]  [cyan]{plain(record.type):<20}[/]  "
        f"{plain(record.stream)}@{record.version}  {plain(shown)[:SUMMARY_CHARACTERS]}"
    )


def _page(record: Record) -> Iterator[str]:
    """The record with all that it says."""
    yield f"[bold]{record.position}[/]  [cyan]{plain(record.type)}[/]  {moment(record.recorded_at)}"
    yield f"  stream   {plain(record.stream)}@{record.version}, id {record.id.hex()}"
    words = "words erased" if record.content == ERASED else f"{len(record.content):,} bytes of words, compressed"
    yield f"  size     {len(record.data):,} bytes of structure, {words}"
    if not known(record):
        yield f"  [yellow]written by a newer program: this one does not know {plain(record.type)} and passes it over[/]"
    for name, half in (
        ("from", plain_half(record.meta)),
        ("data", plain_half(record.data)),
        ("words", plain_words(record)),
    ):
        if half:
            yield f"  [bold]{name}[/]"
            yield from _fields(half, indent=4)
    yield ""


def _fields(value: object, indent: int) -> Iterator[str]:
    """A structure as lines, deeper ones further in."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if isinstance(inner, dict | list) and inner and not _is_flat(inner):
            yield f"{' ' * indent}{plain(key)}"
            yield from _fields(inner, indent + 2)
        else:
            yield f"{' ' * indent}[dim]{plain(key)}[/]  {_shown(inner)}"


def _is_flat(value: object) -> bool:
    """Whether it is a structure that fits a line."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(isinstance(each, int | float | None) or len(str(each)) < SUMMARY_CHARACTERS for each in inner) and all(
        not isinstance(each, dict | list) for each in inner
    )


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return plain(", ".join(f"{key}={inner}" for key, inner in value.items()))
    if isinstance(value, list):
        return plain(", ".join(map(str, value))) or "none"
    text = str(value)
    cut = "" if len(text) <= LONGEST_TEXT else f" [dim]… {len(text):,} characters in all, --json shows them[/]"
    return "\n           ".join(plain(line) for line in text[:LONGEST_TEXT].splitlines() if line.strip()) + cut
