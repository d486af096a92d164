"""What members of a big committee do in their mandate, and the time that their units guarantee for it (ORG-29)."""
