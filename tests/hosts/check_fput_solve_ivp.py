# SPDX-License-Identifier: MIT
"""The chain: each step that SciPy takes is recorded once, and the total energy is conserved."""
import numpy as np
from host_run import expect, expect_shapes, recorded

file = recorded(300)
t, u, modes, energy = (file[name][:] for name in ("t", "u", "modes", "energy"))
expect_shapes(file, len(t), u=(32,), modes=(4,), energy=())
expect(t[0] == 0 and t[-1] == 300 and np.all(np.diff(t) > 0) and len(t) > 100, "all steps, in order, each once")
expect(np.allclose(u[0], np.sin(np.pi * np.arange(1, 33) / 33), rtol=1e-15), "the state at the start")
expect(np.ptp(energy) < 1e-8 * energy[0], f"total energy is conserved: {np.ptp(energy) / energy[0]}")
expect(np.allclose(modes[0, 1:], 0, atol=1e-20) and modes[-1, 1] > 1e-3 * energy[0], "it spreads to the second mode")
