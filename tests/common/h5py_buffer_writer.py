# SPDX-License-Identifier: MIT
"""The notebook's way: batches are kept in memory and appended by opening the file "r+" anew, each dataset by
itself. Fails when an opening fails, as it would where a reader holds a lock.
Usage: h5py_buffer_writer.py FILE BATCHES BATCH. Each of the first five batches waits for a line on standard input.
Prints "ready" and "steps N"."""
import sys

import h5py

from row_content import rows, times


class DataBuffer(list):
    def __init__(self, path, name, shape=()):
        super().__init__()
        self.path, self.name = path, name
        with h5py.File(path, "r+") as f:
            f.create_dataset(name, (0, *shape), maxshape=(None, *shape), dtype=float)

    def flush(self):
        with h5py.File(self.path, "r+") as f:
            dataset = f[self.name]
            dataset.resize(dataset.shape[0] + len(self), axis=0)
            dataset[-len(self):] = self
        self.clear()


path, batches, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with h5py.File(path, "w"):
    pass
t = DataBuffer(path, "t")
y = DataBuffer(path, "y", (100,))
print("ready", flush=True)
for i in range(batches):
    if i < 5:
        sys.stdin.readline()
    t.extend(times(i * batch, batch))
    y.extend(rows(i * batch, batch, 100))
    t.flush()
    y.flush()
    print("steps", (i + 1) * batch, flush=True)
