"""Rosters of every subject but members: upload → preview → commit bound to file and preview → undo (ADR 20).

A subject (``subject.Subject``) says columns, checks and writes; everything else is here once. ``config/home.py`` lists
them. ``actions`` are what people do, ``running`` checks and writes, ``undo`` takes a batch back.
"""
