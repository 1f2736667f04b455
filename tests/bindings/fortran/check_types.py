# SPDX-License-Identifier: MIT
"""Checks by h5py what record_types.f90 has recorded. Usage: check_types.py FILE"""
import sys

import h5py
import numpy as np

i, j, k = np.arange(1, 4), np.arange(1, 5), np.arange(1, 3)
with h5py.File(sys.argv[1], "r") as f:
    t = f["t"][:]
    step = np.arange(1, 6)
    assert (t == 0.5 * step).all() and f["t"].attrs["units"] == "s" and f["t"].attrs["end_time"] == 5
    u = 100 * step[:, None, None] + j[:, None] + 10 * i
    assert f["u"].shape == (5, 4, 3) and (f["u"][:] == u).all()
    assert (f["strided"][:] == u[:, ::-1, :]).all()
    volume = 1000 * step[:, None, None, None] + k[:, None, None] + 10 * j[:, None] + 100 * i
    assert f["volume"].shape == (5, 2, 4, 3) and (f["volume"][:] == volume).all()
    assert (f["x"][:] == step[:, None] + 0.5 * i).all() and (f["weight"][:] == step[:, None] + 0.25 * i).all()
    assert (f["assumed"][:] == u.reshape(5, 12)).all() and (f["energy"][:] == u.sum(axis=(1, 2))).all()
    assert (f["column"][:] == u[:, 0, :]).all() and (f["widened"][:] == step).all()
    types = {"r32": "f4", "i8": "i1", "i16": "i2", "i32": "i4", "i64": "i8", "z64": "c8", "z128": "c16", "flags": "u1",
             "short_flags": "u1", "weight": "f4", "u": "f8", "widened": "f8"}
    for name, dtype in types.items():
        assert f[name].dtype == dtype, (name, f[name].dtype)
    for name in ("r32", "i8", "i16", "i32"):
        assert (f[name][:] == step).all(), name
    assert (f["i64"][:] == np.iinfo(np.int64).max - step).all()
    assert (f["z64"][:] == step - 1j * step).all() and (f["z128"][:] == step[:, None] + 1j * np.array([1, 2])).all()
    assert (f["flags"][:] == np.stack([step > 1, step > 2], axis=1)).all()
    assert (f["short_flags"][:] == np.stack([step == 1, step > 0], axis=1)).all()

    assert [list(d.keys()) for d in f["u"].dims] == [["t"], ["layer"], ["x_axis"]]
    x = f["u"].dims[2][0]
    assert x[:].tolist() == [0.5, 1.5, 2.5] and x.attrs["units"] == "m" and x.attrs["long_name"] == "distance"
    assert f["u"].attrs["units"] == "m s-1" and f["u"].attrs["long_name"] == "velocity"
    assert f["energy"].attrs["units"] == "J"
    a = f.attrs
    assert a["solver"] == "rk4" and a["order"] == 4 and a["dt"] == 0.25 and a["limited"] == 1
    assert a["large"] == np.iinfo(np.int64).max and a["bounds"].tolist() == [0, 1]
