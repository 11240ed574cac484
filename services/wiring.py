"""Puts the service together; the only file that names a concrete store."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import SettingsError, WrongLogError
from services.eventlog.sqlite import SqliteLog
from services.keyring.sqlite import SqliteKeyring
from services.keys.sqlite import SqliteKeys
from services.queues import rq_prefix

if TYPE_CHECKING:
    from uuid import UUID

    from services.eventlog import EventLog
    from services.keyring import Keyring
    from services.keys import Keys
    from services.queues.rq import RqQueues
    from services.readmodels import ReadModels
    from services.settings import Settings

READMODELS = "readmodels"
KEYRING = "keyring.sqlite"
POSTGRES = "postgres"
"""What the addresses of databases begin with."""


def create_log(settings: Settings) -> EventLog:
    """The log of these settings, made if there is none."""
    log = _open_or_create(settings)
    if log.encrypted and not log.head():
        create_keyring(settings)
    return _readable(_checked(log, settings), settings)


def open_log(settings: Settings) -> EventLog:
    """The log of these settings; raises WrongLogError if it is missing or has another identity."""
    return _readable(open_stored_log(settings), settings)


def open_stored_log(settings: Settings) -> EventLog:
    """The log of these settings as it is stored, for which no keys are needed; raises WrongLogError as above."""
    if settings.database_url:
        from services.eventlog.postgres import PostgresLog

        return _checked(PostgresLog.open(settings.database_url), settings)
    return _checked(SqliteLog.open(settings.log_path), settings)


def open_copy(settings: Settings, identity: UUID, *, encrypted: bool) -> EventLog:
    """The stored log of this identity, made if there is none; raises WrongLogError if there is another."""
    try:
        log = open_stored_log(settings)
    except WrongLogError:
        log = _create_copy(settings, identity, encrypted=encrypted)
    if log.identity != identity:
        raise WrongLogError(
            f"The log here is {log.identity}, and {identity} cannot be restored into it: set NEWSFOLD_DATA or "
            "NEWSFOLD_DATABASE_URL to a place without a log."
        )
    return log


def create_keyring(settings: Settings) -> Keyring:
    """The keys of these settings' log, made if there are none."""
    place = _keyring_place(settings)
    if place.startswith(POSTGRES):
        from services.keyring.postgres import PostgresKeyring

        return PostgresKeyring.create(place)
    return SqliteKeyring.create(Path(place))


def open_keyring(settings: Settings) -> Keyring:
    """The keys of these settings' log; raises KeyringError if there are none."""
    return open_keyring_at(_keyring_place(settings))


def open_keyring_at(place: str) -> Keyring:
    """The keys in a file or in a database; raises KeyringError if there are none."""
    if place.startswith(POSTGRES):
        from services.keyring.postgres import PostgresKeyring

        return PostgresKeyring.open(place)
    return SqliteKeyring.open(Path(place))


def open_readmodels(settings: Settings, folds_version: str) -> ReadModels:
    """All generations of read models."""
    if settings.database_url:
        from services.readmodels.postgres import PostgresReadModels

        return PostgresReadModels(settings.database_url, folds_version)
    from services.readmodels.sqlite import SqliteReadModels

    return SqliteReadModels(settings.data / READMODELS, folds_version)


def open_keys(settings: Settings) -> Keys:
    """The API keys, beside the log."""
    if settings.database_url:
        from services.keys.postgres import PostgresKeys

        return PostgresKeys(settings.database_url)
    return SqliteKeys(settings.keys_path)


def open_queues(settings: Settings, log: EventLog) -> RqQueues:
    """The queues of this log. RQ is imported here at the earliest, once its key prefix is known."""
    prefix = rq_prefix(log.identity)
    if "rq" in sys.modules and os.environ.get("RQ_KEY_PREFIX") != prefix:
        raise SettingsError("a process serves the queues of one log; start another process for another log")
    os.environ["RQ_KEY_PREFIX"] = prefix
    from services.queues.rq import RqQueues

    return RqQueues(settings.redis_address(), log.identity)


def _open_or_create(settings: Settings) -> EventLog:
    if settings.database_url:
        from services.eventlog.postgres import PostgresLog

        return PostgresLog.open_or_create(settings.database_url, encrypted=settings.encrypt)
    settings.data.mkdir(parents=True, exist_ok=True)
    return SqliteLog.open_or_create(settings.log_path, encrypted=settings.encrypt)


def _create_copy(settings: Settings, identity: UUID, *, encrypted: bool) -> EventLog:
    if settings.database_url:
        from services.eventlog.postgres import PostgresLog

        return PostgresLog.create(settings.database_url, identity, encrypted=encrypted)
    settings.data.mkdir(parents=True, exist_ok=True)
    return SqliteLog.create(settings.log_path, identity, encrypted=encrypted)


def _readable(log: EventLog, settings: Settings) -> EventLog:
    """The log with what is needed to read and write its words; raises SettingsError if it cannot be encrypted."""
    if log.encrypted:
        from services.eventlog.encrypted import EncryptedLog

        return EncryptedLog(log, open_keyring(settings))
    if settings.encrypt:
        raise SettingsError(
            "NEWSFOLD_ENCRYPT is set, but this log was made without encryption, which cannot be added: unset it, or "
            "start with a new log."
        )
    return log


def _keyring_place(settings: Settings) -> str:
    """The address of a database, or the path of a file."""
    return settings.keyring or settings.database_url or str(settings.data / KEYRING)


def _checked(log: EventLog, settings: Settings) -> EventLog:
    if settings.log_id and settings.log_id != log.identity:
        raise WrongLogError(
            f"The log found here is {log.identity}, but this process was started for {settings.log_id}. "
            "Check NEWSFOLD_DATA, NEWSFOLD_DATABASE_URL and NEWSFOLD_LOG_ID."
        )
    return log
