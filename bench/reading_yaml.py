"""`python -m bench.reading_yaml FOLDER`: read all YAML files, and no more."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def main() -> None:
    """Read each file by PyYAML's parser in C."""
    for file in Path(sys.argv[1]).rglob("*.yaml"):
        yaml.load(file.read_bytes(), yaml.CSafeLoader)


if __name__ == "__main__":
    main()
