# SPDX-License-Identifier: MIT
"""Plots fields live with matplotlib, in a notebook or a window."""
from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ._options import PathLike
from .plotting import draw, infos_of
from .reader import Reader

if TYPE_CHECKING:
    import matplotlib.figure

_WINDOW_TURN = 0.05  # seconds per turn of a window's event loop


def watch(run: Reader | PathLike, *fields: str, step: int | None = None, component: Any = None, bins: int = 500,
          interval: float = 0.5, timeout: float | None = None) -> matplotlib.figure.Figure:
    """Draws like plot(), again whenever there are new steps, until the run ends.

    ::

        h5pulse.watch("run.h5", "energy", "y")

    It replaces the picture of a notebook's cell, or redraws a window. Closing the window, Ctrl-C or the kernel's stop
    button end the watching, not the run.

    Args:
        interval: seconds between two polls of the file.
        timeout: end after this many seconds; None: when the run ends.

    The other arguments are those of plot(). Returns the figure as drawn last.
    """
    if not interval > 0:
        raise ValueError(f"interval is {interval!r}; it must be more than zero seconds")
    from matplotlib import pyplot

    reader = run if isinstance(run, Reader) else Reader(run)
    infos = infos_of(reader, fields)
    figure = pyplot.figure(figsize=(8.0, 1.0 + 2.2 * len(infos)), layout="constrained")
    screen: _Notebook | _Window = _Notebook(figure) if _in_notebook() else _Window(figure)
    try:
        _follow(reader, lambda: draw(reader, infos_of(reader, fields), figure, step, component, bins), screen, interval,
                timeout)
    except KeyboardInterrupt:
        pass  # the user ended the watching
    finally:
        screen.end()
    return figure


def _follow(reader: Reader, redraw: Callable[[], None], screen: _Notebook | _Window, interval: float,
            timeout: float | None) -> None:
    deadline = None if timeout is None else time.monotonic() + timeout
    redraw()
    screen.show()
    drawn = (reader.steps, reader.state)
    while reader.state.is_live and screen.is_open() and (deadline is None or time.monotonic() < deadline):
        screen.wait(interval)
        news = reader.refresh()
        if news or (reader.steps, reader.state) != drawn:
            redraw()
            screen.show()
            drawn = (reader.steps, reader.state)


def _in_notebook() -> bool:
    """Whether a kernel's front end shows pictures, instead of windows of this process."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    import matplotlib

    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel") and "inline" in matplotlib.get_backend().lower()


class _Notebook:
    """The picture of the cell, which is replaced."""

    def __init__(self, figure: matplotlib.figure.Figure) -> None:
        self._figure = figure
        self._handle: Any = None

    def show(self) -> None:
        from IPython.display import display

        if self._handle is None:
            self._handle = display(self._figure, display_id=True)
        else:
            self._handle.update(self._figure)

    def is_open(self) -> bool:
        return True

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def end(self) -> None:
        """Closes the figure, because the front end would show it again at the end of the cell."""
        from matplotlib import pyplot

        pyplot.close(self._figure)


class _Window:
    """A window of this process if matplotlib has one; without a screen only the figure."""

    def __init__(self, figure: matplotlib.figure.Figure) -> None:
        from matplotlib import pyplot

        self._figure = figure
        self._number = figure.number  # type: ignore[attr-defined]
        self._pyplot = pyplot
        if self._has_screen():
            pyplot.show(block=False)

    def _has_screen(self) -> bool:
        manager = self._figure.canvas.manager
        return manager is not None and getattr(self._figure.canvas, "required_interactive_framework", None) is not None

    def show(self) -> None:
        self._figure.canvas.draw_idle()
        if self._has_screen():
            self._figure.canvas.flush_events()

    def is_open(self) -> bool:
        return bool(self._pyplot.fignum_exists(self._number))

    def wait(self, seconds: float) -> None:
        if not self._has_screen():
            time.sleep(seconds)
            return
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.is_open():
            self._figure.canvas.start_event_loop(_WINDOW_TURN)

    def end(self) -> None:
        """Leaves the window open with the last drawing."""
