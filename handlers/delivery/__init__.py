"""How updates come in and calls go out, so that a fault at any moment loses no answer."""
