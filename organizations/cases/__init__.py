"""Cases with dated steps: one engine for transfers of many kinds, development of members, selections (docs/how-to)."""
