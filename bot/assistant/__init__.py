"""Decides what to say. No input or output, no clock, no messenger."""
