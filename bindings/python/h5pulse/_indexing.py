# SPDX-License-Identifier: MIT
"""NumPy's indexing for arrays in files, of which only the indexed part is read."""
from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import Any, Union

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Selection:
    """The part to read, and the index into it that gives NumPy's result."""

    steps: Union[range, npt.NDArray[np.int64]]  #: ascending, without repetition
    start: tuple[int, ...]  #: of the box of each step that holds all that is asked for
    size: tuple[int, ...]
    rest: tuple[Any, ...]  #: indices into the array of shape (len(steps), *size)


def select(key: object, shape: tuple[int, ...]) -> Selection:
    """Divides an index into an array of this shape, whose first dimension is the step, into these two parts.

    Accepts NumPy's indices: integers, slices, ..., None, arrays of integers and of booleans. Raises IndexError as
    NumPy does, also for steps that do not exist.
    """
    items = _expanded(key, len(shape))
    rest: list[Any] = []
    boxes: list[tuple[Any, int, int]] = []
    dimension = 0
    for item in items:
        if item is None:
            rest.append(None)
            continue
        taken, index = _one_dimension(item, shape[dimension], dimension)
        boxes.append(taken)
        rest.append(index)
        dimension += 1
    while dimension < len(shape):
        boxes.append((range(shape[dimension]), 0, shape[dimension]))
        dimension += 1
    steps, place = boxes[0][0], [i for i, item in enumerate(items) if item is not None][:1]
    if isinstance(steps, range) and place and isinstance(items[place[0]], slice):
        rest[place[0]] = slice(None, None, -1) if _is_backward(items[place[0]]) else slice(None)
    return Selection(steps, tuple(box[1] for box in boxes[1:]), tuple(box[2] for box in boxes[1:]), tuple(rest))


def _is_backward(item: slice) -> bool:
    return item.step is not None and operator.index(item.step) < 0


def _expanded(key: object, dimensions: int) -> list[Any]:
    """One entry per indexed dimension, and None for each new dimension."""
    items: list[Any] = []
    for item in key if isinstance(key, tuple) else (key,):
        if isinstance(item, (list, np.ndarray)) or hasattr(item, "__array__") and not np.isscalar(item):
            items.extend(_array_items(item))
        elif isinstance(item, (bool, np.bool_)):
            raise IndexError("True and False are not valid indices of steps")
        else:
            items.append(item)
    used = sum(item is not None and item is not Ellipsis for item in items)
    if sum(item is Ellipsis for item in items) > 1:
        raise IndexError("an index can only have a single ellipsis ('...')")
    if used > dimensions:
        raise IndexError(f"too many indices: there are {dimensions} dimensions, but {used} were indexed")
    result: list[Any] = []
    for item in items:
        result.extend([slice(None)] * (dimensions - used) if item is Ellipsis else [item])
    return result


def _array_items(item: object) -> list[Any]:
    """Replaces a boolean array by the indices of its true values, one array per dimension, as NumPy does."""
    array = np.asarray(item)
    if array.size == 0 and array.dtype.kind == "f":
        array = array.astype(np.int64)  # an empty list
    if array.dtype.kind == "b":
        return [_Mask(places, length) for places, length in zip(array.nonzero(), array.shape)]
    if array.dtype.kind not in "iu":
        raise IndexError(f"arrays used as indices must be of integers or booleans, not {array.dtype}")
    return [array.astype(np.int64)] if array.ndim else [int(array)]


@dataclass(frozen=True)
class _Mask:
    places: Array
    length: int


def _one_dimension(item: Any, length: int, dimension: int) -> tuple[tuple[Any, int, int], Any]:
    """(steps or range; start; size) to read along a dimension, and the index into what was read."""
    if isinstance(item, slice):
        chosen = range(length)[item]
        forward = chosen if chosen.step > 0 else chosen[::-1]
        if not forward:
            return (range(0), 0, 0), slice(None)
        start, size = forward[0], forward[-1] - forward[0] + 1
        return (forward, start, size), slice(None, None, chosen.step)
    if isinstance(item, _Mask):
        if item.length != length:
            raise IndexError(f"a boolean index has the length {item.length} along dimension {dimension}, "
                             f"which has {length}")
        return _of_array(item.places.astype(np.int64), dimension)
    if isinstance(item, np.ndarray):
        return _of_array(_in_range(item, length, dimension), dimension)
    try:
        index = operator.index(item)
    except TypeError:
        raise IndexError(f"indices must be integers, slices (:), ellipsis (...), None, and arrays of integers or "
                         f"booleans, not {item!r}") from None
    if not -length <= index < length:
        raise IndexError(f"index {index} is out of bounds for {_name(dimension, length)}")
    index += length if index < 0 else 0
    return (range(index, index + 1), index, 1), 0


def _of_array(places: npt.NDArray[np.int64], dimension: int) -> tuple[tuple[Any, int, int], Any]:
    if places.size == 0:
        return (range(0), 0, 0), places
    if dimension == 0:
        steps, local = np.unique(places, return_inverse=True)
        return (steps, 0, 0), local.reshape(places.shape)
    start = int(places.min())
    return (range(0), start, int(places.max()) - start + 1), places - start


def _in_range(places: npt.NDArray[np.int64], length: int, dimension: int) -> npt.NDArray[np.int64]:
    outside = (places < -length) | (places >= length)
    if outside.any():
        raise IndexError(f"index {places[outside].flat[0]} is out of bounds for {_name(dimension, length)}")
    return np.where(places < 0, places + length, places)


def _name(dimension: int, length: int) -> str:
    if dimension == 0:
        return f"{length} steps" if length != 1 else "1 step"
    return f"dimension {dimension}, which has the size {length}"
