# SPDX-License-Identifier: MIT
"""Records as the notebook does."""
import h5py


class DataBuffer(list):
    """The notebook's class: a list of rows; flush() opens the file and appends them to a dataset."""

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


class Recorder:
    """Uses it like the notebook, but flushes every BATCH steps and at the end, which the notebook forgot."""

    buffer = DataBuffer

    def __init__(self, path, components, batch):
        with h5py.File(path, "x"):
            pass
        self.t = self.buffer(path, "t")
        self.y = self.buffer(path, "y", (components,))
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
