# SPDX-License-Identifier: MIT
"""Files as other programs write them. Usage: h5py_files.py KIND FILE; the kinds are the functions below."""
import sys

import h5py
import numpy as np

from row_content import rows, times


def growing(f, name, data):
    data = np.asarray(data)
    return f.create_dataset(name, data=data, maxshape=(None, *data.shape[1:]))


def notebook(f, steps):
    """The notebook's: superblock 0, `t` (n,) and `y` (n, 100), chunks as h5py guesses them."""
    t = f.create_dataset("t", (0,), maxshape=(None,), dtype=float)
    y = f.create_dataset("y", (0, 100), maxshape=(None, 100), dtype=float)
    t.resize(steps, axis=0)
    y.resize(steps, axis=0)
    t[:] = times(0, steps)
    for first in range(0, steps, 10000):
        count = min(10000, steps - first)
        y[first:first + count] = rows(first, count, 100)


def notebook_empty(f):
    notebook(f, 0)


def notebook_one(f):
    notebook(f, 1)


def notebook_long(f):
    notebook(f, 99901)


def several_without_t(f):
    growing(f, "a", np.arange(10) * 1.5)
    growing(f, "b", rows(0, 7, 3))
    f.create_dataset("c", (0,), maxshape=(None,), dtype="i4")


def scalars(f):
    growing(f, "t", times(0, 20))
    growing(f, "pressure", 2.0 * np.arange(20))
    growing(f, "count", np.arange(20, dtype="i8") ** 2)


def images(f, **filters):
    growing(f, "t", times(0, 6))
    frames = np.arange(6 * 4 * 5, dtype="u2").reshape(6, 4, 5) + 65000
    f.create_dataset("frames", data=frames, maxshape=(None, 4, 5), chunks=(2, 4, 5), **filters)


def images_plain(f):
    images(f)


def images_gzip(f):
    images(f, compression="gzip", shuffle=True, fletcher32=True)


def number_types(f):
    growing(f, "t", times(0, 4).astype(">f4"))
    growing(f, "float_be", rows(0, 4, 3).astype(">f8"))
    growing(f, "int_be", (np.arange(4) - 2).astype(">i2"))
    growing(f, "half", (np.arange(4) * 0.25).astype("f2"))
    growing(f, "complex64", (np.arange(4) + 1j * np.arange(4)).astype("c8"))
    growing(f, "complex128", (np.arange(4) - 2j * np.arange(4)).astype("c16"))
    growing(f, "uint64", np.array([0, 1, 2**63, 2**64 - 1], dtype="u8"))


def passed_over(f):
    growing(f, "t", times(0, 3))
    growing(f, "y", rows(0, 3, 2))
    f.create_dataset("text", (3,), maxshape=(None,), dtype=h5py.string_dtype())
    growing(f, "bytes", np.array([b"a", b"b", b"c"], dtype="S4"))
    growing(f, "compound", np.zeros(3, dtype=[("a", "f8"), ("b", "i4")]))
    f.create_dataset("vlen", (3,), maxshape=(None,), dtype=h5py.vlen_dtype(np.dtype("f8")))
    growing(f, "bool", np.array([True, False, True]))
    f.create_dataset("empty_steps", (3, 0), maxshape=(None, None), chunks=(1, 1), dtype="f8")
    f.create_dataset("five", (3, 2, 2, 2, 2), maxshape=(None, 2, 2, 2, 2), dtype="f8")
    f.create_dataset("huge_chunk", (0,), maxshape=(None,), chunks=(2**29 - 1,), dtype="f8")
    f["fixed"] = np.arange(3.0)
    f["number"] = 5.0


def nested(f):
    growing(f, "time", times(0, 5))
    group = f.create_group("results/run1")
    growing(group, "y", rows(0, 5, 4))
    growing(f["results"], "energy", -1.0 - np.arange(5))
    f["soft"] = h5py.SoftLink("/results/run1/y")
    f["loose"] = h5py.SoftLink("/nowhere")
    f["external"] = h5py.ExternalLink("other.h5", "/y")
    f["results/again"] = f["results"]  # a loop


def with_axis(f):
    growing(f, "t", times(0, 3))
    y = growing(f, "y", rows(0, 3, 4))
    x = f.create_dataset("grid/x", data=np.array([0, 1, 4, 9], dtype="i4"))
    x.make_scale("position")
    x.attrs["units"] = "mm"
    y.dims[1].attach_scale(x)
    y.attrs["units"] = np.bytes_("K")
    padded = h5py.h5t.C_S1.copy()  # as Fortran pads text
    padded.set_size(16)
    padded.set_strpad(h5py.h5t.STR_SPACEPAD)
    attribute = h5py.h5a.create(y.id, b"long_name", padded, h5py.h5s.create(h5py.h5s.SCALAR))
    attribute.write(np.array(b"temperature", dtype="S16"))
    f["t"].attrs["units"] = "s"
    f.attrs["title"] = "made by h5py"
    f.attrs["count"] = np.int32(7)
    f.attrs["list"] = np.array([1.0, 2.0], dtype="f4")


def netcdf(f):
    """As netCDF4 writes it: named dimensions, `time` unlimited, a dimension without coordinates."""
    time = growing(f, "time", times(0, 4))
    lat = f.create_dataset("lat", data=np.array([-45.0, 45.0]))
    lon = f.create_dataset("lon", data=np.array([0.0, 120.0, 240.0], dtype="f4"))
    band = f.create_dataset("band", (2,), dtype=">f4")
    for identifier, scale in enumerate((time, lat, lon)):
        scale.make_scale(scale.name[1:])
        scale.attrs["_Netcdf4Dimid"] = np.int32(identifier)
    band.make_scale("This is a netCDF dimension but not a netCDF variable.         2")
    temperature = growing(f, "temperature", np.arange(4 * 2 * 3, dtype="f4").reshape(4, 2, 3))
    for dimension, scale in enumerate((time, lat, lon)):
        temperature.dims[dimension].attach_scale(scale)
    spectrum = growing(f, "spectrum", np.ones((4, 2)))
    spectrum.dims[0].attach_scale(time)
    spectrum.dims[1].attach_scale(band)
    lat.attrs["units"] = "degrees_north"
    time.attrs["units"] = "days since 2026-01-01"


def other_clock(f):
    growing(f, "t", times(0, 6))
    growing(f, "clock", 10.0 + np.arange(6, dtype="i4"))
    growing(f, "y", rows(0, 6, 2))


def limited(f):
    """May grow, but only up to a size; one that is full cannot."""
    f.create_dataset("t", data=times(0, 3), maxshape=(8,), chunks=(4,))
    f.create_dataset("y", data=rows(0, 3, 2), maxshape=(8, 2), chunks=(4, 2))
    f.create_dataset("full", data=times(0, 3), maxshape=(3,), chunks=(3,))


def lone_t(f):
    growing(f, "t", times(0, 5))


def nothing_growing(f):
    f["t"] = times(0, 5)
    f["y"] = rows(0, 5, 2)


if __name__ == "__main__":
    kind, path = sys.argv[1:]
    with h5py.File(path, "w") as file:
        globals()[kind](file)
