"""One article's whole way, through real processes: posted, cleaned, extracted, projected, read."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.program import Program, newsfold, running, until

SAMPLES = Path(__file__).parents[2] / "ops" / "samples"
STORY = """Norway Recalls Its Envoy From Lisbon

LISBON, May 4 (Reuters) - Norway recalled its ambassador from Portugal on Sunday, the foreign ministry said.

The prime minister of Norway will meet the president of Portugal in Oslo next week.
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("way") / "data", str(SAMPLES), NEWSFOLD_READERS="1") as program:
        until(lambda: "^C stops everything" in program.printed(), "the samples' timeline", 120)
        yield program


def test_the_samples_become_a_timeline_on_the_screen(program: Program) -> None:
    printed = program.printed()
    assert "Timeline" in printed
    assert "→" in printed
    assert f"http://127.0.0.1:{program.port}/v1/events" in printed


def test_the_samples_become_events_over_http(program: Program) -> None:
    articles = list(program.client.items("/v1/articles"))
    assert len(articles) >= 6
    assert {article["state"] for article in articles} == {"projected"}
    events = list(program.client.items("/v1/events"))
    assert len(events) >= 20
    assert all(event["sentence"] and event["trigger"] in event["sentence"] for event in events)


def test_a_caption_printed_many_times_is_one_caption_with_its_copies(program: Program) -> None:
    pictures = list(program.client.items("/v1/captions"))
    assert len({picture["text"] for picture in pictures}) == len(pictures)
    captions = [each for picture in pictures for each in program.client.items(f"/v1/captions/{picture['id']}")]
    assert max(caption["copies"] for caption in captions) > 1
    assert len({(caption["article"], caption["part"], caption["text"]) for caption in captions}) == len(captions)


def test_an_article_posted_by_command_is_projected(program: Program, tmp_path: Path) -> None:
    page = tmp_path / "story.txt"
    page.write_text(STORY)
    posted = program.run("post", str(page), "--url", "https://news.example/envoy", "--wait", "--json")
    assert posted.returncode == 0, posted.stderr
    outcome = json.loads(posted.stdout)
    status = program.run("status", outcome["id"], "--json")
    assert json.loads(status.stdout)["state"] == "projected"
    events = list(program.client.items("/v1/events", article=outcome["id"]))
    assert {"NOR", "PRT"} & {actor["country"] for event in events for actor in event["source"] + event["target"]}


def test_the_same_article_again_changes_nothing(program: Program, tmp_path: Path) -> None:
    page = tmp_path / "story.txt"
    page.write_text(STORY.replace("Norway", "Sweden"))
    outcomes = [json.loads(program.run("post", str(page), "--wait", "--json").stdout) for _ in range(2)]
    assert outcomes[0]["id"] == outcomes[1]["id"]
    assert [outcome["outcome"] for outcome in outcomes] == ["new", "unchanged"]
    head = json.loads(program.run("log", "tail", "-n", "1", "--json").stdout)["position"]
    program.run("post", str(page))
    assert json.loads(program.run("log", "tail", "-n", "1", "--json").stdout)["position"] == head


def test_an_article_can_be_posted_through_a_pipe(program: Program) -> None:
    article = json.dumps({"body": STORY.replace("Norway", "Finland"), "source": "pipe"})
    posted = program.run("post", "-", "--type", "application/json", "--wait", "--json", typed=article)
    assert json.loads(posted.stdout)["outcome"] == "new"


def test_a_file_of_many_articles_is_posted_in_several_requests(program: Program, tmp_path: Path) -> None:
    lines = [json.dumps({"body": f"Chile thanked Peru for gift {number}.", "source": "many"}) for number in range(600)]
    lines[550] = "no JSON"
    (tmp_path / "many.ndjson").write_text("\n".join(lines))
    posted = program.run("post", str(tmp_path / "many.ndjson"), "--json")
    outcomes = [json.loads(line) for line in posted.stdout.splitlines()]
    assert posted.returncode == 1
    assert [outcome["line"] for outcome in outcomes] == list(range(1, 601))
    assert [outcome["line"] for outcome in outcomes if "id" not in outcome] == [551]


def test_a_page_in_a_charset_that_it_is_not_in_ends_as_a_visible_failure(program: Program) -> None:
    posted = program.client.post(b"caf\xe9 is not UTF-8", "text/html; charset=utf-8", {})
    if "id" not in posted:
        assert posted["status"] in {400, 422}
        return
    until(lambda: program.client.get(f"/v1/articles/{posted['id']}")["state"] == "failed", "the failure")
    failures = json.loads(program.run("failed", "list", "--json").stdout.splitlines()[0])
    assert failures["article"] == posted["id"]
    assert failures["permanent"]


def test_replay_builds_the_next_generation_and_nothing_changes_for_readers(program: Program) -> None:
    until(program.all_projected, "everything to be projected", 120)
    before = list(program.client.items("/v1/events"))
    replayed = program.run("replay", "--json")
    assert replayed.returncode == 0, replayed.stderr
    assert json.loads(replayed.stdout)["generation"] == 2
    assert list(program.client.items("/v1/events")) == before


def test_a_worker_started_by_hand_joins_in_and_leaves_when_asked(program: Program) -> None:
    log = program.data / "by-hand.log"
    with log.open("wb") as output:
        worker = subprocess.Popen(newsfold("work", "clean"), env=program.environment, stdout=output, stderr=output)
    try:
        until(lambda: "worker ready" in log.read_text(), "the worker to be ready")
    finally:
        worker.terminate()
        assert worker.wait(30) == 0


def test_a_kind_of_worker_that_there_is_not_is_refused_with_those_that_there_are(program: Program) -> None:
    refused = program.run("work", "nothing")
    assert refused.returncode == 2
    assert "projections" in refused.stderr


def test_the_log_is_told_line_by_line(program: Program) -> None:
    told = program.run("log", "tail", "-n", "5").stdout
    assert "extraction.completed" in told or "article." in told
    assert len(told.splitlines()) == 5
