"""Whether a sentence tells of a game, in which sides attack, defend and meet without any event between states."""

from __future__ import annotations

import re

from workers.extract.tree import Sentence

_PLAY = re.compile(
    r"\b(?:quarter-?finals?|semi-?finals?|goalkeepers?|midfielders?|wingers?|equali[sz]ers?|half-?time|"
    r"kick-?off|shoot-?outs?|hat-?trick|wickets?|innings|touchdowns?|second half(?! of)|first half(?! of))\b",
    re.IGNORECASE,
)
"""Words of play that hardly anything else is told with."""


def is_play(sentence: Sentence) -> bool:
    """Whether one of these words stands in the sentence."""
    return _PLAY.search(sentence.text) is not None
