"""Who belongs to the staff, how they come in, and what they did."""
