"""What is measured of the clean step, and how its figures are shown."""

from __future__ import annotations

from ops.bench.clean.index import datasketch_bytes, own_bytes
from ops.bench.clean.measure import CONTENDERS, OWN, TASKS, TEXT, Contender, measure
from ops.bench.clean.report import INDEX, INDEX_IN_POSTGRES, rows, table
from ops.bench.clean.texts import CHARACTERS, html, pages
from ops.screen import console
from workers.clean.signature import signature

PAGES = pages(10)


def test_pages_are_of_one_size_and_differ() -> None:
    assert {len(page) for page in PAGES} == {CHARACTERS}
    assert len({signature(page).sketch for page in PAGES}) == len(PAGES)
    assert pages(2) == PAGES[:2]


def test_a_page_of_html_holds_every_line() -> None:
    assert html(PAGES[0]).count("<p>") == len([line for line in PAGES[0].split("\n") if line]) - 1


def test_every_contender_does_its_task_in_every_round() -> None:
    done = list[None]()
    figures = measure(PAGES, 2, lambda: done.append(None))
    assert [(each.task, each.contender) for each in figures] == [(each.task, each.name) for each in CONTENDERS]
    assert all(each.rate > 0 for each in figures)
    assert len(done) == 2


def test_no_text_is_used_in_two_rounds_or_for_two_tasks() -> None:
    used: dict[str, list[str]] = {task: [] for task in TASKS}
    contenders = [Contender(task, OWN, used[task].append) for task in TASKS]
    measure(PAGES, 3, lambda: None, contenders)
    assert sorted(page for pages in used.values() for page in pages) == sorted(PAGES[: 3 * len(TASKS)])


def test_an_index_takes_some_bytes_an_article() -> None:
    assert 300 < own_bytes(PAGES * 10) < datasketch_bytes(PAGES * 10)


def test_a_row_tells_the_ratio_to_the_best_of_the_others() -> None:
    figures = measure(PAGES[: len(TASKS)], 1, lambda: None)
    found = {row["task"]: row for row in rows(figures, 500.0, 1_000.0, 2_000.0)}
    assert found[INDEX]["ratio"] == 0.25
    assert found[INDEX_IN_POSTGRES]["ratio"] == 0.5
    assert found[TEXT]["ratio"] is None
    signed = found["texts signed"]
    assert signed["ratio"] == signed[OWN] / max(signed["rensa"], signed["datasketch"])
    with console.capture() as capture:
        console.print(table(list(found.values()), 1))
    assert "0.25" in capture.get()
