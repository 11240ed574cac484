"""`newsfold log add-keys`: the keys of a log that has moved follow it."""

from __future__ import annotations

from collections.abc import Callable

from schemas.codec import ENCRYPTED
from schemas.errors import InputError
from services.eventlog import EventLog
from services.eventlog.encrypted import key_id
from services.eventlog.pages import records_between
from services.keyring import Keyring


def add(log: EventLog, source: Keyring, create: Callable[[], Keyring]) -> int:
    """Take the keys of another keyring into the log's own, made if there is none; how many were not there.

    Raises InputError, and makes and takes nothing, if the stored log is not encrypted or the keys are another log's.
    """
    if not log.encrypted:
        raise InputError("This log is not encrypted: it needs no keys.")
    _check(log, source)
    return create().restore(source.export())


def _check(log: EventLog, source: Keyring) -> None:
    """Raises InputError unless the keyring knows the key of the log's first words; a destroyed one is known too."""
    for record in records_between(log, 0, log.head()):
        if record.content.startswith(ENCRYPTED):
            if not source.find([key_id(record.content)]):
                raise InputError(
                    f"The keys there are not those of this log: that of record {record.position} is not among them."
                )
            return
