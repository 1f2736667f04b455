# SPDX-License-Identifier: MIT
"""Values that identify their step, in every element type: the same formulas as in run_content.cpp."""
import numpy as np

SALT = "fault_salt"


def times(salt, first, count):
    return 0.5 * np.arange(first, first + count) + salt / 1024


def _low(x, bits):
    return ((x & np.uint64((1 << bits) - 1)) | np.uint64(1)).astype(np.float64)


def rows(salt, field, dtype, shape, first, count):
    """Steps [first, first + count) of the field with that number: an array of shape (count, *shape)."""
    components = int(np.prod(shape, dtype=int))
    with np.errstate(over="ignore"):
        x = (np.arange(first, first + count, dtype=np.uint64)[:, None] * np.uint64(0x9E3779B97F4A7C15)
             + np.arange(components, dtype=np.uint64) * np.uint64(0x165667B19E3779F9)
             + np.array([field], np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
             + np.array([salt], np.uint64) * np.uint64(0xD6E8FEB86659FD93))
        x = (x ^ (x >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
        x = x ^ (x >> np.uint64(29))
    if dtype.kind == "c":
        values = _low(x, 24) + 1j * _low(x >> np.uint64(24), 24)
    elif dtype.kind == "f":
        values = _low(x, 24 if dtype.itemsize == 4 else 52)
    else:
        values = x | np.uint64(1)
    return values.astype(dtype).reshape((count, *shape))


def fields_of(file):
    """Names of the fields, in the order of their numbers."""
    return sorted((name for name in file if name[0] == "f" and name[1:].isdigit()), key=lambda name: int(name[1:]))


def wrong_rows(file, first, count):
    """Number of these steps that differ from the written ones in any field or in the times."""
    salt = int(file.attrs[SALT])
    bad = file["t"][first:first + count] != times(salt, first, count)
    for number, name in enumerate(fields_of(file)):
        dataset = file[name]
        assert name == f"f{number}", f"field f{number} is missing"
        wanted = rows(salt, number, dataset.dtype, dataset.shape[1:], first, count)
        bad |= (dataset[first:first + count] != wanted).reshape(count, -1).any(axis=1)
    return int(bad.sum())
