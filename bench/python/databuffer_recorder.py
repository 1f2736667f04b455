# SPDX-License-Identifier: MIT
"""The notebook's way to record."""
import h5py


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


class Recorder:
    """As the notebook uses it, but with a flush each BATCH steps, and one at the end, which it forgot."""

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
