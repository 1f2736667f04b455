# SPDX-License-Identifier: MIT
"""Recording a run."""
from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import NamedTuple, NoReturn, TypeVar

import numpy as np
import numpy.typing as npt

from . import _at_exit
from ._core import WriterBase
from ._options import AttributeLike, CompressionLike, FieldLike, PathLike, options_of, path_of, run_of
from .errors import ClosedError, Error, InUseError, MissingError
from .fields import Axis, FieldInfo

_Self = TypeVar("_Self", bound="Writer")


class Statistics(NamedTuple):
    """What a writer has done so far."""

    steps: int  #: appended by this writer
    committed_steps: int  #: of them, those that readers can see
    commits: int
    bytes: int  #: of the values and times that were committed
    waits: int  #: how often an append has waited because the buffer was full
    wait_seconds: float  #: and for how long, in all
    longest_commit: float  #: seconds


class Writer(WriterBase):
    """Records a run in one HDF5 file, which anybody can read while it grows.

    ::

        with h5pulse.Writer("run.h5", {"y": h5pulse.Field((100,), units="V"), "energy": ()}, end_time=10.0) as w:
            for t in times:
                w.append(t, y=y, energy=e)

    The file is there, and readers can open it, when the constructor returns. At the end of the ``with`` block the
    run is finished, or marked as failed, with the text of the exception that has left the block, KeyboardInterrupt
    too.

    Args:
        path: the file. One that exists is refused, unless `replace` is true; one that is being written always is.
        fields: by name a Field, or the shape of one step: () for a scalar, (100,) or 100 for 100 numbers, float64.
        end_time: expected last time; gives progress and the time left.
        time_units: of the times, for example "s".
        axes: coordinates of dimensions, by name: an Axis, or its values, shape (n,). Fields name them.
        attributes: of the run, by name: text, numbers, or lists of numbers.
        replace: replace a file that exists, at the first commit.
        existing: "refuse" or "replace", the same by name.
        commit_interval: commit when the oldest step waits for this long, in seconds. 0: not by time. Steps are seen
            by readers after a commit.
        commit_steps: commit every so many steps. 0: not by number.
        commit_time: commit when the run's time has advanced by this much. 0: not by it.
        background: commit on a thread of the writer's own.
        buffer_bytes: memory for steps that wait to be committed; when it is full, append waits.
        metadata_cache_bytes: of HDF5; 0: its own choice.
        when_full: "wait" for room when the disk is full and the buffer too, or "raise".
        retry_for: after any other write error try again for so long, in seconds.
        sync_interval: make commits survive a power loss when so many seconds have passed; 0: each; None: none.
        overview_step_bytes: fields with steps of up to so many bytes get an overview, which makes plots of long
            runs fast. 0: none do.
        compression: of chunks that are whole when they are written, as "gzip" or ("zstd", 3); None: none.
        without_lock: go on where the file system has no locks; nothing keeps a second writer away then.

    Thread-safety: calls of several threads take turns. In the child of a fork it cannot be used; a child that is to
    record makes a Writer of its own.

    Raises:
        Error: the file cannot be created; InUseError: another writer is at work on it.
        FieldError, ValueError, TypeError: fields or options that cannot be.
    """

    def __init__(self, path: PathLike, fields: Mapping[str, FieldLike], *, end_time: float | None = None,
                 time_units: str = "", axes: Mapping[str, Axis | npt.ArrayLike] | None = None,
                 attributes: Mapping[str, AttributeLike] | None = None, replace: bool = False,
                 existing: str | None = None, commit_interval: float = 0.1, commit_steps: int = 0,
                 commit_time: float = 0.0, background: bool = True, buffer_bytes: int = 16 << 20,
                 metadata_cache_bytes: int = 0, when_full: str = "wait", retry_for: float = 30.0,
                 sync_interval: float | None = None, overview_step_bytes: int = 1 << 20,
                 compression: CompressionLike | None = None, without_lock: bool = False) -> None:
        run = run_of(fields, axes, time_units, end_time, attributes)
        options = options_of(
            replace=replace, existing=existing, commit_interval=commit_interval, commit_steps=commit_steps,
            commit_time=commit_time, background=background, buffer_bytes=buffer_bytes,
            metadata_cache_bytes=metadata_cache_bytes, when_full=when_full, retry_for=retry_for,
            sync_interval=sync_interval, overview_step_bytes=overview_step_bytes, compression=compression,
            without_lock=without_lock)
        with _own_writer_named():
            super().__init__(path_of(path), run, options, False)
        _at_exit.register(self)

    @classmethod
    def resume(cls: type[_Self], path: PathLike, fields: Mapping[str, FieldLike] | None = None, *,
               end_time: float | None = None, time_units: str = "",
               axes: Mapping[str, Axis | npt.ArrayLike] | None = None,
               attributes: Mapping[str, AttributeLike] | None = None, commit_interval: float = 0.1,
               commit_steps: int = 0, commit_time: float = 0.0, background: bool = True,
               buffer_bytes: int = 16 << 20, metadata_cache_bytes: int = 0, when_full: str = "wait",
               retry_for: float = 30.0, sync_interval: float | None = None, overview_step_bytes: int = 1 << 20,
               compression: CompressionLike | None = None, without_lock: bool = False) -> _Self:
        """Continues a run that has ended after its last committed step, which `steps` tells.

        What a crash has left is repaired first.

        Args:
            path: a file of h5pulse that nobody writes.
            fields: the fields that it must have, in this order; otherwise ValueError names every difference, and the
                file is left as it is. None: whatever it has; then the other things cannot be given either.

        The other arguments are the constructor's. What is given of `time_units`, `axes` and `attributes` must be as
        in the file; a finite `end_time` replaces the file's.
        """
        if fields is None and (end_time is not None or time_units or axes or attributes):
            raise ValueError("give the fields too, with end_time, time_units, axes or attributes: "
                             "Writer.resume(path, fields, end_time=20.0)")
        run = None if fields is None else run_of(fields, axes, time_units, end_time, attributes)
        options = options_of(
            replace=False, existing=None, commit_interval=commit_interval, commit_steps=commit_steps,
            commit_time=commit_time, background=background, buffer_bytes=buffer_bytes,
            metadata_cache_bytes=metadata_cache_bytes, when_full=when_full, retry_for=retry_for,
            sync_interval=sync_interval, overview_step_bytes=overview_step_bytes, compression=compression,
            without_lock=without_lock)
        writer = cls.__new__(cls)
        try:
            with _own_writer_named():
                WriterBase.__init__(writer, path_of(path), run, options, True)
        except Error as error:
            if os.path.exists(path):
                raise
            raise MissingError(f"{error}; Writer(path, fields) starts a new run") from None
        _at_exit.register(writer)
        return writer

    @property
    def path(self) -> str:
        """The file, an absolute path."""
        return os.fsdecode(self._path())

    @property
    def fields(self) -> dict[str, FieldInfo]:
        """The fields of the run, by name, in the order of the file."""
        return {name: FieldInfo(name, shape, np.dtype(dtype), units, long_name, axes)
                for name, shape, dtype, units, long_name, axes in self._fields()}

    @property
    def statistics(self) -> Statistics:
        """What this writer has done so far."""
        return Statistics(*self._statistics())

    def close(self) -> None:
        """Commits what is left and marks the run as finished. A second call does nothing.

        Where it raises for want of room, or is interrupted, nothing is lost and it can be called again.
        """
        if not self.closed:
            self._close()

    def fail(self, reason: str) -> None:
        """Commits what is left and marks the run as failed, with a reason for people.

        Raises ClosedError where the run has ended already.
        """
        self._end("fail", reason)

    def stop(self, reason: str) -> None:
        """Commits what is left and marks the run as stopped: ended early by its user, with nothing wrong with it.

        Raises ClosedError where the run has ended already.
        """
        self._end("stop", reason)

    def _end(self, how: str, reason: str) -> None:
        if not isinstance(reason, str):
            raise TypeError(f"{how}() takes the reason as a text, not {reason!r}")
        if self.closed:
            raise ClosedError(f"{self.path}: cannot {how}: the writer is closed, and the run has its end already")
        # Lone surrogates (of a file name in the reason) and NULs are nothing that a file can hold.
        text = reason.encode("utf-8", "replace").decode().replace("\0", "\\0")
        if how == "fail":
            self._fail(text)
        else:
            self._stop(text)

    def __enter__(self: _Self) -> _Self:
        if self.closed:
            raise ClosedError(f"{self.path}: the writer is closed; Writer.resume(path) continues the run")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        if self.closed:
            return
        if kind is None or _is_no_failure(error):
            self.close()
            return
        try:
            self.fail(describe(kind, error))
        except Exception as problem:  # the exception that has left the block is the one to report
            warnings.warn(f"{self.path}: the run could not be marked as failed: {problem}", RuntimeWarning,
                          stacklevel=2)

    def __repr__(self) -> str:
        steps = f"{self.steps} step" + ("" if self.steps == 1 else "s")
        state = "closed" if self.closed else f"open, {self.committed_steps} committed"
        fields = ", ".join(f"{field.name} {field.dtype}{list(field.shape) if field.shape else ''}"
                           for field in list(self.fields.values())[:8])
        more = ", ..." if len(self.fields) > 8 else ""
        return f"<h5pulse.Writer {self.path!r}: {steps}, {state}; {fields}{more}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a h5pulse.Writer cannot be pickled or copied: it is the one writer of its file. Give other "
                        "processes the path, to read it, or gather their values here")


@contextmanager
def _own_writer_named() -> Iterator[None]:
    """In a notebook the writer in the way is often that of the cell's last turn."""
    try:
        yield
    except InUseError as error:
        if f"process {os.getpid()} " not in f"{error} ".replace(")", " "):
            raise
        named = InUseError(f"{error}; that is this program: close() its other Writer of the file first")
        named.path = error.path
        raise named from None


def describe(kind: type[BaseException], error: BaseException | None) -> str:
    """An exception in one line, as Python's own last line of a traceback."""
    text = str(error) if error is not None else ""
    return f"{kind.__name__}: {text}" if text else kind.__name__


def _is_no_failure(error: BaseException | None) -> bool:
    """Leaving a generator, and ending the program in order."""
    return isinstance(error, GeneratorExit) or isinstance(error, SystemExit) and error.code in (None, 0)
