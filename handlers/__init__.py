"""Telegram in and out: a file for each way in, and `delivery`, which loses nothing."""
