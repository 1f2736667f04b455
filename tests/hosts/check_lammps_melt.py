# SPDX-License-Identifier: MIT
"""The melt: total energy is conserved, atoms stay in the box, and the crystal's sharp shells become a liquid's."""
import numpy as np
from host_run import expect, expect_shapes, recorded

file = recorded(1000)
expect_shapes(file, 101, g=(100,), x=(864, 3), temperature=(), energy=())
x, g, r = file["x"][:], file["g"][:], file["r"][:]
temperature, energy = file["temperature"][:], file["energy"][:]
expect(np.allclose(file["t"][:], 0.02 * np.arange(101)), "equal steps")

box = 6 * (4 / 0.8442) ** (1 / 3)
cells = x[0] / (box / 12)
expect(np.allclose(cells, np.round(cells), atol=1e-9), "it starts on an fcc lattice")
expect(len({tuple(place) for place in np.round(cells).astype(int)}) == 864, "an atom at each place")
expect(np.ptp(energy) < 2e-3 * abs(energy[0]), f"total energy is conserved: {np.ptp(energy)}")
expect(abs(temperature[0] - 3) < 1e-9 and 1.4 < temperature[50:].mean() < 1.9, "half of the motion melts the crystal")
expect(np.count_nonzero(g[0]) < 15, "a crystal has few distances")
liquid = g[50:].mean(axis=0)
expect(1.0 < r[np.argmax(liquid)] < 1.2 and liquid.max() < 3.5, "a liquid's first shell")
expect(np.all(liquid[r < 0.8] == 0) and abs(liquid[r > 2.2].mean() - 1) < 0.1, "the limits of g(r)")
