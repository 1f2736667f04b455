# SPDX-License-Identifier: MIT
"""Reads a run during and after writing."""
from __future__ import annotations

import math
import os
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import numpy as np

from ._core import ReaderBase
from ._names import unknown_field
from ._options import PathLike, path_of
from .errors import ChangedError
from .fields import Axis, FieldInfo
from .states import Refresh, RunState, WriterStatus
from .views import MAX_TRIES, FieldView, TimesView

if TYPE_CHECKING:
    import matplotlib.figure
    import xarray

    from .follow import Step
    from .reduction import Component, Reduction

_Self = TypeVar("_Self", bound="Reader")


class Reader(ReaderBase):
    """Reads a run during and after writing: files of h5pulse, h5py and other programs.

    ::

        r = h5pulse.Reader("run.h5")
        r.steps, r.state, r.times[-5:], r["y"][-1], r["y"][10:20, 3]
        for step in r.follow():
            print(step.t, step["y"])

    It shows the steps that were committed at the last refresh(), never a half-written one. It takes no lock that
    blocks the writer, and does not change the file. It may run in the writer's own process.

    Args:
        path: path of the file.
        time_dataset: dataset of the times; empty: ``t``, else ``time``, else the step numbers serve as times.
        stall_after: seconds without a commit until a live writer is called stalled.

    Thread-safety: any thread may call it; calls are serialised.

    Raises:
        MissingError: the file does not exist. Error: it cannot be opened or read.
    """

    def __init__(self, path: PathLike, *, time_dataset: str = "", stall_after: float = 10.0) -> None:
        if not stall_after >= 0:
            raise ValueError(f"stall_after is {stall_after!r}; it must be zero or more seconds")
        super().__init__(path_of(path), time_dataset, float(stall_after))
        self._run = 0  # counts the runs that the file has held
        self._note_run()

    def _note_run(self) -> None:
        self._run += 1
        self._info_dict = self._info()
        self._field_infos: dict[str, FieldInfo] = {
            name: FieldInfo(name, shape, np.dtype(dtype), units, long_name, axes)
            for name, shape, dtype, units, long_name, axes in self._fields()}

    def _refresh_patiently(self) -> str:
        """Tries again, because a program that reopens the file for each batch may interfere once or twice."""
        for tried in range(MAX_TRIES):
            try:
                return self._refresh()
            except ChangedError:
                time.sleep(0.001 * tried)
        return self._refresh()

    def refresh(self) -> Refresh:
        """Looks for committed steps. Only this call makes new steps visible. It takes about 30 us.

        The result is true if something is new; RESTARTED if the file now holds another run.
        """
        found = Refresh(self._refresh_patiently())
        if found is Refresh.RESTARTED:
            self._note_run()
        return found

    @property
    def path(self) -> str:
        """Path of the file, as given."""
        return os.fsdecode(self._path())

    @property
    def steps(self) -> int:
        """Number of readable steps at the last refresh."""
        return self._steps()

    def __len__(self) -> int:
        """The number of steps."""
        return self._steps()

    @property
    def state(self) -> RunState:
        """State of the run at the last refresh; compares equal to its text: ``r.state == "running"``."""
        return RunState(self._state())

    @property
    def state_text(self) -> str:
        """The state as a sentence with its consequences."""
        return self._state_text()

    @property
    def needs_repair(self) -> bool:
        """Whether the run has crashed and recover() can repair the file."""
        return self._needs_repair()

    @property
    def status(self) -> WriterStatus:
        """Last report of the writer."""
        return WriterStatus(**self._status())

    @property
    def reason(self) -> str:
        """Reason why the run failed or was stopped; empty if it did not, or without a reason."""
        return self.status.reason

    @property
    def fields(self) -> Mapping[str, FieldInfo]:
        """The fields by name: shape of one step, dtype, units, long_name, axes."""
        return MappingProxyType(self._field_infos)

    @property
    def times(self) -> TimesView:
        """Times of the steps, indexed as a NumPy array of the shape (steps,): ``r.times[-5:]``."""
        return TimesView(self)

    @property
    def time_dataset(self) -> str:
        """Dataset of the times; empty if the file has none and step numbers serve as times."""
        return str(self._info_dict["time_dataset"])

    @property
    def time_units(self) -> str:
        """Units of the times; empty if unknown."""
        return str(self._info_dict["time_units"])

    @property
    def end_time(self) -> float | None:
        """Expected last time; None if unknown."""
        end = float(self._info()["end_time"])  # a writer that resumed the run may have changed it
        return None if math.isnan(end) else end

    @property
    def attributes(self) -> Mapping[str, Any]:
        """The run's attributes by name: text, numbers, lists of numbers."""
        return MappingProxyType(self._info_dict["attributes"])

    @property
    def created(self) -> str:
        """Creation time of the file, ISO 8601; empty if unknown."""
        return str(self._info_dict["created"])

    @property
    def not_followed(self) -> tuple[str, ...]:
        """Growing datasets that cannot be followed, each with the reason."""
        return tuple(self._info_dict["not_followed"])

    @property
    def file_size(self) -> int:
        """File size in bytes at the last refresh."""
        return self._file_size()

    def axis(self, field: str, dimension: int = 0) -> Axis | None:
        """Coordinates along a dimension of the field's shape; None if the file has none."""
        info = self._field_info(field)
        if not -len(info.shape) <= dimension < len(info.shape):
            raise IndexError(f"field '{field}' has {len(info.shape)} dimensions; dimension {dimension} does not exist")
        found = self._axis(field, dimension % len(info.shape))
        return Axis(found[1], found[2], found[3], found[0]) if found else None

    def _field_info(self, name: object) -> FieldInfo:
        try:
            return self._field_infos[name]  # type: ignore[index]
        except (KeyError, TypeError):
            raise unknown_field(name, list(self._field_infos)) from None

    def __getitem__(self, name: str) -> FieldView | TimesView:
        """A field as an array of shape (steps, *shape of one step), of which indexing reads a part.

        The name of the time dataset gives the times. Raises UnknownFieldError, a KeyError, for other names.
        """
        if name == self.time_dataset and name not in self._field_infos and name:
            return self.times
        return FieldView(self, self._field_info(name))

    def __contains__(self, name: object) -> bool:
        return name in self._field_infos or (name == self.time_dataset and name != "")

    def __iter__(self) -> Iterator[str]:
        """Iterates over the fields' names, as a dict does."""
        return iter(self._field_infos)

    def keys(self) -> list[str]:
        """The fields' names."""
        return list(self._field_infos)

    def follow(self, start: int = 0, poll: float = 0.1) -> Iterator[Step]:
        """Yields each step from `start` on as it is committed, until the run ends; -1: new steps only.

        Polls every `poll` seconds; Ctrl-C ends it. See follow.Step.
        """
        from .follow import follow

        return follow(self, start, poll)

    def follow_async(self, start: int = 0, poll: float = 0.1) -> AsyncIterator[Step]:
        """Does the same for ``async for``; other tasks continue meanwhile."""
        from .follow import follow_async

        return follow_async(self, start, poll)

    def reduce(self, field: str | None = None, component: Component = None, bins: int = 2000, *, first: int = 0,
               last: int | None = None, imaginary: bool = False) -> Reduction:
        """Minimum, maximum and mean over at most `bins` bins of steps, for plots of runs of any length.

        Args:
            field: name of the field; None: the times.
            component: element of the field, a row-major index or one index per dimension; None: all elements.
            bins: maximum number of bins.
            first, last: steps [first, last), as in a slice; None: to the end.
            imaginary: reduce the imaginary instead of the real part of complex numbers.
        """
        from .reduction import reduce

        return reduce(self, field, component, bins, first, last, imaginary)

    def to_xarray(self, *fields: str, chunks: Any = None) -> xarray.Dataset:
        """The run as an xarray.Dataset, whose values are read when they are needed.

        Args:
            fields: names of fields; none: all fields.
            chunks: chunks for dask, as in Dataset.chunk(); None: without dask.
        """
        from ._xarray import to_xarray

        return to_xarray(self, fields, chunks)

    def plot(self, *fields: str, **options: Any) -> matplotlib.figure.Figure:
        """Draws the present state of fields with matplotlib; see plotting.plot()."""
        from .plotting import plot

        return plot(self, *fields, **options)

    def watch(self, *fields: str, **options: Any) -> matplotlib.figure.Figure:
        """Draws fields live until the run ends; see watching.watch()."""
        from .watching import watch

        return watch(self, *fields, **options)

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        if self.closed:
            return "<h5pulse.Reader: closed>"
        steps = self.steps
        span = ""
        try:
            if steps:
                units = f" {self.time_units}" if self.time_units else ""
                span = f", t = {self.times[0]:g} to {self.times[-1]:g}{units}"
        except OSError:
            pass  # the text has only what is known without reading
        fields = ", ".join(f"{info.name} {info.dtype}{list(info.shape) if info.shape else ''}"
                           for info in list(self._field_infos.values())[:8])
        more = ", ..." if len(self._field_infos) > 8 else ""
        return (f"<h5pulse.Reader {self.path!r}: {self.state}, {steps} step{'' if steps == 1 else 's'}{span}; "
                f"{fields}{more}>")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a h5pulse.Reader cannot be pickled or copied: pass the path to other processes, which open "
                        "the file themselves")
