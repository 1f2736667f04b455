# SPDX-License-Identifier: MIT
"""Fields and axes of a run, for Writer and Reader."""
from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Union

import numpy as np
import numpy.typing as npt

from .errors import FieldError

#: A shape of one step: ``()`` for a scalar, ``100`` or ``(100,)`` for 100 numbers, up to three sizes.
ShapeLike = Union[int, Iterable[int]]

_STORED = frozenset("float32 float64 complex64 complex128 int8 int16 int32 int64 uint8 uint16 uint32 uint64".split())


def shape_of(shape: ShapeLike, name: str = "") -> tuple[int, ...]:
    """The shape as a tuple of at most three sizes of 1 or more. Raises FieldError."""
    of = f" of field '{name}'" if name else ""
    if isinstance(shape, (str, bytes, dict)):
        raise FieldError(f"the shape{of} must be a tuple of integers, as (100,), not {shape!r}")
    try:
        sizes = tuple(operator.index(size) for size in shape) if isinstance(shape, Iterable) else (
            operator.index(shape),)
    except TypeError:
        raise FieldError(f"the shape{of} must be a tuple of integers, as (100,), not {shape!r}") from None
    if len(sizes) > 3:
        raise FieldError(f"the shape{of} has {len(sizes)} dimensions; fields have at most three")
    for size in sizes:
        if size < 1:
            raise FieldError(f"the shape{of} has the size {size}; sizes are 1 or more")
    return sizes


def stored_dtype(dtype: npt.DTypeLike, name: str = "") -> np.dtype[Any]:
    """The native dtype in which a field of this dtype is stored; uint8 for bool. Raises FieldError."""
    of = f" of field '{name}'" if name else ""
    if dtype is None:
        raise FieldError(f"the dtype{of} is None; choose one, for example 'f8'")
    try:
        given = np.dtype(dtype)
    except TypeError as error:
        raise FieldError(f"NumPy does not know the dtype{of}: {error}") from None
    stored = np.dtype(np.uint8) if given.kind == "b" else given.newbyteorder("=")
    if stored.name not in _STORED or stored.shape:
        raise FieldError(f"the dtype{of} is {given}; it must be float32, float64, complex64, complex128, int8 to "
                         f"int64, uint8 to uint64, or bool, which is stored as uint8")
    return np.dtype(stored.name)


@dataclass(frozen=True, init=False)
class Field:
    """A quantity with one value or one array per step.

    Args:
        shape: shape of one step: ``()`` for a scalar, else up to three sizes, each at least 1. An integer n is
            ``(n,)``.
        dtype: float32, float64, complex64, complex128, int8 to int64, uint8 to uint64, or bool, which is stored as
            uint8. The file has the machine's byte order, whatever the dtype's.
        units: for example "V" or "m s-1"; empty: no units.
        long_name: label for people; empty: the name is shown.
        axes: per dimension, the name of an axis of the run (see Writer); "" for no axis.

    Raises FieldError for an invalid shape or dtype.
    """

    shape: tuple[int, ...] = ()
    dtype: np.dtype[Any] = field(default=np.dtype(np.float64))
    units: str = ""
    long_name: str = ""
    axes: tuple[str, ...] = ()

    def __init__(self, shape: ShapeLike = (), dtype: npt.DTypeLike = "f8", units: str = "", long_name: str = "",
                 axes: str | Iterable[str] = ()) -> None:
        set_member = object.__setattr__
        set_member(self, "shape", shape_of(shape))
        set_member(self, "dtype", stored_dtype(dtype))
        set_member(self, "units", _text("units", units))
        set_member(self, "long_name", _text("long_name", long_name))
        names = (axes,) if isinstance(axes, str) else tuple(axes)
        set_member(self, "axes", tuple(_text("axes", name) for name in names))


@dataclass(frozen=True)
class FieldInfo:
    """A field of a file: its name and the members of Field."""

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    units: str = ""
    long_name: str = ""
    axes: tuple[str, ...] = ()

    @property
    def components(self) -> int:
        """Elements of one step; 1 for a scalar."""
        return int(np.prod(self.shape, dtype=np.int64))

    @property
    def label(self) -> str:
        """Label of a plot axis: the long name, or else the name, and the units."""
        name = self.long_name or self.name
        return f"{name} [{self.units}]" if self.units else name


class Axis:
    """Fixed coordinates along one dimension of fields.

    Args:
        values: one value per index of the dimension, shape (n,).
        units: for example "m"; empty: no units.
        long_name: label for people; empty: the name is shown.
    """

    def __init__(self, values: npt.ArrayLike, units: str = "", long_name: str = "", name: str = "") -> None:
        array = np.asarray(values)
        if array.ndim != 1 or array.size == 0 or array.dtype.kind not in "iuf":
            raise FieldError(f"the values of an axis must be real numbers of shape (n,), not {array.dtype} of shape "
                             f"{array.shape}")
        self.values: npt.NDArray[np.float64] = array.astype(np.float64)
        self.units = _text("units", units)
        self.long_name = _text("long_name", long_name)
        self.name = _text("name", name)

    def __len__(self) -> int:
        return len(self.values)

    def __array__(self, dtype: npt.DTypeLike = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self.values, dtype=dtype) if copy else np.asarray(self.values, dtype=dtype)

    def __repr__(self) -> str:
        units = f" {self.units}" if self.units else ""
        name = f"{self.name!r}, " if self.name else ""
        return f"<h5pulse.Axis {name}{len(self)} values, {self.values[0]:g} to {self.values[-1]:g}{units}>"


def _text(what: str, text: object) -> str:
    if not isinstance(text, str):
        raise FieldError(f"{what} must be a text, not {text!r}")
    return text
