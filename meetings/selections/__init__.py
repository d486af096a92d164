"""Open selection 公开推选 of part-time deputies and members of a big committee (S2 二(四); ORG-08)."""
