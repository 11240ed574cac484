"""What was found on a page as people look at it: sentences with their spans coloured, and what was found under them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ops.screen import QUAD_COLOURS, code, one_line, plain
from schemas.plover import quad_of

Json = dict[str, Any]

SOURCE_STYLE, TRIGGER_STYLE, TARGET_STYLE = "cyan", "bold yellow", "magenta"
INDENT = 4


def events_view(rows: list[Json], *, broken: bool) -> Iterator[Text | Padding]:
    """Each sentence once, and under it the events it tells of, whose further lines are indented where lines break."""
    for _, group in groupby(rows, key=lambda row: (row["sentence"]["start"], row["sentence"]["end"])):
        events = list(group)
        yield _coloured(events)
        for event in events:
            told = Text.from_markup(_coded(event))
            yield Padding(told, (0, 0, 0, INDENT)) if broken else Text(" " * INDENT) + told


def _coloured(events: list[Json]) -> Text:
    """The sentence of these events; an actor may be named elsewhere in the article and is not coloured then."""
    sentence = events[0]["sentence"]
    shown = Text(one_line(sentence["text"]))
    for event in events:
        for style, spans in (
            (SOURCE_STYLE, event["source"]),
            (TARGET_STYLE, event["target"]),
            (TRIGGER_STYLE, [event["trigger"]]),
        ):
            for span in spans:
                if sentence["start"] <= span["start"] < span["end"] <= sentence["end"]:
                    shown.stylize(style, span["start"] - sentence["start"], span["end"] - sentence["start"])
    return shown


def _coded(row: Json) -> str:
    """The event in one line: who, what, whom, what qualifies it, and how sure it is."""
    who, whom = (
        ", ".join(f"{plain(actor['name'])}{code(actor)}" for actor in row[side]) or "—" for side in ("source", "target")
    )
    colour = QUAD_COLOURS[quad_of(row["type"])]
    return f"{who} → [bold {colour}]{row['type']}[/] → {whom}  [dim]{', '.join(_qualifiers(row))}[/]"


def _qualifiers(row: Json) -> Iterator[str]:
    if row["mode"]:
        yield row["mode"]
    if row["modality"] != "actual":
        yield row["modality"]
    yield from (word for word in ("negated", "historical") if row[word])
    if row["date"]:
        yield _days(row["date"])
    if row["place"]:
        yield f"in {plain(row['place']['name'])}"
    if row["attribution"]:
        yield f"says {plain(row['attribution']['text'])}"
    yield f"{row['confidence']:.0%} sure"


def quotations_view(row: Json) -> Iterator[Text]:
    """One line for every quotation: who, the words that say so, and what was said."""
    for quote in row["quotes"]:
        yield Text.assemble(
            (_speaker(quote), SOURCE_STYLE),
            (f" {one_line(quote['cue']['text'])}: ", TRIGGER_STYLE),
            one_line(quote["content"]["text"]),
        )


def _speaker(quote: Json) -> str:
    """Who speaks, as printed, and the full name and country where that tells more."""
    source, speaker = quote["source"], quote["speaker"]
    printed = one_line(source["text"]) if source else "—"
    told = [each for each in (speaker["name"], speaker["country"]) if each and each not in printed] if speaker else []
    return f"{printed} ({', '.join(map(one_line, told))})" if told else printed


def figures_view(row: Json) -> Table:
    """The numbers claimed, of what, on what subject, and by whom."""
    table = Table("number", "of what", "subject", "days", "according to", box=None)
    for figure in row["figures"]:
        by = figure["claimant"]["name"] if figure["claimant"] else figure["claimed_by"]
        days = _days(figure) if figure["start_date"] else ""
        table.add_row(*map(plain, (_number(figure), figure["unit"], figure["subject"], days, by or "")))
    return table


def _number(figure: Json) -> str:
    """The number with what is said of how exact it is."""
    value = f"{figure['value']:,.12g}"
    if figure["high"] is not None:
        return f"{value} to {figure['high']:,.12g}"
    return value if figure["qualifier"] == "exact" else f"{figure['qualifier']} {value}"


def dates_view(row: Json, text: str) -> Table:
    """The date expressions of a page, and the days that each means."""
    table = Table("words", "days", box=None)
    for day in row["dates"]:
        table.add_row(plain(text[day["start"] : day["end"]]), _days(day))
    return table


def _days(day: Json) -> str:
    first, last = day["start_date"], day["end_date"]
    return str(first) if first == last else f"{first} … {last}"
