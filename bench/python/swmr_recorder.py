# SPDX-License-Identifier: MIT
"""h5py in SWMR mode."""
import h5py
import numpy as np


class Recorder:
    """As h5py's documentation of SWMR has it, with batches in NumPy arrays and chunks of one batch."""

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
