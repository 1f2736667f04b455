# SPDX-License-Identifier: MIT
"""A live writer with h5py's SWMR mode: appends batches of steps and flushes them.
Usage: h5py_swmr_writer.py FILE STEPS BATCH [ask] [hang]. With `ask` each of the first five batches waits for a line
on standard input. Prints "ready", "steps N" after each flush, "closed" at the end;
with `hang` it stays open instead of closing."""
import sys
import time

import h5py

from row_content import rows, times

path, steps, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
components = 8
with h5py.File(path, "w", libver="latest") as f:
    t = f.create_dataset("t", (0,), maxshape=(None,), chunks=(1000,), dtype=float)
    y = f.create_dataset("y", (0, components), maxshape=(None, components), chunks=(100, components), dtype=float)
    f.swmr_mode = True
    print("ready", flush=True)
    for first in range(0, steps, batch):
        count = min(batch, steps - first)
        if "ask" in sys.argv and first < 5 * batch:
            sys.stdin.readline()
        t.resize(first + count, axis=0)
        y.resize(first + count, axis=0)
        t[first:] = times(first, count)
        y[first:] = rows(first, count, components)
        f.flush()
        print("steps", first + count, flush=True)
    while "hang" in sys.argv:
        time.sleep(60)
print("closed", flush=True)
