# SPDX-License-Identifier: MIT
# A damped wave on a string of 100 points, written to run.h5 as it is computed.
import h5pulse
import numpy as np

i = np.arange(100)
fields = {"y": h5pulse.Field((100,), units="V"), "energy": ()}
with h5pulse.Writer("run.h5", fields, end_time=10.0) as writer:
    for t in np.linspace(0.0, 10.0, 1001):
        y = np.exp(-0.1 * t) * np.sin(2 * np.pi * (0.02 * i - t))
        writer.append(t, y=y, energy=0.5 * np.sum(y**2))
