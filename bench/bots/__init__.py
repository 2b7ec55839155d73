"""Whole bots as processes of their own, and the stand-in for Telegram that they speak with."""
