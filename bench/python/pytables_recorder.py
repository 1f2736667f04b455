# SPDX-License-Identifier: MIT
"""PyTables: extendable arrays."""
import numpy as np
import tables


class Recorder:
    """EArray.append() of each batch, from NumPy arrays, and a flush; chunks of one batch, no compression."""

    def __init__(self, path, components, batch):
        self.file = tables.open_file(path, "w")
        create, atom = self.file.create_earray, tables.Float64Atom()
        self.t = create(self.file.root, "t", atom, (0,), chunkshape=(batch,))
        self.y = create(self.file.root, "y", atom, (0, components), chunkshape=(batch, components))
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
        self.file.flush()
        self.count = 0
        self.commits += 1

    def close(self):
        if self.count:
            self.flush()
        self.file.close()
