"""Erasing an article: nobody can read its words in the log again; its structure and the log's order stay."""

from __future__ import annotations

from schemas.codec import encode
from schemas.errors import InputError
from schemas.identity import record_id, stream_of
from schemas.record import ArticleErased, NewRecord, NoWords
from services.eventlog import EventLog
from services.eventlog.encrypted import EncryptedLog
from services.eventlog.turns import Turns
from services.ingest.standing import Standing, standing
from services.provenance import caused_by


def erase(log: EventLog, article: str) -> int:
    """Append `article.erased` and destroy the keys of all that stands before it; the record's position.

    The present key is retired first: what is posted from then on is written with another one, and stays. An erasure
    that was interrupted is ended by asking for it once more. Raises InputError if the log is not encrypted or does not
    know the article.
    """
    keyring, stream = erasable(log, article).keyring, stream_of(article)
    turns = Turns(log, stream)
    keyring.retire(stream)
    appended = None
    while appended is None:
        now = standing(turns.read())
        if now is None:
            raise _unknown(article)
        appended = turns.append(_record(stream, now))
    keyring.destroy(stream)
    return appended.last


def erasable(log: EventLog, article: str) -> EncryptedLog:
    """The log, if the article can be erased from it; raises InputError as `erase` does."""
    if not isinstance(log, EncryptedLog):
        raise InputError(
            "This log is not encrypted, so nothing can be erased from it and its copies: erasure is chosen with "
            "NEWSFOLD_ENCRYPT=true when a log is made."
        )
    if not log.read_stream(stream_of(article), limit=1):
        raise _unknown(article)
    return log


def _unknown(article: str) -> InputError:
    return InputError(f"There is no article {article} in this log.")


def _record(stream: str, now: Standing) -> NewRecord:
    revision, version = now.received.revision, now.last.version
    identity = record_id(stream, revision=revision, step="erase", step_version="1", ordinal=version)
    return encode(identity, ArticleErased(revision=revision), NoWords(), caused_by(now.last))
