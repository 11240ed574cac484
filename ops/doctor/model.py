"""The language model, the lexicon and one's own actors."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import closing

from ops.doctor.finding import Finding, ok, warning
from schemas.article import Article
from schemas.codec import data_of
from schemas.errors import NewsfoldError
from schemas.record import ExtractionCompleted
from services.settings import Settings
from services.wiring import open_log

SENTENCE = b"Norway thanked Peru for its help on Monday."
LAST = 1


def check(settings: Settings) -> Iterator[Finding]:
    """Whether they can be loaded and find what they should, and whether the log knows another extractor's findings."""
    from workers.clean import clean  # noqa: PLC0415  # spaCy is slow to import, and only this check needs it
    from workers.extract import load_extractor  # noqa: PLC0415  # the same

    with warnings.catch_warnings(record=True) as raised:
        warnings.simplefilter("always")
        extractor = load_extractor(settings.model, settings.actors, settings.models)
    for misfit in (str(each.message) for each in raised if "[W095]" in str(each.message)):
        yield warning("model", misfit.split("] ")[-1], f"Install a version of {settings.model} that fits this spaCy.")
    if not extractor.extract(clean(Article(body=SENTENCE))).events:
        mend = f"Look whether {settings.model} is an English model with a parser and a tagger."
        yield warning("model", "It finds no event in a sentence that tells of one.", mend)
    yield ok("model", f"Extractor {extractor.version} is loaded.")
    yield from earlier(settings, extractor.version)


def earlier(settings: Settings, version: str) -> Iterator[Finding]:
    """Whether the log's last extraction was made by this extractor."""
    try:
        with closing(open_log(settings)) as log:
            records = log.read_back(limit=LAST, types=("extraction.completed",))
    except NewsfoldError:
        return
    for data in map(data_of, records):
        if isinstance(data, ExtractionCompleted) and data.extractor != version:
            mend = "`newsfold reprocess --dry-run` shows what would change, `newsfold reprocess` does it."
            yield warning("model", f"The last article was read by another extractor, {data.extractor}.", mend)
