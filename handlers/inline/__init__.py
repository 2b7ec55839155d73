"""Answers in any chat: `@tro_ly câu hỏi`, picked from a list and sent as a card."""
