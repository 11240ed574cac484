"""The Compose file: it fits the Compose specification, keeps its promises, and what it starts works.

Docker is not needed: every service's own command runs as a process here, with the environment the file gives it, but
with the addresses of the tests' Redis and PostgreSQL. The health checks run too.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from ops.client import Client
from ops.environment import clean_environment
from ops.valkey import free_port
from services.settings import Settings
from tests.support.hosts import is_ready
from tests.support.program import until

Service = dict[str, Any]

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$(?:\$|\{(?P<name>\w+)(?::(?P<operator>[-?])(?P<word>[^}]*))?\})")
SECRETS = {"POSTGRES_PASSWORD": "one", "REDIS_PASSWORD": "two"}
SERVERS = ("postgres", "redis")
WORKERS = ("clean", "extract", "projections")
OURS = ("serve", *WORKERS)
WATCHERS = ("prometheus", "grafana")
EVERY = (*SERVERS, *OURS, *WATCHERS)
STORY = """Ghana Thanks Italy

ACCRA, June 2 (Reuters) - Ghana thanked Italy on Tuesday for its help after the floods, the foreign ministry said.

The president of Ghana will meet the Italian prime minister in Rome on Friday.
"""


def interpolated(text: str, variables: dict[str, str]) -> str:
    """The text with its variables as Compose puts them in: ${A}, ${A:-default}, ${A:?error} and $$."""

    def value(found: re.Match[str]) -> str:
        name = found["name"]
        if name is None:
            return "$"
        if variables.get(name):
            return variables[name]
        if found["operator"] == "?":
            raise KeyError(name)
        return found["word"] or ""

    return VARIABLE.sub(value, text)


def services(variables: dict[str, str]) -> dict[str, Service]:
    """The file's services."""
    found: dict[str, Service] = yaml.safe_load(interpolated(FILE.read_text(), variables))["services"]
    return found


@pytest.fixture(scope="module")
def composed() -> dict[str, Service]:
    return services(SECRETS)


def test_the_file_fits_the_compose_specification() -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    checked = subprocess.run(checker, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("missing", SECRETS)
def test_without_its_passwords_nothing_starts(missing: str) -> None:
    with pytest.raises(KeyError, match=missing):
        services({name: value for name, value in SECRETS.items() if name != missing})


def test_every_password_comes_from_outside() -> None:
    lines = [
        line for line in FILE.read_text().splitlines() if re.search(r"^\s+\w*(?:PASSWORD|CLI_AUTH)\w*:|:.*@redis", line)
    ]
    assert len(lines) == 4
    assert all("_PASSWORD:?" in line for line in lines)


def test_there_is_a_service_for_everything(composed: dict[str, Service]) -> None:
    assert sorted(composed) == sorted(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_a_service_has_no_more_rights_than_it_needs(composed: dict[str, Service], name: str) -> None:
    service = composed[name]
    assert service["user"] not in {"root", "0"}
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")


@pytest.mark.parametrize("name", EVERY)
def test_a_service_comes_back_and_says_how_it_is(composed: dict[str, Service], name: str) -> None:
    assert composed[name]["restart"] == "unless-stopped"
    assert composed[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", EVERY)
def test_an_image_is_named_with_its_version(composed: dict[str, Service], name: str) -> None:
    assert re.search(r":v?\d+\.\d+", composed[name]["image"])


def test_our_image_has_the_programs_version(composed: dict[str, Service]) -> None:
    assert {composed[name]["image"] for name in OURS} == {f"newsfold:{version('newsfold')}"}


def test_only_what_people_look_at_can_be_reached_and_only_from_this_host(composed: dict[str, Service]) -> None:
    published = {name: service["ports"] for name, service in composed.items() if "ports" in service}
    assert published == {"serve": ["127.0.0.1:8000:8000"], "grafana": ["127.0.0.1:3000:3000"]}


def test_nobody_watches_unless_asked_to(composed: dict[str, Service]) -> None:
    assert {name for name, service in composed.items() if "profiles" in service} == set(WATCHERS)


def test_the_service_asks_for_keys(composed: dict[str, Service]) -> None:
    assert Settings(host=composed["serve"]["environment"]["NEWSFOLD_HOST"]).asks_for_keys  # type: ignore[call-arg]


def test_ones_own_actors_are_read_where_extraction_is_done() -> None:
    variables = SECRETS | {"NEWSFOLD_ACTORS": "./mine.toml"}
    (mount,) = services(variables)["extract"]["volumes"]
    source, target, mode = mount.split(":")
    assert (source, mode) == ("./mine.toml", "ro")
    assert services(variables)["extract"]["environment"]["NEWSFOLD_ACTORS"] == target
    assert services(SECRETS)["extract"]["volumes"] == [f"/dev/null:{target}:ro"]


def test_workers_wait_for_the_service_which_makes_the_log(composed: dict[str, Service]) -> None:
    for name in WORKERS:
        assert composed[name]["depends_on"] == {"serve": {"condition": "service_healthy"}}
    assert set(composed["serve"]["depends_on"]) == set(SERVERS)


@pytest.mark.parametrize("name", OURS)
def test_the_addresses_are_those_of_the_servers_in_the_file(composed: dict[str, Service], name: str) -> None:
    environment = composed[name]["environment"]
    database, redis = urlsplit(environment["NEWSFOLD_DATABASE_URL"]), urlsplit(environment["REDIS_URL"])
    settings = composed["postgres"]["environment"]
    assert (database.hostname, database.port) == ("postgres", 5432)
    assert (database.username, database.path) == (settings["POSTGRES_USER"], "/" + settings["POSTGRES_DB"])
    assert environment["PGPASSWORD"] == settings["POSTGRES_PASSWORD"] == SECRETS["POSTGRES_PASSWORD"]
    assert (redis.hostname, redis.port) == ("redis", 6379)
    assert redis.password == composed["redis"]["environment"]["REDISCLI_AUTH"] == SECRETS["REDIS_PASSWORD"]


class Composed:
    """The file's own services, each as a process."""

    def __init__(self, composed: dict[str, Service], folder: Path, redis_url: str, postgres_url: str) -> None:
        self.port = free_port()
        self._services = composed
        self.folder = folder
        self._addresses = {
            "REDIS_URL": redis_url,
            "NEWSFOLD_DATABASE_URL": postgres_url,
            "NEWSFOLD_PORT": str(self.port),
            "NEWSFOLD_HOST": "127.0.0.1",
            "NEWSFOLD_ACTORS": "/dev/null",
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.client = Client(f"http://127.0.0.1:{self.port}")

    def start(self, name: str) -> None:
        """Start a service and wait until it is ready, and its own health check content."""
        with self._output(name).open("wb") as output:
            self.processes[name] = subprocess.Popen(
                self._here(self._services[name]["command"]),
                env=self._environment(name),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

        def has_begun() -> bool:
            assert self.processes[name].poll() is None, self.printed(name)
            return is_ready(self.client) if name == "serve" else "ready" in self.printed(name)

        until(has_begun, f"{name} to be ready: {self.printed(name)}", 90)
        until(lambda: self.health(name).returncode == 0, f"{name} to be healthy: {self.printed(name)}")

    def health(self, name: str) -> subprocess.CompletedProcess[str]:
        """What the service's health check says."""
        how, *command = self._services[name]["healthcheck"]["test"]
        assert how == "CMD"
        return subprocess.run(
            self._here(command),
            env=self._environment(name),
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def post(self, story: str) -> str:
        """Post a page; the article's id."""
        posted = self.client.post(story.encode(), "text/plain", {"published_at": "2026-06-02"})
        return str(posted["id"])

    def printed(self, name: str) -> str:
        """What the service has printed so far."""
        return self._output(name).read_text()

    def stop(self) -> dict[str, int]:
        """Stop the services as Compose does, those that depend on others first; their exit codes."""
        codes = {}
        for name, process in reversed(self.processes.items()):
            process.terminate()
            codes[name] = process.wait(60)
        return codes

    def _output(self, name: str) -> Path:
        return self.folder / f"{name}.out"

    def _environment(self, name: str) -> dict[str, str]:
        given = {key: str(value) for key, value in self._services[name]["environment"].items()}
        return clean_environment() | given | self._addresses

    def _here(self, command: list[str]) -> list[str]:
        """The command with this interpreter's programs, which the image has on its PATH."""
        return [str(Path(sys.executable).parent / command[0]), *command[1:]]


@pytest.fixture
def services_here(
    composed: dict[str, Service], tmp_path: Path, redis_url: str, postgres_url: str
) -> Iterator[Composed]:
    here = Composed(composed, tmp_path, redis_url, postgres_url)
    try:
        yield here
    finally:
        here.client.close()
        for process in here.processes.values():
            process.kill()
            process.wait()


def test_the_services_tell_that_nobody_works_then_do_the_whole_way_and_stop_when_asked(
    services_here: Composed,
) -> None:
    services_here.start("serve")
    services_here.post(STORY)
    for name in WORKERS:
        check = services_here.health(name)
        assert (check.returncode, check.stdout) == (1, "")
        assert len(check.stderr.splitlines()) == 1
    for name in WORKERS:
        services_here.start(name)
    posted = services_here.post(STORY)
    (status,) = services_here.client.wait([posted], lambda _status: None)
    assert status["state"] == "projected", services_here.printed("extract")
    events = services_here.client.get("/v1/events", article=posted)["items"]
    assert {actor["country"] for event in events for actor in event["source"] + event["target"]} >= {"GHA", "ITA"}
    assert set(services_here.stop().values()) <= {0, -signal.SIGTERM}
    assert services_here.health("serve").returncode == 1
    assert {path.name for path in services_here.folder.iterdir()} == {f"{name}.out" for name in services_here.processes}
