# SPDX-License-Identifier: MIT
"""zarr: arrays in a folder, a file for each chunk."""
import numpy as np
import zarr


class Recorder:
    """Array.append() of each batch, from NumPy arrays; chunks of one batch, no compression."""

    def __init__(self, path, components, batch):
        group = zarr.open_group(path, "w")
        create = group.create_dataset
        self.t = create("t", shape=(0,), dtype="f8", chunks=(batch,), compressor=None)
        self.y = create("y", shape=(0, components), dtype="f8", chunks=(batch, components), compressor=None)
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
        self.y.append(self.rows[: self.count])
        self.t.append(self.times[: self.count])
        self.count = 0
        self.commits += 1

    def close(self):
        if self.count:
            self.flush()


def open_arrays(path):
    group = zarr.open_group(path, "r")
    return group["t"], group["y"]
