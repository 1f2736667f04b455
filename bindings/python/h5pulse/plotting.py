# SPDX-License-Identifier: MIT
"""Plots the present state of fields with matplotlib."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ._options import PathLike
from .fields import FieldInfo
from .reader import Reader

if TYPE_CHECKING:
    import matplotlib.axes
    import matplotlib.figure

_MAX_PANELS = 6  # fields that are drawn by default
_BINS = 1000
_MAX_COLUMNS = 1024  # limit of the components of a picture


def plot(run: Reader | PathLike, *fields: str, step: int | None = None, component: Any = None, bins: int = _BINS,
         figure: matplotlib.figure.Figure | None = None) -> matplotlib.figure.Figure:
    """Draws each field over the whole run: scalars as lines, vectors as pictures, arrays of one step as images.

    ::

        h5pulse.plot("run.h5", "energy", "y")

    Lines show the mean of each bin of steps, and a band from its minimum to its maximum, so that no value is left
    out, however long the run is. Pictures of vectors have the time to the right and the index (or its axis) upwards.
    2-D arrays are drawn at the last step; 3-D arrays too, in the middle of their first dimension.

    Args:
        run: a Reader, which is not refreshed, or the path of a file.
        fields: names of fields; none: the first six.
        step: draw all fields at this step, vectors as a line over their index; -1: the last step.
        component: draw this component over time: a row-major index, or one index per dimension.
        bins: number of bins of lines and pictures along the time.
        figure: the figure to draw into; None: a new one of pyplot.

    Returns the figure; a notebook shows it. Raises UnknownFieldError and the errors of Reader.
    """
    reader = run if isinstance(run, Reader) else Reader(run)
    infos = infos_of(reader, fields)
    if figure is None:
        from matplotlib import pyplot

        figure = pyplot.figure(figsize=(8.0, 1.0 + 2.2 * len(infos)), layout="constrained")
    draw(reader, infos, figure, step, component, bins)
    return figure


def infos_of(reader: Reader, fields: tuple[str, ...]) -> list[FieldInfo]:
    """The fields of these names; without names, the first ones. Raises UnknownFieldError."""
    if not fields:
        return list(reader.fields.values())[:_MAX_PANELS]
    return [reader._field_info(name) for name in fields]


def draw(reader: Reader, infos: list[FieldInfo], figure: matplotlib.figure.Figure, step: int | None,
         component: Any, bins: int) -> None:
    """Clears the figure and draws into it."""
    figure.clear()
    panels: Any = figure.subplots(len(infos), 1, squeeze=False)[:, 0] if infos else []
    for info, panel in zip(infos, panels):
        _draw_field(reader, info, panel, step, component, bins)
    steps = f"{reader.steps} step" + ("" if reader.steps == 1 else "s")
    span = f", t = {reader.times[-1]:.6g} {reader.time_units}".rstrip() if reader.steps else ""
    figure.suptitle(f"{reader.path.rsplit('/', 1)[-1]}: {reader.state}, {steps}{span}", fontsize="medium")


def _draw_field(reader: Reader, info: FieldInfo, panel: matplotlib.axes.Axes, step: int | None, component: Any,
                bins: int) -> None:
    panel.set_title(info.label, fontsize="small", loc="left")
    if reader._steps_of(info.name) == 0:
        panel.text(0.5, 0.5, "no steps yet", transform=panel.transAxes, ha="center", va="center")
        return
    if component is not None and info.shape or not info.shape and step is None:
        _draw_line(reader, info, panel, component if info.shape else None, bins)
    elif len(info.shape) == 1 and step is None:
        _draw_picture_over_time(reader, info, panel, bins)
    else:
        _draw_step(reader, info, panel, -1 if step is None else step)


def _time_label(reader: Reader) -> str:
    name = reader.time_dataset or "step"
    return f"{name} [{reader.time_units}]" if reader.time_units else name


def _draw_line(reader: Reader, info: FieldInfo, panel: matplotlib.axes.Axes, component: Any, bins: int) -> None:
    reduction = reader.reduce(info.name, component, bins)
    times = _finite_or_numbers(reduction.times, reduction.first)
    panel.fill_between(times, reduction.min, reduction.max, alpha=0.3, linewidth=0)
    panel.plot(times, reduction.mean, linewidth=1.0)
    panel.set_xlabel(_time_label(reader), fontsize="small")


def _draw_picture_over_time(reader: Reader, info: FieldInfo, panel: matplotlib.axes.Axes, bins: int) -> None:
    """The mean of each bin; long vectors are thinned out to _MAX_COLUMNS components."""
    stride = -(-info.shape[0] // _MAX_COLUMNS)
    reduction = reader.reduce(info.name, None, min(bins, _MAX_COLUMNS)) if stride == 1 else None
    if reduction is not None:
        times, values = _finite_or_numbers(reduction.times, reduction.first), reduction.mean
    else:
        chosen = np.unique(np.linspace(0, reader.steps - 1, min(bins, 200)).astype(int))
        times = _finite_or_numbers(np.asarray(reader.times[chosen]), chosen)
        values = _real(np.asarray(reader[info.name][chosen, ::stride]))
    places, label = _places(reader, info, 0)
    if len(times) == 1:
        panel.plot(places[::stride], values[0], linewidth=1.0)
        panel.set_xlabel(label, fontsize="small")
        return
    mesh = panel.pcolormesh(times, places[::stride], values.T, shading="nearest", rasterized=True)
    panel.figure.colorbar(mesh, ax=panel)
    panel.set_xlabel(_time_label(reader), fontsize="small")
    panel.set_ylabel(label, fontsize="small")


def _draw_step(reader: Reader, info: FieldInfo, panel: matplotlib.axes.Axes, step: int) -> None:
    values = _real(np.asarray(reader[info.name][step]))
    if values.ndim == 0:
        panel.plot([reader.times[step]], [values], "o")
        panel.set_xlabel(_time_label(reader), fontsize="small")
        return
    if values.ndim == 1:
        places, label = _places(reader, info, 0)
        panel.plot(places, values, linewidth=1.0)
        panel.set_xlabel(label, fontsize="small")
        return
    first = 0
    if values.ndim == 3:
        first = 1
        values = values[values.shape[0] // 2]
    (rows, row_label), (columns, column_label) = _places(reader, info, first), _places(reader, info, first + 1)
    mesh = panel.pcolormesh(columns, rows, values, shading="nearest", rasterized=True)
    panel.figure.colorbar(mesh, ax=panel)
    panel.set_xlabel(column_label, fontsize="small")
    panel.set_ylabel(row_label, fontsize="small")


def _places(reader: Reader, info: FieldInfo, dimension: int) -> tuple[npt.NDArray[np.float64], str]:
    """Coordinates along a dimension, or else indices, and their label."""
    axis = reader.axis(info.name, dimension)
    if axis is None or len(axis) != info.shape[dimension] or not np.all(np.isfinite(axis.values)):
        return np.arange(info.shape[dimension], dtype=np.float64), "index"
    name = axis.long_name or axis.name
    return axis.values, f"{name} [{axis.units}]" if axis.units else name


def _finite_or_numbers(times: npt.NDArray[np.float64], steps: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The times, if they ascend as a plot axis requires, or else the step numbers."""
    if np.all(np.isfinite(times)) and np.all(np.diff(times) > 0):
        return times
    return steps.astype(np.float64)


def _real(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.abs(values) if values.dtype.kind == "c" else values
