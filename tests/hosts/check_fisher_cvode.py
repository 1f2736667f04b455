# SPDX-License-Identifier: MIT
"""Fisher's front: the solution of Ablowitz and Zeppetella, which travels at 5 / sqrt(6) without changing its shape."""
import numpy as np
from host_run import expect, expect_shapes, recorded

file = recorded(20)
expect_shapes(file, 201, u=(401,), front=())
t, u, front = file["t"][:], file["u"][:], file["front"][:]
expect(np.allclose(t, 0.1 * np.arange(201)), "equal steps")
x = 0.25 * np.arange(401)
exact = (1 + np.exp((x - 15 - 5 / np.sqrt(6) * t[:, None]) / np.sqrt(6))) ** -2
expect(np.abs(u[0] - exact[0]).max() < 1e-15, "the state at the start")
expect(np.abs(u - exact).max() < 0.01, f"the exact solution, up to {np.abs(u - exact).max()}")
expect(u.min() > -1e-6 and u.max() < 1 + 1e-6, "0 <= u <= 1")
speed = np.polyfit(t[50:], front[50:], 1)[0]
expect(abs(speed / (5 / np.sqrt(6)) - 1) < 0.003, f"the speed {speed}")
