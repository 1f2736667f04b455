# SPDX-License-Identifier: MIT
"""Records with h5pulse's package, a batch of steps at once."""
import h5pulse


class Recorder:
    """append_many() with one commit per BATCH steps."""

    def __init__(self, path, components, batch):
        self.writer = h5pulse.Writer(path, {"y": (components,)}, commit_interval=0, commit_steps=batch)
        self.commits = 0

    def append_block(self, times, rows):
        self.writer.append_many(times, y=rows)

    def close(self):
        self.writer.close()
