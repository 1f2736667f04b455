# SPDX-License-Identifier: MIT
"""A run as an xarray.Dataset."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import xarray
from xarray.backends import BackendArray
from xarray.core import indexing

from .fields import FieldInfo
from .views import FieldView

if TYPE_CHECKING:
    from .reader import Reader


class _FieldArray(BackendArray):
    """Source from which xarray (and dask, block by block) reads a field's values when they are needed."""

    def __init__(self, view: FieldView) -> None:
        self._view = view
        self.shape = view.shape  # the present shape: the dataset does not grow
        self.dtype = view.dtype

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.OUTER, self._read)

    def _read(self, key: tuple[Any, ...]) -> Any:
        # Outer indexing treats each dimension separately. Index the steps first to read less; the rest is in memory.
        lists = [i for i, item in enumerate(key) if isinstance(item, np.ndarray)]
        if len(lists) < 2:
            return np.asarray(self._view[key])
        numbers = [i for i, item in enumerate(key) if isinstance(item, (int, np.integer))]
        first: list[Any] = list(key)
        for i in numbers:
            first[i] = slice(key[i], key[i] + 1)
        for i in lists[1:]:
            first[i] = slice(None)
        values = np.asarray(self._view[tuple(first)])
        for i in lists[1:]:
            values = np.take(values, key[i], axis=i)
        return np.squeeze(values, axis=tuple(numbers))


def to_xarray(reader: Reader, names: tuple[str, ...], chunks: Any) -> xarray.Dataset:
    """See Reader.to_xarray()."""
    infos = [reader._field_info(name) for name in names] if names else list(reader.fields.values())
    steps = min([reader.steps, *[reader._steps_of(info.name) for info in infos]])
    time = reader.time_dataset or "step"
    coordinates: dict[str, Any] = {}
    variables: dict[str, Any] = {}
    for info in infos:
        dimensions = [time]
        for number in range(len(info.shape)):
            dimensions.append(_dimension(reader, info, number, coordinates))
        lazy = indexing.LazilyIndexedArray(_FieldArray(FieldView(reader, info)))
        variable = xarray.Variable(dimensions, lazy, _attributes(info.units, info.long_name))
        variables[info.name] = variable[:steps]
    units = {"units": reader.time_units} if reader.time_units else {}
    coordinates[time] = xarray.Variable((time,), reader.times[:steps], units)
    dataset = xarray.Dataset(variables, coordinates, dict(reader.attributes))
    return dataset if chunks is None else dataset.chunk(chunks)


def _dimension(reader: Reader, info: FieldInfo, number: int, coordinates: dict[str, Any]) -> str:
    """Name of a dimension; adds the values of its axis to the coordinates."""
    axis = reader.axis(info.name, number)
    if axis is None or not axis.name or len(axis) != info.shape[number]:
        return f"{info.name}_{number}"
    if axis.name not in coordinates:
        coordinates[axis.name] = xarray.Variable((axis.name,), axis.values, _attributes(axis.units, axis.long_name))
    return axis.name


def _attributes(units: str, long_name: str) -> dict[str, str]:
    return {name: text for name, text in (("units", units), ("long_name", long_name)) if text}
