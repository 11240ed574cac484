"""The rows of who acts on whom, and of how much was published meanwhile."""

from __future__ import annotations

from datetime import date

from schemas.rows.row import Row, Table


class Balance(Row, frozen=True, kw_only=True):
    """What passed between two: occurrences that took place, by quad, and the reports of them.

    `goldstein` is the sum of the Goldstein values of those that are `scaled`.
    """

    occurrences: int = 0
    reports: int = 0
    verbal_cooperation: int = 0
    material_cooperation: int = 0
    verbal_conflict: int = 0
    material_conflict: int = 0
    scaled: int = 0
    goldstein: float = 0.0

    @property
    def cooperation(self) -> int:
        """Occurrences of cooperation, in word or deed."""
        return self.verbal_cooperation + self.material_cooperation

    @property
    def conflict(self) -> int:
        """Occurrences of conflict, in word or deed."""
        return self.verbal_conflict + self.material_conflict


class RelationRow(Balance, frozen=True, kw_only=True):
    """Who did how much to whom; both are actors, by their ids, or both countries, by their codes, as `level` says.

    `undated` is how many of the occurrences are on no known day, and so in no period.
    """

    id: str
    level: str
    source: str
    target: str
    source_name: str
    target_name: str
    undated: int = 0


class RelationDayRow(Balance, frozen=True, kw_only=True):
    """The same on one day; `id` is the relation's with the day behind it."""

    id: str
    day: date


class CoverageRow(Row, frozen=True, kw_only=True):
    """How many articles (parts of pages) were published on a day."""

    day: str
    articles: int


RELATIONS = Table(
    name="relations",
    row=RelationRow,
    key=("id",),
    indexes=(
        ("level", "occurrences", "id"),
        ("source", "occurrences", "id"),
        ("target", "occurrences", "id"),
    ),
)


RELATION_DAYS = Table(name="relation_days", row=RelationDayRow, key=("id",))


COVERAGE = Table(name="coverage", row=CoverageRow, key=("day",))
