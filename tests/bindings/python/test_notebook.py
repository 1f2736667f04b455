# SPDX-License-Identifier: MIT
"""The notebook's own code with one import changed: it runs, can be watched meanwhile, and loses nothing."""
import os
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
from conftest import wait_until

import h5pulse

NOTEBOOK = Path(__file__).with_name("notebook.py")


def test_it_runs_and_is_watched(tmp_path):
    with subprocess.Popen([sys.executable, str(NOTEBOOK)], cwd=tmp_path, stdout=subprocess.PIPE, text=True,
                          env=os.environ.copy()) as process:
        path = tmp_path / "_test.h5"

        def opened():
            try:
                reader = h5pulse.Reader(path)
                return reader if "y" in reader else None
            except h5pulse.Error:
                return None

        reader = wait_until(opened, "the run")
        wait_until(lambda: reader.refresh() and reader.steps > 100_000, "100,000 steps")
        assert reader.state == "running" and reader["y"][-1].shape == (100,)
        last = reader.steps
        wait_until(lambda: reader.refresh() and reader.steps > last, "more steps")
        output = process.communicate(timeout=200)[0]
    assert process.returncode == 0
    assert output.splitlines()[-1] == "(999001,)"
    with h5py.File(path, "r") as f:  # including the last batch
        assert np.array_equal(f["t"][:], np.linspace(0, 10, int(1e6)))
        assert f["y"].shape == (1_000_000, 100) and np.all(np.any(f["y"][-100:] > 0, axis=1))
    with h5py.File(tmp_path / "__test.h5", "r") as f:
        assert f["t"][:].tolist() == list(range(100))
    reader.refresh()
    assert (reader.steps, reader.state) == (1_000_000, "finished")


def test_it_is_the_notebooks_but_for_the_class():
    """Only one import differs: the notebook's code uses the name as its own."""
    lines = NOTEBOOK.read_text().splitlines()
    assert [line for line in lines if "h5pulse" in line] == ["from h5pulse import DataBuffer"]
