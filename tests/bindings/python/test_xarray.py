# SPDX-License-Identifier: MIT
"""to_xarray(): the same values as in NumPy, read only when needed."""
import numpy as np
import pytest

import h5pulse


@pytest.fixture
def run(path):
    x = np.linspace(0, 2, 6)
    values = np.random.default_rng(8).random((30, 6, 5))
    fields = {"y": h5pulse.Field((6, 5), units="V", long_name="voltage", axes=("x", "")), "e": ()}
    with h5pulse.Writer(path, fields, axes={"x": h5pulse.Axis(x, units="m")}, time_units="s",
                        attributes={"Re": 7}) as w:
        w.append_many(0.5 * np.arange(30), y=values, e=np.arange(30))
    return h5pulse.Reader(path), values, x


def test_what_is_in_it(run):
    reader, values, x = run
    ds = reader.to_xarray()
    assert dict(ds.sizes) == {"t": 30, "x": 6, "y_1": 5} and ds.attrs == {"Re": 7}
    assert ds.y.dims == ("t", "x", "y_1") and ds.y.attrs == {"units": "V", "long_name": "voltage"}
    assert np.array_equal(ds.x, x) and ds.x.attrs == {"units": "m"} and ds.t.attrs == {"units": "s"}
    assert np.array_equal(ds.y, values) and ds.e.dtype == np.float64
    assert list(reader.to_xarray("e").data_vars) == ["e"]
    with pytest.raises(KeyError, match="'E'"):
        reader.to_xarray("E")


def test_indexing(run):
    reader, values, _ = run
    y = reader.to_xarray().y
    assert np.array_equal(y[3], values[3]) and np.array_equal(y[2:9:3, 1], values[2:9:3, 1])
    assert np.array_equal(y.isel(t=[5, 1], x=[0, 3, 2], y_1=[4, 0]), values[np.ix_([5, 1], [0, 3, 2], [4, 0])])
    assert np.array_equal(y.isel(t=2, x=[3, 1], y_1=[0, 2]), values[2][np.ix_([3, 1], [0, 2])])
    assert np.array_equal(y.isel(t=[3, 1], x=-1, y_1=[0, 2]), values[[3, 1], -1][:, [0, 2]])
    assert np.allclose(y.sel(t=7.4, x=2, method="nearest"), values[15, -1])
    assert np.allclose(y.mean("t"), values.mean(0)) and np.array_equal(y[::-1, ::-2], values[::-1, ::-2])


def test_only_what_is_asked_for_is_read(run, monkeypatch):
    reader, values, _ = run
    rows = []
    read = h5pulse.Reader._read

    def counting(self, field, first, count, *others):
        rows.append(count)
        return read(self, field, first, count, *others)

    monkeypatch.setattr(h5pulse.Reader, "_read", counting)
    ds = reader.to_xarray()
    assert rows == []
    assert np.array_equal(ds.y[4:7, 2], values[4:7, 2]) and rows == [3]


def test_it_does_not_grow_with_the_run(path):
    with h5pulse.Writer(path, {"e": ()}) as w:
        w.append_many([0, 1], e=[5, 6])
        w.commit()
        reader = h5pulse.Reader(path)
        ds = reader.to_xarray()
        w.append(2, e=7)
        w.commit()
        reader.refresh()
        assert ds.e.values.tolist() == [5, 6] and reader.to_xarray().e.values.tolist() == [5, 6, 7]


def test_without_times(path):
    import h5py

    with h5py.File(path, "w") as f:
        f.create_dataset("v", data=np.arange(6.0), maxshape=(None,))
    ds = h5pulse.Reader(path).to_xarray()
    assert ds.v.dims == ("step",) and ds.step.values.tolist() == list(range(6))
