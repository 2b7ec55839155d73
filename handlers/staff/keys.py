"""What the buttons of the staff's side send back.

`<day>` is written as `261205`; ids have 48 characters at most, so all stay within 64 bytes.
"""

from __future__ import annotations

from handlers.buttons import OFFICE

SEND = f"{OFFICE}s:"
"""A citizen wants an answer of the staff, who get the question: `z:s:<number>`."""
LIST = f"{OFFICE}l:"
"""A citizen only wants the question on the list: `z:l:<number>`."""
NEVER_MIND = f"{OFFICE}o"
"""A citizen wants neither."""

PASS = f"{OFFICE}r:"
"""Takes a question out of the queue: `z:r:<number>`. Who replies to a message with this button
answers the question's citizen."""
SEND_ANYWAY = f"{OFFICE}y:"
"""Sends what was written to a citizen although it holds a personal number: `z:y:<number>`."""
CLOSE = f"{OFFICE}k"
"""Takes the buttons away."""
WORKING = f"{OFFICE}x"
"""Stands below a message whose button is being carried out."""

QUEUE = f"{OFFICE}q:"
"""Shows a page of the queue: `z:q:<page>`."""
IGNORE = f"{OFFICE}i:"
"""Takes a question and those like it out of the queue: `z:i:<number>:<page>`."""
ATTACH = f"{OFFICE}a:"
"""Adds what is quoted in the message to a topic: `z:a:<number>:<topic>`."""
REPLY = f"{OFFICE}t:"
"""Asks for the reply to a citizen: `z:t:<number>`."""

BACK, GO_BACK = f"{OFFICE}b:", f"{OFFICE}B:"
"""Asks whether to return to a release, and does it: `z:b:<number>`, `z:B:<number>`."""

SESSIONS = f"{OFFICE}w:"
"""Shows a page of the coming sessions: `z:w:<page>`."""
CANCEL, FULL = f"{OFFICE}c:", f"{OFFICE}f:"
"""Asks whether to call a session off, or to say that it is full: `z:c:<session>:<day>`."""
POSTPONE = f"{OFFICE}p:"
"""The same for putting it off by so many days: `z:p:<session>:<day>:<days>`; where they are left
out, by how many is asked first."""
ASKS, DOES = f"^{OFFICE}[cfp]:", f"^{OFFICE}[CFP]:"
"""Patterns of these, and of what carries them out: `doing` of them."""
OTHER_DAY = f"{OFFICE}e:"
"""Asks for the day, which is typed as a reply: `z:e:<session>:<day>`."""
DAY_OF = f"{OFFICE}n:"
"""Stands below that question, and takes it back: `z:n:<session>:<day>`."""


def doing(prefix: str) -> str:
    """Return the prefix of what carries out what another one asks: the same with a capital."""
    return OFFICE + prefix.removeprefix(OFFICE).upper()


def asking(prefix: str) -> str:
    """Return the prefix of what asks, of either."""
    return prefix.lower()
