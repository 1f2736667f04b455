# SPDX-License-Identifier: MIT
"""The notebook's way to record, with h5pulse's DataBuffer."""
import h5pulse

import databuffer_recorder


class Recorder(databuffer_recorder.Recorder):
    """The same calls."""

    buffer = h5pulse.DataBuffer
