# SPDX-License-Identifier: MIT
"""What recorders that store batches of steps have in common."""
import numpy as np


class BatchRecorder:
    """Collects steps in NumPy arrays; store(times, rows) is the recorder's own."""

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
        self.store(self.times[: self.count], self.rows[: self.count])
        self.count = 0
        self.commits += 1

    def close(self):
        if self.count:
            self.flush()
