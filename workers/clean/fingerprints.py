"""The fingerprints of a cleaned page, by which the folds find copies among other articles."""

from __future__ import annotations

from collections import defaultdict

from schemas.block import Action, CleanedPage
from schemas.fingerprint import Fingerprint
from schemas.identity import text_hash
from workers.clean.names import DATELINE
from workers.clean.signature import signature

MOST_PARTS = 64
"""Parts of a page that are compared with others; no page has as many."""
LEAST_WORDS = 8
"""Words below which a body says too little to be a copy of another."""


def fingerprints(page: CleanedPage) -> tuple[Fingerprint, ...]:
    """The fingerprint of each part that has enough of a body."""
    return tuple(found for part, body in bodies(page).items() if (found := fingerprint(part, body)))


def fingerprint(part: int, body: str) -> Fingerprint | None:
    """The fingerprint of a part's body; None if it is next to nothing."""
    signed = signature(body)
    if signed.words < LEAST_WORDS:
        return None
    return Fingerprint(
        part=part, text=text_hash(body), shingles=signed.shingles, keys=signed.keys, sketch=signed.sketch
    )


def bodies(page: CleanedPage) -> dict[int, str]:
    """The body text of the parts, without titles and date lines, which every site that takes a story over rewrites."""
    titles = {part.title.start for part in page.parts if part.title}
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for block in page.blocks:
        if block.part >= MOST_PARTS:
            break
        if block.action is Action.KEEP and block.kind is not DATELINE and block.start not in titles:
            lines[block.part].append(page.text[block.start : block.end])
    return {part: "\n".join(kept) for part, kept in lines.items()}
