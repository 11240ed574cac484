"""Events over time: cooperation against conflict by day, week or month, whichever shows it best. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from schemas.plover import QUADS
from services.readmodels import Value
from services.web.periods import By, beginning, ending, spans

COOPERATION = frozenset({*QUADS["verbal cooperation"], *QUADS["material cooperation"]})
MOST_DAYS, MOST_WEEKS = 92, 920
"""Days of a period that is shown by day, and by week; a longer one is shown by month."""
TAIL = 0.1
"""Share of the events that may be left out before what is shown, and after: background goes back many years."""
WORTH = 3
"""How many times shorter the period has to become for that."""


class Bar(Struct, frozen=True):
    """The days from `first` to `last` with the events on them, and the articles to measure these by, where counted."""

    first: date
    last: date
    cooperation: int
    conflict: int
    articles: int | None = None


class Histogram(Struct, frozen=True):
    """Bars without gaps, the events before and after them, and those whose day is not known."""

    bars: tuple[Bar, ...] = ()
    step: str = "day"
    before: int = 0
    after: int = 0
    undated: int = 0

    @property
    def columns(self) -> dict[str, list[object]]:
        """The bars as a chart wants them; conflict points down."""
        return {
            "first": [bar.first.isoformat() for bar in self.bars],
            "last": [bar.last.isoformat() for bar in self.bars],
            "cooperation": [bar.cooperation for bar in self.bars],
            "conflict": [-bar.conflict for bar in self.bars],
        }


def histogram(counted: Iterable[tuple[Value, ...]]) -> Histogram:
    """The histogram of (type, day, number of events)."""
    by_day: dict[date, Counter[bool]] = {}
    undated = 0
    for kind, day, number in counted:
        if day is None:
            undated += int(number or 0)
        else:
            by_day.setdefault(date.fromisoformat(str(day)), Counter())[kind in COOPERATION] += int(number or 0)
    if not by_day:
        return Histogram(undated=undated)
    totals = {day: count.total() for day, count in sorted(by_day.items())}
    first, last = _middle(totals)
    step = By.DAY if (last - first).days < MOST_DAYS else By.WEEK if (last - first).days < MOST_WEEKS else By.MONTH
    return Histogram(
        bars=tuple(_bars(by_day, first, last, step)),
        step=step.value,
        before=sum(number for day, number in totals.items() if day < first),
        after=sum(number for day, number in totals.items() if day > last),
        undated=undated,
    )


def _bars(by_day: dict[date, Counter[bool]], first: date, last: date, step: By) -> Iterator[Bar]:
    together: dict[date, Counter[bool]] = {}
    for day, count in by_day.items():
        if first <= day <= last:
            together.setdefault(beginning(step, day), Counter()).update(count)
    for span in spans(step, beginning(step, first), ending(step, last)):
        count = together.get(span.first, Counter())
        yield Bar(span.first, span.last, count[True], count[False])


def _middle(totals: dict[date, int]) -> tuple[date, date]:
    """The first and the last day, without the tails where that is worth it; `totals` is in order of day."""
    days, spare = list(totals), int(sum(totals.values()) * TAIL)
    first, last = _within(totals, days, spare), _within(totals, days[::-1], spare)
    is_worth_it = (last - first) * WORTH < days[-1] - days[0]
    return (first, last) if is_worth_it else (days[0], days[-1])


def _within(totals: dict[date, int], days: list[date], spare: int) -> date:
    for day in days:
        spare -= totals[day]
        if spare < 0:
            return day
    return days[-1]
