# SPDX-License-Identifier: MIT
"""Reader: indexing checked against NumPy; files of other programs; errors."""
import pickle

import h5py
import numpy as np
import pytest
from conftest import write_run, y_of

import h5pulse

STEPS = 40


@pytest.fixture(scope="module")
def arrays(tmp_path_factory):
    """A reader, and the values of its fields."""
    path = tmp_path_factory.mktemp("reader") / "run.h5"
    rng = np.random.default_rng(3)
    values = {"scalar": rng.random(STEPS), "vector": rng.random((STEPS, 11)), "matrix": rng.random((STEPS, 5, 7)),
              "cube": rng.random((STEPS, 3, 4, 5)).astype("f4"), "long": rng.random((STEPS, 3000)),
              "wave": rng.random((STEPS, 6)) + 1j * rng.random((STEPS, 6)),
              "count": rng.integers(0, 99, STEPS).astype("u2")}
    fields = {name: h5pulse.Field(array.shape[1:], array.dtype) for name, array in values.items()}
    with h5pulse.Writer(path, fields) as w:
        w.append_many(np.linspace(0, 1, STEPS), values)
    return h5pulse.Reader(path), values


def mask(*shape):
    return np.random.default_rng(4).random(shape) < 0.3


KEYS = {
    "scalar": [0, -1, 5, slice(None), slice(3, 9), slice(None, None, 7), slice(None, None, -3), slice(5, 5),
               slice(-4, None),
               ..., (), [1, 5, 3], np.array([0, -1]), np.array([[1, 2], [3, 1]]), mask(STEPS), np.array(4), None,
               (None, 3), (slice(2, 6), None), np.zeros(0, int), [], slice(30, 2, -4), np.int64(3), np.uint8(3)],
    "vector": [0, -1, (5, 3), (5, -1), (slice(10, 20), 3), (slice(None), 3), (..., 0),
               (slice(None, None, 10), slice(2, 9, 3)),
               (slice(None), slice(None, None, -2)), (slice(8, 3, -1), slice(9, 1, -4)), (slice(3, 6), [1, 4, 2]),
               ([3, 1], [4, 5]),
               ([3, 1], slice(2, 5)), (mask(STEPS), 2), mask(STEPS, 11), (slice(None), mask(11)), (7, mask(11)),
               (7, [2, 2]),
               ([[1], [2]], [0, 3]), (None, 2, None, slice(1, 4)), (Ellipsis, [1, 2], None), (slice(4, 4), 2),
               (2, slice(3, 3)),
               (np.array([5, 5, -1]),), (slice(0, 40, 9), 10), ([], 2), slice(None, None, 100)],
    "matrix": [3, (3, 2, 1), (slice(2, 8), 1), (slice(2, 8), slice(None), 6), (..., 2), (..., 1, 2), (3, ..., 2),
               (slice(None), [0, 4], [1, 2]),
               ([1, 2], slice(None), [0, 3]), (slice(None, None, -5), slice(1, 4, 2), slice(5, 0, -2)), mask(STEPS, 5),
               mask(STEPS, 5, 7),
               (5, mask(5, 7)), (slice(3), 1, mask(7)), (-1, -1), (slice(None), -2, slice(-3, None))],
    "cube": [7, (slice(None), 1), (slice(3, 30, 4), slice(None), 2, slice(1, 3)), (..., -1), (2, ..., [0, 1]),
             (slice(1, 3), mask(3, 4))],
    "long": [3, (slice(None), 2999), (slice(2, 30, 3), slice(5, 2500)), (slice(None, None, 7),), (5, slice(10, 20)),
             ([30, 2, 2], slice(0, 3000, 1000)),
             (slice(3, 20), slice(None, None, -1))],
    "wave": [2, (slice(None), 1), -1],
    "count": [2, slice(None), -1],
}


@pytest.mark.parametrize("name, number", [(name, i) for name, keys in KEYS.items() for i in range(len(keys))])
def test_it_is_indexed_as_numpy(arrays, name, number):
    reader, values = arrays
    key = KEYS[name][number]
    found, expected = reader[name][key], values[name][key]
    assert type(found) is type(expected) and found.dtype == expected.dtype and found.shape == expected.shape
    assert np.array_equal(found, expected)


@pytest.mark.parametrize("name, key", [
    ("scalar", STEPS), ("scalar", -STEPS - 1), ("scalar", (0, 0)), ("scalar", [0, STEPS]), ("scalar", 1.0),
    ("scalar", "a"),
    ("vector", (0, 11)), ("vector", (0, 0, 0)), ("vector", (..., ...)), ("vector", (slice(None), [0, 11])),
    ("scalar", mask(STEPS - 1)),
    ("vector", (slice(None), mask(10))), ("scalar", True), ("scalar", [0.5]), ("vector", ([1, 2, 3], [1, 2])),
    ("vector", mask(STEPS, 10)),
])
def test_what_is_not_there_is_an_index_error(arrays, name, key):
    reader, values = arrays
    if key is not True:
        with pytest.raises(IndexError):
            values[name][key]
    with pytest.raises(IndexError):
        reader[name][key]


def test_views_are_like_arrays(arrays):
    reader, values = arrays
    for name, array in values.items():
        view = reader[name]
        assert (view.shape, view.dtype, view.ndim, len(view), view.size, view.nbytes) == (
            array.shape, array.dtype, array.ndim, STEPS, array.size, array.nbytes)
        assert np.array_equal(np.asarray(view), array)
        assert np.array_equal(np.array(list(view)), array)
        assert np.allclose(np.mean(view), array.mean())
    assert np.asarray(reader["vector"], dtype="f4").dtype == np.float32
    assert "vector" in repr(reader["vector"]) and "(40, 11)" in repr(reader["vector"])


def test_times(arrays):
    reader, _ = arrays
    times = np.linspace(0, 1, STEPS)
    for key in (slice(None), slice(-5, None), -1, 0, slice(None, None, -7), [3, 1, 3], mask(STEPS), ...):
        assert np.array_equal(reader.times[key], times[key])
    assert np.array_equal(np.asarray(reader.times), times) and list(reader.times) == times.tolist()
    assert np.array_equal(reader["t"][:], times) and len(reader.times) == STEPS
    assert reader.step_at(0.5) == 19
    with pytest.raises(IndexError):
        reader.times[STEPS]
    assert "40 steps, 0 to 1" in repr(reader.times)


def test_it_is_like_a_dict_of_fields(arrays):
    reader, values = arrays
    assert list(reader) == list(reader.keys()) == list(reader.fields) == list(values)
    assert "vector" in reader and "t" in reader and "nothing" not in reader and 3 not in reader
    with pytest.raises(KeyError, match="no field 'vectr'; did you mean 'vector'") as caught:
        reader["vectr"]
    assert isinstance(caught.value, h5pulse.UnknownFieldError)
    with pytest.raises(KeyError):
        reader[3]
    with pytest.raises(TypeError):
        reader.fields["x"] = 1


def test_what_it_says_of_a_run(path):
    write_run(path, 20, time_units="s", attributes={"Re": 100}, end_time=10)
    r = h5pulse.Reader(path)
    assert repr(r) == (f"<h5pulse.Reader '{path}': finished, 20 steps, t = 0 to 9.5 s; y float64[3, 4], "
                       f"energy float64, n int32>")
    assert r.fields["y"] == h5pulse.FieldInfo("y", (3, 4), np.dtype("f8"), "V", "", ("", ""))
    assert r.fields["y"].components == 12 and r.fields["y"].label == "y [V]"
    assert r.state is h5pulse.RunState.FINISHED and not r.state.is_live and str(r.state) == "finished"
    assert r.status.process_id > 0 and r.status.commits >= 1 and r.reason == "" and not r.needs_repair
    assert r.file_size == path.stat().st_size and r.path == str(path) and r.created and r.not_followed == ()
    assert r.axis("y") is None
    with pytest.raises(IndexError):
        r.axis("y", 2)


def test_it_closes(path):
    write_run(path)
    with h5pulse.Reader(path) as r:
        view = r["y"]
        assert np.array_equal(view[3], y_of(3))
    assert r.closed and repr(r) == "<h5pulse.Reader: closed>"
    r.close()
    for call in (r.refresh, lambda: view[3], lambda: r.steps, lambda: r.state):
        with pytest.raises(h5pulse.ClosedError, match="closed"):
            call()


def test_it_is_not_pickled(path):
    write_run(path)
    with pytest.raises(TypeError, match="pass the path to other processes"):
        pickle.dumps(h5pulse.Reader(path))


def test_what_is_no_run(tmp_path):
    with pytest.raises(h5pulse.MissingError, match="none.h5") as caught:
        h5pulse.Reader(tmp_path / "none.h5")
    assert isinstance(caught.value, FileNotFoundError) and caught.value.path.endswith("none.h5")
    (tmp_path / "text.h5").write_text("no HDF5" * 1000)
    with pytest.raises(h5pulse.Error, match="text.h5"):
        h5pulse.Reader(tmp_path / "text.h5")
    with pytest.raises(ValueError, match="stall_after"):
        h5pulse.Reader(tmp_path / "text.h5", stall_after=-1)


def test_files_of_h5py(path):
    rng = np.random.default_rng(5)
    y, e = rng.random((30, 4, 5)).astype(">f4"), rng.integers(-5, 5, 30).astype(">i8")
    with h5py.File(path, "w") as f:
        f.create_dataset("time", data=np.arange(30.0), maxshape=(None,))
        f.create_dataset("y", data=y, maxshape=(None, 4, 5), chunks=(7, 2, 5), compression="gzip")
        f.create_dataset("g/e", data=e, maxshape=(None,))
    r = h5pulse.Reader(path)
    assert r.time_dataset == "time" and r.times[-1] == 29 and r["time"][3] == 3
    assert r["y"].dtype == np.float32 and np.array_equal(r["y"][5:20:3, 1:3, ::2], y[5:20:3, 1:3, ::2])
    assert r["g/e"].dtype == np.int64 and np.array_equal(r["g/e"][:], e)


def test_a_field_larger_than_a_piece(path):
    with h5pulse.Writer(path, {"y": (100_000,)}) as w:
        for k in range(100):
            w.append(k, y=np.full(100_000, float(k)))
    y = h5pulse.Reader(path)["y"]
    assert np.array_equal(y[:][:, ::50_000], np.arange(100.0)[:, None] + np.zeros(2))
    assert np.array_equal(y[:, 99_999], np.arange(100.0))
    assert np.array_equal(y[::-9, 5:7], np.arange(100.0)[::-9, None] + np.zeros(2))


def test_a_new_run_in_the_file(path):
    write_run(path, 5)
    r = h5pulse.Reader(path)
    with h5pulse.Writer(path, {"other": ()}, replace=True) as w:
        w.append(0, other=1)
    assert r.refresh() is h5pulse.Refresh.RESTARTED
    assert list(r.fields) == ["other"] and r.steps == 1


def test_repack(path):
    write_run(path, 500)
    before = np.asarray(h5pulse.Reader(path)["y"])
    report = h5pulse.repack(path, compression=("gzip", 9), output=path.with_name("small.h5"))
    assert report.steps == 500 and report.bytes_after < report.bytes_before
    assert np.array_equal(np.asarray(h5pulse.Reader(path.with_name("small.h5"))["y"]), before)
    assert h5pulse.repack(path).steps == 500
    with h5py.File(path, "r") as f:
        assert f["y"].compression == "gzip" and np.array_equal(f["y"][:], before)
    with pytest.raises(ValueError, match="zip"):
        h5pulse.repack(path, compression="zip")
    with pytest.raises(FileNotFoundError):
        h5pulse.recover(path.with_name("none.h5"))
    with h5pulse.Writer.resume(path), pytest.raises(h5pulse.InUseError):
        h5pulse.repack(path)
