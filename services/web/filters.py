"""The one language in which events are chosen: the same for lists, streams, exports and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, ValidationInfo

from schemas.event import EventType, Modality
from schemas.plover import QUADS, Quad
from schemas.rows.events import EVENT_TERMS, EVENTS, EventRow
from schemas.rows.row import Table, country_term, name_term
from schemas.terms import (
    HISTORICAL_TERM,
    NEGATED_TERM,
    WRONG_TERM,
    either_term,
    modality_term,
    mode_term,
    place_term,
    publisher_term,
    reported_term,
    source_term,
    target_term,
    terms_of,
)
from services.readmodels import Condition, Listed, Query, Value
from services.readmodels.cells import stored_moment
from services.readmodels.matching import meets
from services.web.lists import Filters

LISTED_DAYS = 62
"""Days of reports that are looked up one by one; of more days events are plenty, and are found by walking."""
ONE_DAY = timedelta(days=1)


class Sort(StrEnum):
    """The order of events: by day, the latest or the earliest first; those without a day come last."""

    NEWEST = "newest"
    OLDEST = "oldest"


class Wrong(StrEnum):
    """Whether to list events that somebody judged wrong."""

    SHOWN = "shown"
    ONLY = "only"


def _day(value: object) -> date:
    """A day in ISO 8601; no number of seconds, which pydantic would take too."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("this is not a day such as 2026-02-01") from None


def _moment(value: object) -> date | datetime:
    """A day, or a time with its offset."""
    text = str(value).replace(" ", "+")  # a plus in an address is a space
    try:
        if len(text) == len("2026-02-01"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text).astimezone(UTC) if text[10:11] in "Tt" else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None or datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("this is neither a day such as 2026-02-01 nor a time such as 2026-02-01T12:00:00Z")
    return moment


def _spaced(values: list[object]) -> list[str]:
    return _once(str(each).lower().replace("_", " ").replace("-", " ") for each in values)


def _once(values: Iterable[str]) -> list[str]:
    """The values, each where it stands first: any of some is asked for, and twice says no more."""
    return list(dict.fromkeys(values))


def _not_before(day: date | None, info: ValidationInfo) -> date | None:
    """The last day; raises ValueError if it is before the first, but in what was kept before that was refused."""
    first = info.data.get("first")
    if first and day and day < first and info.context is not KEPT:
        raise ValueError(f"{day} is before {first}, which is given as from: there is nothing between them")
    return day


def _not_before_start(moment: date | datetime | None, info: ValidationInfo) -> date | datetime | None:
    """The last moment, likewise."""
    start = info.data.get("reported_from")
    if start and moment and _end(moment) <= _start(start) and info.context is not KEPT:
        raise ValueError(f"{moment} is before {start}, which is given as reported_from: there is nothing between them")
    return moment


KEPT = {"kept": True}
"""The context in which filters are validated that were accepted once."""
Upper = BeforeValidator(lambda values: _once(str(each).upper() for each in values))
Lower = BeforeValidator(lambda values: _once(str(each).lower() for each in values))
Day = Annotated[date, BeforeValidator(_day)]
LastDay = Annotated[Day | None, AfterValidator(_not_before)]
"""A day that is not before that of the field `first`, which stands before it."""
Moment = Annotated[date | datetime, BeforeValidator(_moment)]
Name = Annotated[str | None, Field(max_length=300)]
Code = Annotated[str | None, Field(pattern="^[A-Za-z]{3}$"), AfterValidator(str.upper)]
"""Three letters, in any case."""


COMPARED: dict[str, tuple[str, str, Callable[[Any], Value | tuple[Value, ...]]]] = {
    "first": ("day", ">=", date.isoformat),
    "last": ("day", "<=", date.isoformat),
    "reported_from": ("reported_at", ">=", lambda moment: stored_moment(_start(moment))),
    "reported_to": ("reported_at", "<", lambda moment: stored_moment(_end(moment))),
    "modality": ("modality", "in", lambda chosen: tuple(dict.fromkeys(chosen))),
    "negated": ("negated", "=", bool),
    "historical": ("historical", "=", bool),
    "min_confidence": ("confidence", ">=", float),
    "article": ("article", "=", str),
}
"""The filters that are compared with a column."""
TERMS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "source_actor": lambda names: tuple(source_term(name_term(name)) for name in names),
    "target_actor": lambda names: tuple(target_term(name_term(name)) for name in names),
    "actor": lambda names: tuple(term for name in names for term in either_term(name_term(name))),
    "place": lambda name: (place_term(name),),
    "mode": lambda mode: (mode_term(mode),),
    "negated": lambda _: (NEGATED_TERM,),
    "historical": lambda _: (HISTORICAL_TERM,),
    "wrong": lambda wrong: (WRONG_TERM,) if wrong is Wrong.ONLY else (),
    "modality": lambda chosen: () if Modality.ACTUAL in chosen else tuple(map(modality_term, dict.fromkeys(chosen))),
    "country": lambda country: either_term(country_term(country)),
    "source": lambda source: (publisher_term(source),),
}
"""The filters that lists of events are kept for, the shorter lists first as a rule."""
ACTOR_NAMES = ("source_actor", "target_actor", "actor")
"""The filters that name an actor, who may go by other names as well."""


class EventFilters(Filters):
    """Which events to choose; several filters have to hold at once."""

    type: Annotated[list[EventType] | None, Upper, Field(description="PLOVER types, any of these")] = None
    quad: Annotated[
        list[Quad] | None, BeforeValidator(_spaced), Field(description="quads of PLOVER's types, any of these")
    ] = None
    mode: Annotated[str | None, Field(max_length=60, description="PLOVER's mode of the type, such as assassinate")] = (
        None
    )
    actor: Annotated[Name, Field(description="an actor's name, full or as printed, in any case")] = None
    source_actor: Annotated[Name, Field(description="the name of who acts")] = None
    target_actor: Annotated[Name, Field(description="the name of who is acted on")] = None
    country: Annotated[Code, Field(description="an actor's country, ISO 3166-1 alpha-3")] = None
    place: Annotated[Name, Field(description="the place's name, or its country's code")] = None
    first: Annotated[Day | None, Field(alias="from", description="took place on this day or later")] = None
    last: Annotated[LastDay, Field(alias="to", description="took place on this day or earlier")] = None
    reported_from: Annotated[
        Moment | None, Field(description="the article was received on this day (UTC), at this time, or later")
    ] = None
    reported_to: Annotated[
        Moment | None,
        Field(description="the article was received on this day (UTC), at this time, or earlier"),
        AfterValidator(_not_before_start),
    ] = None
    modality: Annotated[
        list[Modality] | None, Lower, Field(description="whether it took place or is planned, …; any of these")
    ] = None
    negated: Annotated[bool | None, Field(description="whether the sentence says that it did not happen")] = None
    historical: Annotated[bool | None, Field(description="whether it is told as background")] = None
    min_confidence: Annotated[float | None, Field(ge=0, le=1, description="so sure at least")] = None
    source: Annotated[Name, Field(description="who published the article, as posted, in any case")] = None
    article: Annotated[str | None, Field(max_length=64, description="read in this article")] = None
    wrong: Annotated[Wrong | None, Field(description="those that somebody judged wrong, which are left out else")] = (
        None
    )
    sort: Annotated[Sort, Field(description="by day, the latest or the earliest first")] = Sort.NEWEST

    _names: Mapping[str, tuple[str, ...]] = PrivateAttr(default_factory=dict)

    def known_also(self, names: Mapping[str, tuple[str, ...]]) -> Self:
        """The same filters, where an actor of one of these names goes by all that stand beside it."""
        copy = self.model_copy()
        copy._names = names  # noqa: SLF001  # of the same class
        return copy

    @property
    def goes_by_others(self) -> bool:
        """Whether an actor of one of the names is known by others too."""
        return any(len(names) > 1 for names in self._names.values())

    def query(self) -> Query[EventRow]:
        """The events that are meant, in their order."""
        return Query(
            table=EVENTS,
            where=self.conditions(),
            listed=self.listed(),
            order=("day", "position"),
            descending=self.sort is Sort.NEWEST,
        )

    def conditions(self) -> tuple[Condition, ...]:
        """What columns of an event have to hold."""
        return tuple(self._conditions())

    def listed(self, lists: Table = EVENT_TERMS, today: date | None = None) -> tuple[Listed, ...]:
        """The lists that the events are in, the shorter first as a rule; `today` is the last day of any report."""
        return tuple(Listed(lists, terms) for terms in self._terms(today or datetime.now(UTC).date()))

    def matches(self, event: EventRow) -> bool:
        """Whether the event is meant."""
        terms = frozenset(terms_of(event))
        return meets(EVENTS, event, self.conditions()) and all(
            not terms.isdisjoint(each.terms) for each in self.listed(today=event.reported_at.date())
        )

    def _conditions(self) -> Iterator[Condition]:
        if kinds := self._kinds():
            yield Condition("type", "in", kinds)
        if self.wrong is not Wrong.SHOWN:
            yield Condition("wrong", "=", self.wrong is Wrong.ONLY)
        for name, (column, operator, stored) in COMPARED.items():
            if (value := getattr(self, name)) is not None:
                yield Condition(column, operator, stored(value))

    def _kinds(self) -> tuple[str, ...] | None:
        """The types that are meant; None for all, an empty tuple never."""
        of_quads = [kind for quad in self.quad or () for kind in QUADS[quad]]
        if self.type and self.quad:
            return tuple(kind for kind in self.type if kind in of_quads) or ("",)
        return tuple(self.type or of_quads) or None

    def _terms(self, today: date) -> Iterator[tuple[str, ...]]:
        for name, terms_of_value in TERMS.items():
            value = getattr(self, name)
            if value and name in ACTOR_NAMES:
                value = self._names.get(value, (value,))
            if value and (terms := dict.fromkeys(terms_of_value(value))):
                yield tuple(terms)
        if days := self._reported_days(today):
            yield tuple(reported_term(day) for day in days)

    def _reported_days(self, today: date) -> list[date]:
        """The days on which the events were reported, unless they are too many to be looked up."""
        if self.reported_from is None:
            return []
        first = _start(self.reported_from).date()
        last = min(today + ONE_DAY, _end(self.reported_to).date() if self.reported_to else date.max)
        days = (last - first).days + 1
        return [first + timedelta(number) for number in range(max(days, 1))] if days <= LISTED_DAYS else []


def _start(moment: date | datetime) -> datetime:
    """The first instant that is meant."""
    return moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def _end(moment: date | datetime) -> datetime:
    """The first instant that is no longer meant; the end of time has none."""
    try:
        step = timedelta(microseconds=1) if isinstance(moment, datetime) else ONE_DAY
        return _start(moment) + step
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
