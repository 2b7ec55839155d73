"""Vietnamese text in, meaning out: the only door through which a citizen's words come in."""
