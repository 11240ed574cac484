"""What people said of events, held against what the extractor read: agreement, and labelled files to evaluate on.

Only events that somebody judged count; nobody labelled the others. Judged right is what the row says; what was changed
is labelled as it was changed; what was judged wrong is no event. A sentence is labelled once all its events are judged.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict, replace

from ops.evaluate.actors import Json
from ops.evaluate.agreement import is_right, same_parties, same_side
from ops.evaluate.scores import Figures, Report, commonest, share
from schemas.codec import data_of, words_of
from schemas.correction import Judgement
from schemas.errors import ErasedError, InputError
from schemas.identity import stream_of
from schemas.record import ArticleCleaned, ArticleCleanedWords, ArticleReceived
from schemas.rows.events import EVENTS, ActorCell, EventRow
from schemas.rows.people import CORRECTIONS
from services.eventlog import EventLog
from services.readmodels import Condition, Generation, Query
from services.readmodels.scan import scan

NO_LIMIT = 2**62


class Judged(Struct, frozen=True):
    """An event that somebody judged: as they say it is, and as it was read."""

    said: EventRow
    read: EventRow

    @property
    def is_wrong(self) -> bool:
        """Whether they say that nothing of the kind happened."""
        return self.said.wrong


def judged_events(generation: Generation) -> list[Judged]:
    """The events on the timeline that a correction stands for, by article and place on the page."""
    query = Query(
        table=CORRECTIONS, where=(Condition("lost", "=", value=False),), order=CORRECTIONS.key, limit=NO_LIMIT
    )
    corrections = scan(generation, query, generation.checkpoint())
    ids = {
        event
        for columns in corrections
        for event, withdrawn in zip(columns["event"], columns["withdrawn"], strict=True)
        if not withdrawn
    }
    rows = [generation.get(EVENTS, (each,)) for each in sorted(ids)]
    judged = [Judged(row, _read(row)) for row in rows if row and row.correction and _stands(row)]
    return sorted(judged, key=lambda each: (each.said.article, each.said.trigger_start))


def _stands(row: EventRow) -> bool:
    return row.correction is not None and row.correction.verdict is not Judgement.WITHDRAWN


def _read(row: EventRow) -> EventRow:
    """The row as the extractor read it."""
    machine = asdict(row.correction.machine) if row.correction else {}
    return replace(row, **machine)


def agreement(judged: Sequence[Judged]) -> Report:
    """How often people found the extractor right, as a whole and field by field."""
    kept = [each for each in judged if not each.is_wrong]
    same = sum(not _differs(each) for each in kept)
    return {
        "events that people judged": {
            "as they were read": {"number": same, "share": share(same, len(judged))},
            "something changed": {"number": len(kept) - same, "share": share(len(kept) - same, len(judged))},
            "wrong": {"number": len(judged) - len(kept), "share": share(len(judged) - len(kept), len(judged))},
        },
        "fields of those that are events": {name: _agreed(kept, agrees) for name, agrees in FIELDS.items()},
        "types that were changed": commonest(
            [f"{each.said.type} taken for {each.read.type}" for each in kept if each.said.type != each.read.type]
        ),
    }


Agrees = Callable[[Json, Json], bool]
FIELDS: dict[str, Agrees] = {
    "type": lambda said, read: bool(said["type"] == read["type"]),
    "source": lambda said, read: same_side(said, read, "source"),
    "target": lambda said, read: same_side(said, read, "target"),
    "source and target": same_parties,
    **{
        name: lambda said, read, name=name: is_right(name, said, read) is not False  # type: ignore[misc]  # bound early
        for name in ("mode", "date", "place", "modality")
    },
    "negated": lambda said, read: bool(said["negated"] == read["negated"]),
}
"""When a field of an event is the same in what people say and in what was read."""


def _agreed(judged: Sequence[Judged], agrees: Agrees) -> Figures:
    right = sum(agrees(event_json(each.said), event_json(each.read)) for each in judged)
    return {"right": share(right, len(judged)), "of": len(judged)}


def _differs(judged: Judged) -> bool:
    said, read = event_json(judged.said), event_json(judged.read)
    return not all(agrees(said, read) for agrees in FIELDS.values())


def event_json(row: EventRow) -> Json:
    """An event as a labelled row."""
    return {
        "id": row.id,
        "file": row.article,
        "article": row.part,
        "in": row.block.value,
        "type": row.type,
        "mode": row.mode,
        "source": [_actor(cell) for cell in row.source],
        "target": [_actor(cell) for cell in row.target],
        "trigger": {"text": row.trigger, "start": row.trigger_start, "end": row.trigger_end},
        "sentence": {"text": row.sentence, "start": row.sentence_start, "end": row.sentence_end},
        "date": {"start_date": str(row.first_day), "end_date": str(row.last_day)} if row.first_day else None,
        "place": {"name": row.place, "country": row.place_country} if row.place else None,
        "modality": row.modality.value,
        "negated": row.negated,
        "historical": row.historical,
        "attribution": {"text": row.attribution} if row.attribution else None,
    }


def _actor(cell: ActorCell) -> Json:
    """An actor that stands nowhere in the sentence has no place."""
    place = {"start": cell.start, "end": cell.end} if cell.end > cell.start else {}
    return {"text": cell.text, "name": cell.name, "country": cell.country, "role": cell.role, **place}


def write_gold(judged: Sequence[Judged], generation: Generation, log: EventLog, stem: Path) -> list[Path]:
    """Write STEM_events.jsonl, STEM_sentences.jsonl and STEM_docs.jsonl; raises InputError if one is there already.

    An article that was erased since is left out.
    """
    events, sentences, pages = list[Json](), list[Json](), list[Json]()
    for article, of_article in groupby(judged, key=lambda each: each.said.article):
        page = _page(article, log)
        if page:
            group = list(of_article)
            pages.append(page)
            events += [event_json(each.said) for each in group if not each.is_wrong]
            sentences += _sentences(group, generation.find(EVENTS, "article", article))
    named = {"events": events, "sentences": sentences, "docs": pages}
    return [_write(stem.with_name(f"{stem.name}_{name}.jsonl"), rows) for name, rows in named.items()]


def _sentences(judged: Sequence[Judged], events: Sequence[EventRow]) -> Iterator[Json]:
    """The sentences whose every event was judged, with the number of those that are events."""
    told = {each.said.id: not each.is_wrong for each in judged}
    spans: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for event in events:
        spans[event.sentence_start, event.sentence_end].append(event.id)
    for (start, end), ids in sorted(spans.items()):
        if all(each in told for each in ids):
            yield {
                "file": judged[0].said.article,
                "start": start,
                "end": end,
                "events": sum(told[each] for each in ids),
            }


def _page(article: str, log: EventLog) -> Json | None:
    """The page text of the article's current revision, and when it was published."""
    published, text = None, None
    try:
        for record in log.read_stream(stream_of(article)):
            if record.type == "article.received":
                data = data_of(record)
                published = data.published_at if isinstance(data, ArticleReceived) else None
            if record.type == "article.cleaned" and isinstance(data_of(record), ArticleCleaned):
                words = words_of(record)
                text = words.text if isinstance(words, ArticleCleanedWords) else None
    except ErasedError:
        return None
    if text is None:
        return None
    return {"id": article, "text": text} | ({"published": published.date().isoformat()} if published else {})


def _write(path: Path, rows: Sequence[Json]) -> Path:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    except FileExistsError as error:
        raise InputError(f"{path} exists already; choose another name.") from error
    return path
