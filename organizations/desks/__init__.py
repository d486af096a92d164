"""Whose duties are whose: home lists, superiors' lists and reminders, all of them readers of core.records.duties."""
