# SPDX-License-Identifier: MIT
"""Builds the extension with CMake. `pip install ./bindings/python --no-build-isolation` downloads nothing."""
import os
import re
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
BUILD = Path(os.environ.get("H5PULSE_PYTHON_BUILD", SOURCE / f"build-{sys.implementation.cache_tag}")).absolute()
BUILD.mkdir(parents=True, exist_ok=True)

#: Builds only the extension. The libraries of h5pulse become part of it; HDF5 stays a shared library.
OPTIONS = {
    "CMAKE_BUILD_TYPE": "RelWithDebInfo", "CMAKE_UNITY_BUILD": "ON", "BUILD_SHARED_LIBS": "OFF", "H5PULSE_PYTHON": "ON",
    "H5PULSE_PYTHON_PROGRAM": sys.executable, "H5PULSE_VIEWER": "OFF", "H5PULSE_CLI": "OFF", "H5PULSE_EXAMPLES": "OFF",
    "H5PULSE_BENCH": "OFF", "H5PULSE_TESTS": "OFF", "H5PULSE_C": "OFF", "H5PULSE_FORTRAN": "OFF",
}


def version():
    """The version of the whole CMake project."""
    found = re.search(r"project\(h5pulse VERSION ([0-9.]+)", (SOURCE / "CMakeLists.txt").read_text())
    if not found:
        sys.exit("h5pulse needs its whole source tree to build: run pip install ./bindings/python there")
    return found.group(1)


class CMakeBuild(build_ext):
    def build_extension(self, ext):
        target = Path(self.get_ext_fullpath(ext.name)).resolve().parent
        target.mkdir(parents=True, exist_ok=True)
        options = [f"-D{name}={value}" for name, value in OPTIONS.items()]
        extra = os.environ.get("CMAKE_ARGS", "").split()
        subprocess.run(["cmake", "-S", SOURCE, "-B", BUILD, *options, *extra], check=True)
        subprocess.run(["cmake", "--build", BUILD, "--target", "h5pulse_python_core", "--parallel",
                        str(os.cpu_count() or 1)], check=True)
        for built in (BUILD / "bindings" / "python" / "h5pulse").glob("_core*.so"):
            self.copy_file(str(built), str(target))


setup(version=version(), ext_modules=[Extension("h5pulse._core", sources=[])], cmdclass={"build_ext": CMakeBuild},
      # Build beside the extension, not in the source tree.
      options={"build": {"build_base": str(BUILD / "pip")}, "egg_info": {"egg_base": str(BUILD)}})
