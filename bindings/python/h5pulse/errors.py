# SPDX-License-Identifier: MIT
"""The exceptions of h5pulse. Each text says what happened, to which file or field, and what to do."""
from __future__ import annotations

import builtins


class Error(OSError):
    """A file operation that failed."""

    #: path of the file, if known
    path: str = ""


class MissingError(Error, FileNotFoundError):
    """The file does not exist."""


class InUseError(Error):
    """Another writer has the file: a second writer is refused."""


class InterruptedError(Error, builtins.InterruptedError):  # noqa: A001 - Python's own is a base of it
    """Writer.interrupt() ended a wait for disk space or for a working disk."""


class ChangedError(Error):
    """The file changed during a read, or now holds another run: refresh and try again."""


class ClosedError(Error, ValueError):
    """A Writer, Reader or DataBuffer was used after it was closed."""


class FieldError(ValueError, TypeError):
    """Values, shapes, types or names do not fit the fields of a run.

    Python uses ValueError for some of these and TypeError for others, so this class derives from both.
    """

    def __str__(self) -> str:  # KeyError, a base of UnknownFieldError, would show it in quotes
        return str(self.args[0]) if self.args else ""


class UnknownFieldError(FieldError, KeyError):
    """The run has no field of this name; the text lists its fields."""


#: An alias that does not hide Python's own InterruptedError.
InterruptedError_ = InterruptedError
