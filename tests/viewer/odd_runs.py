# SPDX-License-Identifier: GPL-3.0-or-later
# odd_runs.py KIND FILE: files of other programs that nobody would like to be given; see odd_runs.cpp.
import sys

import h5py
import numpy as np

SCRIPTS = ["Ünïcode", "скорость", "速度", "السرعة", "速🌊度", "a b  c", "&mnemonic", "<b>bold</b>", "%1 of %2", "tab\there",
           "line\nbreak", "dot.dot", "-"]


def growing(file, name, data):
    data = np.asarray(data)
    return file.create_dataset(name, data=data, maxshape=(None,) + data.shape[1:], chunks=True)


def names(file):
    for name in SCRIPTS:
        field = growing(file, name, np.random.default_rng(1).normal(size=(20, 12)))
        field.attrs["units"] = name
        field.attrs["long_name"] = name


def long_names(file):
    for length in (200, 2000, 20000):
        growing(file, "x" * length, np.arange(240.0).reshape(20, 12)).attrs["units"] = "m" * length
    file.attrs["title"] = "long " * 20000


def empty_fields(file):
    file.create_dataset("nothing", shape=(20, 0), maxshape=(None, None), chunks=(1, 1), dtype="f8")
    file.create_dataset("none_yet", shape=(0, 12), maxshape=(None, 12), chunks=(1, 12), dtype="f8")
    growing(file, "some", np.arange(20.0))


def many_fields(file):
    for i in range(10_000):
        file.create_dataset(f"field{i:05}", data=[float(i), 1.0], maxshape=(None,), chunks=(2,))


def odd_types(file):
    growing(file, "flags", np.arange(240).reshape(20, 12) % 2 == 0)
    growing(file, "complex", np.exp(1j * np.arange(240.0)).reshape(20, 12))
    growing(file, "unsigned", np.full((20, 12), 2**64 - 1, dtype="u8"))


def unequal_lengths(file):
    growing(file, "t", np.arange(7.0))
    growing(file, "a", np.arange(20.0))
    growing(file, "b", np.arange(60.0).reshape(5, 12))


with h5py.File(sys.argv[2], "w") as target:
    globals()[sys.argv[1]](target)
