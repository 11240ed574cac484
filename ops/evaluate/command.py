"""`newsfold evaluate`: cleans and extracts the pages of labelled files and prints how good that is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import to_builtins

from ops.evaluate import blocks, corrections, dates, events, figures, happenings, pairs, quotes, sentences, silence
from ops.evaluate.actors import Json
from ops.evaluate.gold import Gold, Kind, read_gold
from ops.evaluate.scores import Report
from ops.evaluate.tables import tables
from ops.screen import console, one_line, plain, print_json
from schemas.block import CleanedPage
from schemas.errors import InputError
from schemas.event import Extraction
from services.eventlog import EventLog
from services.readmodels import Generation
from workers.clean import clean
from workers.clean.report import block_rows
from workers.extract import Extractor
from workers.extract.report import date_row, event_rows, figure_row, quotation_row

GOLD = Path(__file__).parents[2] / "tests" / "gold"
"""The labelled articles of this project, in a checkout."""


def evaluate(paths: Sequence[Path], texts: Path | None, extractor: Extractor, *, as_json: bool) -> None:
    """Print the measures of every labelled file as tables or as a JSON object; raises InputError for a bad file."""
    for path in paths or own_gold():
        gold = read_gold(path, texts)
        report = measured(gold, extractor)
        if as_json:
            print_json({"gold": str(path), "kind": gold.kind, **report})
        else:
            console.print(f"\n[bold]{plain(path)}[/]  {gold.kind} of {len(gold.pages)} pages")
            for table in tables(report):
                console.print(table)


def hush(extractor: Extractor, *, as_json: bool) -> None:
    """Print how many events are found in thousands of sentences that tell of none, and where."""
    report, findings = silence.measure(extractor, silence.texts())
    if as_json:
        print_json({**report, "found": to_builtins(findings)})
        return
    for table in tables(report):
        console.print(table)
    for each in findings:
        console.print(plain(f"{each.kind}: {each.type}: {one_line(each.sentence)}"), soft_wrap=True)


def judge(generation: Generation, log: EventLog, out: Path | None, *, as_json: bool) -> None:
    """Print how far people agree with what was read, and write what they say as labelled files, if asked to."""
    judged = corrections.judged_events(generation)
    report = corrections.agreement(judged)
    written = corrections.write_gold(judged, generation, log, out) if out else []
    if as_json:
        print_json({"judged": len(judged), **report, "files": [str(path) for path in written]})
        return
    console.print(f"[bold]Events that people judged: {len(judged):,}[/]")
    for table in tables(report):
        console.print(table)
    for path in written:
        console.print(plain(path), soft_wrap=True)


def own_gold() -> list[Path]:
    """The labelled files of a checkout; raises InputError where there are none."""
    found = sorted(path for path in GOLD.glob("*.jsonl") if not path.stem.endswith("_docs"))
    if not found:
        raise InputError("This is no checkout with labelled articles of its own; name the files to evaluate on.")
    return found


def measured(gold: Gold, extractor: Extractor) -> Report:
    """The measures that belong to the labels' kind."""
    if gold.kind is Kind.HAPPENINGS:
        return happenings.measure(gold.rows, gold.pages, extractor)
    pages = {name: clean(article) for name, article in gold.pages.items()}
    if gold.kind is Kind.BLOCKS:
        return blocks.measure(gold.rows, {name: list(block_rows(name, page)) for name, page in pages.items()})
    found = {name: extractor.extract(page) for name, page in pages.items()}
    return _measured_findings(gold, pages, found)


def _measured_findings(gold: Gold, pages: dict[str, CleanedPage], found: dict[str, Extraction]) -> Report:
    """The measures of what was found on the pages."""
    match gold.kind:
        case Kind.QUOTES:
            return quotes.measure(
                [
                    (row, page.text, _listed(quotation_row(page, read), "quotes"))
                    for row, page, read in _each(gold, pages, found)
                ]
            )
        case Kind.DATES:
            return dates.measure(
                [(row, _listed(date_row(read), "dates")) for row, _, read in _each(gold, pages, found)]
            )
        case Kind.FIGURES:
            return figures.measure(
                [(row, _listed(figure_row(read), "figures")) for row, _, read in _each(gold, pages, found)]
            )
        case Kind.PAIRS:
            return pairs.measure([(row, list(event_rows(page, read))) for row, page, read in _each(gold, pages, found)])
        case _:
            measure = events.measure if gold.kind is Kind.EVENTS else sentences.measure
            return measure(gold.rows, {name: list(event_rows(pages[name], read)) for name, read in found.items()})


def _each(
    gold: Gold, pages: dict[str, CleanedPage], found: dict[str, Extraction]
) -> list[tuple[Json, CleanedPage, Extraction]]:
    """Every labelled row with its page and what was found there."""
    return [(row, pages[name], found[name]) for name, rows in gold.rows.items() for row in rows]


def _listed(row: Json, key: str) -> list[Json]:
    listed: list[Json] = row[key]
    return listed
