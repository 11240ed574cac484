"""Events as an Atom feed (RFC 4287): ids that stay, and text that no reader takes for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from schemas.rows.events import ActorCell, EventRow

MEDIA_TYPE = "application/atom+xml"
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may hold, not even escaped."""


class Entry(Struct, frozen=True):
    """An event, and when it was found, or corrected, last."""

    event: EventRow
    updated: datetime


class Feed(Struct, frozen=True, kw_only=True):
    """What a feed is called and where it is; `began` is when it was last changed itself."""

    log: UUID
    name: str
    title: str
    home: str
    address: str
    began: datetime
    entries: Sequence[Entry]

    def render(self) -> bytes:
        """The document in UTF-8."""
        updated = max([self.began, *(entry.updated for entry in self.entries)])
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<id>{uuid5(self.log, self.name).urn}</id>",
            _element("title", self.title),
            f"<updated>{_moment(updated)}</updated>",
            "<author><name>newsfold</name></author>",
            f'<link rel="self" type="{MEDIA_TYPE}" href={quoteattr(self.home + self.address)}/>',
            *(line for entry in self.entries for line in self._entry(entry)),
            "</feed>",
        ]
        return ("\n".join(lines) + "\n").encode()

    def _entry(self, entry: Entry) -> Iterable[str]:
        event = entry.event
        link = quoteattr(f"{self.home}/articles/{event.article}")
        return (
            "<entry>",
            f"<id>{uuid5(self.log, event.id).urn}</id>",
            _element("title", headline(event)),
            f"<updated>{_moment(entry.updated)}</updated>",
            f'<link rel="alternate" type="text/html" href={link}/>',
            f"<category term={quoteattr(_legal(event.type))}/>",
            _element("summary", event.sentence),
            "</entry>",
        )


def headline(event: EventRow) -> str:
    """Who did what to whom, and when, in a line."""
    kind = f"not {event.type}" if event.negated else event.type
    day = f", {event.day.isoformat()}" if event.day else ""
    how = "" if event.modality == "actual" else f" ({event.modality})"
    return f"{_names(event.source)} → {kind}{how} → {_names(event.target)}{day}"


def _names(actors: Sequence[ActorCell]) -> str:
    return ", ".join(actor.name for actor in actors) or "—"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_legal(text))}</{name}>"


def _legal(text: str) -> str:
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def _moment(moment: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
