# SPDX-License-Identifier: MIT
"""reduce(): every step is in one bin; checked against NumPy, with and without an overview."""
import h5py
import numpy as np
import pytest

import h5pulse


@pytest.fixture(scope="module", params=["overview", "no overview", "h5py"])
def run(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("reduce") / "run.h5"
    rng = np.random.default_rng(6)
    y, e = rng.normal(size=(20_000, 3, 2)), rng.normal(size=20_000)
    e[777] = np.nan
    if request.param == "h5py":
        with h5py.File(path, "w") as f:
            for name, values in {"t": np.arange(20_000.0), "y": y, "e": e}.items():
                f.create_dataset(name, data=values, maxshape=(None, *values.shape[1:]))
    else:
        with h5pulse.Writer(path, {"y": (3, 2), "e": ()},
                            overview_step_bytes=0 if request.param == "no overview" else 99) as w:
            w.append_many(np.arange(20_000.0), y=y, e=e)
    return h5pulse.Reader(path), y, e


def check(found, values, first, last):
    assert found.first[0] == first and found.last[-1] == last - 1
    assert np.array_equal(found.first[1:], found.last[:-1] + 1) and np.array_equal(found.times, found.first)
    for b, (begin, end) in enumerate(zip(found.first, found.last)):
        part = values[begin:end + 1]
        assert np.array_equal(found.min[b], np.nanmin(part, axis=0))
        assert np.array_equal(found.max[b], np.nanmax(part, axis=0))
        assert np.allclose(found.mean[b], np.nanmean(part, axis=0), atol=1e-4)
        assert np.array_equal(found.non_finite[b], np.isnan(part).sum(axis=0))


def test_a_scalar(run):
    reader, _, e = run
    for bins in (1, 10, 100, 2000):
        found = reader.reduce("e", bins=bins)
        assert bins / 2 <= len(found) <= bins
        check(found, e, 0, 20_000)


def test_components(run):
    reader, y, _ = run
    check(reader.reduce("y", bins=50), y, 0, 20_000)
    check(reader.reduce("y", component=3, bins=50), y.reshape(-1, 6)[:, 3], 0, 20_000)
    check(reader.reduce("y", component=(2, -1), bins=50), y[:, 2, -1], 0, 20_000)
    check(reader.reduce("y", component=-1, bins=50), y[:, 2, 1], 0, 20_000)


def test_a_part_of_the_steps(run):
    reader, y, e = run
    check(reader.reduce("e", first=500, last=1500, bins=20), e, 500, 1500)
    check(reader.reduce("y", component=0, first=-100, bins=500), y[:, 0, 0], 19_900, 20_000)
    assert len(reader.reduce("e", first=5, last=5)) == 0 and reader.reduce("y", first=9, last=3).min.shape == (0, 3, 2)


def test_the_times(run):
    reader, _, _ = run
    check(reader.reduce(bins=40), np.arange(20_000.0), 0, 20_000)


def test_complex_parts(path):
    z = np.random.default_rng(7).random((100, 2)) * (1 + 2j)
    with h5pulse.Writer(path, {"z": h5pulse.Field((2,), "c16")}) as w:
        w.append_many(np.arange(100.0), z=z)
    r = h5pulse.Reader(path)
    check(r.reduce("z", bins=7), z.real, 0, 100)
    check(r.reduce("z", bins=7, imaginary=True), z.imag, 0, 100)


def test_what_cannot_be(run):
    reader, _, _ = run
    with pytest.raises(KeyError, match="'E'; did you mean 'e'"):
        reader.reduce("E")
    for component in (6, -7, (3, 0), (0,), (0, 0, 0)):
        with pytest.raises(IndexError):
            reader.reduce("y", component=component)
    with pytest.raises(ValueError, match="bins is 0"):
        reader.reduce("e", bins=0)
    with pytest.raises(TypeError):
        reader.reduce("e", bins=1.5)
    with pytest.raises(ValueError):
        reader.reduce("e", imaginary=True)
