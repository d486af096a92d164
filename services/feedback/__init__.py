"""What a community tells each unit of its members every quarter, and what the unit makes of it (MEM-05; S2 三(五))."""
