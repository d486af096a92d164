"""Pages of the assessments room, split by what they show: scope → form → render."""
