"""Find the rosters of a workbook, normalise and check every cell. Runs in the sandboxed child: no database.

Column by column, each distinct value once; then row by row what two cells say together. What is stored comes out as
lines for COPY, protected cells encrypted already, so that the parent only moves bytes.

``rosters`` finds the tables and their rows, ``cells`` parses columns, ``rows`` checks what cells say together,
``lines`` writes what is stored, ``findings`` are the shapes that travel back.
"""

from members.importing.reading.cells import checked_chunks
from members.importing.reading.findings import ERROR, QUESTION, WARNING, Chunk, Finding, Lines, Rules
from members.importing.reading.rosters import Roster, rosters

__all__ = ["ERROR", "QUESTION", "WARNING", "Chunk", "Finding", "Lines", "Roster", "Rules", "checked_chunks", "rosters"]
