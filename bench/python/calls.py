# SPDX-License-Identifier: MIT
"""Times single calls of h5pulse's Python package and of h5py.

usage: calls.py FOLDER COUNT
Prints, in seconds: a call of Writer.append() with 100 float64 while there is room; reading one step of 100 by
Reader and by h5py, both warm.
"""
import pathlib
import sys
import time

import h5py
import numpy as np

import h5pulse


def seconds_a_call(call, arguments):
    """The fastest of five turns, so that other programs do not count."""
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        for argument in arguments:
            call(argument)
        best = min(best, (time.perf_counter() - began) / len(arguments))
    return best


def append_seconds(path, count):
    row = np.arange(100.0)
    room = 5 * 2 * count * 101 * 8
    with h5pulse.Writer(path, {"y": (100,)}, commit_interval=0, buffer_bytes=room) as writer:
        return seconds_a_call(lambda t: writer.append(t, y=row), [float(i) for i in range(count)])


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    path = folder / "calls.h5"
    print(repr(append_seconds(path, count)))
    steps = [step * 7919 % (5 * count) for step in range(min(count, 2_000))]
    field = h5pulse.Reader(path)["y"]
    print(repr(seconds_a_call(field.__getitem__, steps)))
    with h5py.File(path, "r") as file:
        print(repr(seconds_a_call(file["y"].__getitem__, steps)))


main()
