"""Pages for the staff: see what is asked, change what is answered."""
