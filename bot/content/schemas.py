"""JSON Schemas of the knowledge files, so that editors complete and check while typing."""

from __future__ import annotations

import json
from pathlib import Path

from bot.content.loading import FORMS

FOLDER = ".schema"


def schemas() -> dict[str, str]:
    """Return every schema's text by file name, such as `faq.json`."""
    made = {}
    for pattern, form in FORMS.items():
        folder, _, stem = pattern.removesuffix(".yaml").rpartition("/")
        name = folder if stem == "*" else stem
        schema = form.model_json_schema(by_alias=True)
        made[f"{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return made


def stale_schemas(knowledge: Path) -> list[str]:
    """Return the schema files that are missing or differ from the models."""
    return [
        f"{FOLDER}/{name}"
        for name, text in schemas().items()
        if not (knowledge / FOLDER / name).is_file()
        or (knowledge / FOLDER / name).read_text("utf-8") != text
    ]


def write_schemas(knowledge: Path) -> None:
    """Write all schemas below the knowledge folder."""
    (knowledge / FOLDER).mkdir(exist_ok=True)
    for name, text in schemas().items():
        (knowledge / FOLDER / name).write_text(text, "utf-8")
