# SPDX-License-Identifier: MIT
"""Checks the file of the README's program in the working folder by plain h5py."""
import h5py
import numpy as np

with h5py.File("run.h5", "r") as f:
    t, y, energy = f["t"][:], f["y"][:], f["energy"][:]
    assert t.shape == (1001,) and y.shape == (1001, 100), (t.shape, y.shape)
    assert np.allclose(t, 0.01 * np.arange(1001)) and np.allclose(energy, 0.5 * np.sum(y**2, axis=1))
    assert f["y"].attrs["units"] == "V" and f["t"].attrs["end_time"] == 10.0
