# SPDX-License-Identifier: MIT
"""A reader in h5py's SWMR mode that keeps a run open until its standard input ends, and checks the newest rows and
some others at each poll. Prints "watching", and at the end "rows R wrong W failed F".
Usage: watch_run.py FILE"""
import random
import select
import sys

import h5py
import numpy as np

from run_content import fields_of, wrong_rows


def poll(file, before):
    """Rows checked, rows wrong, steps. Every step with a time must have its row in every field."""
    file["t"].refresh()
    steps = file["t"].shape[0]
    for name in fields_of(file):
        file[name].refresh()
    # The last times may still be the fill value.
    while steps > 0 and np.isnan(file["t"][steps - 1]):
        steps -= 1
    if steps == 0:
        return 0, 0, 0
    chosen = {steps - 1, min(before, steps - 1), random.randrange(steps)}
    return len(chosen), sum(wrong_rows(file, step, 1) for step in chosen), steps


def ended():
    return bool(select.select([sys.stdin], [], [], 0.01)[0])


checked = wrong = failed = before = 0
file = None
print("watching", flush=True)
while not ended():
    try:
        file = file or h5py.File(sys.argv[1], "r", swmr=True, libver="latest")
        some, bad, before = poll(file, before)
        checked += some
        wrong += bad
    except (OSError, RuntimeError, KeyError, ValueError):  # the file does not exist yet, or h5py could not poll
        failed += 1
        file = None
print("rows", checked, "wrong", wrong, "failed", failed)
