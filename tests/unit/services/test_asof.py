"""What a position or a time in a request means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from schemas.record import Record
from services.eventlog.sqlite import SqliteLog
from services.readmodels.sqlite import SqliteReadModels
from services.web.asof import checked, position_of
from tests.support.histories import History
from workers.projections import FOLDS_VERSION
from workers.projector import Folding

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clocked(SqliteLog):
    """A log whose records were made at these times."""

    records: Sequence[Record]

    def read(self, after: int = 0, *, limit: int = 1000, **_options: object) -> list[Record]:
        return list(self.records[after : after + min(limit, 2)])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Clocked, SqliteReadModels]]:
    folder = tmp_path_factory.mktemp("asof")
    Clocked.create(folder / "log.sqlite").close()
    log, readmodels = Clocked(folder / "log.sqlite"), SqliteReadModels(folder / "readmodels", FOLDS_VERSION)
    yield log, readmodels
    readmodels.close()
    log.close()


@given(
    seconds=st.lists(st.integers(0, 300), max_size=12),
    size=st.integers(1, 5),
    asked=st.integers(0, 310),
)
def test_a_time_means_the_highest_position_up_to_which_no_record_is_later(
    place: tuple[Clocked, SqliteReadModels], seconds: list[int], size: int, asked: int
) -> None:
    log, readmodels = place
    history = History()
    for _ in seconds:
        history.received()
    pairs = zip(history.records, seconds, strict=True)
    log.records = [replace(record, recorded_at=moment * SECOND) for record, moment in pairs]
    generation = readmodels.create()
    folding = Folding(generation, 0)
    while records := log.records[folding.position : folding.position + size]:
        folding.fold(records)
    later = [number for number, moment in enumerate(seconds) if moment > asked]
    expected = later[0] if later else len(seconds)
    assert position_of((EPOCH + timedelta(seconds=asked)).isoformat(), log, generation) == expected
    readmodels.drop(generation.number)


@pytest.mark.parametrize(
    "as_of",
    [
        "0",
        "17",
        "2026-02-01T12:00:00Z",
        "2026-02-01T12:00:00.5+01:00",
        "2026-02-01T12:00:00 01:00",
        "1960-01-01T00:00Z",
    ],
)
def test_a_position_or_a_time_with_an_offset_is_taken(as_of: str) -> None:
    assert checked(as_of) == as_of


@pytest.mark.parametrize("as_of", ["", "-1", "1.5", "now", "2026-02-01", "2026-02-01T12:00:00", "9" * 20, "\u0663"])
def test_anything_else_is_refused(as_of: str) -> None:
    with pytest.raises(ValueError, match="neither a position nor a time"):
        checked(as_of)
