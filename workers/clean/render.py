"""The text of an HTML page."""

from __future__ import annotations

from importlib.metadata import version

from resiliparse.extract.html2text import extract_plain_text

RENDERER = f"resiliparse {version('resiliparse')}"
SKIPPED = [
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "dialog",
    "select",
    "svg",
    "template",
    "[hidden]",
    "[role=navigation]",
    "[role=complementary]",
    "[role=contentinfo]",
    "[role=search]",
    "[role=dialog]",
]


def render(html: str) -> str:
    """The page's words, one block to a line, without navigation and other furniture that its markup names as such."""
    return extract_plain_text(html, main_content=False, alt_texts=True, skip_elements=SKIPPED)
