"""An item on paper: all its parts as plain data, then set by one typst source."""
