# SPDX-License-Identifier: MIT
"""make_file.py CASE PATH: writes files as other programs do. The tests know their values."""
import sys

import h5py
import numpy as np


def growing(file, name, values):
    values = np.asarray(values)
    return file.create_dataset(name, data=values, maxshape=(None, *values.shape[1:]), chunks=True)


def rows(first, count, width=100):
    return np.arange(first, first + count)[:, None] + np.arange(width)[None, :] / 128


def notebook(file, count):
    growing(file, "t", np.linspace(0, 10, count))
    growing(file, "y", rows(0, count))


def no_time(file):
    growing(file, "a", np.arange(5) / 4)
    growing(file, "b", np.arange(21, dtype="f4").reshape(7, 3) / 10)


def scalars(file):
    growing(file, "t", [0.0, 0.1, 0.2])
    growing(file, "count", np.array([1, -2, 9223372036854775807]))
    growing(file, "energy", [1.5, 2.5, 3.5])


def images(file):
    growing(file, "t", [0.0, 1.0, 2.0, 3.0])
    growing(file, "image", np.arange(24, dtype="u2").reshape(4, 2, 3))


def complexes(file):
    growing(file, "t", [0.0, 1.0])
    growing(file, "psi", np.array([[1 + 2j, 3 - 4j], [0.1 - 0.2j, complex(np.nan, np.inf)]]))
    growing(file, "c", np.array([0.1 + 0.2j, -1j], dtype="c8"))


def not_finite(file):
    growing(file, "t", [0.0, 5.0, np.nan, 2.0])
    growing(file, "y", [[1, 2, 3, 4], [np.nan, 2, np.inf, 4], [np.nan, np.inf, -np.inf, -np.nan], [np.nan, -2, 4, 1]])


def fixed(file):
    file["y"] = np.arange(5.0)


def passed_over(file):
    growing(file, "y", [1.0, 2.0])
    file.create_dataset("words", (2,), maxshape=(None,), dtype=h5py.string_dtype())


def seconds(file):
    growing(file, "seconds", [0.5, 1.5]).attrs["units"] = "s"
    growing(file, "y", [7.0, 8.0])


def hostile(file):
    growing(file, "t", [0.0])
    field = growing(file, 'a"b,c\x1b[31m\nd', [[1.0, 2.0]])
    field.attrs["units"] = "\x07V"
    field.attrs["long_name"] = "long " * 100
    file.attrs["note"] = "\x1b]0;title\x07\r\n\u202eabc"


CASES = {
    "notebook_empty": lambda f: notebook(f, 0),
    "notebook_one": lambda f: notebook(f, 1),
    "notebook": lambda f: notebook(f, 50),
    "no_time": no_time,
    "scalars": scalars,
    "images": images,
    "complex": complexes,
    "not_finite": not_finite,
    "fixed": fixed,
    "passed_over": passed_over,
    "seconds": seconds,
    "hostile": hostile,
}


def swmr(path):
    """A live run: each line of input is a number of steps to append; the end of input closes it."""
    with h5py.File(path, "w", libver="latest") as file:
        t = file.create_dataset("t", (0,), maxshape=(None,), dtype=float, chunks=(16,))
        y = file.create_dataset("y", (0, 4), maxshape=(None, 4), dtype=float, chunks=(16, 4))
        file.swmr_mode = True
        print("ready", flush=True)
        for line in sys.stdin:
            before, count = t.shape[0], int(line)
            y.resize(before + count, axis=0)
            y[before:] = rows(before, count, 4)
            y.flush()
            t.resize(before + count, axis=0)
            t[before:] = np.arange(before, before + count) / 10
            t.flush()
            print("done", flush=True)


def reopening(path):
    """Reopens the file for each batch, like the notebook's DataBuffer."""
    with h5py.File(path, "w") as file:
        notebook(file, 0)
    print("ready", flush=True)
    for line in sys.stdin:
        with h5py.File(path, "r+") as file:
            t, y = file["t"], file["y"]
            before, count = t.shape[0], int(line)
            for dataset, values in ((t, np.arange(before, before + count) / 10), (y, rows(before, count))):
                dataset.resize(before + count, axis=0)
                dataset[before:] = values
        print("done", flush=True)


def holding(path):
    """Opens an existing file for writing without SWMR, appends a step, and closes it at the end of its input."""
    with h5py.File(path, "r+") as file:
        for name in ("t", "y"):
            file[name].resize(file[name].shape[0] + 1, axis=0)
        file["t"][-1], file["y"][-1] = 11, 11
        file.flush()
        print("ready", flush=True)
        sys.stdin.read()


def main(case, path):
    if case in ("swmr", "reopening", "holding"):
        globals()[case](path)
        return
    with h5py.File(path, "w") as file:
        CASES[case](file)


main(*sys.argv[1:])
