"""Write the transcripts in docs/conversations: `python -m scripts.conversations [NAME…]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.conversations import script, transcript
from tests.conversations.knowledge import Knowledge
from tests.conversations.stage import play

DOCUMENTS = Path(__file__).parents[1] / "docs" / "conversations"


def main(names: list[str]) -> None:
    """Play the named scripts, or all, and write what people see."""
    knowledge, scripts = Knowledge(), {name: script.read(name) for name in script.names()}
    DOCUMENTS.mkdir(parents=True, exist_ok=True)
    for name in names or scripts:
        with tempfile.TemporaryDirectory() as folder:
            moments = asyncio.run(play(scripts[name], knowledge, Path(folder)))
        page = DOCUMENTS / f"{name}.md"
        page.write_text(transcript.transcript(scripts[name], moments), "utf-8")
    for page in DOCUMENTS.glob("*.md"):
        if page.stem not in {*scripts, "README"}:
            page.unlink()
    (DOCUMENTS / "README.md").write_text(transcript.index(scripts), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
