"""Donation stations and charity supermarkets: goods in and out, stock that never falls below nothing (SVC-15)."""
