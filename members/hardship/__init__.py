"""Members in hardship: who, who helps whom one to one, visits (MEM-14)."""
