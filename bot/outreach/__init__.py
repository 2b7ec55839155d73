"""What the assistant sends unasked: reminders, announcements, the weekly schedule."""
