"""Ballots by paper: who may vote, how many papers went out and came back, grades for each person, who counted."""
