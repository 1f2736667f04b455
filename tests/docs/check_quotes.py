# SPDX-License-Identifier: MIT
"""check_quotes.py SOURCE PAGE...: checks that pages quote sources word for word.

A block after the line `<!-- quote: FILE -->` must be the whole file after its leading comment. If the file marks lines
with `begin recording` and `end recording`, it must be these lines, with a comment `...` between stretches. A file may
mark at most ten lines. Relative links and pictures of the pages must exist.
"""
import pathlib
import re
import sys
import textwrap

MAX_RECORDING_LINES = 10
COMMENT = {".py": "#", ".cpp": "//", ".c": "//", ".f90": "!"}
HEADER = {".py": r"(#[^\n]*\n)*", ".cpp": r"(//[^\n]*\n)*", ".c": r"(/\*.*?\*/\n)*", ".f90": r"(![^\n]*\n)*"}


def recording(path):
    """The marked lines of a source, as a page quotes them."""
    stretches = re.findall(r"^[^\n]*begin recording[^\n]*\n(.*?)^[^\n]*end recording", path.read_text(), re.M | re.S)
    count = sum(1 for stretch in stretches for line in stretch.splitlines() if line.strip())
    if count > MAX_RECORDING_LINES:
        sys.exit(f"{path} records in {count} lines; at most {MAX_RECORDING_LINES} are allowed")
    between = f"\n{COMMENT[path.suffix]} ...\n"
    return between.join(textwrap.dedent(stretch).strip("\n") for stretch in stretches)


def quoted(path):
    text = path.read_text()
    if "begin recording" in text:
        return recording(path)
    return text[re.match(HEADER[path.suffix], text, re.S).end():].strip("\n")


def check(page, source):
    text = page.read_text()
    quotes = re.findall(r"<!-- quote: (\S+) -->\n```\w*\n(.*?)^```$", text, re.M | re.S)
    for name, block in quotes:
        wanted = quoted(source / name)
        if block.strip("\n") != wanted:
            sys.exit(f"{page} does not quote {name} word for word. It has\n{block}\nand should have\n{wanted}")
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", outside) + re.findall(r'(?:src|srcset)="([^":]+)"', outside)
    missing = [link for link in links if not (page.parent / link).exists()]
    if missing:
        sys.exit(f"{page} links to files that do not exist: {missing}")
    return len(quotes)


source = pathlib.Path(sys.argv[1])
for argument in sys.argv[2:]:
    if check(pathlib.Path(argument), source) == 0:
        sys.exit(f"{argument} quotes no source")
