"""Dual registration by a unit's list: the unit names its members, each confirms on the phone (MEM-24)."""
