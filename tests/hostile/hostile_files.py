# SPDX-License-Identifier: MIT
"""Writes files that demand too much of a reader. Usage: hostile_files.py FOLDER [KIND ...]; each function is a kind."""
import os
import sys

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

FOLDER = None


def growing(f, name, data, chunk=4, **more):
    data = np.asarray(data)
    return f.create_dataset(name, data=data, maxshape=(None, *data.shape[1:]), chunks=(chunk, *data.shape[1:]), **more)


def plain(f):
    growing(f, "t", 0.5 * np.arange(8))
    growing(f, "y", np.arange(24.0).reshape(8, 3))


def plain_modern(f):
    plain(f)


def trap():
    """Another file, which no reader should open."""
    return os.path.join(FOLDER, "trap")


def of_type(f, name, type_id, size=4):
    """A growing dataset of any type, without values."""
    space = h5s.create_simple((size,), (h5s.UNLIMITED,))
    creation = h5p.create(h5p.DATASET_CREATE)
    creation.set_chunk((size,))
    return h5d.create(f.id, name.encode(), type_id, space, creation)


def nan_times(f):
    t = f.create_dataset("t", (0,), maxshape=(None,), chunks=(1000,), dtype="f8", fillvalue=np.nan)
    y = f.create_dataset("y", (0,), maxshape=(None,), chunks=(1000,), dtype="f8")
    t.resize(10**12, axis=0)
    y.resize(10**12, axis=0)


def rank_32(f):
    plain(f)
    f.create_dataset("deep", (1,) * 32, maxshape=(None, *(1,) * 31), chunks=(1,) * 32, dtype="f8")


def loops(f):
    plain(f)
    f["g/h/up"] = f["/"]
    f["g"]["self"] = f["g"]
    f["soft"] = h5py.SoftLink("/soft")
    f["a"] = h5py.SoftLink("/b")
    f["b"] = h5py.SoftLink("/a")


def elsewhere(f):
    """Data in other files, by every mechanism of HDF5."""
    plain(f)
    f["link"] = h5py.ExternalLink(trap(), "/y")
    creation = h5p.create(h5p.DATASET_CREATE)
    creation.set_external(trap().encode(), 0, h5py.h5f.UNLIMITED)
    h5d.create(f.id, b"external", h5t.IEEE_F64LE, h5s.create_simple((4,), (h5s.UNLIMITED,)), creation)
    axis = f.create_dataset("axis", (3,), dtype="f8", external=[(trap(), 0, 24)])
    axis.make_scale("axis")
    f["y"].dims[1].attach_scale(axis)
    layout = h5py.VirtualLayout((4,), "f8", maxshape=(None,))
    layout[:] = h5py.VirtualSource(trap(), "y", (4,))
    f.create_virtual_dataset("virtual", layout)


def names(f):
    plain(f)
    growing(f, "two\nlines\x1b[31m", np.arange(3.0))
    growing(f, "n" * 10000, np.arange(3.0))
    f.attrs["title\nwith a line"] = "text\nwith a line\x1b]0;evil\x07"
    f["y"].attrs["units"] = "V\n" * 20000


def big_attributes(f):
    plain(f)
    f.attrs["almost"] = np.zeros(8000)
    f.attrs["text"] = "x" * 64000
    f["y"].attrs.create("beyond", np.zeros(100000))
    f.attrs.create("beyond", np.zeros(100000))
    for i in range(3000):
        f["t"].attrs[f"a{i}"] = i


def committed_types(f):
    """Committed datatypes of a dataset and an attribute."""
    plain(f)
    f["type"] = np.dtype("f8")
    f.create_dataset("z", data=np.arange(4.0), maxshape=(None,), dtype=f["type"])
    f["z"].attrs.create("limits", np.arange(2.0), dtype=f["type"])


def dataset_before_its_type(f):
    """A reader meets the dataset before the committed datatype."""
    plain(f)
    f["type"] = np.dtype("f8")
    growing(f, "a", np.arange(4.0), dtype=f["type"])


def types_of_types(f):
    """A committed datatype with an attribute of another one."""
    dataset_before_its_type(f)
    f["unit"] = np.dtype("f8")
    f["type"].attrs.create("limits", np.arange(2.0), dtype=f["unit"])


def filters(f):
    plain(f)
    growing(f, "scaled", np.arange(24, dtype="i4"), scaleoffset=0)
    growing(f, "gzip", np.arange(24.0), compression="gzip", shuffle=True, fletcher32=True)


def deep_groups(f):
    plain(f)
    f.create_group("/".join(["g"] * 3000))


def many_names(f):
    plain(f)
    for i in range(30000):
        f[f"n{i}"] = f["y"]


def odd_numbers(f):
    growing(f, "t", np.arange(4.0))
    three = h5t.STD_I32LE.copy()
    three.set_precision(24)
    three.set_size(3)
    of_type(f, "three_bytes", three).write(h5s.ALL, h5s.ALL, np.array([0, 1, -2, 8388607], dtype="i4"))
    growing(f, "long_double", np.array([0.0, 0.5, -1.5, 2.0], dtype="g"))
    growing(f, "big_endian", np.array([0.0, 0.5, -1.5, 2.0], dtype=">f4"))
    ten_bits = h5t.STD_U16BE.copy()
    ten_bits.set_precision(10)
    ten_bits.set_offset(3)
    of_type(f, "ten_bits", ten_bits).write(h5s.ALL, h5s.ALL, np.array([0, 1, 2, 1023], dtype="u2"))
    wide = h5t.STD_I64LE.copy()
    wide.set_size(40)
    wide.set_precision(320)  # HDF5 1.14 refuses types with mostly unused bits
    of_type(f, "forty_bytes", wide)


def no_numbers(f):
    plain(f)
    growing(f, "compound", np.zeros(4, dtype=[("a", "f8"), ("b", "i4", (2, 2))]))
    of_type(f, "vlen", h5t.vlen_create(h5t.IEEE_F64LE))
    of_type(f, "vlen_of_vlen", h5t.vlen_create(h5t.vlen_create(h5t.IEEE_F64LE)))
    growing(f, "bool", np.array([True, False]))
    growing(f, "opaque", np.zeros(4, dtype="V7"))
    of_type(f, "bits", h5t.STD_B32LE)
    of_type(f, "reference", h5t.STD_REF_OBJ)
    of_type(f, "region", h5t.STD_REF_DSETREG)
    of_type(f, "array", h5t.array_create(h5t.IEEE_F64LE, (3,)))
    of_type(f, "text", h5t.C_S1)


def time_2d(f):
    growing(f, "t", np.zeros((4, 2)))
    growing(f, "y", np.arange(4.0))


def time_vlen(f):
    f.create_dataset("t", (4,), maxshape=(None,), dtype=h5py.vlen_dtype("f8"))
    growing(f, "y", np.arange(4.0))


def scales(f):
    """Various invalid dimension scales."""
    plain(f)
    huge = f.create_dataset("huge", (10**12,), chunks=(1000,), dtype="f8")
    huge.make_scale("huge")
    gone = f.create_dataset("gone", data=np.zeros(3))
    for name in ("of_huge", "of_itself", "dangling", "wrong_type", "wrong_length"):
        growing(f, name, np.zeros((2, 3)))
    f["of_huge"].dims[1].attach_scale(huge)
    reference = h5py.ref_dtype
    lists = h5py.vlen_dtype(reference)
    def attach(name, reference_):
        value = np.empty(2, dtype=object)
        value[0] = np.array([], dtype=reference)
        value[1] = np.array([reference_], dtype=reference)
        f[name].attrs.create("DIMENSION_LIST", value, dtype=lists)
    attach("of_itself", f["of_itself"].ref)
    attach("dangling", gone.ref)
    del f["gone"]
    f["wrong_type"].attrs["DIMENSION_LIST"] = np.full((2, 2), 0x4141414141414141)
    short = np.empty(1, dtype=object)
    short[0] = np.array([f["huge"].ref], dtype=reference)
    f["wrong_length"].attrs.create("DIMENSION_LIST", short, dtype=lists)


def scale_of_another_class(f):
    """CLASS is as long as DIMENSION_SCALE: HDF5's own function frees its buffer twice."""
    plain(f)
    x = f.create_dataset("x", data=np.arange(3.0))
    x.make_scale("x")
    f["y"].dims[1].attach_scale(x)
    del x.attrs["CLASS"]
    x.attrs["CLASS"] = np.bytes_("DIMENSION_NOSCA")


HEARTBEAT = np.dtype([("sequence", "u8"), ("steps", "u8"), ("state", "i4"), ("host", h5py.string_dtype("utf-8", 64)),
                      ("reason", h5py.string_dtype("utf-8", 256)),
                      ("sequence_again", "u8")])


def ours(f):
    plain(f)
    f.attrs["h5pulse_format"] = 1


def ours_with_many_heartbeats(f):
    ours(f)
    f["h5pulse/heartbeat"] = np.zeros(5000, dtype=HEARTBEAT)


def ours_with_another_heartbeat(f):
    ours(f)
    f["h5pulse/heartbeat"] = np.zeros((), dtype=[("steps", "S8"), ("state", "f8"), ("host", "V2000000")])


def ours_with_a_group_for_heartbeat(f):
    ours(f)
    f.create_group("h5pulse/heartbeat")


def ours_with_a_heartbeat_elsewhere(f):
    ours(f)
    f.create_dataset("h5pulse/heartbeat", (), dtype=HEARTBEAT, external=[(trap(), 0, HEARTBEAT.itemsize)])


MODERN = {"plain_modern", "big_attributes", "many_names", "deep_groups", "elsewhere"}

if __name__ == "__main__":
    FOLDER = os.path.abspath(sys.argv[1])
    os.makedirs(FOLDER, exist_ok=True)
    kinds = [k for k, v in list(globals().items()) if callable(v) and getattr(v, "__module__", "") == "__main__"
             and v.__code__.co_argcount == 1 and v.__code__.co_varnames[0] == "f"]
    for kind in sys.argv[2:] or kinds:
        mode = ("v110", "v110") if kind in MODERN else ("earliest", "v110")
        with h5py.File(os.path.join(FOLDER, kind + ".h5"), "w", libver=mode) as file:
            globals()[kind](file)
