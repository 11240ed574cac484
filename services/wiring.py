"""Puts the service together; the only file that names a concrete store."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from schemas.errors import SettingsError, WrongLogError
from services.eventlog.postgres import PostgresLog
from services.eventlog.sqlite import SqliteLog
from services.keys.postgres import PostgresKeys
from services.keys.sqlite import SqliteKeys
from services.queues import rq_prefix
from services.readmodels.postgres import PostgresReadModels
from services.readmodels.sqlite import SqliteReadModels

if TYPE_CHECKING:
    from uuid import UUID

    from services.eventlog import EventLog
    from services.keys import Keys
    from services.queues.rq import RqQueues
    from services.readmodels import ReadModels
    from services.settings import Settings

READMODELS = "readmodels"


def create_log(settings: Settings) -> EventLog:
    """The log of these settings, made if there is none."""
    if settings.database_url:
        return _checked(PostgresLog.open_or_create(settings.database_url), settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    return _checked(SqliteLog.open_or_create(settings.log_path), settings)


def open_log(settings: Settings) -> EventLog:
    """The log of these settings; raises WrongLogError if it is missing or has another identity."""
    if settings.database_url:
        return _checked(PostgresLog.open(settings.database_url), settings)
    return _checked(SqliteLog.open(settings.log_path), settings)


def open_copy(settings: Settings, identity: UUID) -> EventLog:
    """The log of this identity, made if there is none; raises WrongLogError if there is another."""
    try:
        log = open_log(settings)
    except WrongLogError:
        log = _create_copy(settings, identity)
    if log.identity != identity:
        raise WrongLogError(
            f"The log here is {log.identity}, and {identity} cannot be restored into it: set NEWSFOLD_DATA or "
            "NEWSFOLD_DATABASE_URL to a place without a log."
        )
    return log


def open_readmodels(settings: Settings, folds_version: str) -> ReadModels:
    """All generations of read models."""
    if settings.database_url:
        return PostgresReadModels(settings.database_url, folds_version)
    return SqliteReadModels(settings.data / READMODELS, folds_version)


def open_keys(settings: Settings) -> Keys:
    """The API keys, beside the log."""
    return PostgresKeys(settings.database_url) if settings.database_url else SqliteKeys(settings.keys_path)


def open_queues(settings: Settings, log: EventLog) -> RqQueues:
    """The queues of this log. RQ is imported here at the earliest, once its key prefix is known."""
    prefix = rq_prefix(log.identity)
    if "rq" in sys.modules and os.environ.get("RQ_KEY_PREFIX") != prefix:
        raise SettingsError("a process serves the queues of one log; start another process for another log")
    os.environ["RQ_KEY_PREFIX"] = prefix
    from services.queues.rq import RqQueues  # noqa: PLC0415  # RQ reads the prefix when it is imported

    return RqQueues(settings.redis_address(), log.identity)


def _create_copy(settings: Settings, identity: UUID) -> EventLog:
    if settings.database_url:
        return PostgresLog.create(settings.database_url, identity)
    settings.data.mkdir(parents=True, exist_ok=True)
    return SqliteLog.create(settings.log_path, identity)


def _checked(log: EventLog, settings: Settings) -> EventLog:
    if settings.log_id and settings.log_id != log.identity:
        raise WrongLogError(
            f"The log found here is {log.identity}, but this process was started for {settings.log_id}. "
            "Check NEWSFOLD_DATA, NEWSFOLD_DATABASE_URL and NEWSFOLD_LOG_ID."
        )
    return log
