#!/usr/bin/env bash
# Pin every dependency with its hashes: requirements.txt, -dev, -bench, -mutants, -fuzz and -aiogram.txt from pyproject.toml.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pip-tools
"$work/venv/bin/python" - "$work" <<'PY'
import sys, tomllib
from pathlib import Path
project = tomllib.loads(Path("pyproject.toml").read_text())
wanted = {"requirements": project["project"]["dependencies"]}
wanted |= {f"requirements-{name}": group for name, group in project["dependency-groups"].items()}
for name, lines in wanted.items():
    Path(sys.argv[1], name + ".in").write_text("\n".join(lines) + "\n")
PY
pin() {
  local name=$1; shift
  "$work/venv/bin/pip-compile" --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
    --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host "$@" \
    --output-file "$name.txt" "$work/$name.in"
}
pin requirements
pin requirements-dev --constraint requirements.txt
pin requirements-bench --constraint requirements.txt --constraint requirements-dev.txt
pin requirements-mutants --constraint requirements.txt --constraint requirements-dev.txt
pin requirements-fuzz --constraint requirements.txt --constraint requirements-dev.txt
pin requirements-aiogram
