"""Pages of meetings: office, signing in, member's phone, street."""
