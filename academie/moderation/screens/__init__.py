"""The screens of who reads: the list, one review, and what is decided there."""
