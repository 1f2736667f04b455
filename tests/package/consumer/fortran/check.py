# SPDX-License-Identifier: MIT
"""Checks the run of ten_lines, the same in every language, in the working folder by plain h5py."""
import h5py

with h5py.File("run.h5", "r") as f:
    t, y, energy = f["t"][:], f["y"][:], f["energy"][:]
    assert t.shape == (1001,) and y.shape == (1001, 100) and energy.shape == (1001,), (t.shape, y.shape)
    assert abs(t[-1] - 10.0) < 1e-9 and abs(energy - 0.5 * (y**2).sum(axis=1)).max() < 1e-9
    assert f["y"].attrs["units"] == "V" and f["t"].attrs["end_time"] == 10.0
