"""What the buttons in groups send back, and those that stand below more than one message."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from bot.content.knowledge import Knowledge
from bot.language.english import Language
from handlers.buttons import GROUP, button

OPEN_HERE = f"{GROUP}t:"
"""Opens a topic in place of the message: `v:t:<topic id>`."""
BIND = f"{GROUP}b:"
"""Binds the group to a ward: `v:b:<code>`."""
ASK_WARD = f"{GROUP}g"
"""Asks which ward the group belongs to."""
CANCEL = f"{GROUP}x"
"""Takes that question back; stands below it and nothing else."""
SHOW = f"{GROUP}c"
"""Shows the settings in place of the message."""
SET = f"{GROUP}s:"
"""Changes a setting: `v:s:<name>:<number>`."""
DAYS = f"{GROUP}d"
"""Offers the days of the weekly schedule."""
UNBIND = f"{GROUP}u"
"""Takes the ward away from the group."""
DONE = f"{GROUP}o"
"""Takes the buttons of the settings away."""


def ask_ward(knowledge: Knowledge, language: Language) -> InlineKeyboardButton:
    """Return the button that asks for the ward."""
    return button(knowledge.say("nhom-nut-gan", language), ASK_WARD)
