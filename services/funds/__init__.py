"""Money of a community: vouchers by two officers, two sides, never below nothing, public each quarter (SVC-08)."""
