# SPDX-License-Identifier: MIT
"""The installed package: by `cmake --install`, by pip, and as a wheel outside the build tree."""
import os
import subprocess
import sys
import zipfile

import pytest
from conftest import build, source

USE = """
import h5pulse, sys
assert not h5pulse.__file__.startswith(sys.argv[2] + "/bindings"), h5pulse.__file__
with h5pulse.Writer(sys.argv[1], {"y": (3,)}) as w:
    w.append(0, y=[1, 2, 3])
assert h5pulse.Reader(sys.argv[1])["y"][0].tolist() == [1, 2, 3]
print(h5pulse.__file__, h5pulse.__version__)
"""


def run(*command, environment=None, **options):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                            env={**os.environ, **(environment or {})}, **options)
    if result.returncode != 0:
        pytest.fail(f"{command}\n{result.stdout[-4000:]}\n{result.stderr[-4000:]}")
    return result.stdout


def use(python, folder, **environment):
    return run(python, "-c", USE, folder / "use.h5", build(), environment=environment, cwd=folder)


def test_cmake_installs_it(tmp_path):
    prefix = tmp_path / "prefix"
    run(os.environ["H5PULSE_TEST_CMAKE"], "--install", build(), "--prefix", prefix, "--component", "python")
    package = prefix / "lib" / "python3" / "dist-packages"
    assert (package / "h5pulse" / "py.typed").is_file() and (package / "h5pulse" / "_core.pyi").is_file()
    assert str(package) in use(sys.executable, tmp_path, PYTHONPATH=str(package))
    extension, = (package / "h5pulse").glob("_core*.so")
    assert str(build()) not in run("readelf", "-d", extension)


@pytest.fixture(scope="module")
def environment():
    """A virtual environment with Debian's NumPy and without network. pip's build is kept for the next run."""
    folder = build() / "tests" / "bindings" / "python"
    run(sys.executable, "-m", "venv", "--clear", "--system-site-packages", folder / "venv")
    return folder / "venv" / "bin" / "python", {
        "PIP_NO_INDEX": "1", "PYTHONPATH": "", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "CMAKE_ARGS": "-G Ninja",
        "H5PULSE_PYTHON_BUILD": str(folder / "pip")}


def test_pip_installs_it(environment, tmp_path):
    python, settings = environment
    run(python, "-m", "pip", "install", source() / "bindings" / "python", "--no-build-isolation",
        environment=settings)
    assert str(python.parent.parent) in use(python, tmp_path, PYTHONPATH="")
    names = {file.name for file in (source() / "bindings" / "python").iterdir()}
    assert not names & {"build", "h5pulse.egg-info"}
    run(python, "-m", "pip", "uninstall", "-y", "h5pulse", environment=settings)


def test_a_wheel_works_elsewhere(environment, tmp_path):
    python, settings = environment
    run(python, "-m", "pip", "wheel", source() / "bindings" / "python", "--no-build-isolation", "--no-deps", "-w",
        tmp_path, environment=settings)
    wheel, = tmp_path.glob("h5pulse-*.whl")
    with zipfile.ZipFile(wheel) as files:
        names = files.namelist()
        files.extractall(tmp_path / "elsewhere")
    assert "h5pulse/py.typed" in names and "h5pulse/_core.pyi" in names and "h5pulse/writer.py" in names
    assert str(tmp_path / "elsewhere") in use(sys.executable, tmp_path, PYTHONPATH=str(tmp_path / "elsewhere"))
    extension, = (tmp_path / "elsewhere" / "h5pulse").glob("_core*.so")
    needed = run("readelf", "-d", extension)
    assert "libhdf5" in needed and "libh5pulse" not in needed
    assert settings["H5PULSE_PYTHON_BUILD"] not in needed and str(source()) not in needed
