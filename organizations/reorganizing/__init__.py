"""Merging, dividing and upgrading Party organisations 机构调整: one act with a day and a document (ORG-21, ORG-05)."""
