# SPDX-License-Identifier: MIT
"""Fails if an include points in the wrong direction: check_includes.py SOURCE_FOLDER.

Between the parts of the tree: each part may include itself and the parts listed for it, and no others. A part that is
not listed here fails too.

Within a part: its folders may not include one another in a circle, so that each can be read and changed knowing only
the folders below it.
"""
import collections
import pathlib
import re
import sys

PUBLIC = {"common/include", "writer/include"}
SERVICE = {"common/include", "service/include"}  # what a client of the service knows
# common/src: internals of common/ that other parts use: the format, and wrappers of HDF5 and the system.
MAY_INCLUDE = {
    "common/include": set(),
    "common/src": {"common/include"},
    "writer/include": {"common/include"},
    "writer/src": {"common/include", "common/src", "writer/include"},
    "bindings/c/include": set(),
    "bindings/c/src": {"bindings/c/include"} | PUBLIC,
    "bindings/fortran/src": {"bindings/c/include"},
    "bindings/python/src": PUBLIC | {"common/src"},
    "cli": {"common/include", "common/src", "service/include"},
    "service/include": {"common/include"},
    "service/src": SERVICE | {"common/src"},
    "viewer/core": SERVICE,
    "viewer/plot": SERVICE | {"viewer/core"},
    "viewer/views": SERVICE | {"viewer/core", "viewer/plot"},
    "viewer/widgets": SERVICE | {"viewer/core", "viewer/plot"},
    "viewer/export": SERVICE | {"viewer/core", "viewer/plot", "viewer/views", "viewer/widgets"},
    "viewer/ui": SERVICE | {"viewer/core", "viewer/plot", "viewer/views", "viewer/widgets", "viewer/export"},
    "viewer/app": SERVICE | {"viewer/core", "viewer/views", "viewer/export", "viewer/ui"},
    "viewer": {"common/src", "viewer/core", "viewer/widgets", "viewer/ui", "viewer/app"},  # main.cpp
}
ROOTS = ["common", "writer", "bindings", "cli", "service", "viewer"]
SUFFIXES = {".h", ".cpp", ".c"}
INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)


def part_of(path):
    """The longest listed part that contains a file; None if it is not listed."""
    parts = [part for part in MAY_INCLUDE if path.startswith(part + "/")]
    return max(parts, key=len, default=None)


def find(name, path, files):
    """The file of an include, found like by the compiler of that part; None if it is not in this tree."""
    beside = str(pathlib.PurePosixPath(path).parent / name)
    if beside in files:
        return beside
    own = part_of(path)
    found = [part + "/" + name for part in MAY_INCLUDE if part + "/" + name in files]
    return own + "/" + name if own + "/" + name in found else found[0] if found else None


def folder_of(path):
    return str(pathlib.PurePosixPath(path).parent)


def shortest_cycle(start, below):
    """The folders of a shortest way from a folder back to itself; none: there is no such way."""
    ways = collections.deque([[start]])
    reached = set()
    while ways:
        way = ways.popleft()
        for folder in sorted(below[way[-1]]):
            if folder == start:
                return way
            if folder not in reached:
                reached.add(folder)
                ways.append(way + [folder])
    return None


def cycles(includes):
    """A sentence for each folder cycle. `includes`: (file, file that it includes) within one part."""
    below = collections.defaultdict(set)
    examples = {}
    for path, target in includes:
        arrow = folder_of(path), folder_of(target)
        if arrow[0] != arrow[1]:
            below[arrow[0]].add(arrow[1])
            examples.setdefault(arrow, f"{path} includes {target}")
    found = {}
    for folder in sorted(below):
        way = shortest_cycle(folder, below)
        if way:
            found.setdefault(frozenset(way), way)
    return ["folders include one another: " + "; ".join(examples[way[i - 1], way[i]] for i in range(len(way)))
            for way in found.values()]


def main():
    top = pathlib.Path(sys.argv[1])
    files = {str(path.relative_to(top)) for root in ROOTS for path in (top / root).rglob("*") if path.suffix in SUFFIXES}
    wrong = []
    within = collections.defaultdict(list)
    for path in sorted(files):
        part = part_of(path)
        if part is None:
            wrong.append(f"{path}: its folder is not listed in {pathlib.Path(__file__).name}")
            continue
        for name in INCLUDE.findall((top / path).read_text(encoding="utf-8")):
            target = find(name, path, files)
            if target and part_of(target) == part:
                within[part].append((path, target))
            elif target and part_of(target) not in MAY_INCLUDE[part]:
                wrong.append(f"{path} includes {target}: {part} may not include {part_of(target)}")
    for includes in within.values():
        wrong += cycles(includes)
    print("\n".join(wrong) or f"{len(files)} files: all includes point down, and no folders include one another")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
