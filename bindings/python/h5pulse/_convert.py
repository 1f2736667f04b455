# SPDX-License-Identifier: MIT
"""Converts values to arrays of the field's own type, or raises an error that says why it cannot.

The extension itself takes NumPy arrays of the field's dtype and plain Python numbers, and calls these functions for
all other values. A conversion that would change a value is refused.
"""
from __future__ import annotations

from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt

from ._names import refuse_names as refuse_names  # the extension imports it from here
from .errors import FieldError

Array = npt.NDArray[Any]


def to_field(name: str, value: object, dtype: np.dtype[Any], shape: tuple[int, ...], steps: int | None) -> Array:
    """The value as a C-contiguous array of the field's dtype and shape, or (steps, *shape) for a block of steps."""
    array = _as_array(name, value, dtype)
    array = _with_shape(name, array, shape if steps is None else (steps, *shape), steps is not None)
    plain = not isinstance(value, np.ndarray) or array.ndim == 0  # numbers without a dtype of their own
    return np.ascontiguousarray(_lossless(name, array, dtype, plain)).reshape(array.shape)


def to_row(name: str, value: object, dtype: np.dtype[Any], shape: tuple[int, ...], steps: int | None) -> Array:
    """Does the same for DataBuffer, which like h5py also converts within a kind of numbers: float64 to float32."""
    array = _with_shape(name, _as_array(name, value, dtype), shape, False)
    if not np.can_cast(array.dtype, dtype, "same_kind") and not _holds_integers(array, dtype):
        raise FieldError(f"buffer '{name}' takes {dtype}, and {array.dtype} does not convert to it: "
                         f"convert it first, for example with astype")
    return np.ascontiguousarray(array.astype(dtype, copy=False)).reshape(array.shape)


def to_times(times: object) -> npt.NDArray[np.float64]:
    """Times of a block of steps as a contiguous 1-D float64 array."""
    array = _as_array("t", times, np.dtype(np.float64))
    if array.ndim != 1:
        raise FieldError(f"the times of a block of steps must be an array of shape (n,), not {array.shape}")
    return np.ascontiguousarray(_lossless("t", array, np.dtype(np.float64), True))


def refuse_time(t: object) -> NoReturn:
    """Raises the error for an invalid time of a step."""
    raise FieldError(f"t must be the time of one step, a number, not {_described(t)}; "
                     f"use append_many for several steps")


def _described(value: object) -> str:
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    return f"a {type(value).__name__}"


def _as_array(name: str, value: object, dtype: np.dtype[Any]) -> Array:
    if isinstance(value, np.ma.MaskedArray):
        if np.ma.is_masked(value):
            raise FieldError(f"field '{name}' got a masked array with {np.ma.count_masked(value)} masked elements; "
                             f"replace them first, for example with value.filled(numpy.nan)")
        value = value.data
    if value is None or isinstance(value, (str, bytes, dict, set)):
        raise FieldError(f"field '{name}' takes numbers of type {dtype}, not {_described(value)}")
    try:
        array = np.asarray(value)
    except FieldError:
        raise
    except Exception as error:
        raise FieldError(f"field '{name}' got {_described(value)} that is not an array of numbers: {error}") from error
    if array.dtype.kind in "OUSVMm":
        hint = _hint(array.dtype)
        raise FieldError(f"field '{name}' takes numbers of type {dtype}, not elements of type {array.dtype}{hint}")
    return array


def _hint(dtype: np.dtype[Any]) -> str:
    if dtype.kind == "O":
        return ": convert it to a rectangular array of numbers"
    if dtype.kind in "Mm":
        return ": convert them to numbers, for example seconds since the start"
    return ""


def _with_shape(name: str, array: Array, shape: tuple[int, ...], block: bool) -> Array:
    if array.shape == shape:
        return array
    if not block and array.size == 1 and np.prod(shape, dtype=int) == 1:
        return array.reshape(shape)
    if block and array.shape == shape[:1] and np.prod(shape[1:], dtype=int) == 1:
        return array.reshape(shape)
    what = f"shape {shape}, one row per step" if block else f"shape {shape}"
    hint = ""
    if array.size == 0:
        hint = ": it has no elements"
    elif not block and array.shape[1:] == shape:
        hint = ": these are several steps; use append_many"
    raise FieldError(f"field '{name}' takes values of {what}, not of shape {array.shape}{hint}")


def _lossless(name: str, array: Array, dtype: np.dtype[Any], plain: bool) -> Array:
    """Converts without loss. As in NumPy, plain Python numbers fit every floating-point type."""
    if array.dtype == dtype:
        return array.astype(dtype, copy=False)
    if dtype.kind in "iu" and array.dtype.kind == "b":
        return array.astype(dtype)
    if np.can_cast(array.dtype, dtype, "safe") and array.dtype.kind not in "iu":
        return array.astype(dtype)
    if array.dtype.kind in "iu" and (dtype.kind in "fc" or plain or np.can_cast(array.dtype, dtype, "safe")):
        return _exact_integers(name, array, dtype)
    if plain and array.dtype.kind in "fc" and np.can_cast(array.dtype, dtype, "same_kind"):
        return _rounded(name, array, dtype)
    raise FieldError(f"field '{name}' takes {dtype}, and {array.dtype} does not convert to it without loss; "
                     f"to convert it anyway, pass value.astype('{dtype}')"
                     + (", or its real part" if array.dtype.kind == "c" and dtype.kind != "c" else ""))


def _exact_integers(name: str, array: Array, dtype: np.dtype[Any]) -> Array:
    if not _holds_integers(array, dtype):
        raise FieldError(f"field '{name}' takes {dtype}, which does not hold all of these integers exactly "
                         f"({array.min()} to {array.max()})")
    return array.astype(dtype)


def _holds_integers(array: Array, dtype: np.dtype[Any]) -> bool:
    if array.dtype.kind == "b":
        return dtype.kind in "iufc"
    if array.dtype.kind not in "iu" or dtype.kind not in "iufc":
        return False
    if array.size == 0 or np.can_cast(array.dtype, dtype, "safe") and array.dtype.itemsize < 8:
        return True
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        return int(array.min()) >= limits.min and int(array.max()) <= limits.max
    whole = 2 ** (np.finfo(dtype).nmant + 1)  # all integers up to here are exact
    if -whole <= int(array.min()) and int(array.max()) <= whole:
        return True
    return all(int(value.real) == int(number)
               for value, number in zip(array.astype(dtype).ravel(), array.ravel()))


def _rounded(name: str, array: Array, dtype: np.dtype[Any]) -> Array:
    with np.errstate(over="ignore"):
        result: Array = array.astype(dtype)
    if not np.array_equal(np.isfinite(result), np.isfinite(array)):
        raise FieldError(f"field '{name}' takes {dtype}, which cannot hold numbers as large as "
                         f"{np.abs(array[np.isfinite(array)]).max():.6g}")
    return result
