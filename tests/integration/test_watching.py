"""Dashboards, alerts and scrape settings: they can be loaded, and every metric and label they name exists."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from schemas.record import Stage
from services.counts import count_step, note_folded, note_model
from services.queues import Census
from tests.support.queues import FakeQueues
from tests.support.service import running_service

OPS = Path(__file__).parents[2] / "ops"
DASHBOARD = json.loads((OPS / "grafana/dashboards/newsfold.json").read_text())
ALERTS = [
    rule for group in yaml.safe_load((OPS / "prometheus/alerts.yml").read_text())["groups"] for rule in group["rules"]
]
EXPRESSIONS = [rule["expr"] for rule in ALERTS] + [
    target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]
]
METRIC = re.compile(r"\b((?:newsfold|process)_\w+)(?:\{([^}]*)\})?")
LABEL = re.compile(r'(\w+)\s*(?:=~|!~|!=|=)\s*"')
GROUPED = re.compile(r"\bby \(([^)]*)\)")
PROMETHEUS_OWN = {"job", "instance"}


class StaffedQueues(FakeQueues):
    """Queues with a worker each."""

    def census(self) -> list[Census]:
        return [
            Census(stage=stage, jobs={"waiting": 0}, held=0, in_hand=0, workers={"idle": 1, "busy": 0})
            for stage in Stage
        ]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The labels of every sample that a service tells once each thing that it counts has happened."""
    queues = StaffedQueues()
    count_step(queues, Stage.EXTRACT, "done", 0.1)
    note_model(queues, "model", 1.0)
    note_folded(queues, 1.0)
    with running_service(tmp_path_factory.mktemp("watching"), queues=queues) as service:
        service.client.post("/v1/articles", json={"body": "Norway thanked Peru.", "source": "The Example"})
        service.client.post("/v1/articles", json={}, headers={"origin": "https://evil.example"})
        text = service.client.get("/metrics").text
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_metric_and_label_that_is_asked_for_exists(samples: dict[str, set[str]], expression: str) -> None:
    asked = METRIC.findall(expression)
    assert asked or "up{" in expression
    known = set(PROMETHEUS_OWN)
    for name, selector in asked:
        assert name in samples
        known |= samples[name]
        assert set(LABEL.findall(selector)) <= samples[name] | PROMETHEUS_OWN
    for names in GROUPED.findall(expression):
        assert {name.strip() for name in names.split(",")} <= known


def test_every_metric_is_told_with_a_name_of_ours(samples: dict[str, set[str]]) -> None:
    assert all(name.startswith(("newsfold_", "process_")) for name in samples)


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: str(alert["alert"]))
def test_every_alert_says_what_is_wrong_and_leads_to_what_to_do(alert: dict[str, Any]) -> None:
    runbook = (OPS / "runbook.md").read_text()
    assert alert["annotations"]["summary"].endswith(".")
    assert alert["annotations"]["runbook"] == f"ops/runbook.md#{alert['alert'].lower()}"
    assert f"\n### {alert['alert']}\n" in runbook
    assert alert["labels"]["severity"] in {"page", "ticket"}


def test_the_runbook_speaks_of_no_alert_that_is_gone() -> None:
    spoken_of = set(re.findall(r"^### (Newsfold\w+)$", (OPS / "runbook.md").read_text(), re.MULTILINE))
    assert spoken_of == {alert["alert"] for alert in ALERTS}


def test_prometheus_is_told_of_the_service_its_key_and_the_alerts() -> None:
    configuration = yaml.safe_load((OPS / "prometheus/prometheus.yml").read_text())
    compose = yaml.safe_load((OPS.parent / "docker-compose.yml").read_text())
    (job,) = configuration["scrape_configs"]
    assert job["static_configs"] == [{"targets": ["serve:8000"]}]
    assert [(OPS / "prometheus" / name).exists() for name in configuration["rule_files"]] == [True]
    (secret,) = compose["services"]["prometheus"]["secrets"]
    assert job["authorization"]["credentials_file"] == f"/run/secrets/{secret}"
    assert secret in compose["secrets"]


def test_grafana_finds_its_dashboard_and_its_data() -> None:
    (provider,) = yaml.safe_load((OPS / "grafana/provisioning/dashboards/newsfold.yml").read_text())["providers"]
    (source,) = yaml.safe_load((OPS / "grafana/provisioning/datasources/prometheus.yml").read_text())["datasources"]
    mounts = dict(
        mount.split(":")[:2]
        for mount in yaml.safe_load((OPS.parent / "docker-compose.yml").read_text())["services"]["grafana"]["volumes"]
    )
    assert mounts["./ops/grafana/dashboards"] == provider["options"]["path"]
    assert source["url"] == "http://prometheus:9090"
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in DASHBOARD["panels"]]
    assert len(set(places)) == len(places)
    assert all(panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24 for panel in DASHBOARD["panels"])
