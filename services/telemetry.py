"""Logs: one line of JSON an event on standard error, or coloured text on a terminal; ids, never article text."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from structlog.typing import Processor

KEY = re.compile(r"(nf_[0-9a-f]{12}_)[A-Za-z0-9_-]{43}")
PASSWORD = re.compile(r"(://[^\s/:@]*:)[^\s/@]+(?=@)")
"""What of an API key and of an address must not stand in a log; the first group may."""
LINES = frozenset({"exception", "stack"})
"""What may have more than one line."""
QUIET = ("httpx", "asyncio", "uvicorn.access", "uvicorn.error")


def configure(level: str) -> None:
    """Send structlog's and the standard library's events the same way; call once in a process."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _legibly,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer()],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _legibly(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Every text without secrets, and without characters that a terminal or another reader of lines would obey."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = "\n".join(map(_printable, _kept(value, name)))
    return event


def _kept(text: str, name: str) -> list[str]:
    """The text in one piece, or its lines if it may have several; secrets are left out."""
    discreet = KEY.sub(r"\1…", text) if "nf_" in text else text
    discreet = PASSWORD.sub(r"\1…", discreet) if "://" in discreet else discreet
    return discreet.split("\n") if name in LINES else [discreet]


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _renderer() -> Processor:
    if sys.stderr.isatty():
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer(ensure_ascii=False)
