# SPDX-License-Identifier: MIT
"""Fields and times of a file as arrays, of which indexing reads a part."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ._indexing import Selection, select
from .errors import ChangedError
from .fields import FieldInfo

if TYPE_CHECKING:
    from .reader import Reader

_BLOCK_BYTES = 1 << 20  # limit of one read of an iteration
MAX_TRIES = 20  #: of a read that a writer comes between


class ArrayView:
    """Base of fields and times: shape, dtype, and NumPy's indexing."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def shape(self) -> tuple[int, ...]:
        """(steps, *shape of one step) at the reader's last refresh."""
        raise NotImplementedError

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the elements."""
        raise NotImplementedError

    def _read(self, selection: Selection) -> npt.NDArray[Any]:
        raise NotImplementedError

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape, dtype=np.int64))

    @property
    def nbytes(self) -> int:
        return self.size * self.dtype.itemsize

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, key: Any) -> Any:
        """Reads the indexed part and returns NumPy's result. Raises IndexError for steps that do not exist."""
        try:
            return self._get(key)
        except ChangedError:
            return self._get_again(key)

    def _get_again(self, key: Any) -> Any:
        """Tries again after a writer that reopens its file for each batch (DataBuffer) interfered. Stops if the file
        now holds another run, which is not the requested one."""
        run = self._reader._run
        for _ in range(MAX_TRIES):
            self._reader.refresh()
            if self._reader._run != run:
                break
            try:
                return self._get(key)
            except ChangedError:
                continue
        return self._get(key)

    def _get(self, key: Any) -> Any:
        selection = select(key, self.shape)
        if len(selection.steps) == 0 or 0 in selection.size:
            empty = np.empty((len(selection.steps), *selection.size), self.dtype)
            return empty[selection.rest]
        return self._read(selection)[selection.rest]

    def __iter__(self) -> Iterator[Any]:
        """Yields the present steps, one after the other."""
        steps, row = self.shape[0], max(1, self.nbytes // max(1, self.shape[0]))
        block = max(1, _BLOCK_BYTES // row)
        for first in range(0, steps, block):
            yield from self[first:min(first + block, steps)]

    def __array__(self, dtype: npt.DTypeLike = None, copy: bool | None = None) -> npt.NDArray[Any]:
        if copy is False:
            raise ValueError("data in a file must be read to become an array: omit copy=False")
        return np.asarray(self[...], dtype=dtype)


class FieldView(ArrayView):
    """A field of a file, of shape (steps, *shape of one step). Indexing always reads, and nothing is cached.

    ``reader["y"][-1]`` is the last step, ``[10:20, 3]`` component 3 of ten steps, ``[::10]`` every tenth step, and
    ``numpy.asarray(reader["y"])`` all steps. New steps appear after ``reader.refresh()``.
    """

    def __init__(self, reader: Reader, info: FieldInfo) -> None:
        super().__init__(reader)
        self.info = info  #: name, shape of one step, units, ...

    @property
    def name(self) -> str:
        return self.info.name

    @property
    def units(self) -> str:
        return self.info.units

    @property
    def shape(self) -> tuple[int, ...]:
        return (self._reader._steps_of(self.info.name), *self.info.shape)

    @property
    def dtype(self) -> np.dtype[Any]:
        return self.info.dtype

    def _get(self, key: Any) -> Any:
        if type(key) is int and key >= 0:  # the usual case, and the fastest
            step = self._reader._read_step(self.info.name, key)
            if step is not None:
                return step if self.info.shape else step[()]
        return super()._get(key)

    def _read(self, selection: Selection) -> npt.NDArray[Any]:
        steps = selection.steps
        if isinstance(steps, range):
            return self._reader._read(self.info.name, steps.start, len(steps), steps.step, selection.start,
                                      selection.size)
        places: Any = steps.tolist()
        return self._reader._read_at(self.info.name, places, selection.start, selection.size)

    def __repr__(self) -> str:
        units = f" {self.units}" if self.units else ""
        return f"<h5pulse.FieldView {self.name!r}: shape {self.shape}, {self.dtype}{units}>"


class TimesView(ArrayView):
    """The times of the steps, of shape (steps,), float64, in the run's time units."""

    @property
    def shape(self) -> tuple[int, ...]:
        return (self._reader.steps,)

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(np.float64)

    def _read(self, selection: Selection) -> npt.NDArray[Any]:
        steps = selection.steps
        first, last = int(steps[0]), int(steps[-1])
        times = self._reader._read_times(first, last - first + 1)
        if isinstance(steps, range):
            return times[:: steps.step]
        result: npt.NDArray[Any] = times[steps - first]
        return result

    def __repr__(self) -> str:
        units = f" {self._reader.time_units}" if self._reader.time_units else ""
        steps = self.shape[0]
        span = f", {self[0]:g} to {self[-1]:g}{units}" if steps else ""
        return f"<h5pulse times: {steps} step{'' if steps == 1 else 's'}{span}>"
