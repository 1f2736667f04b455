# SPDX-License-Identifier: MIT
"""The wave packet: probability is conserved, and part of it passes the barrier."""
import numpy as np
from host_run import expect, expect_shapes, recorded

file = recorded(1600)
expect_shapes(file, 1601, density=(512,), psi=(512,), norm=())
psi, density, x = file["psi"][:], file["density"][:], file["x"][:]
expect(psi.dtype == np.complex128, "complex numbers as h5py knows them")
expect(np.allclose(file["norm"][:], 1, rtol=1e-10), "the norm is conserved")
expect(np.array_equal(np.abs(psi) ** 2, density), "density and psi are of the same step")
centre = np.sum(x * density[:400], axis=1) * (x[1] - x[0])
velocity = np.polyfit(file["t"][:400], centre, 1)[0]
expect(abs(velocity - 1.4) < 0.01, f"before the barrier it moves at its group velocity: {velocity}")
passed = np.sum(density[-1][x > 5]) * (x[1] - x[0])
expect(0.05 < passed < 0.95, f"it is split: {passed} passes")
