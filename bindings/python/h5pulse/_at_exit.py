# SPDX-License-Identifier: MIT
"""Ends the runs of writers that still live when the program ends: finished, or failed where an exception ended it."""
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
    """What is told that the program ends, before the writers are."""

    def finish_at_exit(self) -> None: ...


_writers: weakref.WeakSet[Writer] = weakref.WeakSet()
_others: weakref.WeakSet[Any] = weakref.WeakSet()


def register(writer: Writer) -> None:
    """This writer's run is ended at the program's end. Not in a child that is forked later."""
    _writers.add(writer)


def register_first(other: Ending) -> None:
    """Its finish_at_exit() is called before the writers' runs are ended."""
    _others.add(other)


def _uncaught() -> BaseException | None:
    """The exception that ends the program. At a prompt the last one was an earlier input's."""
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
    """An error at the end of the program has no caller: it is printed."""
    try:
        end()
    except Exception as error:
        print(f"h5pulse: {error}", file=sys.stderr)


def _note_fork() -> None:
    """The child has no part in the runs of its parent; writers of its own come later."""
    _writers.clear()
    _others.clear()


os.register_at_fork(after_in_child=_note_fork)
atexit.register(_end_all)
