# SPDX-License-Identifier: MIT
"""Records with h5pulse's package, step by step."""
import h5pulse


class Recorder:
    """append() as in the documentation, with one commit per BATCH steps."""

    def __init__(self, path, components, batch):
        self.writer = h5pulse.Writer(path, {"y": (components,)}, commit_interval=0, commit_steps=batch)
        self.commits = 0

    def append(self, t, y):
        self.writer.append(t, y=y)

    def close(self):
        self.writer.close()
