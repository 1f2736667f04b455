# SPDX-License-Identifier: MIT
"""Opens a file as anybody would, plainly, and checks every row. Prints "steps N".
Usage: h5py_check.py FILE COMPONENTS"""
import sys

import h5py
import numpy as np

from row_content import rows, times

path, components = sys.argv[1], int(sys.argv[2])
with h5py.File(path, "r") as f:
    steps = f["t"].shape[0]
    length = f["y"].shape[0]
    assert length >= steps, f"y has {length} rows, t {steps}"
    assert np.array_equal(f["t"][:], times(0, steps)), "times"
    for first in range(0, steps, 10000):
        count = min(10000, steps - first)
        assert np.array_equal(f["y"][first:first + count], rows(first, count, components)), f"rows after {first}"
    print("steps", steps)
