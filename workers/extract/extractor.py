"""The whole of extraction for one page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from spacy.language import Language

from schemas.block import CleanedPage
from schemas.event import Extraction, FoundEvent
from workers.extract.events import events_of
from workers.extract.language import guess
from workers.extract.parser import load_model, parse
from workers.extract.passages import CUT, Passage, passages

VERSION = "extract-1"


class Extractor(Struct, frozen=True):
    """Finds events with a loaded model; `version` names extractor, lexicon and model."""

    model: Language
    version: str

    def extract(self, page: CleanedPage) -> Extraction:
        """All events of the page, in page order; nothing is looked for in a language the model does not read."""
        read = list(passages(page))
        language = guess(" ".join(passage.text for passage in read)) or self.model.lang
        if language != self.model.lang:
            return Extraction(events=(), sentences=0, covered=False, language=language)
        parsed = list(parse(self.model, read))
        return Extraction(
            events=tuple(self._events(read, parsed)),
            sentences=sum(len(sentences) for sentences in parsed),
            covered=True,
            language=language,
            notes=(CUT,) if any(passage.cut for passage in read) else (),
        )

    def _events(self, read: list[Passage], parsed: list[list]) -> Iterator[FoundEvent]:
        for passage, sentences in zip(read, parsed, strict=True):
            for sentence in sentences:
                yield from events_of(passage.block, sentence)


def load_extractor(model: str) -> Extractor:
    """The extractor with the installed spaCy model of that name; raises SettingsError if there is none."""
    language = load_model(model)
    name = f"{language.meta['lang']}_{language.meta['name']}-{language.meta['version']}"
    return Extractor(language, f"{VERSION}/{name}")
