# SPDX-License-Identifier: MIT
"""Minimum, maximum and mean over bins of steps."""
from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

import numpy as np
import numpy.typing as npt

from .fields import FieldInfo

if TYPE_CHECKING:
    from .reader import Reader

#: One element of a field: its row-major index, or one index per dimension; None: all.
Component = Union[int, Iterable[int], None]


@dataclass(frozen=True)
class Reduction:
    """Steps of a field in bins. Bin b consists of exactly the steps [first[b], last[b]].

    min, max, mean and non_finite have the shape (bins,) for one component or a scalar, else (bins, *shape of one
    step). min, max and mean are those of the finite values, and NaN for a bin without finite values.
    """

    first: npt.NDArray[np.int64]  #: first step of each bin, shape (bins,)
    last: npt.NDArray[np.int64]  #: its last step
    times: npt.NDArray[np.float64]  #: time of its first step
    min: npt.NDArray[np.float64]
    max: npt.NDArray[np.float64]
    mean: npt.NDArray[np.float64]  #: to 1e-5 of the range of the values
    non_finite: npt.NDArray[np.uint64]  #: number of values that are not finite

    def __len__(self) -> int:
        return len(self.first)


def reduce(reader: Reader, field: str | None, component: Component, bins: int, first: int, last: int | None,
           imaginary: bool) -> Reduction:
    """See Reader.reduce()."""
    bins = operator.index(bins)
    if bins < 1:
        raise ValueError(f"bins is {bins}; it must be 1 or more")
    info = FieldInfo("", (), np.dtype(np.float64)) if field is None else reader._field_info(field)
    steps = reader.steps if field is None else reader._steps_of(info.name)
    begin, end, _ = slice(first, last).indices(steps)
    start, count, shape = _components(info, component)
    if end <= begin:
        return _result(reader, ([], *[np.empty((0, count))] * 4), shape)  # type: ignore[arg-type]
    if begin == 0 and end == steps and not reader.has_overview(info.name):
        found = reader._reduce_all(info.name, start, count, bins, imaginary)
    else:
        found = reader._reduce(info.name, start, count, begin, end - begin, bins, imaginary)
    return _result(reader, found, shape)


def _components(info: FieldInfo, component: Component) -> tuple[int, int, tuple[int, ...]]:
    """(first component, number of components, shape of the result without the bins)."""
    if component is None:
        return 0, info.components, info.shape
    if isinstance(component, Iterable):
        place = tuple(operator.index(i) for i in component)
        if len(place) != len(info.shape):
            raise IndexError(f"component {place} has {len(place)} indices, and field '{info.name}' the shape "
                             f"{info.shape}")
    else:
        place = (operator.index(component),)
    sizes = info.shape if len(place) == len(info.shape) and isinstance(component, Iterable) else (info.components,)
    for i, size in zip(place, sizes):
        if not -size <= i < size:
            raise IndexError(f"component {component!r} is out of bounds for field '{info.name}' of shape {info.shape}")
    if not sizes:
        return 0, 1, ()
    return int(np.ravel_multi_index(tuple(i % size for i, size in zip(place, sizes)), sizes)), 1, ()


def _result(reader: Reader, found: tuple[Any, ...], shape: tuple[int, ...]) -> Reduction:
    edges = np.asarray(found[0], dtype=np.int64)
    first = edges[:-1]
    values = [array.reshape(len(first), *shape) for array in found[1:]]
    return Reduction(first, edges[1:] - 1, _times_at(reader, first), *values)


def _times_at(reader: Reader, steps: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Reads the times of these steps, each separately if they lie far apart."""
    if steps.size == 0:
        return np.empty(0)
    span = int(steps[-1] - steps[0]) + 1
    if span <= 64 * steps.size or span <= 1 << 20:
        return reader._read_times(int(steps[0]), span)[steps - steps[0]]
    return np.concatenate([reader._read_times(int(step), 1) for step in steps])
