"""The small knowledge and topics on an invented card, which are looked up instead of worded.

They stand apart: menus and the shelf of broken files keep to the small folder alone.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.content.loading import Files, read_folder
from tests.assistant.card_law import CARDS, as_file

_HERE = Path(__file__).parent
_SAID = {
    "groups.yaml": ("\ngroups:\n", "\ngroups:\n  - {id: the-nuoi, title: Thẻ nuôi}\n"),
    "language/stop_words.yaml": ("]", ", ở, này, nhà]"),
    "language/concepts.yaml": (
        "core: [dieu, meo]",
        "  the: [thẻ, thẻ nuôi, card]\n  doi: [đổi, đổi thẻ]\n"
        "  lich: [lịch, buổi, đợt, sessions]\n"
        "  tai-nha: [tại nhà, tận nhà, đến nhà]\n  tru-so: [trụ sở, nơi làm, nơi nhận]\n"
        "core: [dieu, meo, the]",
    ),
}
"""By file: what is replaced, and by what."""


def with_cards(small: Files) -> dict[str, bytes]:
    """Return the files of the small folder and those of this one."""
    files = {**small, **read_folder(_HERE)}
    for name, (before, after) in _SAID.items():
        text = files[name].decode()
        assert text.count(before) == 1, f"{name} no longer has {before!r}"
        files[name] = text.replace(before, after).encode()
    law = yaml.safe_dump(as_file(CARDS, "2024-01-01"), allow_unicode=True)
    return {**files, "law/the.yaml": law.encode()}


def written(folder: Path, small: Path) -> Path:
    """Write these files below a folder, for the real program; return it."""
    for name, content in with_cards(read_folder(small)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
