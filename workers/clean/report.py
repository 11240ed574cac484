"""A cleaned page as the rows that people and scripts read."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.block import CleanedPage


def block_rows(name: str, page: CleanedPage) -> Iterator[dict[str, object]]:
    """One row per block, in page order; `name` says which file the page was."""
    for block in page.blocks:
        yield {
            "file": name,
            "article": block.part,
            "start": block.start,
            "end": block.end,
            "text": page.text[block.start : block.end],
            "kind": block.kind.value,
            "action": block.action.value,
            "repeat_of": block.repeat_of,
            "credit": page.text[block.credit.start : block.credit.end] if block.credit else None,
        }
