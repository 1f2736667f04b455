# SPDX-License-Identifier: MIT
"""check_programs.py NAME COMMAND...: runs a program of docs/hosts.md in an empty folder and checks its file."""
import os
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy as np

FINISHED = 1  # state in h5pulse/heartbeat: see docs/file-format.md

# Values that the programs on the page store: the step, plus 10 per index along x and 100 per index along y.
STEP, X, Y = np.ogrid[0:10, 0:4, 0:3]
GRID = STEP + 10 * X + 100 * Y


def opened(name="run.h5"):
    file = h5py.File(name, "r")
    assert file["h5pulse/heartbeat"]["state"] == FINISHED, f"{name} is not a finished run"
    return file


def reversed_dimensions(values):
    """(step, x, y) as a column-major field stores it: (step, y, x)."""
    return values.transpose(0, 2, 1)


def check_eigen():
    f = opened()
    assert np.array_equal(f["u"], reversed_dimensions(GRID))
    assert np.array_equal(f["v"], GRID) and np.array_equal(f["top"], GRID[:, :2])
    assert np.allclose(f["mean"], GRID.mean(axis=(1, 2)))


def check_armadillo():
    f = opened()
    assert np.array_equal(f["u"], reversed_dimensions(GRID))
    assert f["w"].shape == (10, 2, 3, 4)
    assert np.array_equal(f["w"][:, 0], reversed_dimensions(GRID))
    assert np.array_equal(f["w"][:, 1], -reversed_dimensions(GRID))


def check_xtensor():
    assert np.array_equal(opened()["u"], GRID)


def check_c_arrays():
    f = opened()
    assert np.array_equal(f["u"], GRID) and np.array_equal(f["v"], GRID)


def check_particles():
    step, number = np.ogrid[0:10, 0:1000]
    x, y, z = np.moveaxis(opened()["positions"][:], 2, 0)
    assert np.array_equal(x, 0.5 * step + 0 * number)
    assert np.array_equal(y, 1.0 * number + 0 * step) and np.array_equal(z, -y)


def check_restart(program):
    subprocess.run([program], check=True)  # the second time
    f = opened()
    assert np.allclose(f["t"], 0.1 * np.arange(1, 21))
    assert np.allclose(f["u"], np.outer(1.5 ** np.arange(1, 21), np.ones(100)), rtol=1e-14)


def check_two_rates():
    diagnostics, snapshots = opened("diagnostics.h5"), opened("snapshots.h5")
    assert diagnostics["energy"].shape == (1001,) and snapshots["u"].shape == (11, 1000)
    assert np.array_equal(snapshots["t"], diagnostics["t"][::100])
    assert np.allclose(0.5 * np.sum(snapshots["u"][:] ** 2, axis=1), diagnostics["energy"][::100])


def check_sweep():
    for run, damping in enumerate([0.1, 0.2, 0.4]):
        f = opened(f"sweep_{run}.h5")
        assert f.attrs["damping"] == damping and f.attrs["run"] == run
        assert np.allclose(f["amplitude"], np.exp(-damping * f["t"][:]))


def check_openmp():
    f = opened()
    expected = np.sin(0.001 * np.arange(100_000) + np.arange(10)[:, None])
    assert np.allclose(f["u"], expected, atol=1e-12)
    assert np.allclose(f["sum"], expected.sum(axis=1), atol=1e-6)


def check_ten_lines():
    f = opened()
    t, y = f["t"][:], f["y"][:]
    assert y.shape == (1001, 100) and np.allclose(t, 0.01 * np.arange(1001))
    wave = np.exp(-0.1 * t[:, None]) * np.sin(2 * np.pi * (0.02 * np.arange(100) - t[:, None]))
    assert np.allclose(y, wave, atol=1e-6)
    assert np.allclose(f["energy"], 0.5 * np.sum(y**2, axis=1)) and f["energy"].shape == (1001,)
    assert f["y"].attrs["units"] == "V" and f["t"].attrs["end_time"] == 10


def main():
    name, command = sys.argv[1], sys.argv[2:]
    check = globals()[f"check_{name}"]
    with tempfile.TemporaryDirectory() as folder:
        command[-1] = str(pathlib.Path(command[-1]).resolve())
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100)
        if result.returncode != 0:
            sys.exit(f"{command} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        os.chdir(folder)
        check(*command) if name == "restart" else check()


if __name__ == "__main__":
    main()
