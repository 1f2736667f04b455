# SPDX-License-Identifier: MIT
"""Writes small valid files as seeds of the fuzzer. Usage: make_seeds.py FOLDER; each function below is a kind."""
import os
import sys

import h5py
import numpy as np

HEARTBEAT = np.dtype([("sequence", "u8"), ("steps", "u8"), ("commits", "u8"), ("start_time", "f8"),
                      ("commit_time", "f8"), ("time", "f8"), ("process_id", "i8"), ("state", "i4"),
                      ("write_problem", "i4"), ("host", h5py.string_dtype("utf-8", 64)),
                      ("reason", h5py.string_dtype("utf-8", 256)), ("sequence_again", "u8")])
MODERN = {"libver": ("v110", "v110")}
OLD = {"libver": ("earliest", "v110")}


def growing(f, name, data, chunk=4, **more):
    data = np.asarray(data)
    return f.create_dataset(name, data=data, maxshape=(None, *data.shape[1:]), chunks=(chunk, *data.shape[1:]),
                            **more)


def run(f, steps=20):
    growing(f, "t", 0.5 * np.arange(steps), fillvalue=np.nan)
    growing(f, "y", np.arange(steps * 3.0).reshape(steps, 3))


def ours(f, state):
    """The layout of a run of Writer, with chunks that make a small file."""
    f.attrs["h5pulse_format"] = 1
    f.attrs["created"] = "2026-01-01T00:00:00Z"
    f.attrs["writer"] = "h5pulse"
    run(f, 10)
    f["x"] = np.arange(3.0)
    f["x"].make_scale("x")
    f["y"].dims[1].attach_scale(f["x"])
    f["t"].attrs["end_time"] = 10.0
    heartbeat = np.zeros((), HEARTBEAT)
    heartbeat["steps"], heartbeat["sequence"], heartbeat["sequence_again"], heartbeat["state"] = 10, 2, 2, state
    heartbeat["host"] = b"elsewhere"
    f["h5pulse/heartbeat"] = heartbeat


def modern_ours_finished(f):
    ours(f, 1)


def live_ours_crashed(f):
    ours(f, 0)


def modern_swmr_finished(f):
    run(f, 40)


def live_swmr_crashed(f):
    run(f, 40)


def old_plain(f):
    run(f)


def old_gzip(f):
    run(f, 3)
    growing(f, "z", np.arange(24, dtype="u2").reshape(6, 4), compression="gzip", shuffle=True, fletcher32=True)


def modern_gzip(f):
    growing(f, "z", np.arange(24, dtype="u2").reshape(6, 4), compression="gzip", shuffle=True, fletcher32=True)


def old_other_filters(f):
    growing(f, "lzf", np.arange(24, dtype="i4"), compression="lzf")
    growing(f, "scaled", np.arange(24, dtype="i4"), scaleoffset=0)
    growing(f, "scaled_float", np.arange(24.0), scaleoffset=3)


def old_netcdf(f):
    growing(f, "time", np.arange(4.0))
    f["lat"] = np.array([-45.0, 45.0])
    f["lon"] = np.array([0.0, 120.0, 240.0], dtype="f4")
    for name in ("time", "lat", "lon"):
        f[name].make_scale(name)
    field = growing(f, "temperature", np.arange(24, dtype="f4").reshape(4, 2, 3))
    for dimension, name in enumerate(("time", "lat", "lon")):
        field.dims[dimension].attach_scale(f[name])
    f["lat"].attrs["units"] = "degrees_north"


def modern_images(f):
    f.create_dataset("frames", data=np.arange(120, dtype="u1").reshape(6, 4, 5), maxshape=(None, None, None),
                     chunks=(2, 2, 5))


def modern_limited(f):
    f.create_dataset("t", data=np.arange(6.0), maxshape=(64,), chunks=(2,))
    f.create_dataset("y", data=np.arange(12.0).reshape(6, 2), maxshape=(64, 2), chunks=(2, 2), compression="gzip")


def old_types(f):
    growing(f, "t", np.arange(4, dtype=">f4"))
    for name in (">f8", ">i2", "f2", "c8", "c16", "u8", "i1", "g"):
        growing(f, "a" + name.strip(">"), np.arange(4).astype(name))
    growing(f, "bool", np.array([True, False, True]))
    growing(f, "compound", np.zeros(3, dtype=[("a", "f8"), ("b", "i4", (2,))]))
    f.create_dataset("text", (3,), maxshape=(None,), dtype=h5py.string_dtype())


def old_nested(f):
    group = f.create_group("results/run1")
    growing(group, "y", np.arange(8.0))
    f["soft"] = h5py.SoftLink("/results/run1/y")
    f["external"] = h5py.ExternalLink("other.h5", "/y")
    f["results/again"] = f["results"]


def modern_dense(f):
    """More links and attributes than fit into object headers: fractal heaps and version 2 B-trees."""
    for i in range(12):
        growing(f, f"f{i:02d}", np.arange(3.0))
    for i in range(12):
        f.attrs[f"a{i:02d}"] = i * 1.5


def modern_tracked(f):
    group = f.create_group("g", track_order=True)
    for i in range(10):
        growing(group, f"f{i}", np.arange(2.0))
    f.attrs["text"] = "some text"
    f.attrs["list"] = np.arange(4.0)


def modern_filtered_images(f):
    f.create_dataset("frames", data=np.arange(120, dtype="u1").reshape(6, 4, 5), maxshape=(None, None, None),
                     chunks=(2, 2, 5), compression="gzip")


def old_committed(f):
    f["type"] = np.dtype("f8")
    f.create_dataset("z", data=np.arange(4.0), maxshape=(None,), dtype=f["type"], chunks=(4,))
    f["z"].attrs.create("limits", np.arange(2.0), dtype=f["type"])


def modern_text(f):
    run(f, 3)
    f["y"].attrs["units"] = "volts of variable length"
    f.attrs["title"] = "a title"
    f.attrs["fixed"] = np.bytes_("of fixed length")


def modern_virtual(f):
    layout = h5py.VirtualLayout((4, 3), "f8", maxshape=(None, 3))
    layout[0] = h5py.VirtualSource("elsewhere.h5", "y", (3,))
    f.create_virtual_dataset("v", layout)
    growing(f, "y", np.arange(4.0))


def make(kind, path):
    mode = OLD if kind.startswith("old") else MODERN
    with h5py.File(path, "w", **mode) as f:
        globals()[kind](f)
    if kind.startswith("live"):
        child = os.fork()
        if child == 0:
            f = h5py.File(path, "r+", **mode)
            f.swmr_mode = True
            f["y"].resize(f["y"].shape[0] + 2, axis=0)
            f["y"][-2:] = -1.0
            f["y"].flush()
            f["t"].resize(f["t"].shape[0] + 2, axis=0)
            f["t"][-2:] = (100.0, 101.0)
            f["t"].flush()
            os._exit(0)  # without closing, like a program that crashes
        os.waitpid(child, 0)


if __name__ == "__main__":
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for kind in list(globals()):
        if kind.startswith(("old_", "modern_", "live_")):
            make(kind, os.path.join(folder, kind))
    with h5py.File(os.path.join(folder, "old_userblock"), "w", userblock_size=512) as f:
        run(f, 4)
