# SPDX-License-Identifier: MIT
"""Checks the arguments of Writer and converts them for the extension."""
from __future__ import annotations

import math
import operator
import os
from collections.abc import Mapping
from typing import Any, Union

import numpy as np
import numpy.typing as npt

from .errors import FieldError
from .fields import Axis, Field, ShapeLike, shape_of

#: A field: a Field, or the shape of one step of a float64 field.
FieldLike = Union[Field, ShapeLike]
#: An attribute of a run: text, an integer, a number, or a list of numbers.
AttributeLike = Union[str, int, float, npt.ArrayLike]
#: A filter's name, "gzip"; with a level, ("zstd", 3); or with level and shuffling, ("gzip", 6, False).
CompressionLike = Union[str, tuple[str, int], tuple[str, int, bool]]

PathLike = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]


def path_of(path: PathLike) -> bytes:
    """The path as bytes for the system. Raises TypeError for other types, and ValueError for an empty path."""
    if hasattr(path, "id") and hasattr(path, "filename"):
        raise TypeError("h5pulse takes the path of the file, not an open h5py.File: close it and pass its path")
    encoded = os.fsencode(path)
    if not encoded:
        raise ValueError("the path of the file is empty")
    if b"\0" in encoded:
        raise ValueError(f"the path {path!r} has a NUL in it")
    return encoded


def run_of(fields: Mapping[str, FieldLike], axes: Mapping[str, Axis | npt.ArrayLike] | None, time_units: str,
           end_time: float | None, attributes: Mapping[str, AttributeLike] | None) -> dict[str, Any]:
    """Converts the description of a run for the extension."""
    if not isinstance(fields, Mapping):
        raise FieldError("fields must be a dict of names and fields, as {'y': h5pulse.Field((100,)), 'energy': ()}")
    if not fields:
        raise FieldError("a run needs at least one field, as {'energy': ()}")
    return {
        "fields": [_field_tuple(name, field) for name, field in fields.items()],
        "axes": [_axis_tuple(name, axis) for name, axis in (axes or {}).items()],
        "time_units": _string("time_units", time_units),
        "end_time": None if end_time is None else _number("end_time", end_time),
        "attributes": {_string("the name of an attribute", name): _attribute(name, value)
                       for name, value in (attributes or {}).items()},
    }


def _field_tuple(name: object, field: FieldLike) -> tuple[Any, ...]:
    if not isinstance(name, str):
        raise FieldError(f"the name of a field must be a text, not {name!r}")
    if isinstance(field, Axis) or field is None or isinstance(field, (str, np.dtype, type)):
        raise FieldError(f"field '{name}' must be a Field or a shape, as (100,) or () for a scalar, not {field!r}")
    spec = field if isinstance(field, Field) else Field(shape_of(field, name))
    return name, spec.shape, spec.dtype.str[1:], spec.units, spec.long_name, spec.axes


def _axis_tuple(name: object, axis: Axis | npt.ArrayLike) -> tuple[Any, ...]:
    if not isinstance(name, str):
        raise FieldError(f"the name of an axis must be a text, not {name!r}")
    spec = axis if isinstance(axis, Axis) else Axis(axis)
    return name, spec.values, spec.units, spec.long_name


def _attribute(name: str, value: AttributeLike) -> str | int | float | list[float]:
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, int, np.integer, np.bool_)):
        number = int(value)
        if not -(2**63) <= number < 2**63:
            raise ValueError(f"attribute '{name}' is the integer {number}, which has more than 64 bits")
        return number
    if isinstance(value, (float, np.floating)):
        return float(value)
    array = np.asarray(value) if not isinstance(value, Mapping) and value is not None else np.array(None)
    if array.dtype.kind not in "iufb" or array.ndim > 1:
        raise TypeError(f"attribute '{name}' is {value!r}; attributes must be text, a number, or a list of numbers")
    return [float(number) for number in array] if array.ndim else float(array)


def options_of(*, replace: bool, existing: str | None, commit_interval: float, commit_steps: int, commit_time: float,
               background: bool, buffer_bytes: int, metadata_cache_bytes: int, when_full: str, retry_for: float,
               sync_interval: float | None, overview_step_bytes: int, compression: CompressionLike | None,
               without_lock: bool) -> dict[str, Any]:
    """Converts WriterOptions for the extension; times are in seconds."""
    if existing not in (None, "refuse", "replace"):
        raise ValueError(f"existing must be 'refuse' or 'replace', not {existing!r}")
    if when_full not in ("wait", "throw", "raise"):
        raise ValueError(f"when_full must be 'wait' or 'raise', not {when_full!r}")
    return {
        "replace": existing == "replace" if existing is not None else bool(replace),
        "commit_interval": _seconds("commit_interval", commit_interval),
        "commit_steps": _count("commit_steps", commit_steps),
        "commit_time": _seconds("commit_time", commit_time),
        "background": bool(background),
        "buffer_bytes": _count("buffer_bytes", buffer_bytes),
        "metadata_cache_bytes": _count("metadata_cache_bytes", metadata_cache_bytes),
        "when_full": "wait" if when_full == "wait" else "throw",
        "retry_for": _seconds("retry_for", retry_for),
        "sync_interval": None if sync_interval is None else _seconds("sync_interval", sync_interval),
        "overview_step_bytes": _count("overview_step_bytes", overview_step_bytes),
        "compression": None if compression is None else compression_of(compression),
        "without_lock": bool(without_lock),
    }


def compression_of(compression: CompressionLike) -> tuple[str, int, bool]:
    """(name, level, shuffle); level -1 is the filter's default."""
    parts: tuple[Any, ...] = compression if isinstance(compression, tuple) else (compression,)
    if 1 <= len(parts) <= 3 and isinstance(parts[0], str):
        name, level, shuffle = (*parts, -1, True)[:3] if len(parts) == 1 else (*parts, True)[:3]
        return name, -1 if level is None else _level(level), bool(shuffle)
    raise ValueError(f"compression must be a filter's name, as 'gzip', or name and level, as ('zstd', 3), not "
                     f"{compression!r}")


def _level(level: object) -> int:
    try:
        return operator.index(level)  # type: ignore[arg-type]
    except TypeError:
        raise ValueError(f"the level of a compression must be an integer, not {level!r}") from None


def _string(what: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{what} must be a text, not {value!r}")
    return value


def _number(what: str, value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise TypeError(f"{what} must be a number, not {value!r}") from None


def _seconds(what: str, value: object) -> float:
    number = _number(what, value)
    if math.isnan(number) or number < 0:
        raise ValueError(f"{what} is {value!r}; it must be zero or more")
    return number


def _count(what: str, value: object) -> int:
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(f"{what} must be an integer, not {value!r}") from None
    if not 0 <= number < 2**63:
        raise ValueError(f"{what} is {number}; it must be zero or more, and below 2^63")
    return number
