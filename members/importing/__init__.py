"""Roster import in stages: read → check every cell → resolve → preview → one atomic write → undo (MEM-02).

``reading`` works inside the sandboxed child of core.office.spreadsheets, ``staging`` inside PostgreSQL, ``stages`` runs
them, ``undo`` takes back and ``kept`` holds what was checked until the decision. Pages, batches, files and the command
are those of every roster (``members.rosters``, ADR 20).

Decisions:

* Three kinds of findings. An *error* is a wrong cell. A *question* is a row that only somebody can decide (the person
  belongs elsewhere, has another name or another branch here): it is not written, and the file is not clean (exit status
  1), but the row is not wrong either. A *warning* is a row taken in with a cell to look at. One cause, one finding.
* The read is streamed: while PostgreSQL writes one chunk, the children check the next. A file that turns out not to be
  clean rolls everything back, unless faulty rows are to be skipped.
* A spell begins on the day of joining: rosters do not say since when somebody is in the branch, and statistics of an
  earlier day need the member. Somebody who was a member here before begins anew on the import's day.
* An empty cell changes nothing. A change of status or class closes the spell on the day of the import and opens the
  next; other changes are made in place, with the row's history kept by triggers.
* Conversion before joining is an error, except for those who joined within two years: see ``reading.rows``.
* An uploaded file is kept encrypted for at most seven days (``core.office.rosters.store``); batches keep findings, and
  masked cells of some faulty rows until they are undone or discarded.
"""
