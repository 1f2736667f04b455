# SPDX-License-Identifier: MIT
"""Records with h5py in SWMR mode."""
import h5py

from batches import BatchRecorder


class Recorder(BatchRecorder):
    """Follows h5py's documentation of SWMR, with batches in NumPy arrays and chunks of one batch."""

    def __init__(self, path, components, batch):
        super().__init__(components, batch)
        self.file = h5py.File(path, "x", libver="v110")
        create = self.file.create_dataset
        self.t = create("t", (0,), maxshape=(None,), dtype="f8", chunks=(batch,))
        self.y = create("y", (0, components), maxshape=(None, components), dtype="f8", chunks=(batch, components))
        self.file.swmr_mode = True

    def write(self, rows, times):
        first, last = len(self.t), len(self.t) + len(times)
        for dataset, values in ((self.y, rows), (self.t, times)):
            dataset.resize(last, axis=0)
            dataset[first:last] = values
            dataset.flush()

    def close(self):
        super().close()
        self.file.close()
