"""Extraction: a cleaned page becomes events. Pure: the same page gives the same events.

Read in this order: passages says what is read, parser makes trees of it, events finds who did what to whom.
"""

from __future__ import annotations

from workers.extract.extractor import Extractor, load_extractor

__all__ = ["Extractor", "load_extractor"]
