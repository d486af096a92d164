"""Chases: what a superior asks about a number, by whom it is answered, and that the answer was seen."""
