"""Which characters are text: all but those that steer a screen, or that no page and no store can hold."""

from __future__ import annotations

from unicodedata import category

from schemas.codec import REPLACEMENT

SPACES = "\t\n\r"


def shown(text: str) -> str:
    """The text with replacements for control characters, but for tabs and ends of lines."""
    if text.isprintable():
        return text
    return "".join(REPLACEMENT if category(each) == "Cc" and each not in SPACES else each for each in text)
