"""Corrections as labels: agreement with what was read, and files to evaluate on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ops.evaluate.command import judge
from ops.evaluate.corrections import agreement, judged_events, write_gold
from ops.evaluate.gold import Kind, read_gold
from schemas.correction import Changed, Judgement, NamedActor
from schemas.errors import InputError
from schemas.event import EventType
from services.eventlog.sqlite import SqliteLog
from services.readmodels import Generation
from services.readmodels.sqlite import SqliteReadModels
from tests.support.histories import BODY, MONDAY, TEXT, History, meeting
from workers.projections import FOLDS_VERSION
from workers.projector import fold_records

FIRST, SECOND, THIRD = "a" * 26, "b" * 26, "c" * 26
EVENT = meeting(day=MONDAY)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    yield log
    log.close()


@pytest.fixture
def generation(tmp_path: Path, log: SqliteLog) -> Iterator[Generation]:
    """Three articles of an event each: one right, one of another type and target, one wrong; and one nobody judged."""
    history = History()
    for article in (FIRST, SECOND, THIRD, "d" * 26):
        history.received(article)
        history.cleaned(article)
        history.extracted(article, events=[EVENT])
    history.corrected(FIRST, event=EVENT, verdict=Judgement.RIGHT)
    changes = Changed(type=EventType.THREATEN, target=(NamedActor(name="Carl Dahl", country="DNK"),))
    history.corrected(SECOND, event=EVENT, changes=changes)
    history.corrected(THIRD, event=EVENT, verdict=Judgement.WRONG)
    history.append_to(log)
    readmodels = SqliteReadModels(tmp_path / "readmodels", FOLDS_VERSION)
    fold_records(readmodels.serving(), log.read(limit=100), after=0)
    yield readmodels.serving()
    readmodels.close()


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_agreement_is_told_as_a_whole_and_field_by_field(generation: Generation) -> None:
    report = agreement(judged_events(generation))
    numbers = {name: figures["number"] for name, figures in report["events that people judged"].items()}
    assert numbers == {"as they were read": 1, "something changed": 1, "wrong": 1}
    rights = {name: figures["right"] for name, figures in report["fields of those that are events"].items()}
    assert (rights["type"], rights["source"], rights["target"], rights["date"]) == (0.5, 1.0, 0.5, 1.0)
    assert list(report["types that were changed"]) == ["THREATEN taken for CONSULT"]


def test_what_was_withdrawn_labels_nothing(generation: Generation, log: SqliteLog) -> None:
    history = History(log.read(limit=100))
    history.corrected(FIRST, event=EVENT, withdraws=1, revision=1)
    fold_records(generation, history.records, after=log.head())
    assert [each.said.article for each in judged_events(generation)] == [SECOND, THIRD]


def test_labelled_files_say_what_people_say(generation: Generation, log: SqliteLog, tmp_path: Path) -> None:
    write_gold(judged_events(generation), generation, log, tmp_path / "said")
    events = lines(tmp_path / "said_events.jsonl")
    assert [(event["file"], event["type"]) for event in events] == [(FIRST, "CONSULT"), (SECOND, "THREATEN")]
    assert events[1]["target"] == [{"text": "Carl Dahl", "name": "Carl Dahl", "country": "DNK", "role": None}]
    assert events[0]["sentence"]["text"] == BODY
    sentences = lines(tmp_path / "said_sentences.jsonl")
    assert [(each["file"], each["events"]) for each in sentences] == [(FIRST, 1), (SECOND, 1), (THIRD, 0)]
    assert lines(tmp_path / "said_docs.jsonl")[0] == {"id": FIRST, "text": TEXT, "published": "2026-02-02"}


def test_the_files_can_be_evaluated_on(generation: Generation, log: SqliteLog, tmp_path: Path) -> None:
    write_gold(judged_events(generation), generation, log, tmp_path / "said")
    events, sentences = (read_gold(tmp_path / f"said_{name}.jsonl", None) for name in ("events", "sentences"))
    assert (events.kind, sentences.kind) == (Kind.EVENTS, Kind.SENTENCES)
    assert sorted(events.pages) == [FIRST, SECOND, THIRD]


def test_a_file_that_is_there_is_not_written_over(generation: Generation, log: SqliteLog, tmp_path: Path) -> None:
    (tmp_path / "said_events.jsonl").write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        write_gold(judged_events(generation), generation, log, tmp_path / "said")


def test_the_command_tells_agreement_and_files(
    generation: Generation, log: SqliteLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(generation, log, tmp_path / "said", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["judged"], len(told["files"])) == (3, 3)
    judge(generation, log, None, as_json=False)
    assert "Events that people judged: 3" in capsys.readouterr().out
