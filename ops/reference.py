"""The reference, written from the code: settings, commands, the API, record types and tables.

`python -m ops.reference` writes ops/docs/reference.md; a test compares the two.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import typer.main
from msgspec.structs import fields
from pydantic.fields import FieldInfo

from ops.cli import app
from schemas.codec import TYPES
from schemas.readmodel import TABLES
from services.settings import Settings, variable
from services.web.server import build
from services.web.site import Queue
from services.wiring import create_log, open_keys, open_readmodels

PAGE = Path(__file__).parent / "docs" / "reference.md"
MACHINE_BOUND = {"extract_workers": "one less than cores, at least 2", "readers": "as many as cores, 4 at most"}
"""Defaults that depend on the machine, in words."""
Json = dict[str, Any]


def reference() -> str:
    """The whole page, in Markdown."""
    sections = [
        "# Reference\n\nWritten from the code by `python -m ops.reference`; a test compares it with the code.",
        _section("Settings", "Each is an environment variable.", _settings()),
        _section("Commands", "`newsfold COMMAND --help` says more.", _commands()),
        _section("HTTP API", "`/docs` has parameters, answers and examples; `/openapi.json` is for machines.", _api()),
        _section("Record types", "What the log holds: `data` in the clear, `words` apart.", _records()),
        _section("Tables", "What the log is folded into. Each row also says since which position it holds.", _tables()),
    ]
    return "\n\n".join(sections) + "\n"


def _section(title: str, promise: str, lines: Iterator[str]) -> str:
    return "\n".join([f"## {title}", "", promise, "", *lines])


def _settings() -> Iterator[str]:
    yield "| setting | default | what it is |"
    yield "|---|---|---|"
    for name, field in Settings.model_fields.items():
        yield f"| `{variable(name)}` | {MACHINE_BOUND.get(name) or _default(field)} | {_cell(field.description)} |"


def _default(field: FieldInfo) -> str:
    return "" if field.default is None else f"`{field.default}`".replace("True", "true").replace("False", "false")


def _commands() -> Iterator[str]:
    yield "| command | what it does | options |"
    yield "|---|---|---|"
    group = typer.main.get_command(app)
    for path, command in _walk(group, "newsfold"):
        arguments = [_placeholder(each) for each in command.params if each.param_type_name == "argument"]
        options = [f"`{each.opts[-1]}`" for each in command.params if each.param_type_name == "option"]
        promise = _cell((command.help or "").partition("\n\n")[0])
        yield f"| `{' '.join([path, *arguments])}` | {promise} | {', '.join(options)} |"


def _placeholder(argument: Any) -> str:  # noqa: ANN401  # typer's own
    """What stands for an argument in a command line."""
    name = argument.metavar or argument.name.upper()
    name += "…" if argument.nargs < 0 else ""
    return (name if argument.required else f"[{name}]").replace("|", "\\|")


def _walk(command: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  # typer's own commands, which are click's
    """Every command below one, with the words that call it."""
    if not hasattr(command, "commands"):
        yield path, command
        return
    for name, each in command.commands.items():
        yield from _walk(each, f"{path} {name}")


def _api() -> Iterator[str]:
    yield "| request | what it does |"
    yield "|---|---|"
    for path, methods in _described()["paths"].items():
        for method, operation in methods.items():
            yield f"| `{method.upper()} {path}` | {_cell(operation.get('summary'))} |"


def _described() -> Json:
    """What the service says of itself, over an empty log."""
    with TemporaryDirectory() as name:
        settings = Settings.model_validate({"data": Path(name)})
        log, readmodels, keys = create_log(settings), open_readmodels(settings, "1"), open_keys(settings)
        queue = cast("Queue", None)  # to describe itself the service asks no queue
        described = build(settings, log, queue, readmodels, keys).openapi()
        for store in (readmodels, log, keys):
            store.close()
    return described


def _records() -> Iterator[str]:
    for kind in TYPES.values():
        yield f"### `{kind.name}`, version {kind.version}"
        yield ""
        yield _prose(kind.data)
        yield ""
        yield f"- data: {_names(kind.data)}"
        if names := _names(kind.words):
            yield f"- words: {names}"
        yield ""


def _tables() -> Iterator[str]:
    for table in TABLES:
        yield f"### `{table.name}`"
        yield ""
        yield _prose(table.row)
        yield ""
        yield f"- key: {', '.join(f'`{name}`' for name in table.key)}"
        yield f"- columns: {_names(table.row)}"
        yield ""


def _names(kind: type) -> str:
    return ", ".join(f"`{field.name}`" for field in fields(kind))


def _prose(kind: type) -> str:
    return " ".join(inspect.cleandoc(kind.__doc__ or "").split())


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
