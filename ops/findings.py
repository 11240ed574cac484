"""The kinds of findings that a page can be asked for."""

from __future__ import annotations

from enum import StrEnum


class Findings(StrEnum):
    """What is printed of an extraction."""

    EVENTS = "events"
    QUOTES = "quotes"
    FIGURES = "figures"
    DATES = "dates"
