# SPDX-License-Identifier: MIT
"""Repairs and rewrites files."""
from __future__ import annotations

import os
from dataclasses import dataclass

from . import _core
from ._options import CompressionLike, PathLike, compression_of, path_of


@dataclass(frozen=True)
class RecoverReport:
    """Report of recover(); with dry_run, of what it would do."""

    needed_repair: bool  #: the file had marks of a writer that died, or excess rows
    bytes_before: int  #: file size before
    bytes_after: int  #: file size now
    steps: int  #: committed steps; all of them are kept
    last_commit_time: float  #: seconds since 1970; for files of other programs, the last change
    locked: bool  #: false: the file was not locked (without_lock)
    ours: bool  #: written by h5pulse
    after_restart: bool  #: the machine was restarted since: only synchronised steps count
    excess: tuple[tuple[str, int], ...]  #: datasets with rows beyond the committed steps, and their numbers of rows
    backup: str | None  #: path of the copy
    not_followed: str  #: why its steps cannot be counted; empty if they can


@dataclass(frozen=True)
class RepackReport:
    """Report of repack()."""

    bytes_before: int  #: size of the file
    bytes_after: int  #: size of the new file
    steps: int  #: steps of the run; all are kept


def recover(path: PathLike, *, dry_run: bool = False, backup: bool = False,
            without_lock: bool = False) -> RecoverReport:
    """Repairs the file of a crashed writer, so that every HDF5 program can open it, and keeps every committed step.

    It works in place, and does nothing to a healthy file. It may be killed at any moment and run again.

    Args:
        path: path of the file.
        dry_run: only report; nothing is changed.
        backup: copy the file to a new name beside it first if it needs repair.
        without_lock: continue on file systems without locks.

    Raises:
        InUseError: a writer has the file. Error: the file is not understood and left untouched.
    """
    report = _core.recover(path_of(path), bool(dry_run), bool(backup), bool(without_lock))
    copy = report.pop("backup")
    return RecoverReport(**report, backup=None if copy is None else os.fsdecode(copy))


def repack(path: PathLike, *, compression: CompressionLike = "gzip", output: PathLike | None = None,
           without_lock: bool = False) -> RepackReport:
    """Rewrites an ended run with compressed chunks, and compares every value before it replaces the file.

    Args:
        path: path of the file.
        compression: "gzip", "lz4", "zstd", "blosc" or "none", or with a level, as ("zstd", 3).
        output: path of a new file; None: replace the file itself.
        without_lock: continue on file systems without locks.

    Raises:
        InUseError: a writer has the file. Error: the run has crashed (recover() first), the filter is missing, ...
    """
    report = _core.repack(path_of(path), compression_of(compression), None if output is None else path_of(output),
                          bool(without_lock))
    return RepackReport(**report)
