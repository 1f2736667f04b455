# SPDX-License-Identifier: MIT
"""Records as the notebook does, with h5pulse's DataBuffer."""
import h5pulse

import databuffer_recorder


class Recorder(databuffer_recorder.Recorder):
    """Makes the same calls."""

    buffer = h5pulse.DataBuffer
