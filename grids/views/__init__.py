"""Pages of the grids room, split by what they show: scope → form → render."""
