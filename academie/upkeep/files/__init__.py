"""Files that nothing uses any more: found, left alone for a while, and removed."""
