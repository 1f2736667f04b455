# SPDX-License-Identifier: MIT
"""Records with zarr: arrays in a folder, one file per chunk."""
import zarr

from batches import BatchRecorder


class Recorder(BatchRecorder):
    """Array.append() of each batch, from NumPy arrays; chunks of one batch, no compression."""

    def __init__(self, path, components, batch):
        super().__init__(components, batch)
        create = zarr.open_group(path, "w").create_dataset
        self.t = create("t", shape=(0,), dtype="f8", chunks=(batch,), compressor=None)
        self.y = create("y", shape=(0, components), dtype="f8", chunks=(batch, components), compressor=None)

    def write(self, rows, times):
        self.y.append(rows)
        self.t.append(times)


def open_arrays(path):
    group = zarr.open_group(path, "r")
    return group["t"], group["y"]
