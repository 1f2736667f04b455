# SPDX-License-Identifier: MIT
"""A Python program that records by a library while it forks workers and uses HDF5. Arguments: LIBRARY FILE."""
import ctypes
import multiprocessing
import os
import sys

import h5py


def square(n):
    return n * n


library = ctypes.CDLL(sys.argv[1])
library.lifeBegin(sys.argv[2].encode())
library.lifeAppend(0, 100)

fork = multiprocessing.get_context("fork")
with fork.Pool(3) as pool:
    library.lifeAppend(100, 200)
    assert pool.map(square, range(4)) == [0, 1, 4, 9]
child = os.fork()
if child == 0:
    sys.exit(0)  # ends the interpreter normally
assert os.waitpid(child, 0)[1] == 0

with h5py.File(sys.argv[2] + ".other", "w") as other:
    other["x"] = 1
library.lifeAppend(200, 300)
