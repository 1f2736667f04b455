# SPDX-License-Identifier: MIT
"""Records with extendable arrays of PyTables."""
import tables

from batches import BatchRecorder


class Recorder(BatchRecorder):
    """EArray.append() of each batch, from NumPy arrays, and a flush; chunks of one batch, no compression."""

    def __init__(self, path, components, batch):
        super().__init__(components, batch)
        self.file = tables.open_file(path, "w")
        create, atom = self.file.create_earray, tables.Float64Atom()
        self.t = create(self.file.root, "t", atom, (0,), chunkshape=(batch,))
        self.y = create(self.file.root, "y", atom, (0, components), chunkshape=(batch, components))

    def write(self, rows, times):
        self.y.append(rows)
        self.t.append(times)
        self.file.flush()

    def close(self):
        super().close()
        self.file.close()
