# SPDX-License-Identifier: MIT
"""Runs a host in an empty folder and opens its file by plain h5py."""
import pathlib
import subprocess
import sys
import tempfile

import h5py

FINISHED = 1  # state in h5pulse/heartbeat: see docs/file-format.md


def recorded(*arguments):
    """Runs the command of sys.argv with a file and these arguments; returns the file.

    If the program fails, or its run is not finished, ends the test with the program's output.
    """
    folder = tempfile.TemporaryDirectory()
    path = pathlib.Path(folder.name) / "host.h5"
    command = [*sys.argv[1:], str(path), *map(str, arguments)]
    result = subprocess.run(command, cwd=folder.name, capture_output=True, text=True, timeout=240)
    if result.returncode != 0:
        sys.exit(f"{command} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
    file = h5py.File(path, "r")  # opens without SWMR, so the run must be closed
    file.folder = folder
    if file["h5pulse/heartbeat"]["state"] != FINISHED:
        sys.exit(f"the run of {command} is not marked as finished")
    return file


def expect(condition, sentence):
    if not condition:
        sys.exit(f"failed: {sentence}")


def expect_shapes(file, steps, **shapes):
    """Checks that the fields have these shapes at each step, and that there are no other fields."""
    found = {name: dataset.shape for name, dataset in file.items() if isinstance(dataset, h5py.Dataset)}
    times = found.pop("t")
    expect(times == (steps,), f"{steps} times: {times}")
    axes = {name for name in found if h5py.h5ds.is_scale(file[name].id)}
    wanted = {name: (steps, *shape) for name, shape in shapes.items()}
    found = {name: shape for name, shape in found.items() if name not in axes}
    expect(found == wanted, f"fields {found} are {wanted}")
