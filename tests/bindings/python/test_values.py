# SPDX-License-Identifier: MIT
"""Values that a field accepts, converts, and refuses with a sentence."""
import h5py
import numpy as np
import pytest

import h5pulse

DTYPES = ["f4", "f8", "c8", "c16", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]


def stored(path, field, *values):
    """The rows in the file after appending these values."""
    with h5pulse.Writer(path, {"v": field}, replace=True) as w:
        for k, value in enumerate(values):
            w.append(k, v=value)
    with h5py.File(path, "r") as f:
        return f["v"][:]


@pytest.mark.parametrize("dtype", DTYPES)
def test_each_dtype_is_kept(path, dtype):
    values = (np.arange(6).reshape(2, 3) * (1.5 + 2j)).real.astype(dtype) if dtype[0] != "c" else (
        np.arange(6).reshape(2, 3) * (1.5 + 2j)).astype(dtype)
    rows = stored(path, h5pulse.Field((2, 3), dtype), values, np.asfortranarray(values), values[::-1, ::-1])
    assert rows.dtype == np.dtype(dtype)
    assert np.array_equal(rows, [values, values, values[::-1, ::-1]])
    swapped = values.astype(values.dtype.newbyteorder())
    assert np.array_equal(stored(path, h5pulse.Field((2, 3), np.dtype(dtype).newbyteorder()), swapped), [values])


@pytest.mark.parametrize("shape", [(7,), (4, 5), (3, 4, 5)])
def test_strided_arrays(path, shape):
    big = np.random.default_rng(2).random([3 * n for n in shape] + [2])
    box = tuple(slice(1, 1 + 2 * n, 2) for n in shape)
    view = big[(*box, 0)]
    assert view.shape == shape and not view.flags.c_contiguous
    rows = stored(path, shape, view, view.T.copy().T, np.flip(view), np.broadcast_to(view[0], shape), view.copy())
    assert np.array_equal(rows, [view, view, np.flip(view), np.broadcast_to(view[0], shape), view])


def test_arrays_that_lie_oddly(path):
    packed = np.zeros(5, dtype=[("a", "u1"), ("v", "f8")])
    packed["v"] = np.arange(5)
    raw = np.zeros(41, "u1")[1:].view("f8")
    raw[:] = np.arange(5)
    assert not raw.flags.aligned
    read_only = np.arange(5.0)
    read_only.flags.writeable = False
    rows = stored(path, (5,), packed["v"], raw, read_only, np.arange(5.0).view(np.matrix).A1, raw[::-1][::-1])
    assert np.array_equal(rows, [np.arange(5.0)] * 5)


def test_lists_and_numbers(path):
    assert stored(path, (2, 2), [[1, 2], [3, 4]], ((1.5, 2), (3, True)))[1].tolist() == [[1.5, 2], [3, 1]]
    numbers = [1, 2.5, np.float32(3.5), np.float64(4), np.int8(5), np.array(6), np.array([7.0]), [8], True, np.bool_(1)]
    assert stored(path, (), *numbers).tolist() == [1, 2.5, 3.5, 4, 5, 6, 7, 8, 1, 1]
    assert stored(path, h5pulse.Field((), "f4"), 0.1, np.float64(0.5), 7, float("nan"))[:3].tolist() == [
        np.float32(0.1), 0.5, 7]
    assert stored(path, h5pulse.Field((2,), "f4"), [0.1, 1])[0].tolist() == [np.float32(0.1), 1]
    assert stored(path, h5pulse.Field((), "c16"), 1j, 2, 2.5, np.complex64(3j)).tolist() == [1j, 2, 2.5, 3j]
    assert stored(path, h5pulse.Field((), "c8"), 1j, 2, 0.1)[2] == np.complex64(0.1)
    assert stored(path, h5pulse.Field((), "u8"), 2**64 - 1, 0, np.uint64(7)).tolist() == [2**64 - 1, 0, 7]
    assert stored(path, (1,), 3.0, [4.0], np.array(5.0)).tolist() == [[3], [4], [5]]
    assert stored(path, (2,), range(2), np.ma.array([1.0, 2.0]))[1].tolist() == [1, 2]


def test_what_loses_nothing_is_converted(path):
    f8, f4 = np.arange(4.0), np.arange(4, dtype="f4")
    rows = stored(path, (4,), f8, f4, f8.astype("f2"), f8.astype("i8"), f8.astype("u1"), f8.astype(bool),
                  f8.astype(">i4"))
    assert np.array_equal(rows, [f8] * 5 + [[0, 1, 1, 1], f8])
    assert np.array_equal(stored(path, h5pulse.Field((4,), "c16"), f8, f4), [f8, f8])
    assert np.array_equal(stored(path, h5pulse.Field((4,), "i4"), f8.astype("i2"), [1, 2, 3, 4])[1], [1, 2, 3, 4])
    assert np.array_equal(stored(path, h5pulse.Field((2,), bool), np.array([True, False])), [[1, 0]])
    assert stored(path, h5pulse.Field((), bool), True, np.bool_(False)).dtype == np.uint8


@pytest.mark.parametrize("field, value, text", [
    ((4,), np.zeros(5), r"shape \(4,\), not of shape \(5,\)"),
    ((4,), 1.0, r"\(4,\), not of shape \(\)"),
    ((4,), np.zeros((2, 2)), r"\(4,\), not of shape \(2, 2\)"),
    ((4,), np.zeros((1, 4)), "append_many"),
    ((4,), np.zeros(0), "no elements"),
    ((), np.zeros(2), r"shape \(\), not of shape \(2,\)"),
    ((), [], "no elements"),
    ((2,), [[1, 2], [3]], "'v'"),
    ((2,), np.array([1, None]), "object"),
    ((2,), ["a", "b"], "elements of type"),
    ((), "1.0", "not a str"),
    ((), b"1", "not a bytes"),
    ((), None, "not None"),
    ((), {}, "not a dict"),
    ((), object(), "object"),
    ((), 1j, "does not convert"),
    ((2,), np.array(["2020", "2021"], "M8[Y]"), "seconds since the start"),
    ((2,), np.ma.array([1, 2], mask=[0, 1]), "1 masked elements"),
    ((2,), np.zeros(2, "c16"), "real part"),
    ((2,), np.zeros(2, np.longdouble), "does not convert"),
    ((2,), np.zeros(2, [("a", "f8")]), "elements of type"),
    (h5pulse.Field((2,), "f4"), np.zeros(2), r"astype\('float32'\)"),
    (h5pulse.Field((), "f4"), 1e300, "as large as"),
    (h5pulse.Field((), "i4"), 1.0, r"astype\('int32'\)"),
    (h5pulse.Field((), "i4"), 2**40, "int32"),
    (h5pulse.Field((), "u1"), -1, "uint8"),
    (h5pulse.Field((), "i8"), 2**70, "'v'"),
    (h5pulse.Field((2,), "i1"), [1, 1000], "exactly"),
    (h5pulse.Field((2,), "i4"), np.array([1, 2**40]), "does not convert"),
    ((1,), [2**53 + 1], "exactly"),
    ((), 2**53 + 1, "float64"),
])
def test_what_is_refused(path, field, value, text):
    with h5pulse.Writer(path, {"v": field, "w": ()}) as w:
        with pytest.raises((ValueError, TypeError), match=text) as caught:
            w.append(0, w=0, v=value)
        assert "'v'" in str(caught.value)
        assert w.steps == 0
        good = np.zeros(w.fields["v"].shape, w.fields["v"].dtype)
        w.append(0, v=good, w=0)
    assert h5pulse.Reader(path).steps == 1


def test_names_that_are_wrong(path):
    with h5pulse.Writer(path, {"velocity": (), "energy": ()}) as w:
        with pytest.raises(h5pulse.UnknownFieldError, match="'velocty'; did you mean 'velocity'"):
            w.append(0, velocty=1, energy=1)
        with pytest.raises(KeyError, match="no field 'x'; the fields are 'velocity', 'energy'"):
            w.append(0, velocity=1, energy=1, x=1)
        with pytest.raises(h5pulse.FieldError, match="field 'energy' missing"):
            w.append(0, velocity=1)
        with pytest.raises(h5pulse.FieldError, match="fields 'velocity', 'energy' missing"):
            w.append(0)
        with pytest.raises(TypeError, match="by name"):
            w.append(0, 1.0, 2.0)
        with pytest.raises(TypeError, match="by name"):
            w.append(0, np.zeros(2))
        with pytest.raises(TypeError, match="takes the time"):
            w.append()
        with pytest.raises(TypeError, match="'energy' twice"):
            w.append(0, {"velocity": 1, "energy": 1}, energy=1)
        with pytest.raises(h5pulse.FieldError):
            w.append(0, {1: 2})
        assert w.steps == 0
        w.append(0, velocity=1, energy=1)


@pytest.mark.parametrize("dtype",
                         ["f2", "g", "G", "U4", "S4", "O", "M8[s]", "V8", [("a", "f8")], "nonsense", None, "(2,)f8"])
def test_dtypes_that_cannot_be(dtype):
    with pytest.raises(h5pulse.FieldError, match="dtype"):
        h5pulse.Field((), dtype)


def test_a_value_is_copied(path):
    y = np.zeros(4)
    with h5pulse.Writer(path, {"y": (4,)}, commit_interval=0) as w:
        for k in range(5):
            y[:] = k
            w.append(k, y=y)
        y[:] = -1
    assert h5pulse.Reader(path)["y"][:, 0].tolist() == [0, 1, 2, 3, 4]


def test_what_calls_the_writer_from_inside_is_refused(path):
    class Odd:
        def __init__(self, writer):
            self.writer = writer

        def __array__(self, *arguments, **options):
            self.writer.append(0, y=0)
            return np.array(1.0)

    with h5pulse.Writer(path, {"y": ()}) as w:
        with pytest.raises((RuntimeError, h5pulse.FieldError), match="inside another call"):
            w.append(0, y=Odd(w))
        assert w.steps == 0
        w.append(0, y=1)


def test_huge_arrays(path):
    with h5pulse.Writer(path, {"y": (3 << 20,)}) as w:
        y = np.arange(3.0 * (1 << 20))
        for k in range(3):
            w.append(k, y=y)
    assert h5pulse.Reader(path)["y"][2, -1] == y[-1]
    with pytest.raises((h5pulse.Error, MemoryError, ValueError), match="memory|limit"):
        h5pulse.Writer(path.with_name("huge.h5"), {"y": (1 << 12, 1 << 12, 1 << 12)}).close()
