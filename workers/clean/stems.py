"""What a caption says: without the counter of a gallery before it, the credit and a button's words behind it."""

from __future__ import annotations

import re

from schemas.block import Span

BEFORE_CREDITS = " /-\u2013\u2014|.,:\u3001\uff1d"
"""What parts a caption from its credit."""
LABEL = r"PHOTO: |thumbnail: |(?:Left|Right|Above|Below|Top): "
"""What says before a caption that it is one, or where its picture stands."""
COUNTED = r"\d{1,2} (?=[A-Z])"
"""How many pictures there are, or the how manieth this one is, before its caption."""
COUNTER = re.compile(
    rf"{LABEL}|Image: |(?:Item )?\d{{1,3}} (?:of|de|von|sur) \d{{1,3}}\b[ |:]*|\[\d{{1,3}}/\d{{1,3}}\]\s*|{COUNTED}"
)
"""Which of several pictures it is: "Item 1 of 2", "[1/3]", "1 of 5 |", "4"; that it is one; or where it stands."""
BEHIND = ("Purchase Licensing Rights, opens new tab", "Purchase Licensing Rights", "Acquire Licensing Rights")
BUTTONS = (*BEHIND, "hide caption", "toggle caption", "Read More", "more >", "Enlarge this image", "License Photo")
"""Buttons that some sites glue to a caption's end."""
FILED, FILED_ENDS = re.compile(r"(?<=[.!?]) File(?: [Pp]hoto)?$"), ("File", "hoto")
"""What stands between a caption and its credit where the picture is none of the day."""
ENDINGS = tuple({button[-6:] for button in BUTTONS})


def stem(text: str, credit: Span | None) -> str:
    """The caption's own words."""
    if credit is not None and credit.start == 0 and credit.end < len(text):
        return text[credit.end :].lstrip(BEFORE_CREDITS)
    said = text[: bare_end(text)] if credit is None else text[: credit.start].rstrip(BEFORE_CREDITS)
    said = FILED.sub("", said).rstrip(BEFORE_CREDITS) if said.endswith(FILED_ENDS) else said
    counted = COUNTER.match(said) if said[:1] in "PItLRABT[0123456789" else None
    return said if counted is None else said[counted.end() :]


def bare_end(text: str) -> int:
    """Where a caption ends before a button that is glued to it."""
    if not text.endswith(ENDINGS):
        return len(text)
    button = next((button for button in BUTTONS if text.endswith(button)), "")
    return len(text[: len(text) - len(button)].rstrip())
