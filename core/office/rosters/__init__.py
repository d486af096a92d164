"""What every roster shares, whatever it lists: columns, cells, reading, template, marked workbook, the kept file.

Nothing here knows a model. ``organizations.rosters`` runs a subject over it: upload → preview → commit → undo.
"""

from core.office.rosters.columns import Column
from core.office.rosters.reading import ERROR, KINDS, QUESTION, WARNING, Finding, Row, Table, read_table, tables_of
from core.office.rosters.template import blank_workbook
from core.office.rosters.workbook import marked_workbook

__all__ = [
    "ERROR",
    "KINDS",
    "QUESTION",
    "WARNING",
    "Column",
    "Finding",
    "Row",
    "Table",
    "blank_workbook",
    "marked_workbook",
    "read_table",
    "tables_of",
]
