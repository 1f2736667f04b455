# SPDX-License-Identifier: MIT
"""The file of the README's lines, read by plain h5py in the working folder."""
import h5py

with h5py.File("run.h5", "r") as f:
    t, y, energy = f["t"][:], f["y"][:], f["energy"][:]
    assert len(t) in (1000, 1001) and y.shape == (len(t), 100), (t.shape, y.shape)
    assert (y == 0.25).all() and (energy == 1.5).all() and abs(t[7] - 0.07) < 1e-9
    assert f["y"].attrs["units"] == "V" and f["t"].attrs["end_time"] == 10.0
