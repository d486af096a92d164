"""Contact between a unit's Party organisation and the branch of residence; members show who they are (MEM-20)."""
