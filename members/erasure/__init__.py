"""What names people and is kept no longer: legal holds, the list of what is due, two officers who clear it (MEM-15)."""
