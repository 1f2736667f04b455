# SPDX-License-Identifier: MIT
"""check_protocol.py PAGE CLIENT H5PULSE TEN_LINES: tests docs/protocol.md against `h5pulse serve`.

The client of the page must print the newest step of a run, and the members of the examples must be those that are sent.
"""
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

import h5py
import numpy as np

page, client, h5pulse, ten_lines = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])


def members(value):
    """Names of the members of an example, with those of the structures within."""
    if isinstance(value, list):
        return members(value[0]) if value else {}
    return {name: members(inner) for name, inner in value.items() if name != "..."} if isinstance(value, dict) else {}


def check_members(wanted, found, where):
    for name, inner in wanted.items():
        assert name in found, f"{where} has no '{name}': {sorted(found)}"
        value = found[name][0] if isinstance(found[name], list) and found[name] else found[name]
        if inner:
            check_members(inner, value, name)


def ask(request):
    """The first reply with a result."""
    text = json.dumps(request).encode()
    service = subprocess.Popen([h5pulse, "serve", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    service.stdin.write(b"h5pulse-client 1 test\nh5pm" + struct.pack("<IQ", len(text), 0) + text)
    service.stdin.flush()
    assert service.stdout.readline().startswith(b"h5pulse-serve 1 ")
    merged = {}
    while not merged.get("results"):
        magic, text, arrays = struct.unpack("<4sIQ", service.stdout.read(16))
        merged |= {name: value for name, value in json.loads(service.stdout.read(text)).items() if value}
        service.stdout.read(arrays)
    service.stdin.close()
    assert service.wait(20) == 0
    return merged


blocks = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```", page.read_text(), re.M | re.S)]
request, reply = blocks
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    subprocess.run([ten_lines], check=True, timeout=60)
    path = next(pathlib.Path(folder).glob("*.h5"))
    with h5py.File(path, "r") as file:
        last, time, mean = len(file["t"]) - 1, file["t"][-1], np.mean(file["y"][-1])

    printed = subprocess.run([sys.executable, client, h5pulse, path, "y"], check=True, capture_output=True, text=True,
                             timeout=60).stdout.split("\n")[-2].split()
    assert int(printed[0]) == last and float(printed[1]) == time, printed
    assert np.isclose(float(printed[2]), mean, rtol=1e-12), (printed, mean)

    request["request"]["path"] = str(path)
    request["request"]["queries"][0]["field"] = "y"
    check_members(members(reply), ask(request), "the reply")
