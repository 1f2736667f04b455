# SPDX-License-Identifier: MIT
"""DataBuffer: typical use in notebooks, in any order of calls."""
import gc
import pickle
import time
import warnings
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import run_python

import h5pulse
from h5pulse import DataBuffer


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "run.h5"
    empty(path)
    return path


def empty(path):
    with h5py.File(path, "w"):
        pass


def rows(path):
    with h5py.File(path, "r") as f:
        return {name: f[name][:] for name in f if name != "h5pulse"}


def test_batches(path):
    t, y = DataBuffer(path, "t"), DataBuffer(path, "y", (3,), float)
    for k in range(25):
        t.append(k)
        y.append(np.full(3, float(k)))
        if len(t) == 10:
            t.flush()
            y.flush()
            assert len(t) == len(y) == 0
            assert rows(path)["t"].tolist() == list(range(k + 1))
    reader = h5pulse.Reader(path)
    assert (reader.steps, reader.state, len(t)) == (20, "running", 5)
    t.close()
    assert rows(path)["t"].tolist() == list(range(25)) and np.array_equal(rows(path)["y"][:, 1], np.arange(25))
    reader.refresh()
    assert (reader.steps, reader.state) == (25, "finished")
    y.close()
    with pytest.raises(h5pulse.ClosedError, match="'y' has ended"):
        y.flush()


def test_it_is_like_a_list(path):
    y = DataBuffer(str(path), "y", (2,), np.float32)
    y.extend([[1, 2], [3, 4], (5.5, 6)])
    assert len(y) == 3 and y[-1].tolist() == [5.5, 6] and [row.tolist() for row in y[:2]] == [[1, 2], [3, 4]]
    assert [row[0] for row in y] == [1, 3, 5.5] and y[0].dtype == np.float32 and bool(y)
    assert (y.dset_name, y.h5file, y.shape, y.dtype) == ("y", path, (2,), np.float32)
    assert repr(y) == f"<h5pulse.DataBuffer 'y' of '{path}': 3 rows to flush, float32[2]>"
    for bad in (3, -4):
        with pytest.raises(IndexError, match="3 rows"):
            y[bad]
    y.clear()
    assert len(y) == 0 and not y and list(y) == []
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(y)


def test_values_are_copied_and_converted(path):
    t, y, n = DataBuffer(path, "t"), DataBuffer(path, "y", (2,), "f4"), DataBuffer(path, "n", (), int)
    values = np.zeros(2)
    for k in range(4):
        values[:] = k
        t.append(np.float32(k))
        y.append(values)
        n.append(np.int8(k))
    for bad, text in ((np.zeros(3), r"shape \(2,\)"), ("a", "not a str"), ([[1, 2]], "shape"), (None, "None"),
                      (1j, "shape")):
        with pytest.raises(h5pulse.FieldError, match=text):
            y.append(bad)
    with pytest.raises(h5pulse.FieldError, match="int64, and float64"):
        n.append(1.5)
    with pytest.raises(h5pulse.FieldError, match="complex128 does not convert"):
        y.append([1j, 2j])
    for buffer in (t, y):
        buffer.append(buffer[3])
    n.append(True)
    n.close()
    found = rows(path)
    assert found["y"].dtype == np.float32 and found["y"][:, 0].tolist() == [0, 1, 2, 3, 3]
    assert found["n"].tolist() == [0, 1, 2, 3, 1]


def test_strided_and_swapped_rows(path):
    y = DataBuffer(path, "y", (3, 4))
    a = np.arange(12.0).reshape(3, 4)
    for row in (a, np.asfortranarray(a), a[::-1], a.astype(">f8"), a.tolist(), a.astype(int), a.astype("f4")):
        y.append(row)
    y.close()
    assert np.array_equal(rows(path)["y"], [a, a, a[::-1], a, a, a, a])


def test_steps_wait_for_all_buffers(path):
    t, y = DataBuffer(path, "t"), DataBuffer(path, "y")
    t.extend([1, 2, 3])
    t.flush()
    assert rows(path) == {}
    y.extend([4, 5])
    y.flush()
    assert rows(path)["t"].tolist() == [1, 2] and rows(path)["y"].tolist() == [4, 5]
    y.append(6)
    y.flush()
    y.flush()
    assert rows(path)["t"].tolist() == [1, 2, 3] and rows(path)["y"].tolist() == [4, 5, 6]


def test_what_makes_no_whole_step_is_told(path):
    t, y = DataBuffer(path, "t"), DataBuffer(path, "y")
    t.extend([1, 2, 3])
    y.append(4)
    with pytest.warns(RuntimeWarning, match="2 of 't'"):
        t.close()
    assert rows(path)["t"].tolist() == [1]


@pytest.mark.parametrize("names, times", [(["t"], [5, 6]), (["y"], [0, 1]), (["time", "y"], [5, 6])])
def test_times_have_other_names_or_none(path, names, times):
    buffers = [DataBuffer(path, name) for name in names]
    for buffer in buffers:
        buffer.extend([5, 6])
    for buffer in buffers:
        buffer.flush()
    found = rows(path)
    assert found["t"].tolist() == times and all(found[name].tolist() == [5, 6] for name in names)
    assert h5pulse.Reader(path).times[:].tolist() == times


def test_the_last_buffer_ends_the_run(path):
    t, y = DataBuffer(path, "t"), DataBuffer(path, "y")
    t.append(1)
    del t
    assert rows(path) == {}
    y.append(2)
    del y
    gc.collect()
    assert rows(path)["y"].tolist() == [2] and h5pulse.Reader(path).state == "finished"


@pytest.mark.parametrize("version", ["earliest", "latest"])
def test_cells_are_run_again(path, version):
    start = time.monotonic()
    for turn in range(3):
        with h5py.File(path, "w", libver=version):
            pass
        t = DataBuffer(path, "t")  # replaces the buffer of the previous turn, which lives until then
        y = DataBuffer(path, "y")
        for k in range(5 + turn):
            t.append(k)
            y.append(turn)
            if len(t) == 2:
                t.flush()
                y.flush()
    t.close()
    del t, y
    gc.collect()
    assert rows(path)["t"].tolist() == list(range(7)) and set(rows(path)["y"]) == {2}
    assert time.monotonic() - start < 20  # no writer keeps trying to write a file that is no longer its own


def test_only_the_cell_of_the_buffers_is_run_again(path):
    t = DataBuffer(path, "t")
    with pytest.raises(h5pulse.FieldError, match="a buffer 't' already"):
        t = DataBuffer(path, "t")
    t.append(1)
    t.flush()
    with pytest.raises(h5pulse.FieldError, match="steps are written already"):
        DataBuffer(path, "y")
    t.close()
    with pytest.raises(h5pulse.FieldError, match="holds .* already.*empty file"):
        DataBuffer(path, "t")


def test_files_that_are_not_there_or_not_empty(path, tmp_path):
    with pytest.raises(FileNotFoundError, match="none.h5 not found!"):
        DataBuffer(tmp_path / "none.h5", "t")
    with h5py.File(path, "w") as f:
        f["parameters"] = [1, 2, 3]
    with pytest.raises(h5pulse.FieldError, match="'parameters' already"):
        DataBuffer(path, "t")
    with h5py.File(path, "r") as f:
        assert f["parameters"][:].tolist() == [1, 2, 3]
    (tmp_path / "text.h5").write_text("no HDF5")
    with pytest.raises(h5pulse.Error, match="text.h5"):
        DataBuffer(tmp_path / "text.h5", "t")
    with h5py.File(tmp_path / "open.h5", "w") as f, pytest.raises(TypeError, match="close it"):
        DataBuffer(f, "t")


@pytest.mark.parametrize("arguments, text", [
    (("t", (3,)), "times"), (("t", (), complex), "times"), (("a/b",), "cannot have the name"),
    (("h5pulse",), "cannot have the name"),
    (("",), "cannot have the name"), ((5,), "must be a text"), (("y", (0,)), "size 0"), (("y", (1, 1, 1, 1)), "three"),
    (("y", (), str), "dtype"),
    (("y", "ab"), "shape"),
])
def test_names_shapes_and_types_that_cannot_be(path, arguments, text):
    with pytest.raises(h5pulse.FieldError, match=text):
        DataBuffer(path, *arguments)
    DataBuffer(path, "y")


def test_an_open_reader_does_not_stop_the_next_flush(path):
    t = DataBuffer(path, "t")
    t.append(1)
    t.flush()
    with h5py.File(path, "r") as f:
        assert f["t"][:].tolist() == [1]
        t.append(2)
        t.flush()
    assert rows(path)["t"].tolist() == [1, 2]


def test_the_end_of_the_program_writes_the_last_batch(path):
    program = """
        import sys
        from h5pulse import DataBuffer
        t, y = DataBuffer(sys.argv[1], "t"), DataBuffer(sys.argv[1], "y", (2,))
        for k in range(25):
            t.append(k); y.append([k, k])
            if len(t) == 10:
                t.flush(); y.flush()
        {}
    """
    run_python(program.format(""), path)
    reader = h5pulse.Reader(path)
    assert (reader.steps, reader.state) == (25, "finished") and rows(path)["y"][-1].tolist() == [24, 24]
    empty(path)
    run_python(program.format("raise ValueError('diverged')"), path, check=False)
    reader = h5pulse.Reader(path)
    assert (reader.steps, reader.state, reader.reason) == (25, "failed", "ValueError: diverged")


def test_a_run_without_a_step_leaves_the_file(path):
    before = path.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        t = DataBuffer(path, "t")
        t.flush()
        t.close()
    assert path.read_bytes() == before and isinstance(t.h5file, Path)


def test_two_files_are_two_runs(path, tmp_path):
    other = tmp_path / "other.h5"
    empty(other)
    a, b = DataBuffer(path, "a"), DataBuffer(other, "b")
    a.append(1)
    a.flush()
    b.extend([2, 3])
    b.flush()
    assert rows(path)["a"].tolist() == [1] and rows(other)["b"].tolist() == [2, 3]
