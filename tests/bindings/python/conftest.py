# SPDX-License-Identifier: MIT
"""Shared helpers of the tests of the Python package."""
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

import h5pulse

DEADLINE = 60.0  # seconds; long, because machines may be busy


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run.h5"


def wait_until(condition, what="the condition"):
    """Returns the first true result of condition(); fails if there is none before the deadline."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        result = condition()
        if result:
            return result
        time.sleep(0.005)
    pytest.fail(f"{what} has not come true")


def write_run(path, steps=20, **options):
    """A finished run of y (3, 4), energy and n; element i of step k of y is 100 k + i."""
    fields = {"y": h5pulse.Field((3, 4), units="V"), "energy": (), "n": h5pulse.Field((), "i4")}
    with h5pulse.Writer(path, fields, **options) as w:
        for k in range(steps):
            w.append(0.5 * k, y=y_of(k), energy=-1.0 * k, n=k)
    return path


def y_of(step):
    return 100.0 * step + np.arange(12.0).reshape(3, 4)


def run_python(code, *arguments, check=True, **options):
    """Runs a Python program; returns its output and exit status.

    Suppresses Python's warning (3.12 and newer) about forks in programs with threads, which some tests need."""
    result = subprocess.run([sys.executable, "-u", "-W", "ignore:This process:DeprecationWarning", "-c",
                             textwrap.dedent(code), *map(str, arguments)],
                            capture_output=True, text=True, timeout=DEADLINE, env=os.environ.copy(), **options)
    if check and result.returncode != 0:
        pytest.fail(f"the program ended with {result.returncode}:\n{result.stdout}\n{result.stderr}")
    return result


def start_python(code, *arguments):
    """Starts a Python program with a pipe for its output."""
    return subprocess.Popen([sys.executable, "-u", "-c", textwrap.dedent(code), *map(str, arguments)],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ.copy())


def source():
    return Path(os.environ["H5PULSE_TEST_SOURCE"])


def build():
    return Path(os.environ["H5PULSE_TEST_BUILD"])
