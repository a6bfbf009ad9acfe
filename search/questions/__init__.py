"""Counts what people search for, per week and without persons."""
