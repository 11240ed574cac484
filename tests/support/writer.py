"""A process that appends to one stream, now and then failing or pausing, and says which appends are acknowledged."""

from __future__ import annotations

import random
import sys
import time
from contextlib import suppress

from schemas.errors import LogError
from services.eventlog import Appended, EventLog, Write
from tests.support.logs import new_record, open_log, unstorable


def main(address: str, stream: str, appends: int) -> None:
    """Append one to four records at a time and print the version that the stream is at."""
    log = open_log(address)
    chance = random.Random(stream)
    version = 0
    for _ in range(appends):
        if chance.random() < 0.03:  # after which the next append needs a connection of its own
            roll_back(log)
        if chance.random() < 0.1:
            time.sleep(chance.random() / 100)
        numbers = range(version + 1, version + 1 + chance.randint(1, 4))
        records = tuple(map(new_record, numbers))
        (outcome,) = log.append([Write(stream=stream, expected_version=version, records=records)])
        assert isinstance(outcome, Appended)
        version = outcome.version
        sys.stdout.write(f"{version}\n")
        sys.stdout.flush()
    log.close()


def roll_back(log: EventLog) -> None:
    """Begin to store something that the database then refuses."""
    with suppress(LogError):
        log.append([unstorable("never"), unstorable("never")])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
