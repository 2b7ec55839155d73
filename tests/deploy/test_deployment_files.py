"""The files under deploy/ name only what there is; what checks their form is used where it is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import generate_latest

from bot import config
from bot.observing.metrics import REGISTRY
from bot.web import metrics as _page  # noqa: F401  (its numbers are registered too)

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
ALERTS = (DEPLOY / "prometheus" / "alerts.yml").read_text()
DASHBOARD = (DEPLOY / "grafana" / "dashboard.json").read_text()
_METRIC = re.compile(r"\b(?:cancuoc|process)_[a-z_]+")
_FAMILY = re.compile(r"^# TYPE (\S+) (\S+)$", re.MULTILINE)


def served() -> set[str]:
    found = set()
    for name, kind in _FAMILY.findall(generate_latest(REGISTRY).decode()):
        endings = ("_bucket", "_count", "_sum") if kind == "histogram" else ("",)
        found |= {name + ending for ending in endings}
    return found


@pytest.mark.parametrize("text", [ALERTS, DASHBOARD], ids=["alerts", "dashboard"])
def test_alerts_and_dashboard_ask_only_for_numbers_that_are_served(text: str) -> None:
    assert set(_METRIC.findall(text)) <= served()


def test_every_number_of_ours_is_on_the_dashboard_or_raises_an_alert() -> None:
    ours = {name for name in served() if name.startswith("cancuoc") and not name.endswith("_sum")}
    ours = {name for name in ours if not name.endswith("_count")} - {"cancuoc_topics"}
    assert ours <= set(_METRIC.findall(ALERTS + DASHBOARD))


def test_every_alert_says_what_is_the_matter_and_the_manual_names_it() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text()
    rules = [rule for group in yaml.safe_load(ALERTS)["groups"] for rule in group["rules"]]
    assert len(rules) > 10
    for rule in rules:
        assert rule["annotations"]["summary"]
        assert f"`{rule['alert']}`" in manual


def test_the_settings_of_the_image_are_settings_of_the_program() -> None:
    found = config.load(DEPLOY / "config.yaml", environment={})
    assert (found.log.form, found.web.metrics_port) == ("json", 9100)


def test_compose_sets_only_variables_that_the_program_reads() -> None:
    known = (ROOT / "docs" / "configuration.md").read_text()
    for name in COMPOSE["services"]["bot"]["environment"]:
        assert f"`{name}`" in known


def test_every_variable_of_compose_is_explained_in_the_example() -> None:
    example = (DEPLOY / "env.example").read_text()
    for name in re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text()):
        assert re.search(rf"^{name}=", example, re.MULTILINE)


def test_the_replicas_are_not_root_and_cannot_write_their_own_code() -> None:
    bot = COMPOSE["services"]["bot"]
    assert bot["read_only"]
    assert bot["cap_drop"] == ["ALL"]
    assert "\nUSER bot\n" in (DEPLOY / "Dockerfile").read_text()


def test_nobody_outside_reaches_database_or_numbers() -> None:
    services = COMPOSE["services"]
    assert COMPOSE["networks"]["inside"]["internal"]
    assert {name for name, each in services.items() if "ports" in each} == {"proxy", "grafana"}
    assert all(port.startswith("127.0.0.1:") for port in services["grafana"]["ports"])
    assert services["postgres"]["networks"] == ["inside"]


def test_the_image_is_made_of_files_that_there_are() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    copied = [
        source
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for source in line.split()[1:-1]
        if not source.startswith("--")
    ]
    assert copied
    for source in copied:
        assert (ROOT / source).exists()
    let_in = (ROOT / ".dockerignore").read_text().splitlines()
    assert all(f"!{source}" in let_in for source in copied)


def test_the_dashboard_is_one_that_grafana_reads() -> None:
    panels = json.loads(DASHBOARD)["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels) > 10
    assert all(target["expr"] for panel in panels for target in panel["targets"])


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("promtool", ["check", "rules", "prometheus/alerts.yml"]),
        ("promtool", ["check", "config", "--syntax-only", "prometheus/prometheus.yml"]),
        ("caddy", ["validate", "--config", "Caddyfile", "--adapter", "caddyfile"]),
        ("systemd-analyze", ["verify", "--man=no", "systemd/cancuoc-backup.timer"]),
    ],
)
def test_the_tools_themselves_find_no_fault(tool: str, arguments: list[str]) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not on this machine")
    done = subprocess.run(
        [tool, *arguments], cwd=DEPLOY, capture_output=True, text=True, check=False,
        env={"PUBLIC_HOST": "cancuoc.example", "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
