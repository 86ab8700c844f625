"""Errors that stop a run: the scheme or the call is unusable. Bad data is a Problem, not an error."""

from __future__ import annotations


class KaoheError(Exception):
    """Base of all errors whose text, in Chinese, is meant for the user."""


class FormulaError(KaoheError):
    """A formula that the compiler refuses."""


class SchemeError(KaoheError):
    """A scheme that cannot be used; ``messages`` lists everything found, each with file, line and field."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


class DataError(KaoheError):
    """A table or file that cannot be read as data at all."""
