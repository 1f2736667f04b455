# SPDX-License-Identifier: MIT
"""Checks that the target h5pulse_installed builds every installed file.
Usage: check_installed_target.py NINJA BUILD"""
import pathlib
import re
import subprocess
import sys

ninja, build = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()


def lines(*arguments):
    tool = [ninja, "-C", str(build), "-t", *arguments]
    return subprocess.run(tool, check=True, capture_output=True, text=True).stdout.splitlines()


def in_build(path):
    return str(pathlib.Path(build, path).resolve().relative_to(build))


outputs = {line.rsplit(": ", 1)[0] for line in lines("targets", "all") if not line.startswith("ninja: ")}
commands = set(" ".join(lines("commands", "h5pulse_installed")).split())
checked = 0
for script in build.rglob("cmake_install.cmake"):
    if "tests" in script.relative_to(build).parts:
        continue # other projects are built there
    for file in re.findall(r'"(' + re.escape(str(build)) + r'/[^"]+)"', script.read_text()):
        name = in_build(file)
        if name in outputs and "CMakeFiles" not in name and pathlib.Path(name).suffix != ".cmake":
            checked += 1
            assert name in commands, f"{name} is installed, but h5pulse_installed does not build it"
assert checked >= 2, f"only {checked} installed files found in {build}"
print(checked, "files are installed that h5pulse_installed builds")
