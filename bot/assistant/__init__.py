"""Decides what to say, without input or output, clock or messenger."""
