"""Polls by phone: a roll of who has voted, and beside it sealed ballots that are opened once, at the close (ADR 28)."""
