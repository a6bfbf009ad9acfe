"""Looking again in time: reminders, and saying that it still holds."""
