"""A Bot API server for tests: as strict as Telegram, with failures on demand."""
