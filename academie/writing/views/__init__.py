"""The pages of the writing flow, one kind of page a module."""
