# SPDX-License-Identifier: MIT
"""Iterates over the steps of a run as they are committed."""
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

_BLOCK = 1024  # times per read
_PATIENCE = 5.0  # seconds that a file may be unreadable while another program rewrites it


class Step:
    """One step of a run: its number, its time, and its fields, which are read when they are accessed."""

    def __init__(self, reader: Reader, index: int, t: float) -> None:
        self._reader = reader
        self._run = reader._run
        self._values: dict[str, Any] = {}
        self.index = index  #: the first step is 0
        self.t = t  #: its time, in the run's time units

    def __getitem__(self, name: str) -> Any:
        """The field's value: a number for a scalar, else an array of the field's shape. Read once and cached."""
        if name not in self._values:
            view = self._reader[name]
            if self._reader._run != self._run:
                raise ChangedError(f"{self._reader.path}: step {self.index} belongs to a run that the file no longer "
                                   f"holds")
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
    """Progress of a follower: the next step, and whether the run has ended."""

    def __init__(self, reader: Reader, start: int) -> None:
        self.reader = reader
        self.ended = False
        self._unreadable_since: float | None = None
        self._sure = False
        reader.refresh()
        first = operator.index(start)
        if first < -1:
            raise ValueError(f"start is {first}; it must be a step number, or -1 for new steps only")
        self.next = reader.steps if first == -1 else first

    def look(self) -> None:
        """Refreshes; sets `ended` if the run is over and all its steps were already seen."""
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
        # The end may be seen before the last steps, so a second refresh must confirm that there are none.
        self.ended = over and self._sure and found is Refresh.UNCHANGED
        self._sure = over

    def _bear_with(self, error: ChangedError) -> None:
        now = time.monotonic()
        self._unreadable_since = now if self._unreadable_since is None else self._unreadable_since
        if now - self._unreadable_since > _PATIENCE:
            raise error

    def hurries(self) -> bool:
        """Whether to refresh again at once, only to confirm the end."""
        return self._sure and not self.ended

    def new_times(self) -> npt.NDArray[np.float64]:
        """Times of the next committed steps."""
        count = min(_BLOCK, self.reader.steps - self.next)
        return self.reader._read_times(self.next, count) if count > 0 else np.empty(0)

    def steps(self) -> Iterator[Step]:
        """The new steps. Ends early if the reader meanwhile finds another run in the file."""
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
        raise ValueError(f"poll is {poll!r}; it must be the seconds between two polls, zero or more")
    return _Progress(reader, start)
