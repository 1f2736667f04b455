# SPDX-License-Identifier: MIT
"""Opens files by plain h5py and checks every row. One line on standard input per file:
  check FILE     answers "steps N wrong W salt S longest L": steps in `t`, rows that differ from the written ones,
                 number of the run, and rows of the longest field
  peek FILE      does the same without reading rows, for a file whose writer died and that is not repaired
  theirs N FILE  answers "steps N wrong W" for the first N steps of a run of h5py_swmr_writer.py (tests/common)
It answers "refused REASON" if that fails."""
import pathlib
import sys

import h5py
import numpy as np

from run_content import SALT, fields_of, wrong_rows

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "common"))
import row_content  # noqa: E402

BLOCK = 5000


def theirs(count, path):
    with h5py.File(path, "r") as file:
        steps = min(len(file["t"]), len(file["y"]), count)
        wanted = row_content.rows(0, steps, file["y"].shape[1])
        wrong = (file["y"][:steps] != wanted).any(axis=1) | (file["t"][:steps] != row_content.times(0, steps))
        return f"steps {steps} wrong {int(np.sum(wrong))}"


def answer(command, path):
    if command == "theirs":
        count, path = path.split(" ", 1)
        return theirs(int(count), path)
    swmr = command == "peek"
    with h5py.File(path, "r", swmr=True, libver="latest") if swmr else h5py.File(path, "r") as file:
        steps = file["t"].shape[0]
        lengths = [file[name].shape[0] for name in fields_of(file)]
        assert lengths, "there are no fields"
        assert swmr or min(lengths) >= steps, f"a field has {min(lengths)} rows, t {steps}"
        wrong = 0 if swmr else sum(wrong_rows(file, first, min(BLOCK, steps - first)) for first in range(0, steps, BLOCK))
        return f"steps {steps} wrong {wrong} salt {int(file.attrs[SALT])} longest {max(lengths)}"


print("ready", flush=True)
for line in sys.stdin:
    command, path = line.rstrip("\n").split(" ", 1)
    try:
        print(answer(command, path), flush=True)
    except Exception as error:  # any error of h5py on a broken file is an answer
        print("refused", " ".join(str(error).split()), flush=True)
