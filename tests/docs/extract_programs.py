# SPDX-License-Identifier: MIT
"""extract_programs.py PAGE FOLDER NAME...: writes the programs of a page into FOLDER.

A program is a fenced block after the line `<!-- program: NAME -->`. The page must have exactly the named programs, and
no other block in a tested language, so that nothing on it stays untested.
"""
import pathlib
import re
import sys

TESTED_LANGUAGES = {"cpp", "c", "cmake", "make", "fortran", "python"}

page, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
wanted = set(sys.argv[3:])
programs = {}
for name, language, text in re.findall(r"(?:<!-- program: (\S+) -->\n)?^```(\w*)\n(.*?)^```$",
                                       page.read_text(), re.M | re.S):
    if name:
        programs[name] = text
    elif language in TESTED_LANGUAGES:
        sys.exit(f"{page}: a block of {language} has no name, so no test runs it:\n{text}")
if programs.keys() != wanted:
    sys.exit(f"{page} has the programs {sorted(programs)}, but the tests run {sorted(wanted)}")
for name, text in programs.items():
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:  # otherwise nothing needs to be rebuilt
        path.write_text(text)
