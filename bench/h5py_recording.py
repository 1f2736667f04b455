# SPDX-License-Identifier: MIT
"""The contestants of the recording benchmark that are written in Python.

usage: h5py_recording.py MODE FILE POOL STEPS COMPONENTS BATCH TIME_STEP TIME_EACH_STEP
Rows come from the raw float64 file POOL, row i being row i mod its length. Prints wall and processor
time in seconds, the number of commits, and where TIME_EACH_STEP is 1 the quantiles 0.5, 0.999, 0.9999 and 1 of the times of single steps.
"""
import sys
import time

import h5py
import numpy as np


class DataBuffer(list):
    """The notebook's: a list that is appended to a dataset of a file that is opened for that."""

    def __init__(self, h5file, dset_name, data_shape=(), dtype=float):
        super().__init__()
        self.dset_name = dset_name
        self.h5file = h5file
        with h5py.File(self.h5file, "r+") as f:
            f.create_dataset(self.dset_name, (0, *data_shape), maxshape=(None, *data_shape), dtype=dtype)

    def flush(self):
        n_add = len(self)
        with h5py.File(self.h5file, "r+") as f:
            dset = f[self.dset_name]
            dset.resize(dset.shape[0] + n_add, axis=0)
            dset[-n_add:] = self
        self.clear()


class DataBufferRecorder:
    """As the notebook uses it, but with a flush each BATCH steps, and one at the end, which it forgot."""

    def __init__(self, path, components, batch):
        with h5py.File(path, "x"):
            pass
        self.t = DataBuffer(path, "t")
        self.y = DataBuffer(path, "y", (components,))
        self.batch = batch
        self.commits = 0

    def append(self, t, y):
        self.t.append(t)
        self.y.append(y)
        if len(self.t) == self.batch:
            self.flush()

    def flush(self):
        self.t.flush()
        self.y.flush()
        self.commits += 1

    def close(self):
        if self.t:
            self.flush()


class SwmrRecorder:
    """h5py as its documentation of SWMR has it, with batches in NumPy arrays and chunks of one batch."""

    def __init__(self, path, components, batch):
        self.file = h5py.File(path, "x", libver="v110")
        create = self.file.create_dataset
        self.t = create("t", (0,), maxshape=(None,), dtype="f8", chunks=(batch,))
        self.y = create("y", (0, components), maxshape=(None, components), dtype="f8", chunks=(batch, components))
        self.file.swmr_mode = True
        self.times = np.empty(batch)
        self.rows = np.empty((batch, components))
        self.count = 0
        self.commits = 0

    def append(self, t, y):
        self.times[self.count] = t
        self.rows[self.count] = y
        self.count += 1
        if self.count == len(self.times):
            self.flush()

    def flush(self):
        first, last = len(self.t), len(self.t) + self.count
        for dataset, values in ((self.y, self.rows), (self.t, self.times)):
            dataset.resize(last, axis=0)
            dataset[first:last] = values[: self.count]
            dataset.flush()
        self.count = 0
        self.commits += 1

    def close(self):
        if self.count:
            self.flush()
        self.file.close()


def record(make, steps, rows, time_step):
    pool = len(rows)
    recorder = make()
    for step in range(steps):
        recorder.append(time_step * step, rows[step % pool])
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


def main():
    mode, path, pool = sys.argv[1:4]
    steps, components, batch = map(int, sys.argv[4:7])
    time_step, timed = float(sys.argv[7]), sys.argv[8] == "1"
    rows = list(np.fromfile(pool).reshape(-1, components))
    laps = [0] * (steps if timed else 0)
    kind = {"databuffer": DataBufferRecorder, "swmr": SwmrRecorder}[mode]

    def make():
        return kind(path, components, batch)

    wall, processor = time.perf_counter(), time.process_time()
    if timed:
        commits = record_timed(make, steps, rows, time_step, laps)
    else:
        commits = record(make, steps, rows, time_step)
    print(repr(time.perf_counter() - wall), repr(time.process_time() - processor), commits)
    if timed:
        laps.sort()
        ranks = (-(-steps * share // 10000) - 1 for share in (5000, 9990, 9999, 10000))
        print(*(repr(1e-9 * laps[rank]) for rank in ranks))


main()
