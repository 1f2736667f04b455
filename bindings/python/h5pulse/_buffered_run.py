# SPDX-License-Identifier: MIT
"""The run that the DataBuffers of one file write together."""
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
_NUMBER = "step"  # the field of a run whose only buffer holds the times


class _Column:
    """Flushed rows of one dataset that wait for the other datasets."""

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
        """The first rows, which stay in the column until drop()."""
        if len(self.blocks) != 1:
            self.blocks = [np.concatenate(self.blocks)]
        return self.blocks[0][:rows]

    def drop(self, rows: int) -> None:
        self.blocks[0] = self.blocks[0][rows:]
        self.rows -= rows
        if self.rows == 0:
            self.blocks = []


class BufferedRun:
    """Creates one Writer for the buffers of a file, once all of them have rows to write."""

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
        """The run of this file, or a new one if the file is empty. Raises MissingError and FieldError."""
        try:
            contents = _core.file_contents(path)
        except MissingError:
            raise MissingError(f"{name} not found! Create an empty file first: "
                               f"with h5py.File({name!r}, 'w'): pass") from None
        key = os.fsdecode(os.path.realpath(path))
        with cls._runs_lock:
            run = cls._runs.get(key)
            if run is not None and not run.ended and not run._is_replaced(contents):
                return run
            if contents:
                raise FieldError(f"{name} holds {contents[0]!r} already, but a DataBuffer needs an empty file: "
                                 f"create one with h5py.File({name!r}, 'w'), or choose another name")
            if run is not None:
                run._discard()
            run = cls._runs[key] = cls(path)
            return run

    def _is_replaced(self, contents: list[str]) -> bool:
        """Whether the file has been created again in the meantime."""
        return not contents if self._writer is not None else _identity(self.path) != self._file

    def join(self, buffer: DataBuffer) -> None:
        """Adds a buffer, before the first row is written."""
        name = buffer.dset_name
        with self._lock:
            if name in self._columns:
                raise FieldError(f"{buffer.h5file} has a buffer '{name}' already")
            if self._writer is not None:
                raise FieldError(f"{buffer.h5file}: steps are written already, and HDF5 cannot add '{name}' to a file "
                                 f"that is being read: create all buffers before the first flush")
            if name in ("", ".", "h5pulse") or "/" in name:
                raise FieldError(f"a dataset cannot have the name {name!r}, which HDF5 or h5pulse reserves")
            if name == _TIME and (buffer.shape or buffer.dtype.kind == "c"):
                raise FieldError("the buffer 't' holds the times of the steps, one real number each: shape () and not "
                                 "complex")
            self._columns[name] = _Column(buffer.shape, buffer.dtype)
            self._buffers[name] = buffer
            self._living += 1

    def flush(self, buffer: DataBuffer) -> None:
        """Takes the buffer's rows, and writes the complete steps."""
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
        finally:  # rows that the writer took belong to it, even after an interrupt
            taken = self._writer.steps - before
            for column in self._columns.values():
                if taken:
                    column.drop(taken)
            self._steps += taken
        # Now any program can open the file. This adds less than a millisecond to the next flush (docs/python.md).
        self._writer.pause()

    def _open(self) -> Writer:
        """Only pause() commits, in the thread of the flush: handing commits to another thread takes longer."""
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
        """Keeps the rows of a deleted buffer. After the last buffer, finishes the run."""
        with self._lock:
            column = self._columns.get(buffer.dset_name)
            if self.ended or column is None or (column.shape, column.dtype) != (buffer.shape, buffer.dtype):
                return
            self._take(buffer)
            self._living -= 1
            if self._living == 0:
                self.close()

    def close(self) -> None:
        """Writes all complete steps and finishes the run."""
        with self._lock:
            if self.ended:
                return
            self._write_all()
            if self._writer is not None:
                self._writer.close()
            self._forget()

    def finish_at_exit(self) -> None:
        """Writes all complete steps. The writer itself is ended afterwards, like every writer at the program's end."""
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
            warnings.warn(f"{os.fsdecode(self.path)}: some rows are not written, because '{short[0]}' has fewer rows "
                          f"and they complete no step: {text}", RuntimeWarning, stacklevel=3)

    def _discard(self) -> None:
        """Discards the remaining rows, which belong to an old file: the file has been created again."""
        with self._lock:
            if self._writer is not None:
                self._writer.interrupt()  # the file is no longer its own, so it must not keep trying
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
