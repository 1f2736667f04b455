# SPDX-License-Identifier: MIT
"""Writer: recorded steps read back by h5py, the ends of a run, and errors."""
import copy
import pickle

import h5py
import numpy as np
import pytest
from conftest import wait_until, write_run, y_of

import h5pulse


def test_what_is_appended_is_in_the_file(path):
    write_run(path, 20)
    with h5py.File(path, "r") as f:
        assert f["t"][:].tolist() == [0.5 * k for k in range(20)]
        assert f["y"].shape == (20, 3, 4) and f["y"].dtype == np.float64
        assert np.array_equal(f["y"][:], np.array([y_of(k) for k in range(20)]))
        assert f["n"].dtype == np.int32 and f["n"][:].tolist() == list(range(20))
        assert f["energy"][-1] == -19.0


def test_names_come_in_any_order_and_from_a_dict(path):
    with h5pulse.Writer(path, {"a": (), "my field": (2,), "b": ()}) as w:
        w.append(0, {"my field": [1, 2], "b": 3}, a=4)
        w.append(1, **{"b": 6, "a": 7, "my field": [8, 9]})
        w.append(2, {"b": 1.5, "a": 2.5, "my field": np.zeros(2)})
        for k in range(3, 6):
            w.append(k, **{"my field": [k, k], "a": k, "b": k})
    with h5py.File(path, "r") as f:
        assert f["a"][:].tolist() == [4, 7, 2.5, 3, 4, 5]
        assert f["b"][:3].tolist() == [3, 6, 1.5]
        assert f["my field"][:2].tolist() == [[1, 2], [8, 9]]


def test_units_axes_and_attributes_are_stored(path):
    fields = {"y": h5pulse.Field((4,), "f4", units="V", long_name="membrane potential", axes=("x",))}
    with h5pulse.Writer(path, fields, axes={"x": h5pulse.Axis([0, 1, 2, 4], units="m")}, time_units="s", end_time=9.0,
                        attributes={"Re": 100, "nu": 0.5, "name": "Kármán", "list": [1, 2.5], "on": True}) as w:
        w.append(0, y=np.zeros(4, "f4"))
        assert w.fields["y"] == h5pulse.FieldInfo("y", (4,), np.dtype("f4"), "V", "membrane potential", ("x",))
    r = h5pulse.Reader(path)
    assert r.fields["y"].units == "V" and r.fields["y"].axes == ("x",)
    assert r.axis("y").values.tolist() == [0, 1, 2, 4] and r.axis("y").units == "m"
    assert (r.time_units, r.end_time) == ("s", 9.0)
    assert dict(r.attributes) == {"Re": 100, "nu": 0.5, "name": "Kármán", "list": [1, 2.5], "on": 1}
    with h5py.File(path, "r") as f:
        assert f["y"].attrs["units"] in ("V", b"V")


def test_a_block_of_steps(path):
    rng = np.random.default_rng(1)
    ys = rng.random((300, 3, 4))
    with h5pulse.Writer(path, {"y": (3, 4), "e": ()}) as w:
        w.append_many(np.arange(100.0), y=ys[:100], e=np.arange(100))
        w.append_many(range(100, 200), {"y": np.asfortranarray(ys[100:200])}, e=list(range(100, 200)))
        w.append_many([], y=np.zeros((0, 3, 4)), e=[])
        w.append_many(np.arange(200, 300, dtype="f4"), y=ys[200:][::-1][::-1], e=np.arange(600)[::2][100:200] * 1.0)
        assert w.steps == 300
    with h5py.File(path, "r") as f:
        assert np.array_equal(f["y"][:], ys)
        assert f["t"][:].tolist() == list(range(300))
        assert f["e"][150] == 150 and f["e"][200] == 200


def test_a_block_larger_than_the_buffer(path):
    ys = np.arange(200_000.0).reshape(2000, 100)
    with h5pulse.Writer(path, {"y": (100,)}, buffer_bytes=50_000) as w:
        w.append_many(np.arange(2000.0), y=ys)
    with h5py.File(path, "r") as f:
        assert np.array_equal(f["y"][:], ys)


def test_a_block_with_other_counts_is_refused(path):
    with h5pulse.Writer(path, {"y": (2,)}) as w:
        with pytest.raises(h5pulse.FieldError, match=r"shape \(3, 2\), one row per step, not of shape \(2, 2\)"):
            w.append_many([0, 1, 2], y=np.zeros((2, 2)))
        with pytest.raises(h5pulse.FieldError, match="there is no field 'Y'.*did you mean 'y'"):
            w.append_many([0], Y=np.zeros((1, 2)))
        with pytest.raises(h5pulse.FieldError, match="'y' missing"):
            w.append_many([0])
        with pytest.raises(h5pulse.FieldError, match=r"shape \(n,\)"):
            w.append_many(np.zeros((2, 2)), y=np.zeros((2, 2)))
        with pytest.raises(TypeError, match="'y' twice"):
            w.append_many([0], {"y": np.zeros((1, 2))}, y=np.zeros((1, 2)))
        with pytest.raises(TypeError, match="by name"):
            w.append_many([0], np.zeros((1, 2)))
        assert w.steps == 0


def test_times_of_all_kinds_are_stored(path):
    times = [0, np.float32(0.5), np.int64(1), float("nan"), 1.0, -5.0, True, np.array(7.0)]
    with h5pulse.Writer(path, {"e": ()}) as w:
        for t in times:
            w.append(t, e=0)
        for bad in ("1", None, [1, 2], 1j, np.zeros(2)):
            with pytest.raises(h5pulse.FieldError, match="t must be the time of one step"):
                w.append(bad, e=0)
    with h5py.File(path, "r") as f:
        assert np.array_equal(f["t"][:], np.array([0, 0.5, 1, np.nan, 1, -5, 1, 7]), equal_nan=True)


def test_the_ends_of_a_run(path):
    def end(leave):
        w = h5pulse.Writer(path, {"e": ()}, replace=True)
        w.append(0, e=1)
        try:
            with w:
                leave(w)
        except BaseException as error:  # the test's own exception
            assert not isinstance(error, AssertionError)
        assert w.closed
        r = h5pulse.Reader(path)
        assert r.steps == 1
        return r.state, r.reason

    def throw(error):
        def leave(_):
            raise error
        return leave

    assert end(lambda w: None) == ("finished", "")
    assert end(lambda w: w.close()) == ("finished", "")
    assert end(lambda w: w.stop("enough")) == ("stopped", "enough")
    assert end(lambda w: w.fail("diverged")) == ("failed", "diverged")
    assert end(throw(FloatingPointError("overflow in step 3"))) == ("failed", "FloatingPointError: overflow in step 3")
    assert end(throw(KeyboardInterrupt())) == ("failed", "KeyboardInterrupt")
    assert end(throw(SystemExit(3))) == ("failed", "SystemExit: 3")
    assert end(throw(SystemExit(0))) == ("finished", "")
    assert end(throw(GeneratorExit())) == ("finished", "")
    assert end(throw(ValueError("a \0 and a \udcff"))) == ("failed", "ValueError: a \\0 and a ?")


def test_a_deleted_writer_finishes_its_run(path):
    w = h5pulse.Writer(path, {"e": ()})
    w.append(0, e=1)
    del w
    assert h5pulse.Reader(path).state == "finished"


def test_after_the_end(path):
    w = h5pulse.Writer(path, {"e": ()})
    w.append(0, e=1)
    w.close()
    w.close()
    for call in (lambda: w.append(1, e=1), lambda: w.append_many([1], e=[1]), w.commit, w.pause,
                 lambda: w.fail("x"), lambda: w.stop("x"), w.__enter__):
        with pytest.raises(h5pulse.ClosedError, match="the writer is closed"):
            call()
    assert issubclass(h5pulse.ClosedError, ValueError) and issubclass(h5pulse.ClosedError, OSError)
    assert w.steps == 1 and "closed" in repr(w)


def test_commit_makes_steps_visible(path):
    with h5pulse.Writer(path, {"e": ()}, commit_interval=0) as w:
        r = h5pulse.Reader(path)
        w.append(0, e=1)
        assert not r.refresh() and len(r) == 0
        w.commit()
        assert r.refresh() and r.refresh() == "unchanged" and len(r) == 1
        assert w.steps == w.committed_steps == 1
        assert r.state == h5pulse.RunState.RUNNING and r.state.is_live
        assert w.statistics.steps == 1 and w.statistics.commits >= 1


def test_commits_by_time_and_number(path):
    with h5pulse.Writer(path, {"e": ()}, commit_interval=0.02) as w:
        w.append(0, e=1)
        wait_until(lambda: w.committed_steps == 1)
    with h5pulse.Writer(path, {"e": ()}, commit_interval=0, commit_steps=2, replace=True) as w:
        w.append(0, e=1)
        w.append(1, e=1)
        wait_until(lambda: w.committed_steps == 2)
    with h5pulse.Writer(path, {"e": ()}, commit_interval=float("inf"), commit_time=1.0, background=False,
                        existing="replace") as w:
        for t in range(5):
            w.append(t, e=1)
        assert w.committed_steps >= 3


def test_pause_leaves_the_file_to_anybody(path):
    with h5pulse.Writer(path, {"e": ()}) as w:
        for t in range(3):
            w.append(t, e=t)
            w.pause()
            with h5py.File(path, "r") as f:
                assert f["e"][:].tolist() == list(range(t + 1))
        assert h5pulse.Reader(path).state == "running"


def test_resume(path):
    write_run(path, 5)
    with h5pulse.Writer.resume(path) as w:
        assert w.steps == 5 and list(w.fields) == ["y", "energy", "n"]
        w.append(9, y=y_of(5), energy=-5, n=5)
    fields = {"y": h5pulse.Field((3, 4), units="V"), "energy": (), "n": h5pulse.Field((), "i4")}
    with h5pulse.Writer.resume(path, fields, end_time=7.0, commit_interval=0.5) as w:
        w.append(10, y=y_of(6), energy=-6, n=6)
    r = h5pulse.Reader(path)
    assert r.steps == 7 and r.end_time == 7.0 and np.array_equal(r["y"][5:], [y_of(5), y_of(6)])
    with pytest.raises(ValueError, match="y"):
        h5pulse.Writer.resume(path, {"y": (3, 5), "energy": (), "n": ()})
    with pytest.raises(ValueError, match="pass the fields too"):
        h5pulse.Writer.resume(path, end_time=3.0)
    with pytest.raises(FileNotFoundError):
        h5pulse.Writer.resume(path.with_name("none.h5"))


def test_an_existing_file_is_kept(path):
    write_run(path, 5)
    with pytest.raises(h5pulse.Error, match="run.h5"):
        h5pulse.Writer(path, {"e": ()})
    with pytest.raises(h5pulse.Error):
        h5pulse.Writer(path, {"e": ()}, existing="refuse", replace=False)
    assert h5pulse.Reader(path).steps == 5


def test_a_second_writer_is_refused(path):
    with h5pulse.Writer(path, {"e": ()}) as w:
        w.append(0, e=1)
        for again in (lambda: h5pulse.Writer(path, {"e": ()}, replace=True), lambda: h5pulse.Writer.resume(path)):
            with pytest.raises(h5pulse.InUseError, match="process .*close\\(\\) its other Writer") as caught:
                again()
            assert caught.value.path == str(path)


def test_repr_tells_the_run(path):
    with h5pulse.Writer(path, {"y": h5pulse.Field((3,), "f4"), "e": ()}) as w:
        w.append(0, y=np.zeros(3, "f4"), e=0)
        w.commit()
        assert repr(w) == f"<h5pulse.Writer '{path}': 1 step, open, 1 committed; y float32[3], e float64>"
        assert w.path == str(path)


def test_it_is_not_pickled_or_copied(path):
    with h5pulse.Writer(path, {"e": ()}) as w:
        for way in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="cannot be pickled or copied"):
                way(w)


@pytest.mark.parametrize("fields, text", [
    ({}, "at least one field"), ([("y", ())], "a dict"), ({"y": "f8"}, "'y' must be a Field"),
    ({1: ()}, "must be a text"),
    ({"y": (1, 2, 3, 4)}, "at most three"), ({"y": (0,)}, "size 0"), ({"y": (-1,)}, "size -1"), ({"y": 2.5}, "tuple"),
    ({"y": ("a",)}, "tuple"), ({"t": ()}, "h5pulse reserves for itself"), ({"a/b": ()}, "no '/'"),
    ({"": ()}, "no name"), ({"y": None}, "'y' must be a Field"), ({"y": float}, "'y' must be a Field"),
])
def test_fields_that_cannot_be(path, fields, text):
    with pytest.raises((ValueError, TypeError), match=text):
        h5pulse.Writer(path, fields)
    assert not path.exists()


@pytest.mark.parametrize("options, text", [
    ({"commit_interval": -1}, "commit_interval"), ({"commit_interval": "1"}, None),
    ({"commit_steps": 1.5}, "commit_steps"),
    ({"commit_steps": -1}, "commit_steps"), ({"retry_for": float("nan")}, "retry_for"),
    ({"existing": "append"}, "existing"),
    ({"when_full": "drop"}, "when_full"), ({"compression": "zip"}, "zip"),
    ({"compression": ("gzip", 1, 2, 3)}, "compression"),
    ({"attributes": {"a": object()}}, "'a'"), ({"attributes": {"a": {}}}, "'a'"),
    ({"attributes": {"a": 2**63}}, "64 bits"),
    ({"axes": {"x": [[1]]}}, "axis"), ({"axes": {"x": ["a"]}}, "axis"), ({"time_units": 1}, "time_units"),
    ({"end_time": "soon"}, "end_time"), ({"buffer_bytes": None}, "buffer_bytes"), ({"commit_time": -1}, "commit_time"),
    ({"sync_interval": -0.1}, "sync_interval"), ({"unknown": 1}, "unknown"),
])
def test_options_that_cannot_be(path, options, text):
    if text is None:  # Python's float accepts a text that is a number
        h5pulse.Writer(path, {"e": ()}, **options).close()
        return
    with pytest.raises((ValueError, TypeError), match=text):
        h5pulse.Writer(path, {"e": ()}, **options)
    assert not path.exists()


def test_options_that_can_be(path):
    with h5pulse.Writer(str(path).encode(), {"y": 100}, compression=("gzip", 3, False), sync_interval=0,
                        when_full="raise", retry_for=float("inf"), metadata_cache_bytes=1 << 20, overview_step_bytes=0,
                        without_lock=True, background=False) as w:
        for k in range(2000):
            w.append(k, y=np.zeros(100))
        w.interrupt()
        w.commit()
        assert w.synced_steps == 2000
    assert path.stat().st_size < 800_000


def test_paths_that_cannot_be(path):
    write_run(path)
    for bad in ("", "a\0b", 3.5, None):
        with pytest.raises((ValueError, TypeError)):
            h5pulse.Writer(bad, {"e": ()})
    with h5py.File(path, "r") as f, pytest.raises(TypeError, match="close it"):
        h5pulse.Writer(f, {"e": ()})
    with pytest.raises(h5pulse.Error):
        h5pulse.Writer(path.parent / "no" / "folder.h5", {"e": ()})
