# SPDX-License-Identifier: MIT
"""The steps of a run one after the other, as they are committed."""
from __future__ import annotations

import asyncio
import operator
import time
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .errors import ChangedError
from .states import Refresh, RunState

if TYPE_CHECKING:
    from .reader import Reader

_BLOCK = 1024  # times that are read at once
_PATIENCE = 5.0  # seconds for which a file may be unreadable while another program rewrites it


class Step:
    """One step of a run: its number, its time, and its fields, which are read where they are asked for."""

    def __init__(self, reader: Reader, index: int, t: float) -> None:
        self._reader = reader
        self._run = reader._run
        self._values: dict[str, Any] = {}
        self.index = index  #: the first step is 0
        self.t = t  #: its time, in the run's time units

    def __getitem__(self, name: str) -> Any:
        """The field's value: a number for a scalar, else an array of the field's shape. Read once, and kept."""
        if name not in self._values:
            view = self._reader[name]
            if self._reader._run != self._run:
                raise ChangedError(f"{self._reader.path}: step {self.index} is of a run that the file no longer holds")
            self._values[name] = view[self.index]
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._reader

    def keys(self) -> list[str]:
        """The fields' names."""
        return self._reader.keys()

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __repr__(self) -> str:
        return f"<h5pulse.Step {self.index}, t = {self.t:g}: {', '.join(self.keys()[:8])}>"


class _Progress:
    """Where a follower is: what it has given out, and what it has seen of the run's end."""

    def __init__(self, reader: Reader, start: int) -> None:
        self.reader = reader
        self.ended = False
        self._unreadable_since: float | None = None
        self._sure = False
        reader.refresh()
        first = operator.index(start)
        if first < -1:
            raise ValueError(f"start is {first}; it is a step's number, or -1 for those that come from now on")
        self.next = reader.steps if first == -1 else first

    def look(self) -> None:
        """Refreshes; `ended` is set where the run is over and all of its steps were there already."""
        try:
            found = self.reader.refresh()
        except ChangedError as error:
            self._bear_with(error)
            return
        self._unreadable_since = None
        if found is Refresh.RESTARTED:
            self.next = 0
        over = not self.reader.state.is_live or (
            self.reader.state is RunState.UNREACHABLE and self.reader._open_state() not in ("running", "stalled"))
        # The state may have been seen before the last steps: only a second look is sure.
        self.ended = over and self._sure and found is Refresh.UNCHANGED
        self._sure = over

    def _bear_with(self, error: ChangedError) -> None:
        now = time.monotonic()
        self._unreadable_since = now if self._unreadable_since is None else self._unreadable_since
        if now - self._unreadable_since > _PATIENCE:
            raise error

    def hurries(self) -> bool:
        """Whether to look again at once: nothing more is waited for but a second look."""
        return self._sure and not self.ended

    def new_times(self) -> npt.NDArray[np.float64]:
        """Times of the next steps that are there."""
        count = min(_BLOCK, self.reader.steps - self.next)
        return self.reader._read_times(self.next, count) if count > 0 else np.empty(0)

    def steps(self) -> Iterator[Step]:
        """Those that are there. Ends early where the reader finds another run in the file meanwhile."""
        run = self.reader._run
        while self.reader._run == run:
            times = self.new_times()
            if times.size == 0:
                return
            for t in map(float, times):
                if self.reader._run != run:
                    self.next = 0
                    return
                step = Step(self.reader, self.next, t)
                self.next += 1
                yield step


def follow(reader: Reader, start: int, poll: float) -> Iterator[Step]:
    """See Reader.follow()."""
    progress = _checked(reader, start, poll)
    return _follow(progress, poll)


def _follow(progress: _Progress, poll: float) -> Iterator[Step]:
    while True:
        yield from progress.steps()
        if progress.ended:
            return
        if not progress.hurries():
            time.sleep(poll)
        progress.look()


def follow_async(reader: Reader, start: int, poll: float) -> AsyncIterator[Step]:
    """See Reader.follow_async()."""
    progress = _checked(reader, start, poll)
    return _follow_async(progress, poll)


async def _follow_async(progress: _Progress, poll: float) -> AsyncIterator[Step]:
    loop = asyncio.get_running_loop()
    while True:
        for step in progress.steps():
            yield step
        if progress.ended:
            return
        if not progress.hurries():
            await asyncio.sleep(poll)
        await loop.run_in_executor(None, progress.look)


def _checked(reader: Reader, start: int, poll: float) -> _Progress:
    if not poll >= 0:
        raise ValueError(f"poll is {poll!r}; it is the seconds between two looks at the file, zero or more")
    return _Progress(reader, start)
