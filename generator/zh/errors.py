"""The error every parser of this package raises: what is wrong, in Chinese, and an example of the right form."""

from __future__ import annotations


class FormError(ValueError):
    """A text that has not the form asked for; `message` says why, `example` shows a right one."""

    def __init__(self, message: str, example: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.example = example
