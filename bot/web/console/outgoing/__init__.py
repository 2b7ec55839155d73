"""Pages for what goes out: announcements, counts for the reports, reports, posters."""
