"""Events as an Atom feed."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from schemas.event import Modality
from schemas.rows.events import EVENTS, EventRow
from services.web.atom import Entry, Feed, headline
from tests.support.histories import History, Rows

LOG = UUID(int=7)
NOON, LATER = datetime(2026, 2, 2, 12, tzinfo=UTC), datetime(2026, 2, 3, 9, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def event() -> EventRow:
    history = History()
    history.received()
    history.cleaned()
    history.extracted()
    (row,) = Rows(history).all(EVENTS)
    assert isinstance(row, EventRow)
    return row


def feed(*entries: Entry, title: str = "Talks") -> Feed:
    return Feed(
        log=LOG, name="w", title=title, home="http://127.0.0.1:8000", address="/feed.atom", began=NOON, entries=entries
    )


def read(told: Feed) -> ET.Element:
    return ET.fromstring(told.render())  # our own document


def text(element: ET.Element, name: str) -> str | None:
    return element.findtext(ATOM + name)


def test_a_feed_has_what_the_standard_asks_for() -> None:
    document = read(feed(Entry(event(), LATER)))
    (entry,) = document.findall(f"{ATOM}entry")
    assert [text(document, name) for name in ("title", "updated")] == ["Talks", "2026-02-03T09:30:00.000000Z"]
    assert text(entry, "title") == "Ada Lund → CONSULT → Bob Berg, 2026-02-02"
    assert text(entry, "summary") == "Ada met Bob in Oslo on Monday."
    assert text(entry, "updated") == "2026-02-03T09:30:00.000000Z"
    link = document.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://127.0.0.1:8000/feed.atom"


def test_an_entry_keeps_its_id_when_the_event_is_corrected() -> None:
    before, after = Entry(event(), NOON), Entry(replace(event(), type="AID", position=9), LATER)
    ids = [text(read(feed(each)).findall(f"{ATOM}entry")[0], "id") for each in (before, after)]
    assert ids[0] == ids[1]
    assert UUID(str(ids[0]).removeprefix("urn:uuid:"))


def test_a_feed_without_events_was_updated_when_it_was_asked_for() -> None:
    assert text(read(feed()), "updated") == "2026-02-02T12:00:00.000000Z"


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "]]>", "&amp;\"'", "\x0b\x00\x1b", "\ufffe", "\u202ex"]
)
def test_hostile_text_stays_text(hostile: str) -> None:
    document = read(feed(Entry(replace(event(), sentence=hostile, type=hostile), NOON), title=hostile))
    shown = text(document.findall(f"{ATOM}entry")[0], "summary")
    assert shown is not None
    assert len(shown) == len(hostile)
    assert all(kept in (given, "\ufffd") for kept, given in zip(shown, hostile, strict=True))


def test_what_did_not_take_place_is_not_told_as_if_it_had() -> None:
    assert "→ CONSULT (planned) →" in headline(replace(event(), modality=Modality.PLANNED))
    assert "→ not CONSULT →" in headline(replace(event(), negated=True))
