# SPDX-License-Identifier: MIT
"""The plate: rows are along y as Eigen stores columns, no new extremes, a sine mode decays as the scheme predicts."""
import numpy as np
from host_run import expect, expect_shapes, recorded

file = recorded(10)
nx, ny = 97, 65
steps = len(file["t"])
expect(steps > 20, "more than 20 steps")
expect_shapes(file, steps, u=(ny, nx), hottest=())
u = file["u"][:]
x, y = file["x"][:], file["y"][:]
expect(file["u"].dims[1][0].name == "/y" and file["u"].dims[2][0].name == "/x", "axes in the file's order")
expect(file["t"].attrs["units"] == "s" and file["u"].attrs["units"] == "K", "units")

first = np.hypot(x - 0.45, y[:, None] - 0.6) < 0.25
expect(np.all(u[0][first] == 100) and u[0].max() == 100, "the hot disc lies where the program has put it")
expect(np.all(np.diff(u.max(axis=(1, 2))) <= 0) and np.all(u >= 0), "the maximum principle")
expect(np.array_equal(u.max(axis=(1, 2)), file["hottest"][:]), "the scalar belongs to its step")

mode = np.sin(np.pi * x / x[-1]) * np.sin(2 * np.pi * y / y[-1])[:, None]
amplitude = np.sum(u * mode, axis=(1, 2))
decay = 1 - 4 * 0.2 * (np.sin(np.pi / (2 * (nx - 1))) ** 2 + np.sin(2 * np.pi / (2 * (ny - 1))) ** 2)
expect(np.allclose(amplitude, amplitude[0] * decay ** (8 * np.arange(steps)), rtol=1e-10), "the decay of a mode")
