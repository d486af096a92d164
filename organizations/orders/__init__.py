"""Documents by which posts and organisations begin and end, and the change of term of a whole body (ORG-32)."""
