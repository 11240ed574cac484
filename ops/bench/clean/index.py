"""How many bytes an article takes in an index of near-duplicates."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

from datasketch import MinHashLSH

from ops.bench.clean.measure import PERMUTATIONS, datasketched
from ops.postgres import postgres_server, readmodel_bytes
from schemas.article import Article
from schemas.codec import encode
from schemas.fingerprint import Fingerprint
from schemas.identity import article_id, record_id, stream_of
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    Meta,
    Record,
    Words,
)
from services.settings import Settings
from services.wiring import open_readmodels
from workers.clean import CLEANER_VERSION, clean
from workers.clean.fingerprints import fingerprints
from workers.projections import FOLDS_VERSION
from workers.projector import fold_records

META = Meta(correlation_id="bench", producer="bench")
THRESHOLD = 0.5
"""Jaccard similarity that datasketch is to find pairs of."""
BATCH = 500


def own_bytes(texts: Sequence[str]) -> float:
    """Bytes an article of what SQLite's read models of these pages hold more when the pages have fingerprints."""
    return (_in_sqlite(texts, compared=True) - _in_sqlite(texts, compared=False)) / len(texts)


def postgres_bytes(texts: Sequence[str]) -> float:
    """The same in a PostgreSQL of its own, indexes included; raises ServiceError if there is none to start."""
    with postgres_server({}) as server:
        with server.database("compared") as url:
            compared = _in_postgres(texts, url, compared=True)
        with server.database("plain") as url:
            return (compared - _in_postgres(texts, url, compared=False)) / len(texts)


def datasketch_bytes(texts: Sequence[str]) -> float:
    """Bytes of memory an article of datasketch's index, sketches included."""
    sketches = [datasketched(text) for text in texts]
    tracemalloc.start()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for number, sketch in enumerate(sketches):
        index.insert(number, sketch)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(texts) + float(sketches[0].hashvalues.nbytes)


def _in_sqlite(texts: Sequence[str], *, compared: bool) -> int:
    """The size of the read models' files."""
    with tempfile.TemporaryDirectory(prefix="newsfold-bench-") as name:
        _fold(texts, Settings.model_validate({"data": Path(name)}), compared=compared)
        return sum(file.stat().st_size for file in Path(name).rglob("*") if file.is_file())


def _in_postgres(texts: Sequence[str], url: str, *, compared: bool) -> int:
    """The size of the read models' schemas."""
    with tempfile.TemporaryDirectory(prefix="newsfold-bench-") as name:
        _fold(texts, Settings.model_validate({"data": Path(name), "database_url": url}), compared=compared)
    return readmodel_bytes(url)


def _fold(texts: Sequence[str], settings: Settings, *, compared: bool) -> None:
    readmodels = open_readmodels(settings, FOLDS_VERSION)
    records = list(_records(texts, compared=compared))
    position, generation = 0, readmodels.serving()
    for start in range(0, len(records), BATCH):
        position = fold_records(generation, records[start : start + BATCH], after=position)
    readmodels.close()


def _records(texts: Sequence[str], *, compared: bool) -> Iterator[Record]:
    """Every text as an article that was received and cleaned."""
    for number, text in enumerate(texts):
        article = Article(body=text.encode(), media_type="text/plain", url=f"https://bench.example/{number}")
        page = clean(article)
        found: tuple[Fingerprint, ...] = fingerprints(page) if compared else ()
        received = ArticleReceived(revision=1, media_type=article.media_type, size=len(article.body))
        cleaned = ArticleCleaned(revision=1, cleaner=CLEANER_VERSION, parts=page.parts, blocks=page.blocks)
        stream = stream_of(article_id(article))
        yield _record(2 * number + 1, stream, 1, received, ArticleReceivedWords(body=b"", url=article.url))
        yield _record(2 * number + 2, stream, 2, cleaned, ArticleCleanedWords(text=page.text, fingerprints=found))


def _record(position: int, stream: str, version: int, data: Data, words: Words) -> Record:
    new = encode(record_id(stream, revision=1, step="bench", step_version=str(version)), data, words, META)
    return Record(position, stream, version, new.id, new.type, new.schema_version, 0, new.data, new.content, new.meta)
