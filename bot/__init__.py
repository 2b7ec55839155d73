"""Trợ lý căn cước: tells citizens of Vietnam what the identity law asks of them, by date."""
