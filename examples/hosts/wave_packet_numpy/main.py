#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A quantum wave packet meets a barrier slightly higher than its energy; a NumPy loop (split-step Fourier).

Units where hbar = m = 1. Usage: main.py [FILE [STEPS]]
"""
import argparse

import numpy as np

import h5pulse

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("file", nargs="?", default="wave_packet.h5")
parser.add_argument("steps", nargs="?", type=int, default=2000)
path, steps = vars(parser.parse_args()).values()
n, length, dt = 512, 200.0, 0.04
x = np.linspace(-length / 2, length / 2, n, endpoint=False)
dx = length / n
k = 2 * np.pi * np.fft.fftfreq(n, dx)
barrier = np.where(np.abs(x) < 1.0, 1.05, 0.0)
half_kick = np.exp(-0.5j * barrier * dt)
drift = np.exp(-0.5j * k**2 * dt)

psi = np.exp(-(((x + 50) / 10) ** 2) / 2 + 1.4j * x)
psi /= np.sqrt(np.sum(np.abs(psi) ** 2) * dx)
# begin recording
fields = {
    "density": h5pulse.Field((n,), axes=("x",)),
    "psi": h5pulse.Field((n,), "c16", axes=("x",)),
    "norm": (),
}
with h5pulse.Writer(path, fields, axes={"x": x}, end_time=steps * dt, replace=True) as writer:
    for step in range(steps + 1):
        density = np.abs(psi) ** 2
        writer.append(step * dt, density=density, psi=psi, norm=np.sum(density) * dx)
        # end recording
        psi = half_kick * np.fft.ifft(drift * np.fft.fft(half_kick * psi))
