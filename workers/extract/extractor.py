"""The whole of extraction for one page."""

from __future__ import annotations

from msgspec import Struct
from spacy.language import Language

from schemas.block import CleanedPage
from schemas.event import Extraction
from workers.extract import gazetteer, lexicon
from workers.extract.events import events
from workers.extract.language import guess
from workers.extract.parser import load_model, parse
from workers.extract.passages import CUT, passages

VERSION = "extract-1"


class Extractor(Struct, frozen=True):
    """Finds events with a loaded model; `version` names extractor, lexicon and model."""

    model: Language
    version: str

    def extract(self, page: CleanedPage) -> Extraction:
        """All events of the page, in page order; nothing is looked for in a language the model does not read."""
        pieces = list(passages(page))
        language = guess(" ".join(piece.text for piece in pieces)) or self.model.lang
        if language != self.model.lang:
            return Extraction(events=(), sentences=0, covered=False, language=language)
        parsed = list(parse(self.model, pieces))
        return Extraction(
            events=tuple(events(page, pieces, parsed)),
            sentences=sum(len(sentences) for sentences in parsed),
            covered=True,
            language=language,
            notes=(CUT,) if any(piece.cut for piece in pieces) else (),
        )


def load_extractor(model: str) -> Extractor:
    """The extractor with the installed spaCy model of that name; raises SettingsError if there is none."""
    language = load_model(model)
    gazetteer.load()
    name = f"{language.meta['lang']}_{language.meta['name']}-{language.meta['version']}"
    return Extractor(language, f"{VERSION}/lexicon-{lexicon.load().version}/{name}")
