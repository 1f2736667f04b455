# SPDX-License-Identifier: MIT
"""Runs a host in a folder of its own and opens what it has recorded, as any program of h5py's would."""
import pathlib
import subprocess
import sys
import tempfile

import h5py

FINISHED = 1  # of h5pulse/heartbeat: see docs/file-format.md


def recorded(*arguments):
    """Runs the command of sys.argv with a file and these arguments; returns the file.

    A program that fails, or whose run is not finished, ends the test with what it said.
    """
    folder = tempfile.TemporaryDirectory()
    path = pathlib.Path(folder.name) / "host.h5"
    command = [*sys.argv[1:], str(path), *map(str, arguments)]
    result = subprocess.run(command, cwd=folder.name, capture_output=True, text=True, timeout=240)
    if result.returncode != 0:
        sys.exit(f"{command} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
    file = h5py.File(path, "r")  # a plain open: the run must be closed in order
    file.folder = folder
    if file["h5pulse/heartbeat"]["state"] != FINISHED:
        sys.exit(f"the run of {command} is not marked as finished")
    return file


def expect(condition, sentence):
    if not condition:
        sys.exit(f"failed: {sentence}")


def expect_shapes(file, steps, **shapes):
    """Fields have these shapes at each step, and the file no other fields."""
    found = {name: dataset.shape for name, dataset in file.items() if isinstance(dataset, h5py.Dataset)}
    times = found.pop("t")
    expect(times == (steps,), f"{steps} times: {times}")
    axes = {name for name in found if h5py.h5ds.is_scale(file[name].id)}
    wanted = {name: (steps, *shape) for name, shape in shapes.items()}
    found = {name: shape for name, shape in found.items() if name not in axes}
    expect(found == wanted, f"fields {found} are {wanted}")
