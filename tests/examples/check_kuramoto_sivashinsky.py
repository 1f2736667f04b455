# SPDX-License-Identifier: MIT
"""Reads a file of the example by plain h5py, and recomputes from u the scalars in the file.

usage: check_kuramoto_sivashinsky.py FILE STEPS DURATION POINTS LENGTH
"""
import sys

import h5py
import numpy as np

path, steps, duration, points, length = sys.argv[1], *map(float, sys.argv[2:])
with h5py.File(path, "r") as file:
    t, u = file["t"][:], file["u"][:]
    scalars = {name: file[name][:] for name in ("energy", "production", "dissipation")}
    x = file["x"][:]
    assert file.attrs["N"] == points and abs(file.attrs["L"] - length) < 1e-12
    equation = file.attrs["equation"]
    assert "u_xxxx" in (equation.decode() if isinstance(equation, bytes) else equation)

assert t.shape == (steps,) and u.shape == (steps, points), (t.shape, u.shape)
assert all(values.shape == t.shape for values in scalars.values())
assert t[0] == 0 and np.all(np.diff(t) > 0)
if duration > 0:  # 0: a run that was stopped
    assert abs(t[-1] - duration) < 1e-9, t[-1]
np.testing.assert_allclose(x, length / points * np.arange(points), atol=1e-12)

# The integrals are exact for trigonometric polynomials, so only rounding differs.
k = 2 * np.pi / length * np.arange(int(points) // 2 + 1)
modes = np.fft.rfft(u, axis=1)
u_x = np.fft.irfft(1j * k * modes, axis=1)
u_xx = np.fft.irfft(-(k**2) * modes, axis=1)
np.testing.assert_allclose(scalars["energy"], 0.5 * np.mean(u**2, axis=1), rtol=1e-10)
np.testing.assert_allclose(scalars["production"], np.mean(u_x**2, axis=1), rtol=1e-10)
np.testing.assert_allclose(scalars["dissipation"], np.mean(u_xx**2, axis=1), rtol=1e-9)

# The energy must change according to the balance in the file: Simpson's rule over two steps.
if len(t) > 20:
    h = t[1] - t[0]
    rate = scalars["production"] - scalars["dissipation"]
    whole = slice(0, 2 * ((len(t) - 2) // 2) + 1)  # the last step may be shorter if only each K-th step is saved
    e, r = scalars["energy"][whole], rate[whole]
    change = e[2::2] - e[:-2:2]
    np.testing.assert_allclose(change, h / 3 * (r[:-2:2] + 4 * r[1::2] + r[2::2]), atol=2e-3 * h)
