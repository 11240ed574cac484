"""The environment of a newsfold that is measured or tried: no setting of the surroundings leads it to real data."""

from __future__ import annotations

import os

FOREIGN = ("NEWSFOLD_", "REDIS_URL", "RQ_")


def clean_environment() -> dict[str, str]:
    """This process's environment without any of the program's settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
