# SPDX-License-Identifier: MIT
"""Base of recorders in Python: collects steps in NumPy arrays and writes them in batches."""
import numpy as np


class BatchRecorder:
    """Subclasses implement write(rows, times), which appends a batch and commits it."""

    def __init__(self, components, batch):
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
        self.write(self.rows[: self.count], self.times[: self.count])
        self.count = 0
        self.commits += 1

    def close(self):
        if self.count:
            self.flush()
