# SPDX-License-Identifier: MIT
"""plot() and watch(): the drawings in a window and in a notebook, and the end with the run."""
import sys
import threading
import time
import types

import matplotlib
import numpy as np
import pytest
from conftest import DEADLINE, write_run
from matplotlib import pyplot

import h5pulse


@pytest.fixture(autouse=True)
def no_figures_stay():
    yield
    pyplot.close("all")


@pytest.fixture
def wave(path):
    """A live run: a vector over an axis, a scalar, a matrix, a cube, complex numbers."""
    x = np.linspace(0, 1, 30)
    fields = {"u": h5pulse.Field((30,), units="V", axes=("x",)), "e": (), "m": (4, 5), "c": (3, 4, 5),
              "z": h5pulse.Field((2, 3), "c16")}
    with h5pulse.Writer(path, fields, axes={"x": h5pulse.Axis(x, "m", "distance")}, time_units="s",
                        commit_interval=0.01) as w:
        for k in range(50):
            append(w, k)
        w.commit()
        yield w


def append(w, k):
    w.append(0.1 * k, u=np.full(30, k), e=k, m=np.full((4, 5), k), c=np.full((3, 4, 5), k), z=np.full((2, 3), 1j * k))


def panels(figure):
    return [panel for panel in figure.axes if panel.get_label() != "<colorbar>"]


def test_a_picture_of_each_field(wave):
    figure = h5pulse.plot(wave.path)
    assert [p.get_title(loc="left") for p in panels(figure)] == ["u [V]", "e", "m", "c", "z"]
    u, e, m, c, z = panels(figure)
    assert u.collections[0].get_array().size == 30 * 50
    assert u.get_ylabel() == "distance [m]" and u.get_xlabel() == "t [s]"
    assert np.allclose(e.lines[0].get_ydata(), range(50)) and np.allclose(e.lines[0].get_xdata(), 0.1 * np.arange(50))
    assert np.all(m.collections[0].get_array() == 49) and c.collections[0].get_array().size == 20
    assert np.all(z.collections[0].get_array() == 49)
    assert "running, 50 steps, t = 4.9 s" in figure._suptitle.get_text()
    figure.canvas.draw()


def test_named_fields_steps_and_components(wave):
    r = h5pulse.Reader(wave.path)
    u, e = panels(r.plot("u", "e", step=7))
    assert np.all(u.lines[0].get_ydata() == 7) and u.get_xlabel() == "distance [m]" and e.lines[0].get_ydata()[0] == 7
    line, = panels(r.plot("c", component=(1, 2, 3)))
    assert np.allclose(line.lines[0].get_ydata(), range(50))
    figure = pyplot.figure()
    assert r.plot("e", figure=figure) is figure
    with pytest.raises(KeyError, match="did you mean 'u'"):
        r.plot("U")


def test_odd_runs(path):
    w = h5pulse.Writer(path, {"e": (), "y": (5,), "long": (3000,)}, replace=True)
    assert "no steps yet" in [t.get_text() for t in panels(h5pulse.plot(path))[0].texts]
    w.append(float("nan"), e=float("nan"), y=np.full(5, np.inf), long=np.zeros(3000))
    w.commit()
    h5pulse.plot(path).canvas.draw()
    for k in range(20):
        w.append(5 - k, e=k, y=np.zeros(5), long=np.zeros(3000))
    w.commit()
    h5pulse.plot(path).canvas.draw()
    w.close()


def keep_appending(writer, until):
    k = writer.steps
    while not until.is_set():
        append(writer, k)
        k += 1
        time.sleep(0.002)
    writer.close()


def test_watch_draws_until_the_run_ends(wave):
    enough, drawn = threading.Event(), []
    thread = threading.Thread(target=keep_appending, args=(wave, enough))
    thread.start()

    class Counting(h5pulse.Reader):
        def refresh(self):
            found = super().refresh()
            drawn.append(self.steps)
            if len(drawn) == 10:
                enough.set()
            return found

    figure = h5pulse.watch(Counting(wave.path), "e", interval=0.02)
    thread.join(DEADLINE)
    assert len(drawn) >= 10 and drawn[-1] > drawn[0]
    line = panels(figure)[0].lines[0]
    assert line.get_ydata()[-1] == pytest.approx(wave.steps - 1) and "finished" in figure._suptitle.get_text()


def test_watch_in_a_notebook_replaces_one_picture(wave, monkeypatch):
    shown, updates = [], []

    class Handle:
        def update(self, figure):
            updates.append(figure._suptitle.get_text())
            if len(updates) == 3:
                enough.set()

    shell = types.SimpleNamespace(kernel=object())
    ipython, display = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    ipython.get_ipython = lambda: shell
    display.display = lambda figure, display_id: shown.append(figure) or Handle()
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    monkeypatch.setattr(matplotlib, "get_backend", lambda: "module://matplotlib_inline.backend_inline")
    enough = threading.Event()
    thread = threading.Thread(target=keep_appending, args=(wave, enough))
    thread.start()
    figure = h5pulse.watch(wave.path, "e", interval=0.02)
    thread.join(DEADLINE)
    assert shown == [figure] and len(updates) >= 3 and "finished" in updates[-1]
    assert not pyplot.fignum_exists(figure.number)


def test_watch_ends_by_time_by_the_window_and_by_ctrl_c(wave, monkeypatch):
    start = time.monotonic()
    h5pulse.watch(wave.path, interval=0.01, timeout=0.1)
    assert time.monotonic() - start < DEADLINE
    threading.Timer(0.2, pyplot.close, args=("all",)).start()
    h5pulse.watch(wave.path, "e", interval=0.01)

    class Interrupted(h5pulse.Reader):
        def refresh(self):
            raise KeyboardInterrupt

    assert panels(h5pulse.watch(Interrupted(wave.path), "e", interval=0.01))
    with pytest.raises(ValueError, match="interval"):
        h5pulse.watch(wave.path, interval=0)


def test_a_finished_run_is_drawn_once(path):
    write_run(path)
    assert len(panels(h5pulse.watch(path))) == 3
