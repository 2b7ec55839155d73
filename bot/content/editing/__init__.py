"""Changes of the knowledge as staff make them: text edits, checked before they are written."""

from bot.content.editing import entries, notices, parameters, phrasings, sessions
from bot.content.editing.edit import ConflictError, Edit, EditError, apply, base_of, faults_of
from bot.content.editing.records import record_at

__all__ = [
    "ConflictError", "Edit", "EditError", "apply", "base_of", "entries", "faults_of", "notices",
    "parameters", "phrasings", "record_at", "sessions",
]  # fmt: skip
