"""Pages made to be slow or to break something: each is processed in bounded time or fails visibly, alone."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.support.inputs import TAKEN, TEXT
from tests.support.program import Program, reached, running, until

ORDINARY = "Kenya Thanks Japan\n\nKenya thanked Japan for {number} ships on Friday, the foreign ministry said.\n"
CAPTION = "Guards on a bridge in Chad. REUTERS/A. Example\n"
HOSTILE = {
    "one sentence of a megabyte": "France told Egypt that " + "and then Kenya said that Chile " * 32_000 + "agreed.",
    "one word of a megabyte": "x" * 1_000_000,
    "a hundred thousand equal captions": "Chad Guards a Bridge\n" + CAPTION * 100_000,
    "a hundred thousand short lines": "Peru met Chile.\n" * 100_000,
    "quotes that never close": '"' * 200_000,
    "brackets that never close": "(" * 200_000,
    "every dash there is": "— " * 200_000,
    "combining marks without end": "a" + "\u0301" * 500_000,
    "right to left and back": ("\u202e" + "abc" + "\u202c") * 50_000,
    "tabs and spaces": " \t" * 500_000 + "end",
    "line ends of every kind": "one\r\ntwo\rthree\u2028four\u2029five\x0bsix\x0cseven\x85eight\n" * 1000,
    "numbers without end": "1,000,000 " * 100_000,
    "handles without end": "@name " * 100_000,
    "markup in plain text": "<script>alert(1)</script>\n" * 10_000,
    "only white space": " \n\t\n",
}
PAGES = {
    "tags that never close": "<div>" * 100_000 + "Peru met Chile.",
    "a table in a table": "<table><tr><td>" * 20_000 + "x",
    "attributes without end": "<p " + "a=b " * 200_000 + ">x</p>",
    "a comment that never closes": "<!--" + "x" * 500_000,
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("hostile") / "data") as program:
        yield program


def test_hostile_pages_end_and_harm_none_of_their_neighbours(program: Program) -> None:
    lines = []
    for number, body in enumerate(HOSTILE.values()):
        lines += [{"body": body}, {"body": ORDINARY.format(number=number)}]
    lines += [{"body": body, "media_type": "text/html"} for body in PAGES.values()]
    lines += [{"body": post.body.decode()} for post in TAKEN.values() if post.media_type == TEXT]
    outcomes = list(program.client.post_lines(json.dumps(line).encode() + b"\n" for line in lines))
    taken = {outcome["id"] for outcome in outcomes if "id" in outcome}
    assert all(400 <= outcome["status"] < 500 for outcome in outcomes if "id" not in outcome)
    assert len(taken) >= 2 * len(HOSTILE)

    settled = reached(program.client, taken, "projected", "failed")
    until(settled, "every page to be projected or to have failed", seconds=240)
    ordinary = [outcome["id"] for outcome, line in zip(outcomes, lines, strict=True) if "Kenya Thanks" in line["body"]]
    assert {program.client.get(f"/v1/articles/{article}")["state"] for article in ordinary} == {"projected"}
    assert list(program.client.items("/v1/failures")) == []


def test_a_caption_printed_a_hundred_thousand_times_is_one_caption(program: Program) -> None:
    page = HOSTILE["a hundred thousand equal captions"].encode()
    posted = program.client.post(page, "text/plain; charset=utf-8", {})
    until(lambda: program.client.get(f"/v1/articles/{posted['id']}")["state"] == "projected", "the page", 120)
    (picture,) = program.client.items("/v1/captions", article=posted["id"])
    (caption,) = program.client.items(f"/v1/captions/{picture['id']}")
    assert caption["copies"] == 100_000
