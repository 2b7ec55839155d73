"""What survives a restart: a file for each table, over SQLite or PostgreSQL."""
