# SPDX-License-Identifier: MIT
"""docs/python.md: every block of code runs in order and prints what the page shows; the page names everything."""
import re

import matplotlib
import pytest
from conftest import source

import h5pulse

PAGE = source() / "docs" / "python.md"
BLOCK = re.compile(r"(<!-- not run[^\n]*-->\n)?```(\w+)\n(.*?)```", re.DOTALL)


def test_the_blocks_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    matplotlib.use("Agg")
    names, output, ran = {}, "", 0
    for not_run, language, code in BLOCK.findall(PAGE.read_text()):
        if language == "text":
            assert output == code.strip()
        if language != "python" or not_run:
            continue
        exec(compile(code, "docs/python.md", "exec"), names)
        output = capsys.readouterr().out.strip()
        ran += 1
        # A comment after a print is the expected output.
        told = [line.split("#", 1)[1].strip() for line in code.splitlines() if "print(" in line and "#" in line]
        told = [text for text in told if re.match(r"[\d(FT]", text)]
        assert [line for line in output.splitlines() if line in told] == told, output
    assert ran >= 10
    for buffer in ("t_buffer", "y_buffer"):
        names.pop(buffer)


def test_every_name_is_on_the_page():
    page = PAGE.read_text()
    for name in [*h5pulse.__all__, "__version__"]:
        assert f"`{name}`" in page, name
    for kind in (h5pulse.Writer, h5pulse.Reader):
        for name in dir(kind):
            if not name.startswith("_"):
                assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", page), f"{kind.__name__}.{name}"


@pytest.mark.parametrize("kind", [h5pulse.Writer, h5pulse.DataBuffer, h5pulse.Reader])
def test_every_argument_is_in_the_docstring(kind):
    import inspect

    text = (kind.__doc__ or "").split("Args:")[1]
    for name in inspect.signature(kind.__init__).parameters:
        assert name == "self" or re.search(rf"\b{name}\b", text), name
