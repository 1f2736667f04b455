# SPDX-License-Identifier: MIT
"""Watch a simulation's state while it runs.

::

    import h5pulse

    with h5pulse.Writer("run.h5", {"y": h5pulse.Field((100,), units="V"), "energy": ()}, end_time=10.0) as w:
        w.append(t, y=y, energy=e)

    r = h5pulse.Reader("run.h5")
    r.steps, r.state, r.times[-5:], r["y"][-1]
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import errors
from . import _core

_core._use_errors(errors)

from ._core import __version__ as __version__  # noqa: E402 - the imports below may already raise our errors
from .errors import (  # noqa: E402
    ChangedError,
    ClosedError,
    Error,
    FieldError,
    InterruptedError,
    InterruptedError_,
    InUseError,
    MissingError,
    UnknownFieldError,
)
from .fields import Axis, Field, FieldInfo  # noqa: E402
from .reader import Reader  # noqa: E402
from .states import Refresh, RunState, WriterStatus  # noqa: E402
from .tools import RecoverReport, RepackReport, recover, repack  # noqa: E402
from .writer import Statistics, Writer  # noqa: E402

if TYPE_CHECKING:
    from .data_buffer import DataBuffer
    from .follow import Step
    from .plotting import plot
    from .reduction import Reduction
    from .watching import watch

#: Names that are imported at first use.
_LATER = {"DataBuffer": "data_buffer", "Step": "follow", "Reduction": "reduction", "plot": "plotting",
          "watch": "watching"}

__all__ = ["Axis", "ChangedError", "ClosedError", "DataBuffer", "Error", "Field", "FieldError", "FieldInfo",
           "InUseError", "InterruptedError_", "MissingError", "Reader", "RecoverReport", "Reduction", "Refresh",
           "RepackReport", "RunState", "Statistics", "Step", "UnknownFieldError", "Writer", "WriterStatus", "plot",
           "recover", "repack", "watch"]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'h5pulse' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(f".{_LATER[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
