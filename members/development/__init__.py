"""Development of members 发展党员: files, plans, blank branches, responsibility (MEM-08, 09, 10, 17)."""
