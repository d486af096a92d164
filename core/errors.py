"""The one domain exception: a rule said no, with the reason that the page shows."""


class RuleViolation(Exception):
    """Raised by rules and actions. ``code`` is stable (``quorum-missing``), ``message`` is Chinese for the
    user.
    """

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
