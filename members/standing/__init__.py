"""Party age 党龄 and what interrupts it or does not (MEM-22); awards to senior members (MEM-18)."""
