"""Roster import in stages: read → check every cell → resolve → preview → one atomic write → undo (MEM-02).

``stages`` runs them; ``reading`` works inside the sandboxed child of core.spreadsheets, ``staging`` inside PostgreSQL,
``actions`` are what people do (commit, undo, discard), ``workbook`` gives the file back with the bad cells marked.
"""
