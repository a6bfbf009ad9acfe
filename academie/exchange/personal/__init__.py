"""What somebody with a personal link sees and does."""
