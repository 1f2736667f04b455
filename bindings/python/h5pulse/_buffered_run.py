# SPDX-License-Identifier: MIT
"""The run that the DataBuffers of one file make together."""
from __future__ import annotations

import os
import threading
import warnings
import weakref
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from . import _at_exit, _core
from .errors import ClosedError, FieldError, MissingError
from .fields import Field
from .writer import Writer

if TYPE_CHECKING:
    from .data_buffer import DataBuffer

Block = npt.NDArray[Any]

_TIME = "t"
_OTHER_TIME = "time"
_NUMBER = "step"  # the field of a run whose only buffer is that of the times


class _Column:
    """What was flushed of one dataset, and waits for the others."""

    def __init__(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        self.shape = shape
        self.dtype = dtype
        self.blocks: list[Block] = []
        self.rows = 0

    def add(self, block: Block) -> None:
        if len(block):
            self.blocks.append(block)
            self.rows += len(block)

    def first(self, rows: int) -> Block:
        """The first rows, which stay here until drop()."""
        if len(self.blocks) != 1:
            self.blocks = [np.concatenate(self.blocks)]
        return self.blocks[0][:rows]

    def drop(self, rows: int) -> None:
        self.blocks[0] = self.blocks[0][rows:]
        self.rows -= rows
        if self.rows == 0:
            self.blocks = []


class BufferedRun:
    """Makes one Writer of the buffers of a file, when all of them have something to write."""

    _runs: dict[str, BufferedRun] = {}
    _runs_lock = threading.RLock()

    def __init__(self, path: bytes) -> None:
        self.path = path
        self.ended = False
        self._lock = threading.RLock()
        self._columns: dict[str, _Column] = {}
        self._buffers: weakref.WeakValueDictionary[str, DataBuffer] = weakref.WeakValueDictionary()
        self._living = 0
        self._writer: Writer | None = None
        self._file = _identity(path)
        self._steps = 0
        _at_exit.register_first(self)

    @classmethod
    def of(cls, path: bytes, name: str) -> BufferedRun:
        """The run of this file, or a new one where the file is empty. Raises MissingError and FieldError."""
        try:
            contents = _core.file_contents(path)
        except MissingError:
            raise MissingError(f"{name} not found! Make an empty file first: "
                               f"with h5py.File({name!r}, 'w'): pass") from None
        key = os.fsdecode(os.path.realpath(path))
        with cls._runs_lock:
            run = cls._runs.get(key)
            if run is not None and not run.ended and not run._is_replaced(contents):
                return run
            if contents:
                raise FieldError(f"{name} holds {contents[0]!r} already, and a DataBuffer starts a run in an empty "
                                 f"file: make one with h5py.File({name!r}, 'w'), or take another name")
            if run is not None:
                run._discard()
            run = cls._runs[key] = cls(path)
            return run

    def _is_replaced(self, contents: list[str]) -> bool:
        """Whether somebody has made the file anew since."""
        return not contents if self._writer is not None else _identity(self.path) != self._file

    def join(self, buffer: DataBuffer) -> None:
        """Takes a buffer in, before the first row is written."""
        name = buffer.dset_name
        with self._lock:
            if name in self._columns:
                raise FieldError(f"{buffer.h5file} has a buffer '{name}' already")
            if self._writer is not None:
                raise FieldError(f"{buffer.h5file}: steps are written already, and HDF5 cannot add '{name}' to a file "
                                 f"that is watched: make all buffers before the first flush")
            if name in ("", ".", "h5pulse") or "/" in name:
                raise FieldError(f"a dataset cannot be called {name!r}: the name is HDF5's or h5pulse's own")
            if name == _TIME and (buffer.shape or buffer.dtype.kind == "c"):
                raise FieldError("the buffer 't' holds the times of the steps, one real number each: shape () and not "
                                 "complex")
            self._columns[name] = _Column(buffer.shape, buffer.dtype)
            self._buffers[name] = buffer
            self._living += 1

    def flush(self, buffer: DataBuffer) -> None:
        """Takes the buffer's rows, and writes the steps of which there are all values."""
        with self._lock:
            self._take(buffer)
            self._write()

    def _take(self, buffer: DataBuffer) -> None:
        self._columns[buffer.dset_name].add(buffer._take())

    def _write(self) -> None:
        rows = min(column.rows for column in self._columns.values())
        if rows == 0:
            return
        if self._writer is None:
            self._writer = self._open()
        before = self._writer.steps
        times, values = self._steps_of(rows)
        try:
            self._writer.append_many(times, values)
        finally:  # what was taken is the writer's, also where it was interrupted
            taken = self._writer.steps - before
            for column in self._columns.values():
                if taken:
                    column.drop(taken)
            self._steps += taken
        # Any program can open the file now: the next flush costs less than a millisecond more for it (docs/python.md).
        self._writer.pause()

    def _open(self) -> Writer:
        """Commits are made by pause() alone, in the thread of the flush: handing them to another takes longer."""
        fields = {name: Field(column.shape, column.dtype) for name, column in self._columns.items() if name != _TIME}
        return Writer(self.path, fields or {_NUMBER: Field((), np.int64)}, replace=True, commit_interval=0,
                      background=False)

    def _steps_of(self, rows: int) -> tuple[Block, dict[str, Block]]:
        values = {name: column.first(rows) for name, column in self._columns.items()}
        numbers = np.arange(self._steps, self._steps + rows)
        times = values.pop(_TIME, None)
        if times is None:
            other = self._columns.get(_OTHER_TIME)
            real = other is not None and not other.shape and other.dtype.kind != "c"
            times = values[_OTHER_TIME] if real else numbers
        return times.astype(np.float64, copy=False), values or {_NUMBER: numbers}

    def leave(self, buffer: DataBuffer) -> None:
        """A buffer is deleted: its rows are kept, and with the last one the run is finished."""
        with self._lock:
            column = self._columns.get(buffer.dset_name)
            if self.ended or column is None or (column.shape, column.dtype) != (buffer.shape, buffer.dtype):
                return
            self._take(buffer)
            self._living -= 1
            if self._living == 0:
                self.close()

    def close(self) -> None:
        """Writes what there is, and finishes the run."""
        with self._lock:
            if self.ended:
                return
            self._write_all()
            if self._writer is not None:
                self._writer.close()
            self._forget()

    def finish_at_exit(self) -> None:
        """The writer itself is ended afterwards, as the program has ended."""
        with self._lock:
            if not self.ended:
                self._write_all()

    def _write_all(self) -> None:
        for buffer in list(self._buffers.values()):
            self._take(buffer)
        self._write()
        left = {name: column.rows for name, column in self._columns.items() if column.rows}
        if left:
            short = [name for name, column in self._columns.items() if not column.rows]
            text = ", ".join(f"{rows} of '{name}'" for name, rows in left.items())
            warnings.warn(f"{os.fsdecode(self.path)}: values are left that make no whole steps, since '{short[0]}' has "
                          f"fewer, and are not written: {text}", RuntimeWarning, stacklevel=3)

    def _discard(self) -> None:
        """The file was made anew: what this run still has is of the old one."""
        with self._lock:
            if self._writer is not None:
                self._writer.interrupt()  # it finds a file that is not its own, and shall not try again for long
            self._writer = None
            self._forget()

    def _forget(self) -> None:
        self.ended = True
        self._columns = {}
        with self._runs_lock:
            for key, run in list(self._runs.items()):
                if run is self:
                    del self._runs[key]


def _identity(path: bytes) -> tuple[int, int, int]:
    try:
        found = os.stat(path)
    except OSError as error:
        raise ClosedError(f"{os.fsdecode(path)}: {error.strerror}") from None
    return found.st_dev, found.st_ino, found.st_mtime_ns
