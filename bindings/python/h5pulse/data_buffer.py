# SPDX-License-Identifier: MIT
"""Explicit batches: one buffer per dataset, which the program flushes into the run."""
from __future__ import annotations

import operator
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt

from . import _at_exit
from ._buffered_run import BufferedRun
from ._core import RowBuffer
from ._options import PathLike, path_of
from .errors import ClosedError, FieldError
from .fields import ShapeLike, shape_of, stored_dtype


class DataBuffer(RowBuffer):
    """Collects the values of one dataset in memory until flush() writes them to the file.

    ::

        with h5py.File("run.h5", "w"):
            pass  # an empty file
        t_buffer = h5pulse.DataBuffer("run.h5", "t")
        y_buffer = h5pulse.DataBuffer("run.h5", "y", (100,))
        for t in times:
            t_buffer.append(t)
            y_buffer.append(y)
            if len(t_buffer) >= 1000:
                t_buffer.flush()
                y_buffer.flush()

    The buffers of a file form one run. A step is written once all buffers have been flushed up to it. The buffer
    named "t" holds the times; without it "time" does, and without both the steps are numbered. After each flush the
    file is closed, so that any program can open it; h5pulse shows the run as running. Rows that were not flushed are
    written when the program ends, when close() is called, or when the last buffer of the file is deleted. The run is
    then finished, or failed if an exception has ended the program.

    Args:
        h5file: path of an existing, empty file, which the run replaces at the first flush.
        dset_name: name of the dataset.
        data_shape: shape of one step; () for a scalar.
        dtype: as for Field; int is int64. Like h5py, it converts values within a kind of numbers.

    Create all buffers of a file before the first flush: HDF5 cannot add datasets to a file that is being read.

    Raises:
        MissingError: the file does not exist; it is a FileNotFoundError.
        FieldError: the file has other contents or such a dataset already; or the name, shape or dtype is invalid.
    """

    def __init__(self, h5file: PathLike, dset_name: str, data_shape: ShapeLike = (),
                 dtype: npt.DTypeLike = float) -> None:
        path = path_of(h5file)
        if not isinstance(dset_name, str):
            raise FieldError(f"the name of a dataset must be a text, not {dset_name!r}")
        self.dset_name = dset_name
        self.h5file = Path(os.fsdecode(h5file))
        self.shape = shape_of(data_shape, dset_name)
        self.dtype: np.dtype[Any] = stored_dtype(dtype, dset_name)
        super().__init__(dset_name, self.shape, self.dtype.str[1:])
        self._run: BufferedRun | None = None
        run = BufferedRun.of(path, str(h5file))
        run.join(self)
        self._run = run  # set last, so that a refused buffer does not belong to the run

    def flush(self) -> None:
        """Writes the rows up to the step to which all buffers of the file have been flushed."""
        self._open_run().flush(self)

    def extend(self, rows: Iterable[npt.ArrayLike]) -> None:
        """Appends each row."""
        for row in rows:
            self.append(row)

    def close(self) -> None:
        """Writes the remaining rows of all buffers of the file and finishes the run. A second call does nothing."""
        if self._run is not None:
            self._run.close()

    def _open_run(self) -> BufferedRun:
        if self._run is None or self._run.ended:
            raise ClosedError(f"{self.h5file}: the run of buffer '{self.dset_name}' has ended")
        return self._run

    def __getitem__(self, index: int | slice) -> Any:
        """A row that waits to be flushed, as an array (a number for a scalar); for a slice, a list of rows."""
        if isinstance(index, slice):
            return [self._row(i)[()] for i in range(len(self))[index]]
        place = operator.index(index)
        return self._row(place + len(self) if place < 0 else place)[()] if place >= -len(self) else self._row(len(self))

    def __iter__(self) -> Iterator[Any]:
        place = 0
        while place < len(self):
            yield self[place]
            place += 1

    def __repr__(self) -> str:
        rows = f"{len(self)} row{'' if len(self) == 1 else 's'} to flush"
        return (f"<h5pulse.DataBuffer {self.dset_name!r} of {str(self.h5file)!r}: {rows}, {self.dtype}"
                f"{list(self.shape) if self.shape else ''}>")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a h5pulse.DataBuffer cannot be pickled or copied: pass its values to other processes")

    def __del__(self) -> None:
        run = getattr(self, "_run", None)
        if run is not None:
            _at_exit.report(lambda: run.leave(self))
