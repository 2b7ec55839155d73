"""An edit as a commit in the name of who made it, where the knowledge is kept with git."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

log = logging.getLogger(__name__)

_PATIENCE = 30
"""Seconds that git may take."""
_ADDRESS = "can-bo@localhost"
"""A commit wants a mail address; ours are nobody's business."""


def commit(folder: Path, files: Iterable[str], title: str, author: str) -> bool:
    """Commit these files of a folder, and no other; return whether that was done.

    Whatever else is changed or staged in the work tree stays as it is. What goes wrong is logged:
    the files are written already, and no edit is lost for want of a commit.
    """
    git = shutil.which("git")
    if git is None:
        log.warning("git_commits is on, but there is no git; the edit is not committed")
        return False
    name = "".join(char for char in author if char.isprintable() and char not in "<>").strip()
    environment = {
        **{key: text for key, text in os.environ.items() if not key.startswith("GIT_")},
        "GIT_COMMITTER_NAME": name or "can-bo",
        "GIT_COMMITTER_EMAIL": _ADDRESS,
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
    named = ["--", *files]
    steps = (
        ["add", "--all", *named],
        [
            "-c", "commit.gpgSign=false", "commit", "--quiet", "--no-verify", "--only",
            f"--author={name or 'can-bo'} <{_ADDRESS}>", f"--message={title}", *named,
        ],
    )  # fmt: skip
    try:
        for step in steps:
            subprocess.run(  # noqa: S603  (our own arguments, and no shell)
                [git, *step], cwd=folder, env=environment, check=True, timeout=_PATIENCE,
                stdin=subprocess.DEVNULL, capture_output=True,
            )  # fmt: skip
    except subprocess.CalledProcessError as error:
        told = (error.stderr or error.stdout).decode("utf-8", "replace").strip()
        log.warning("the edit is written but not committed: %s", told)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("the edit is written but not committed: %s", error.__class__.__name__)
    else:
        return True
    return False
