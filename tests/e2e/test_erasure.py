"""An article erased while everything runs: none of its words is left anywhere, and its neighbour is as it was."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
from psycopg import sql

from tests.support.program import Program, running, until

WINDOW = 21
"""Characters: no longer piece of the article may be left."""
SECRET = """Freedonia Expels The Envoy Of Sylvania

FREEDONIA CITY, May 4 (Reuters) - Norway expelled the ambassador of Portugal on Sunday, a clerk called Umberto Quill
told reporters by the marble fountain.

The prime minister of Norway will meet the president of Portugal in Oslo next week.
"""
PLAIN = """Ferry Strike Ends

LIMA, May 4 (Reuters) - Peru thanked Chile on Sunday for sending rescue boats to the harbour of Callao.
"""


@pytest.fixture(params=["sqlite", "postgres"])
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Program]:
    settings = {"NEWSFOLD_ENCRYPT": "true"}
    if request.param == "postgres":
        settings["NEWSFOLD_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    with running(tmp_path / "data", port=None, **settings) as program:
        yield program


def post(program: Program, text: str, url: str) -> str:
    page = program.data.parent / "page.txt"
    page.write_text(text)
    posted = program.run("post", str(page), "--url", url, "--wait", "--json")
    page.unlink()
    assert posted.returncode == 0, posted.stderr
    identity: str = json.loads(posted.stdout)["id"]
    return identity


def stored(program: Program) -> Iterator[tuple[str, bytes]]:
    """Everything that is kept anywhere: files, the queue's server, the database."""
    for path in program.data.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()
    server = redis.Redis.from_url((program.data / "redis.url").read_text().strip())
    for key in server.scan_iter():
        yield f"redis {key!r}", bytes(server.dump(key) or b"")
    server.close()
    if url := program.environment.get("NEWSFOLD_DATABASE_URL"):
        yield from tables(url)


def tables(url: str) -> Iterator[tuple[str, bytes]]:
    """Every row of every table of the program's, as text, with bytes as they are."""
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for name in names:
            for row in connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(*name))):
                yield (
                    ".".join(name),
                    b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in row),
                )


def exported(path: Path) -> bytes:
    """All that an export holds, unpacked: Parquet compresses its columns, and JSON holds bytes as base64."""
    if path.suffix == ".parquet":
        parquet: Any = pytest.importorskip("pyarrow.parquet", reason="pyarrow is in the extra parquet")
        rows = parquet.read_table(path).to_pylist()
        return b"\n".join(
            cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row.values()
        )
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    contents = [base64.b64decode(line["data"]["content"]) for line in lines if line.get("data")]
    return b"\n".join((path.read_bytes(), *contents))


def pieces(text: str) -> set[bytes]:
    return {text[start : start + WINDOW].encode() for start in range(len(text) - WINDOW)}


def leaks(program: Program, text: str) -> set[str]:
    wanted = pieces(text) - pieces(PLAIN)
    return {place for place, content in stored(program) if any(piece in content for piece in wanted)}


def test_no_word_of_an_erased_article_is_left_anywhere(program: Program, tmp_path: Path) -> None:
    other = post(program, PLAIN, "https://news.example/ferry")
    article = post(program, SECRET, "https://news.example/expelled")
    kept = list(program.client.items("/v1/events", article=other))
    assert list(program.client.items("/v1/events", article=article))
    assert leaks(program, SECRET), "what is looked for can be found"
    assert not any("log.sqlite" in place or "newsfold_log" in place for place in leaks(program, SECRET))

    erased = program.run("log", "erase", article, "--yes", "--json")
    assert erased.returncode == 0, erased.stderr

    assert not leaks(program, SECRET)
    for name in ("log.jsonl", "log.parquet"):
        export = tmp_path / name
        assert program.run("log", "export", str(export)).returncode == 0
        content = exported(export)
        assert b"article.erased" in content, "it is read as it is"
        assert not any(piece in content for piece in pieces(SECRET))
    assert program.run("log", "verify").returncode == 0
    assert program.client.get(f"/v1/articles/{article}")["state"] == "erased"
    assert list(program.client.items("/v1/events", article=article)) == []
    assert [row["sentence"] for row in program.client.items("/v1/events", article=other)] == [
        row["sentence"] for row in kept
    ]

    assert post(program, SECRET, "https://news.example/expelled") == article, "it may be posted again"
    until(lambda: list(program.client.items("/v1/events", article=article)), "its events to come back")
