"""Where records come from: the program that wrote them, the flow they belong to, the record that caused them."""

from __future__ import annotations

import os
import socket
from importlib.metadata import version

from schemas.codec import meta_of
from schemas.record import Meta, Record

PROGRAM = f"newsfold/{version('newsfold')} {socket.gethostname()}"


def first(correlation_id: str, traceparent: str | None = None) -> Meta:
    """The provenance of a record that begins a flow."""
    return Meta(correlation_id=correlation_id, producer=_producer(), traceparent=traceparent)


def caused_by(cause: Record, traceparent: str | None = None) -> Meta:
    """The provenance of a record that follows from another: of the same flow, and the same trace if it has no other."""
    before = meta_of(cause)
    return Meta(
        correlation_id=before.correlation_id,
        causation_id=cause.id.hex(),
        producer=_producer(),
        traceparent=traceparent or before.traceparent,
    )


def _producer() -> str:
    return f"{PROGRAM}:{os.getpid()}"
