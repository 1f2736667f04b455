# SPDX-License-Identifier: MIT
"""Checks the usage of the examples: they print help, refuse unknown options, and leave no file.

Usage: check_usage.py PROGRAM...; those that end in .py are run by this Python.
"""
import os
import subprocess
import sys
import tempfile

failures = []
for program in sys.argv[1:]:
    command = [sys.executable, program] if program.endswith(".py") else [program]
    for arguments, status in (["-h"], 0), (["--help"], 0), (["--unknown"], 2), (["--unknown", "5"], 2):
        with tempfile.TemporaryDirectory() as folder:
            result = subprocess.run(
                command + arguments, cwd=folder, capture_output=True, text=True, timeout=60
            )
            message, silent = (result.stdout, result.stderr) if status == 0 else (result.stderr, result.stdout)
            # CLI11 refers to --help for wrong usage.
            told = "usage: " in message.lower() or (status == 2 and "--help" in message)
            if result.returncode != status or not told or silent or os.listdir(folder):
                failures.append(f"{program} {arguments}: {result}, leaves {os.listdir(folder)}")
sys.exit("\n".join(failures) if failures else 0)
