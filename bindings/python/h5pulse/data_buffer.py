# SPDX-License-Identifier: MIT
"""Batches by hand: a buffer per dataset, which is flushed into the run now and then."""
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

    The buffers of a file make one run: a step is written when the buffers of all have been flushed up to it, and the
    one that is called "t" holds the times (without it "time", and else the steps are numbered). After each flush the
    file is closed, so that any program can open it; h5pulse shows the run as running. Rows that were not flushed are
    written when the program ends, when close() is called, or when the last buffer of the file is deleted; the run
    is finished then, or failed where an exception has ended the program.

    Args:
        h5file: path of the file, which is there, and empty: the run takes its place at the first flush.
        dset_name: name of the dataset.
        data_shape: shape of one step; () for a scalar.
        dtype: as Field's; int is int64. Values are converted to it as h5py does, within a kind of numbers.

    All buffers of a file are made before the first flush: HDF5 cannot add datasets to a file that is watched.

    Raises:
        MissingError: there is no such file; it is a FileNotFoundError.
        FieldError: the file has such a dataset, or other contents; or name, shape or dtype that cannot be.
    """

    def __init__(self, h5file: PathLike, dset_name: str, data_shape: ShapeLike = (),
                 dtype: npt.DTypeLike = float) -> None:
        path = path_of(h5file)
        if not isinstance(dset_name, str):
            raise FieldError(f"the name of a dataset is a text, not {dset_name!r}")
        self.dset_name = dset_name
        self.h5file = Path(os.fsdecode(h5file))
        self.shape = shape_of(data_shape, dset_name)
        self.dtype: np.dtype[Any] = stored_dtype(dtype, dset_name)
        super().__init__(dset_name, self.shape, self.dtype.str[1:])
        self._run: BufferedRun | None = None
        run = BufferedRun.of(path, str(h5file))
        run.join(self)
        self._run = run  # from now on: one that was refused has no part in the run

    def flush(self) -> None:
        """Writes the rows to the file, as far as the file's other buffers have been flushed as well."""
        self._open_run().flush(self)

    def extend(self, rows: Iterable[npt.ArrayLike]) -> None:
        """Appends each of the rows."""
        for row in rows:
            self.append(row)

    def close(self) -> None:
        """Writes what all buffers of the file still hold, and finishes the run. A second call does nothing."""
        if self._run is not None:
            self._run.close()

    def _open_run(self) -> BufferedRun:
        if self._run is None or self._run.ended:
            raise ClosedError(f"{self.h5file}: the run of buffer '{self.dset_name}' has ended")
        return self._run

    def __getitem__(self, index: int | slice) -> Any:
        """Rows that wait to be flushed, as arrays (numbers for a scalar); of a slice a list of them."""
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
        raise TypeError("a h5pulse.DataBuffer cannot be pickled or copied: give other processes the values")

    def __del__(self) -> None:
        run = getattr(self, "_run", None)
        if run is not None:
            _at_exit.report(lambda: run.leave(self))
