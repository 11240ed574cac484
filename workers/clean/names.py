"""The kinds by their bare names: reading a member off its enumeration costs more than all that is then done with it."""

from __future__ import annotations

from schemas.block import Kind

HEADING = Kind.HEADING
PARAGRAPH = Kind.PARAGRAPH
LIST_ITEM = Kind.LIST_ITEM
CAPTION = Kind.CAPTION
CREDIT = Kind.CREDIT
BYLINE = Kind.BYLINE
DATELINE = Kind.DATELINE
WIDGET = Kind.WIDGET
EMBED = Kind.EMBED
