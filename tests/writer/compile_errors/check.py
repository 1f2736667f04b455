# SPDX-License-Identifier: MIT
"""What the compiler says of a program that is wrong: one sentence of ours, in few lines.

check.py COMPILER STANDARD PROGRAM FLAG ...
The program's first line is a comment with the sentence; its second the number of errors that are allowed."""
import re
import subprocess
import sys

compiler, standard, program, *flags = sys.argv[1:]
with open(program, encoding="utf-8") as file:
    sentence, limit = (line.removeprefix("//").strip() for line in (file.readline(), file.readline()))
result = subprocess.run([compiler, f"-std={standard}", "-fsyntax-only", *flags, program], capture_output=True, text=True)
if result.returncode == 0:
    sys.exit(f"{program} compiles, though it is wrong")
errors = [line for line in result.stderr.splitlines() if re.search(r"\berror:", line)]
if not any(sentence in line for line in errors):
    sys.exit(f"no error says '{sentence}':\n{result.stderr}")
if len(errors) > int(limit):
    sys.exit(f"{len(errors)} errors, where {limit} are enough:\n{result.stderr}")
