# SPDX-License-Identifier: MIT
"""Records the steps of the recording benchmark with one of the Python recorders beside this file.

usage: recording.py MODE FILE POOL STEPS COMPONENTS BATCH TIME_STEP TIME_EACH_STEP
       recording.py verify-MODE FILE POOL STEPS COMPONENTS BATCH TIME_STEP 0
Rows come from the raw float64 file POOL: row i is row i mod its length. Prints wall and processor time in
seconds, the number of commits and, if TIME_EACH_STEP is 1, the quantiles 0.5, 0.999, 0.9999 and 1 of the
times of single steps. verify-MODE fails if the file does not have these steps; it is for files that are not HDF5.
"""
import importlib
import sys
import time

import numpy as np


def record(make, steps, rows, time_step):
    pool = len(rows)
    recorder = make()
    for step in range(steps):
        recorder.append(time_step * step, rows[step % pool])
    recorder.close()
    return recorder.commits


def record_blocks(make, steps, rows, time_step, batch):
    """Passes whole batches of rows from memory to a recorder, starting again at the first row after the last."""
    pool = len(rows)
    block = np.concatenate([rows, np.resize(rows, (batch, rows.shape[1]))])
    recorder = make()
    for first in range(0, steps, batch):
        count = min(batch, steps - first)
        place = first % pool
        recorder.append_block(time_step * np.arange(first, first + count), block[place : place + count])
    recorder.close()
    return recorder.commits


def record_timed(make, steps, rows, time_step, laps):
    pool = len(rows)
    clock = time.perf_counter_ns
    recorder = make()
    last = clock()
    for step in range(steps):
        recorder.append(time_step * step, rows[step % pool])
        now = clock()
        laps[step] = now - last
        last = now
    recorder.close()
    return recorder.commits


def verify(t, y, steps, rows, batch, time_step):
    if t.shape != (steps,) or y.shape != (steps, rows.shape[1]):
        sys.exit(f"t and y have the shapes {t.shape} and {y.shape}")
    for first in range(0, steps, batch):
        numbers = np.arange(first, min(first + batch, steps))
        if not np.array_equal(t[first : first + batch], time_step * numbers):
            sys.exit(f"a time of the steps after {first} is wrong")
        if not np.array_equal(y[first : first + batch], rows[numbers % len(rows)]):
            sys.exit(f"a row of the steps after {first} is wrong")


def main():
    mode, path, pool = sys.argv[1:4]
    steps, components, batch = map(int, sys.argv[4:7])
    time_step, timed = float(sys.argv[7]), sys.argv[8] == "1"
    rows = list(np.fromfile(pool).reshape(-1, components))
    if mode.startswith("verify-"):
        module = importlib.import_module(mode.removeprefix("verify-") + "_recorder")
        verify(*module.open_arrays(path), steps, np.array(rows), batch, time_step)
        return
    laps = [0] * (steps if timed else 0)
    kind = importlib.import_module(mode + "_recorder").Recorder

    def make():
        return kind(path, components, batch)

    wall, processor = time.perf_counter(), time.process_time()
    if hasattr(kind, "append_block"):
        commits = record_blocks(make, steps, np.array(rows), time_step, batch)
    elif timed:
        commits = record_timed(make, steps, rows, time_step, laps)
    else:
        commits = record(make, steps, rows, time_step)
    print(repr(time.perf_counter() - wall), repr(time.process_time() - processor), commits)
    if timed:
        laps.sort()
        ranks = (-(-steps * share // 10000) - 1 for share in (5000, 9990, 9999, 10000))
        print(*(repr(1e-9 * laps[rank]) for rank in ranks))


main()
