"""What the assistant does in groups: silent unless called, short, and bound to one ward."""
