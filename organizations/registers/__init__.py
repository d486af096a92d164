"""Yearly registers 台账: what an office keeps line by line, year after year (house: engine of yearly registers).

A register is a model, its form and one ``Register`` (kinds.py); list, page, correction, withdrawal, export and the
audit trail are the same for all. What a register owes is said in ``duties.py``.
"""
