# SPDX-License-Identifier: MIT
"""Checks the run of the Fortran example by h5py: reversed sizes, and values of the same formula in NumPy.
Usage: check_fortran_heat.py FILE STEPS"""
import sys

import h5py
import numpy as np

nx, ny, every = 120, 80, 20
u = np.full((nx, ny), 20.0)
u[19:40, 19:40] = 200
u[79:110, 44:60] = 120
with h5py.File(sys.argv[1], "r") as f:
    temperature = f["temperature"]
    assert temperature.shape == (int(sys.argv[2]) // every + 1, ny, nx), temperature.shape
    assert [list(d.keys()) for d in temperature.dims] == [["t"], ["y"], ["x"]]
    assert len(f["x"]) == nx and len(f["y"]) == ny and temperature.attrs["units"] == "degC"
    assert abs(f["t"][-1] - f["t"].attrs["end_time"]) < 1e-9
    for row in range(temperature.shape[0]):
        assert np.abs(temperature[row].T - u).max() < 1e-9, row
        assert abs(f["mean"][row] - u.mean()) < 1e-9
        for _ in range(every):
            inner = u[1:-1, 1:-1]
            around = u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:]
            u[1:-1, 1:-1] = inner + 0.2 * (around - 4 * inner)
