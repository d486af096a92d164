"""Two-way reporting and review of secretaries (S1 二1; ASM-07)."""
