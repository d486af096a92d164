"""Which member is in which Party group 党小组 of the branch (MEM-21)."""
