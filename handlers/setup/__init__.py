"""How the bot presents itself in Telegram: set at each start, looked at by `doctor`."""
