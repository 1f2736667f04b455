# SPDX-License-Identifier: MIT
"""Checks the compiler's errors for a wrong program: they contain our sentence, and are few.

check.py COMPILER STANDARD PROGRAM FLAG ...
The program's first line is a comment with the sentence, its second line one with the allowed number of errors."""
import re
import subprocess
import sys

compiler, standard, program, *flags = sys.argv[1:]
with open(program, encoding="utf-8") as file:
    sentence, limit = (line.removeprefix("//").strip() for line in (file.readline(), file.readline()))
result = subprocess.run([compiler, f"-std={standard}", "-fsyntax-only", *flags, program], capture_output=True, text=True)
if result.returncode == 0:
    sys.exit(f"{program} compiles, although it is wrong")
errors = [line for line in result.stderr.splitlines() if re.search(r"\berror:", line)]
if not any(sentence in line for line in errors):
    sys.exit(f"no error contains '{sentence}':\n{result.stderr}")
if len(errors) > int(limit):
    sys.exit(f"{len(errors)} errors, but at most {limit} are allowed:\n{result.stderr}")
