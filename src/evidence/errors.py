"""The one exception a user may meet: the command could not start or finish."""

from __future__ import annotations


class EvidenceError(Exception):
    """The command cannot go on; ``hint`` says what to do next. Exit code 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
