"""The tree of a day, and the rule for the day on which a change takes effect."""
