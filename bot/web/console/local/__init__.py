"""Pages for the staff about dated local data: sessions, their tables, notices."""
