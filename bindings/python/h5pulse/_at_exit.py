# SPDX-License-Identifier: MIT
"""Ends the runs of live writers when the program ends: finished, or failed if an exception ended it."""
from __future__ import annotations

import atexit
import os
import sys
import weakref
from typing import TYPE_CHECKING, Any, Protocol

from . import _core

if TYPE_CHECKING:
    from .writer import Writer


class Ending(Protocol):
    """An object that is notified of the program's end before the writers."""

    def finish_at_exit(self) -> None: ...


_writers: weakref.WeakSet[Writer] = weakref.WeakSet()
_others: weakref.WeakSet[Any] = weakref.WeakSet()


def register(writer: Writer) -> None:
    """Ends this writer's run at the program's end, but not in a child that is forked later."""
    _writers.add(writer)


def register_first(other: Ending) -> None:
    """Calls its finish_at_exit() before the writers' runs are ended."""
    _others.add(other)


def _uncaught() -> BaseException | None:
    """The exception that ends the program. None at a prompt, where the last exception belongs to an earlier input."""
    if hasattr(sys, "ps1") or sys.flags.interactive or "IPython" in sys.modules:
        return None
    error = getattr(sys, "last_exc", None) or getattr(sys, "last_value", None)
    return error if isinstance(error, BaseException) else None


def _end_all() -> None:
    for other in list(_others):
        report(other.finish_at_exit)
    error = _uncaught()
    for writer in list(_writers):
        if writer.closed:
            continue
        if error is None:
            report(writer.close)
        else:
            from .writer import describe

            reason = describe(type(error), error)
            report(lambda writer=writer: writer.fail(reason))  # type: ignore[misc]
    _core.note_interpreter_ends()


def report(end: Any) -> None:
    """Prints an error at the end of the program, where no caller can catch it."""
    try:
        end()
    except Exception as error:
        print(f"h5pulse: {error}", file=sys.stderr)


def _note_fork() -> None:
    """Forgets the parent's writers in a forked child; writers that the child creates are registered later."""
    _writers.clear()
    _others.clear()


os.register_at_fork(after_in_child=_note_fork)
atexit.register(_end_all)
