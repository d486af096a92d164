"""The one register of publications 公示/公开: period, places, objections, outcome, and a page for anybody (ORG-30)."""
