"""The rows of figures, and of the subjects on which they meet."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from schemas.event import Qualifier
from schemas.rows.row import Row, Table


class FigureRow(Row, frozen=True, kw_only=True):
    """A number that is claimed: of which subject, on which day, by whom, and in which sentence.

    `subject_id` is that of the subject in its unit; `value` to `high` where it lies between two numbers. `day` is the
    first day that it is said of, else the day its part was published, else received. `stance` names the subject and
    whose claim it is: the claimant's, else the publisher's.
    """

    id: str
    article: str
    revision: int
    part: int
    subject_id: str
    subject: str
    unit: str
    value: float
    qualifier: Qualifier
    number: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    stance: str
    day: date
    extractor: str
    position: int
    high: float | None = None
    first_day: date | None = None
    last_day: date | None = None
    country: str | None = None
    topic: str | None = None
    claimant: str | None = None
    claimant_country: str | None = None
    claimant_role: str | None = None
    publisher: str | None = None
    title: str | None = None


class StanceCell(Struct, frozen=True, kw_only=True, gc=False):
    """The latest figure that somebody holds of a subject: a claimant or, where nobody is named, a publisher.

    `first` to `last` are the days it is said of, else, not `told`, the day it was published or received.
    """

    by: str
    figure: str
    article: str
    value: float
    qualifier: Qualifier
    first: date
    last: date
    told: bool
    position: int
    high: float | None = None


class SubjectRow(Row, frozen=True, kw_only=True):
    """Figures in one unit that speak of the same, with who holds which of them.

    `lowest` and `highest` are those that somebody holds; `claims` counts all figures, `claimants` who hold one, of whom
    `stances` has those with the latest. `contradictions` counts the pairs of these that cannot both be right.
    `first_seen` is the position of the record that first made a claim.
    """

    id: str
    subject: str
    unit: str
    claims: int
    claimants: int
    lowest: float
    highest: float
    contradictions: int
    stances: tuple[StanceCell, ...]
    first_day: date
    last_day: date
    first_seen: int
    position: int
    country: str | None = None
    topic: str | None = None


class SubjectTermRow(Row, frozen=True, kw_only=True):
    """A word of a subject that it can be found by, in the order in which subjects are listed."""

    term: str
    contradictions: int
    first_seen: int
    id: str


FIGURES = Table(
    name="figures",
    row=FigureRow,
    key=("id",),
    indexes=(("article",), ("stance",), ("subject_id", "day", "position", "id")),
    positions=("position",),
    since="position",
)


SUBJECTS = Table(
    name="subjects",
    row=SubjectRow,
    key=("id",),
    indexes=(("contradictions", "first_seen", "id"), ("unit", "contradictions", "first_seen", "id")),
    positions=("first_seen",),
    restless="contradictions",
)


SUBJECT_TERMS = Table(
    name="subject_terms",
    row=SubjectTermRow,
    key=("term", "contradictions", "first_seen", "id"),
    positions=("first_seen",),
)
