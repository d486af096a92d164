"""Transfers of the relationship between branches: asked for by a roster, answered by the branch that holds it."""
