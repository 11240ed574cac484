"""What the service answers with, handed to every part of it."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from services.counts import Counts
from services.eventlog import EventLog
from services.ingest.intake import Intake
from services.keys import Keys
from services.queues import Census, Offers
from services.readmodels import ReadModels
from services.settings import Settings
from services.web.pressure import Pressure


class Queue(Offers, Counts, Protocol):
    """What the service asks of the queues."""

    def census(self) -> list[Census]:
        """Who and what is there of every stage."""

    def ping(self) -> None:
        """Raises ServiceError if the server does not answer."""


class Site(Struct, frozen=True):
    """The settings, the stores, the queue, the API keys, the intake and the load of one service."""

    settings: Settings
    log: EventLog
    queue: Queue
    readmodels: ReadModels
    keys: Keys
    intake: Intake
    pressure: Pressure
