"""How much the access matrix has asked, for ``manage.py matrix_test --alone``."""

TALLY = {"requests": 0, "findings": 0}
TALLY_LINE = "access matrix: "
