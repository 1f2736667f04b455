# SPDX-License-Identifier: MIT
"""Cost and effects of importing the package, and its types as checked by mypy."""
import subprocess
import sys

import pytest
from conftest import build, run_python, source

import h5pulse


def test_it_brings_only_what_it_needs():
    program = """
        import sys, numpy
        before = set(sys.modules)
        import h5pulse
        new = {name.split(".")[0] for name in set(sys.modules) - before}
        print(sorted(new & {"matplotlib", "xarray", "asyncio", "h5py", "pandas", "IPython", "dask", "scipy"}))
    """
    assert run_python(program).stdout == "[]\n"


def test_it_takes_little_time():
    program = """
        import time, numpy
        start = time.process_time()
        import h5pulse
        print(time.process_time() - start)
    """
    times = [float(run_python(program).stdout) for _ in range(5)]
    assert min(times) < 0.1


def test_every_name_is_there_and_documented():
    for name in h5pulse.__all__:
        value = getattr(h5pulse, name)
        assert value.__doc__, name
        assert name in dir(h5pulse)
    assert h5pulse.__version__.count(".") == 2
    assert h5pulse.Writer.append.__doc__.startswith("Appends one step")
    with pytest.raises(AttributeError, match="no attribute 'Wrtier'"):
        h5pulse.Wrtier
    assert issubclass(h5pulse.Error, OSError) and issubclass(h5pulse.InterruptedError, InterruptedError)


def mypy(*arguments, cwd):
    result = subprocess.run([sys.executable, "-m", "mypy", "--python-executable", sys.executable, "--cache-dir",
                             str(cwd / "mypy_cache"), *map(str, arguments)], capture_output=True, text=True, cwd=cwd)
    return result.stdout + result.stderr


def test_the_package_passes_mypy(tmp_path):
    folder = source() / "bindings" / "python"
    assert "Success" in mypy("--config-file", folder / "pyproject.toml", folder / "h5pulse", cwd=tmp_path)


def test_programs_that_use_it_are_checked(tmp_path, monkeypatch):
    (tmp_path / "good.py").write_text(
        "import h5pulse\nimport numpy as np\n"
        "with h5pulse.Writer('a.h5', {'y': h5pulse.Field((3,), 'f4', units='V'), 'e': ()}, end_time=1.0) as w:\n"
        "    w.append(0.0, y=np.zeros(3), e=1.0)\n    w.append_many([1.0], y=[[1, 2, 3]], e=[2])\n"
        "r = h5pulse.Reader('a.h5')\nsteps: int = r.steps\nfor step in r.follow():\n    t: float = step.t\n"
        "b = h5pulse.DataBuffer('a.h5', 'y', (100,), float)\nb.append(1.0)\nb.flush()\n"
        "reveal_type(r.state)\n")
    (tmp_path / "bad.py").write_text(
        "import h5pulse\nw = h5pulse.Writer('a.h5', {'y': ()}, endtime=1.0)\nn: str = w.steps\nw.apend(0)\n"
        "h5pulse.Reader(5)\n")
    monkeypatch.setenv("MYPYPATH", str(build() / "bindings" / "python"))
    settings = ("--config-file", source() / "bindings" / "python" / "pyproject.toml", "--follow-imports=silent")
    found = mypy("--strict", *settings, "good.py", cwd=tmp_path)
    assert "Success" in found and "h5pulse.states.RunState" in found, found
    lines = [line for line in mypy(*settings, "bad.py", cwd=tmp_path).splitlines() if "error:" in line]
    assert [line.split(":")[:2] for line in lines] == [["bad.py", str(n)] for n in (2, 3, 4, 5)], lines
