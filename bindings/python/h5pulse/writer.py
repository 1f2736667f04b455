# SPDX-License-Identifier: MIT
"""Records a run."""
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
    """Counts and durations of one Writer."""

    steps: int  #: steps that this writer appended
    committed_steps: int  #: appended steps that readers can see
    commits: int
    bytes: int  #: bytes of the committed values and times
    waits: int  #: number of appends that waited because the buffer was full
    wait_seconds: float  #: total duration of these waits
    longest_commit: float  #: in seconds


class Writer(WriterBase):
    """Records a run in one HDF5 file that any program can read while it grows.

    ::

        with h5pulse.Writer("run.h5", {"y": h5pulse.Field((100,), units="V"), "energy": ()}, end_time=10.0) as w:
            for t in times:
                w.append(t, y=y, energy=e)

    When the constructor returns, the file exists and readers can open it. The end of the ``with`` block finishes the
    run. If an exception leaves the block, KeyboardInterrupt included, the run is marked failed with its text.

    Args:
        path: path of the file. An existing file is refused unless `replace` is true; a live run is always refused.
        fields: by name, a Field or the shape of one step of float64: () for a scalar, (100,) or 100 for 100 numbers.
        end_time: expected last time, for progress and time left.
        time_units: units of the times, for example "s".
        axes: coordinates of dimensions by name: an Axis, or its values, shape (n,). Fields refer to these names.
        attributes: attributes of the run by name: text, numbers, or lists of numbers.
        replace: replace an existing file at the first commit.
        existing: "refuse" or "replace", an alternative to `replace`.
        commit_interval: commit when the oldest step has waited this long, in seconds. 0 disables this policy. Readers
            see steps after their commit.
        commit_steps: commit after this many steps. 0 disables this policy.
        commit_time: commit when the run's time has advanced by this much. 0 disables this policy.
        background: commit on a thread of the writer.
        buffer_bytes: memory for steps that wait to be committed, in bytes; append waits when it is full.
        metadata_cache_bytes: size of HDF5's metadata cache; 0: HDF5 adapts it itself.
        when_full: if both disk and buffer are full, "wait" for space or "raise".
        retry_for: time to repeat a write after any other write error, in seconds.
        sync_interval: make commits survive a power loss at this interval in seconds; 0: every commit; None: never.
        overview_step_bytes: fields with at most this many bytes per step get an overview, which makes plots of long
            runs fast. 0: no field.
        compression: filter for chunks that are complete when written, as "gzip" or ("zstd", 3); None: no compression.
        without_lock: continue on file systems without locks; nothing then keeps a second writer away.

    Thread-safety: any thread may call it; calls are serialised. A forked child cannot use it, and must create its own
    Writer to record.

    Raises:
        Error: the file cannot be created; InUseError: another writer has the file.
        FieldError, ValueError, TypeError: invalid fields or options.
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
        """Continues an ended run after its last committed step; `steps` gives the number of steps.

        First repairs what a crash left.

        Args:
            path: path of a file of h5pulse that has no writer.
            fields: the fields that it must have, in this order; otherwise ValueError names every difference, and the
                file is unchanged. None: any fields; `end_time`, `time_units`, `axes`, `attributes` must then be empty.

        The other arguments are the constructor's. Given `time_units`, `axes` and `attributes` must match the file; a
        finite `end_time` replaces the file's.
        """
        if fields is None and (end_time is not None or time_units or axes or attributes):
            raise ValueError("pass the fields too with end_time, time_units, axes or attributes: "
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
        """Absolute path of the file."""
        return os.fsdecode(self._path())

    @property
    def fields(self) -> dict[str, FieldInfo]:
        """The fields of the run by name, in the order of the file."""
        return {name: FieldInfo(name, shape, np.dtype(dtype), units, long_name, axes)
                for name, shape, dtype, units, long_name, axes in self._fields()}

    @property
    def statistics(self) -> Statistics:
        """Counts and durations of this writer."""
        return Statistics(*self._statistics())

    def close(self) -> None:
        """Commits the remaining steps and marks the run finished. A second call does nothing.

        If it raises because space is missing, or is interrupted, nothing is lost and it can be called again.
        """
        if not self.closed:
            self._close()

    def fail(self, reason: str) -> None:
        """Commits the remaining steps and marks the run failed, with a reason for people.

        Raises ClosedError if the run has already ended.
        """
        self._end("fail", reason)

    def stop(self, reason: str) -> None:
        """Commits the remaining steps and marks the run stopped: the user ended it early, and nothing is wrong with it.

        Raises ClosedError if the run has already ended.
        """
        self._end("stop", reason)

    def _end(self, how: str, reason: str) -> None:
        if not isinstance(reason, str):
            raise TypeError(f"the reason for {how}() must be a text, not {reason!r}")
        if self.closed:
            raise ClosedError(f"{self.path}: cannot {how}: the writer is closed, and its run has already ended")
        # A file cannot store lone surrogates (from a file name in the reason) and NULs.
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
        except Exception as problem:  # report the exception that left the block
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
        raise TypeError("a h5pulse.Writer cannot be pickled or copied: a file has only one writer. Pass the path to "
                        "other processes that read it, or collect their values here")


@contextmanager
def _own_writer_named() -> Iterator[None]:
    """Explains an InUseError of this process: in a notebook, the other writer is often that of an earlier cell run."""
    try:
        yield
    except InUseError as error:
        if f"process {os.getpid()} " not in f"{error} ".replace(")", " "):
            raise
        named = InUseError(f"{error}; that is this process: close() its other Writer of the file first")
        named.path = error.path
        raise named from None


def describe(kind: type[BaseException], error: BaseException | None) -> str:
    """An exception in one line, as Python's own last line of a traceback."""
    text = str(error) if error is not None else ""
    return f"{kind.__name__}: {text}" if text else kind.__name__


def _is_no_failure(error: BaseException | None) -> bool:
    """Whether the exception only leaves a generator or ends the program normally."""
    return isinstance(error, GeneratorExit) or isinstance(error, SystemExit) and error.code in (None, 0)
