# SPDX-License-Identifier: MIT
"""What h5pulse raises. Each text is a sentence: what happened, to which file or field, and what to do."""
from __future__ import annotations

import builtins


class Error(OSError):
    """A file operation that failed."""

    #: the file concerned, where it is known
    path: str = ""


class MissingError(Error, FileNotFoundError):
    """There is no such file."""


class InUseError(Error):
    """The file is being written by somebody else: a second writer is refused."""


class InterruptedError(Error, builtins.InterruptedError):  # noqa: A001 - Python's own is a base of it
    """Writer.interrupt() has ended a wait for room on the disk, or for a disk that works."""


class ChangedError(Error):
    """The file changed while it was read, or holds another run now: refresh and try again."""


class ClosedError(Error, ValueError):
    """A Writer, Reader or DataBuffer is used after its end."""


class FieldError(ValueError, TypeError):
    """Values, shapes, types or names that do not fit the fields of a run.

    Python code raises ValueError for some of these and TypeError for others; it is both.
    """

    def __str__(self) -> str:  # KeyError, a base of UnknownFieldError, would show it in quotes
        return str(self.args[0]) if self.args else ""


class UnknownFieldError(FieldError, KeyError):
    """There is no field of this name; the text names those that there are."""


#: The name that C++ has no need of: Python has an InterruptedError of its own.
InterruptedError_ = InterruptedError
