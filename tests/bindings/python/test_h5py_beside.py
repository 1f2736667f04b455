# SPDX-License-Identifier: MIT
"""h5py and h5pulse in one process share one HDF5 and can open each other's files."""
import threading

import h5py
import numpy as np
import pytest
from conftest import DEADLINE, run_python

import h5pulse


@pytest.mark.parametrize("order", ["import h5py, h5pulse", "import h5pulse, h5py"])
def test_either_is_imported_first(path, order):
    program = order + """
import sys
with h5py.File(sys.argv[1] + ".other", "w") as f:
    f["x"] = [1, 2]
with h5pulse.Writer(sys.argv[1], {"e": ()}) as w:
    w.append(0, e=1)
with h5py.File(sys.argv[1], "r") as f:
    assert f["e"][0] == 1
names = {line.split()[-1].rsplit("/", 1)[-1] for line in open("/proc/self/maps") if "/" in line}
print(len({name for name in names if name.startswith(("libhdf5_serial.so", "libhdf5.so"))}))
"""
    assert run_python(program, path).stdout == "1\n"


def test_the_live_file_by_swmr(path):
    with h5pulse.Writer(path, {"e": (), "y": (4,)}) as w:
        w.append(0, e=0, y=np.zeros(4))
        w.commit()
        with h5py.File(path, "r", swmr=True) as f:
            assert f["e"].shape == (1,)
            for k in range(1, 50):
                w.append(k, e=k, y=np.full(4, float(k)))
                w.commit()
                f["e"].refresh()
                f["y"].refresh()
                assert f["e"].shape == (k + 1,) and f["y"][k].tolist() == [k] * 4


def test_h5py_at_work_in_another_thread(path, tmp_path):
    """The writer commits on its own thread while h5py writes another file."""
    problems = []

    def work():
        try:
            with h5py.File(tmp_path / "other.h5", "w") as f:
                data = f.create_dataset("x", (0, 50), maxshape=(None, 50), chunks=(8, 50))
                for k in range(1500):
                    data.resize(k + 1, axis=0)
                    data[k] = k
            with h5py.File(tmp_path / "other.h5", "r") as f:
                assert np.array_equal(f["x"][:, 7], np.arange(1500))
        except BaseException as error:  # reported by the test's own thread
            problems.append(error)

    thread = threading.Thread(target=work)
    with h5pulse.Writer(path, {"y": (50,)}, commit_interval=0.001) as w:
        thread.start()
        k = 0
        while thread.is_alive() or k < 1000:
            w.append(k, y=np.full(50, float(k)))
            k += 1
            if k % 100 == 0:
                w.commit()
    thread.join(DEADLINE)
    assert not problems
    assert np.array_equal(h5pulse.Reader(path)["y"][:, 3], np.arange(k))
