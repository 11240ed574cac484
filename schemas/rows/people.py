"""The rows of what people say and watch: corrections and watchlists."""

from __future__ import annotations

from schemas.correction import Changed, Judgement
from schemas.rows.row import Row, Table


class CorrectionRow(Row, frozen=True, kw_only=True):
    """A person's judgement of an event.

    `asked` is the id that the event went by then, `event` the one it was last seen by; `lost` says that no such event
    is on the timeline at present, `withdrawn` that the judgement was taken back. Type, trigger and sentence are the
    extractor's, of revision `revision`: an event that reads the same in a later revision is taken for the same.
    """

    id: str
    article: str
    event: str
    asked: str
    verdict: Judgement
    by: str
    changes: Changed
    revision: int
    position: int
    at: int
    why: str | None = None
    withdraws: str | None = None
    withdrawn: bool = False
    lost: bool = False
    type: str | None = None
    trigger: str | None = None
    sentence: str | None = None


class WatchlistRow(Row, frozen=True, kw_only=True):
    """Events that somebody wants to be told of; `filters` is a JSON object of those of `/v1/events`.

    `position` is that of the record that says so, `at` its time in microseconds since 1970 in UTC.
    """

    id: str
    by: str
    name: str
    filters: str
    position: int
    at: int


WATCHLISTS = Table(
    name="watchlists",
    row=WatchlistRow,
    key=("id",),
    indexes=(("position",),),
    positions=("position",),
    since="position",
)


CORRECTIONS = Table(
    name="corrections",
    row=CorrectionRow,
    key=("article", "id"),
    indexes=(("position",),),
    positions=("position",),
)
