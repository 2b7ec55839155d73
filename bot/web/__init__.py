"""Pages and endpoints: the web chat, the wards, the console of the staff, health, numbers."""
