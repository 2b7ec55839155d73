"""When and where a card can be made nearby: dated sessions, offices, and what is said of them."""
