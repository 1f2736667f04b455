# SPDX-License-Identifier: MIT
"""Fails where an include points the wrong way: check_includes.py SOURCE_FOLDER.

Each part of the tree may include itself and the parts that are listed for it, and no others. What is not listed here is
a part that nobody has thought about, and fails as well.
"""
import pathlib
import re
import sys

PUBLIC = {"common/include", "writer/include"}
SERVICE = {"common/include", "service/include"}  # what a client of the service knows
# common/src is what other parts use of common/ beside its public headers: the format, HDF5's and the system's wrappers.
MAY_INCLUDE = {
    "common/include": set(),
    "common/src": {"common/include"},
    "writer/include": {"common/include"},
    "writer/src": {"common/include", "common/src", "writer/include"},
    "bindings/c/include": set(),
    "bindings/c/src": {"bindings/c/include"} | PUBLIC,
    "bindings/fortran/src": {"bindings/c/include"},
    "bindings/python/src": PUBLIC | {"common/src"},
    "cli": {"common/include", "common/src"},
    "service/include": {"common/include"},
    "service/src": SERVICE,
    "viewer/core": SERVICE,
    "viewer/models": SERVICE | {"viewer/core"},
    "viewer/plot": SERVICE | {"viewer/core"},
    "viewer/views": SERVICE | {"viewer/core", "viewer/plot"},
    "viewer/widgets": SERVICE | {"viewer/core", "viewer/plot"},
    "viewer/export": SERVICE | {"viewer/core", "viewer/plot", "viewer/views", "viewer/widgets"},
    "viewer/ui": SERVICE | {"viewer/core", "viewer/models", "viewer/plot", "viewer/views", "viewer/widgets", "viewer/export"},
    "viewer/app": SERVICE | {"viewer/core", "viewer/views", "viewer/export", "viewer/ui"},
    "viewer": {"common/src", "viewer/core", "viewer/widgets", "viewer/ui", "viewer/app"},  # main.cpp
}
ROOTS = ["common", "writer", "bindings", "cli", "service", "viewer"]
SUFFIXES = {".h", ".cpp", ".c"}
INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)


def part_of(path):
    """The longest listed part that a file lies in; none: nobody has listed it."""
    parts = [part for part in MAY_INCLUDE if path.startswith(part + "/")]
    return max(parts, key=len, default=None)


def find(name, path, files):
    """The file that an include names, as the compiler of that part would find it; none: it is not of this tree."""
    beside = str(pathlib.PurePosixPath(path).parent / name)
    if beside in files:
        return beside
    own = part_of(path)
    found = [part + "/" + name for part in MAY_INCLUDE if part + "/" + name in files]
    return own + "/" + name if own + "/" + name in found else found[0] if found else None


def main():
    top = pathlib.Path(sys.argv[1])
    files = {str(path.relative_to(top)) for root in ROOTS for path in (top / root).rglob("*") if path.suffix in SUFFIXES}
    wrong = []
    for path in sorted(files):
        part = part_of(path)
        if part is None:
            wrong.append(f"{path}: its folder is not listed in {pathlib.Path(__file__).name}")
            continue
        for name in INCLUDE.findall((top / path).read_text(encoding="utf-8")):
            target = find(name, path, files)
            if target and part_of(target) != part and part_of(target) not in MAY_INCLUDE[part]:
                wrong.append(f"{path} includes {target}: {part} may not include {part_of(target)}")
    print("\n".join(wrong) or f"{len(files)} files: all includes point down")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
