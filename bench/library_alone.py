"""`python -m bench.library_alone`: what every bot of python-telegram-bot imports, and no more."""

import telegram.ext  # noqa: F401
