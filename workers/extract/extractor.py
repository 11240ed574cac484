"""The whole of extraction for one page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from schemas.block import CleanedPage
from schemas.event import DateRange, Extraction, FoundEvent, FoundFigure, FoundQuotation
from workers.extract import gazetteer, lexicon
from workers.extract.circumstances import Timed, dated
from workers.extract.events import events, scenes
from workers.extract.figures import figures
from workers.extract.gazetteer import Gazetteer
from workers.extract.language import guess
from workers.extract.measures import measures
from workers.extract.models import Models
from workers.extract.passages import CUT, passages
from workers.extract.places import cities
from workers.extract.quotations import quotations
from workers.extract.scene import Scene

VERSION = "extract-13"


class Extractor(Struct, frozen=True):
    """Finds events with models by language; `version` names extractor, lexicon and models."""

    models: Models
    names: Gazetteer
    version: str

    def extract(self, page: CleanedPage) -> Extraction:
        """All that is found on the page, in page order; nothing is looked for in a language no model reads."""
        pieces = list(passages(page))
        language = guess(" ".join(piece.text for piece in pieces)) or self.models.main.language
        parser = self.models.parser(language)
        if parser is None:
            return Extraction(events=(), sentences=0, covered=False, language=language)
        parsed = list(parser.parse(pieces))
        read = [
            _read(scene, number, page.text)
            for scene in scenes(page, pieces, parsed, self.names)
            for number in range(len(scene.sentences))
        ]
        return Extraction(
            events=tuple(event for each in read for event in each.events),
            quotations=tuple(quotation for each in read for quotation in each.quotations),
            figures=tuple(figure for each in read for figure in each.figures),
            dates=tuple(day for each in read for day in each.dates),
            sentences=sum(len(sentences) for sentences in parsed),
            covered=True,
            language=language,
            notes=(CUT,) if any(piece.cut for piece in pieces) else (),
        )


class Reading(Struct, frozen=True):
    """What one sentence gives."""

    events: tuple[FoundEvent, ...]
    quotations: tuple[FoundQuotation, ...]
    figures: tuple[FoundFigure, ...]
    dates: tuple[DateRange, ...]


def _read(scene: Scene, number: int, text: str) -> Reading:
    sentence = scene.sentences[number]
    timed = dated(sentence, scene.day, scene.mentions[number])
    return Reading(
        tuple(events(scene, number, text, timed)),
        tuple(quotations(scene, number, text)),
        tuple(figures(scene, number, text, timed)),
        tuple(_dates(sentence.start, timed)),
    )


def _dates(start: int, timed: Timed) -> Iterator[DateRange]:
    for _, day in timed:
        yield DateRange(start=start + day.start, end=start + day.end, first=day.first, last=day.last)


def load_extractor(model: str, actors: Path | None = None, models: str = "") -> Extractor:
    """The extractor with the installed spaCy model of that name, others by language, and the actors of a file.

    The first model is loaded, each of the others when a text of its language comes.
    Raises SettingsError if there is no such model or the actors cannot be used.
    """
    names = gazetteer.load(actors)
    reading = Models(model, models, names)
    reading.parser(reading.main.language)
    cities()
    own = f"/actors-{names.own}" if names.own else ""
    version = f"{VERSION}/lexicon-{lexicon.load().version}.{measures().version}/{reading.version}{own}"
    return Extractor(reading, names, version)
