# SPDX-License-Identifier: MIT
"""Lorenz-96: advection keeps the energy, so that it changes by forcing and damping alone; and the run is chaotic."""
import numpy as np
from host_run import expect, expect_shapes, recorded

file = recorded(20)
expect_shapes(file, 2001, x=(40,), energy=())
t, x, energy = file["t"][:], file["x"][:], file["energy"][:]
expect(np.allclose(t, 0.01 * np.arange(2001)), "equal steps")
expect(file.attrs["forcing"] == 8, "the attribute")
expect(np.allclose(energy, np.sum(x**2, axis=1) / 2, rtol=1e-14), "energy and state are of the same step")

# Simpson's rule over pairs of steps: its error is of the order 0.01^4.
rate = np.sum(8 * x - x**2, axis=1)
change = (energy[2::2] - energy[:-2:2]) / 0.02
mean = (rate[:-2:2] + 4 * rate[1:-1:2] + rate[2::2]) / 6
expect(np.max(np.abs(change - mean)) < 0.02, "dE/dt = sum(8 x - x^2)")
expect(np.ptp(rate[500:]) > 100, "the energy must change, or this says nothing")
expect(2 < np.std(x[1000:]) < 6 and np.abs(x).max() < 20, "the attractor")
