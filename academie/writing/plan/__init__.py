"""What is asked for each type, screen by screen. The rest of the app knows no type."""
