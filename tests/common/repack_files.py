# SPDX-License-Identifier: MIT
"""A file with what users add to runs, and a look at whether another one has the same.

repack_files.py make FILE [track]
repack_files.py same FILE COPY FILTER   FILTER: number of the filter that chunks must have; 0: none
"""
import sys

import h5py
import numpy as np


def make(path, track):
    with h5py.File(path, "w", track_order=track) as f:
        f["x"] = np.arange(10.0)
        f["x"].make_scale("x")
        t = f.create_dataset("time", data=np.arange(50.0), maxshape=(None,), chunks=(7,))
        t.make_scale("time")
        y = f.create_dataset("y", data=np.random.rand(50, 10), maxshape=(None, 10), chunks=(8, 3),
                             compression="gzip", fletcher32=True)
        y.dims[0].attach_scale(t)
        y.dims[1].attach_scale(f["x"])
        y.dims[1].label = "position"
        f.attrs["text"] = "hällo"
        f.attrs["nothing"] = h5py.Empty("f8")
        f.attrs["words"] = ["a", "bb"]
        f.attrs["array"] = np.arange(6).reshape(2, 3)
        y.attrs["zeta"] = 1
        y.attrs["alpha"] = 2
        f["words"] = ["a", "", "ccc"]
        lists = f.create_dataset("lists", (3,), dtype=h5py.vlen_dtype(np.int32))
        lists[0], lists[2] = [1, 2, 3], [4]
        f["g/named"] = np.dtype([("a", ">f4"), ("b", "i8")])
        f["g/named"].attrs["why"] = "because"
        named = f.create_dataset("g/of_named", (4,), dtype=f["g/named"])
        named[1] = (1.5, 2)
        f["g/references"] = np.array([y.ref, f["g"].ref, h5py.Reference()], dtype=h5py.ref_dtype)
        f["g/named_twice"] = f["g/named"]
        f["soft"] = h5py.SoftLink("/y")
        f["dangling"] = h5py.SoftLink("/nowhere")
        f["hard"] = f["y"]
        f["g/up"] = f["/"]
        s = f.create_dataset("sparse", (1000, 1000), chunks=(100, 100), fillvalue=7.0, dtype="f8")
        s[150:160, 250] = 1
        s[999, 999] = 2
        f["scalar"] = 3.5
        f["empty"] = h5py.Empty("i4")
        f.create_dataset("no_rows", (0, 4), maxshape=(None, 4), chunks=(10, 4))
        f["complex"] = np.array([1 + 2j])
        f["truth"] = np.array([True, False])
        f["enumeration"] = np.array([1, 2], dtype=h5py.enum_dtype({"X": 1, "Y": 2}, "i1"))
        f["opaque"] = np.zeros(3, "V8")
        f["big"] = np.arange(5, dtype=">i4")
        f.create_dataset("never_written", (5,), dtype="f4", fillvalue=2)



def same_values(a, b, a_file, b_file):
    if isinstance(a, h5py.Empty):
        return isinstance(b, h5py.Empty) and a.dtype == b.dtype
    if isinstance(a, h5py.Reference):
        return bool(a) == bool(b) and (not a or a_file[a].name == b_file[b].name)
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    if a.dtype == object or (a.dtype.names and any(a.dtype[n] == object for n in a.dtype.names)):
        def flat(array):
            return [tuple(e) if isinstance(e, np.void) else (e,) for e in array.ravel()]
        def leaf(x, y):
            if isinstance(x, (str, bytes, h5py.Reference, np.ndarray)):
                return same_values(x, y, a_file, b_file) if not isinstance(x, (str, bytes)) else x == y
            return x == y
        return all(leaf(x, y) for p, q in zip(flat(a), flat(b)) for x, y in zip(p, q))
    return a.tobytes() == b.tobytes()


def same_object(a, b, a_file, b_file, name, number):
    assert type(a) is type(b), name
    assert list(a.attrs) == list(b.attrs), (name, list(a.attrs), list(b.attrs))
    for key in a.attrs:
        assert same_values(a.attrs[key], b.attrs[key], a_file, b_file), (name, key)
    if isinstance(a, h5py.Dataset):
        assert a.shape == b.shape and a.maxshape == b.maxshape and a.chunks == b.chunks, name
        assert a.dtype == b.dtype, name
        assert h5py.h5ds.is_scale(a.id) == h5py.h5ds.is_scale(b.id), name
        assert same_values(a[()], b[()], a_file, b_file), name
        if not a.shape:
            return
        assert [[s.name for s in d.values()] for d in a.dims] == [[s.name for s in d.values()] for d in b.dims], name
        assert [d.label for d in a.dims] == [d.label for d in b.dims], name
        if a.dtype.kind in "iufc":
            assert np.asarray(a.fillvalue).tobytes() == np.asarray(b.fillvalue).tobytes(), name
        for get in ("get_layout", "get_fill_time"):
            list_a, list_b = a.id.get_create_plist(), b.id.get_create_plist()
            assert getattr(list_a, get)() == getattr(list_b, get)(), (name, get)
        if a.chunks:
            found = [list_b.get_filter(i)[0] for i in range(list_b.get_nfilters())]
            assert (number in found) if number else not found, (name, found)


def same(path, copy, number):
    with h5py.File(path, "r") as a, h5py.File(copy, "r") as b:
        seen = set()

        def walk(x, y, name):
            same_object(x, y, a, b, name, number)
            if not isinstance(x, h5py.Group) or x.id in seen:
                return
            seen.add(x.id)
            assert list(x) == list(y), name
            for key in x:
                link, other = x.get(key, getlink=True), y.get(key, getlink=True)
                assert type(link) is type(other), (name, key)
                if isinstance(link, h5py.SoftLink):
                    assert link.path == other.path, (name, key)
                else:
                    walk(x[key], y[key], name + "/" + key)

        walk(a["/"], b["/"], "")
        for p in ("hard", "g/named_twice"):
            if p in a:
                assert b[p] == b["y" if p == "hard" else "g/named"], p
        if "g/of_named" in a:
            assert b["g/of_named"].id.get_type().committed()
            assert b["sparse"].id.get_num_chunks() == a["sparse"].id.get_num_chunks()
    print("same")


if sys.argv[1] == "make":
    make(sys.argv[2], len(sys.argv) > 3)
else:
    same(sys.argv[2], sys.argv[3], int(sys.argv[4]))
