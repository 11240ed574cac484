"""Every error that newsfold raises on purpose.

NewsfoldError
├── SettingsError        the program was started with settings that cannot work
├── InputError           what somebody sent cannot be used
│   ├── ArticleError     an article cannot be accepted or read
│   └── CursorError      a page cursor was not made by this service
├── LogError             the event log cannot do what was asked
│   ├── ErasedError      the words asked for were erased
│   ├── KeyringError     the keys of an encrypted log cannot be used
│   ├── WrongLogError    the log is not the one this process was started for
│   └── LogTooNewError   the log was written by a newer program
├── ReadModelError       the read models cannot do what was asked
│   └── FenceError       another projection worker has moved the checkpoint
└── ServiceError         a server or process that newsfold needs is not there
"""

from __future__ import annotations


class NewsfoldError(Exception):
    """The root of all errors newsfold raises; its text is a sentence for people."""


class SettingsError(NewsfoldError):
    """The program was started with settings that cannot work."""


class InputError(NewsfoldError):
    """What somebody sent cannot be used; `pointer` is the JSON Pointer (RFC 6901) of the field at fault."""

    def __init__(self, detail: str, pointer: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.pointer = pointer


class ArticleError(InputError):
    """An article cannot be accepted or read."""


class CursorError(InputError):
    """A page cursor was not made by this service."""


class LogError(NewsfoldError):
    """The event log cannot do what was asked."""


class ErasedError(LogError):
    """The words asked for were erased."""


class KeyringError(LogError):
    """The keys of an encrypted log cannot be used."""


class WrongLogError(LogError):
    """The log is not the one this process was started for."""


class LogTooNewError(LogError):
    """The log was written by a newer program."""


class ReadModelError(NewsfoldError):
    """The read models cannot do what was asked."""


class FenceError(ReadModelError):
    """Another projection worker has moved the checkpoint, so this one's rows are not written."""


class ServiceError(NewsfoldError):
    """A server or process that newsfold needs is not there."""
