#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The chain of Fermi, Pasta, Ulam and Tsingou: 32 masses on weakly nonlinear springs, solved by SciPy.

The energy starts in the longest mode. It does not spread over all modes, but returns.
Usage: main.py [FILE [DURATION]]
"""
import argparse

import numpy as np
from scipy.integrate import solve_ivp

import h5pulse

MASSES = 32
ALPHA = 0.25  # nonlinearity of the springs: force = d + ALPHA d^2
NUMBERS = np.arange(1, MASSES + 1)
MODES = np.sqrt(2 / (MASSES + 1)) * np.sin(np.pi * np.outer(NUMBERS, NUMBERS) / (MASSES + 1))
FREQUENCIES = 2 * np.sin(np.pi * NUMBERS / (2 * (MASSES + 1)))


def stretch(u):
    """Extension of each spring; the ends of the chain are fixed."""
    return np.diff(u, prepend=0.0, append=0.0)


def rates(t, state):
    """Velocities and accelerations of the masses."""
    u, v = np.split(state, 2)
    d = stretch(u)
    return np.concatenate([v, np.diff(d + ALPHA * d**2)])


def total_energy(u, v):
    d = stretch(u)
    return np.sum(v**2) / 2 + np.sum(d**2 / 2 + ALPHA * d**3 / 3)


def mode_energies(u, v):
    """Energies of the four longest modes, as for linear springs."""
    return (((MODES @ v) ** 2 + (FREQUENCIES * (MODES @ u)) ** 2) / 2)[:4]


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("file", nargs="?", default="fput.h5")
parser.add_argument("duration", nargs="?", type=float, default=11000.0)
path, duration = vars(parser.parse_args()).values()
start = np.concatenate([np.sin(np.pi * NUMBERS / (MASSES + 1)), np.zeros(MASSES)])
# begin recording
fields = {"u": (MASSES,), "modes": h5pulse.Field((4,), axes=("mode",)), "energy": ()}
with h5pulse.Writer(path, fields, axes={"mode": [1, 2, 3, 4]}, end_time=duration, replace=True) as writer:

    def record(t, state):  # an "event" is called once at each step that the solver has taken
        u, v = np.split(state, 2)
        writer.append(t, u=u, modes=mode_energies(u, v), energy=total_energy(u, v))
        return 1.0  # never zero: nothing happens

    solve_ivp(rates, (0.0, duration), start, method="DOP853", rtol=1e-9, atol=1e-12, events=record)
# end recording
